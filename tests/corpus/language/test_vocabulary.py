"""The words that every room needs stand once, in files that are held to their shape."""

import re
import tomllib
from importlib.resources import files

import pytest

from corpus.datafile import read_table
from corpus.errors import DataFileError
from corpus.language import (
    Decisions,
    Marks,
    Offices,
    Posts,
    decisions,
    either,
    fold,
    marks,
    offices,
    one_of,
    posts,
)
from corpus.model import Outcome, Role

SHAPES = {"marks": Marks, "offices": Offices, "outcomes": Decisions, "posts": Posts}
QUESTIONS = [
    pytest.param(outcome, words, id=outcome.value)
    for outcome, words in decisions().outcomes.items()
    if words.asked
] + [pytest.param(group.outcomes[0], group, id="shared") for group in decisions().shared]


@pytest.fixture
def changed(tmp_path):
    """A vocabulary file with one text in it replaced, read."""

    def read(name: str, old: str, new: str):
        text = (files("corpus.language.vocabulary") / f"{name}.toml").read_text(encoding="utf-8")
        assert old in text
        file = tmp_path / f"{name}.toml"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return read_table(file, SHAPES[name])

    return read


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("posts", "[chair]", "[chairs]", "chair: この項目が必要です。chairs: この項目はありません"),
        ("posts", '"会長", "委員長"', '"会長", "会長"', "chair.heads: 「会長」が2回あります"),
        ("posts", '"書記"', '"議員"', "全体: 「議員」が2回あります"),
        ("offices", '"係"', "", "teams: 空です"),
        ("offices", '"係"', '""', "teams.1: 空の語や、空白のある語は書けません"),
        ("offices", '"係"', '"給付 係"', "teams.1: 空の語や、空白のある語は書けません"),
        ("marks", 'dots = "・', 'dots = "・・', "dots: 「・」が2回あります"),
        ("marks", "○●", "◯●", "shapes: 「○●"),
        ("outcomes", '[outcomes."再審議"]', '[outcomes."再議"]', "outcomes.再議"),
        ("outcomes", "'先送り'", "'先(送り'", "shared.1.asked.2: 正規表現として読めません"),
        (
            "outcomes",
            "'先送り'",
            "'(?:先送り)?'",
            "shared.1.asked.2: 何も書かれていない所にも当たる正規表現です",
        ),
    ],
)
def test_a_bad_entry_is_named_with_file_and_reason(changed, name, old, new, said):
    with pytest.raises(DataFileError) as raised:
        changed(name, old, new)
    assert str(raised.value).startswith(f"{name}.tomlを読み込めません。")
    assert said in str(raised.value)


@pytest.mark.parametrize("read", [marks, offices, decisions, posts])
def test_a_file_is_read_once(read):
    assert read() is read()


def test_every_file_of_the_folder_has_a_reader():
    folder = files("corpus.language.vocabulary")
    assert {f.name for f in folder.iterdir() if f.name.endswith(".toml")} == {f"{name}.toml" for name in SHAPES}


@pytest.mark.parametrize(("outcome", "words"), QUESTIONS)
def test_the_examples_name_their_outcome_and_the_others_do_not(outcome, words):
    assert words.examples
    assert [e for e in words.examples if outcome not in decisions().asked_in(fold(e))] == []
    assert [o for o in words.others if outcome in decisions().asked_in(fold(o))] == []


@pytest.mark.parametrize(("outcome", "words"), QUESTIONS)
def test_each_pattern_has_an_example_that_no_other_pattern_finds(outcome, words):
    for pattern in words.asked:
        rest = [other for other in words.asked if other != pattern]
        alone = [e for e in words.examples if not any(re.search(other, e) for other in rest)]
        assert any(re.search(pattern, e) for e in alone), pattern


def test_a_question_names_what_everyday_words_do_not_tell_apart():
    assert decisions().asked_in("先送りされた諮問はありますか。") == (
        Outcome.REDELIBERATION,
        Outcome.CONTINUED,
        Outcome.NOT_REACHED,
    )


def test_a_result_of_one_word_stands_for_one_outcome():
    cells = [cell for words in decisions().outcomes.values() for cell in words.cells]
    assert len(cells) == len(set(cells))
    assert decisions().cells["否"] is Outcome.REFUSED


def test_stems_are_those_of_the_outcomes_that_are_named():
    assert decisions().stated(Outcome.NOTED) == ("了承",)
    assert set(decisions().stated()) > {"了承", "承認", "取り消"}


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("部会長", Role.CHAIR),
        ("会長職務代理者", Role.CHAIR),
        ("副会長", Role.MEMBER),
        ("課長補佐", Role.EXECUTIVE),
        ("事務局長", Role.SECRETARIAT),
        ("申立人", Role.UNKNOWN),
    ],
)
def test_a_title_gives_its_role(title, role):
    assert posts().roles[title] is role


def test_every_title_gives_a_role():
    table = tomllib.loads((files("corpus.language.vocabulary") / "posts.toml").read_text(encoding="utf-8"))
    assert set(posts().roles) == {word for role in table.values() for words in role.values() for word in words}


@pytest.mark.parametrize(("name", "is_unit"), [("福祉課", True), ("子育て支援センター", True), ("関係", False)])
def test_a_word_ends_the_name_of_a_unit(name, is_unit):
    assert bool(re.search(f"{offices().unit}$", name)) is is_unit


def test_the_longest_word_is_tried_first():
    assert re.match(either(("課", "課長")), "課長")[0] == "課長"


def test_words_are_taken_as_written_and_letter_spaced_where_wanted():
    assert re.fullmatch(either(("a.b",)), "axb") is None
    assert re.fullmatch(either(("会長",), spaced=True), "会　長")
    assert re.fullmatch(either(("会長",)), "会　長") is None


def test_a_sign_stands_for_its_variants_in_text_that_is_not_folded():
    assert re.fullmatch(one_of("○-"), "◯") is None
    assert all(re.fullmatch(one_of("○-", unfolded=True), sign) for sign in "○◯〇-–−－")
    assert re.fullmatch(one_of("]-^"), "]")
