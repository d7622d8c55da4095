"""Rules are read from files that are held to their form."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import DataFileError
from ingest.rules import fragments, rule, rulebook, rules, written

Write = Callable[[str], None]
ENTRY = """
[fragments.answer]
pattern = '可|否'
examples = ["可", "否"]

[rules.decided]
pattern = '{answer}とする'
examples = ["可とする。", "否とする。"]
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Writes the file of rules `town`."""
    (tmp_path / "fragments.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr(rulebook, "files", lambda _: tmp_path)
    caches = (rulebook.rules, rulebook.fragments, rulebook._table, rulebook._fragments)

    def clear() -> None:
        for cache in caches:
            cache.cache_clear()

    def put(text: str) -> None:
        (tmp_path / "town.toml").write_text(text, encoding="utf-8")
        clear()

    yield put
    monkeypatch.undo()
    clear()


def test_a_rule_is_known_by_file_and_name(write: Write):
    write(ENTRY)
    found = rule("town.decided")
    assert found is rules("town")["decided"]
    assert (found.id, found.source) == ("town.decided", "{answer}とする")


def test_a_fragment_is_put_in_whole(write: Write):
    write(ENTRY)
    assert written("town", "{answer}{1,2}") == "(?:可|否){1,2}"
    assert rule("town.decided").find("可とする") is not None
    assert fragments("town")["answer"].find("可とする") is None


@pytest.mark.parametrize(
    ("reach", "text", "found"),
    [
        ("anywhere", "本件は可とする。", True),
        ("start", "本件は可とする。", False),
        ("start", "可とする。", True),
        ("whole", "可とする。", False),
        ("whole", "可とする", True),
    ],
)
def test_it_looks_no_further_than_its_reach(write: Write, reach: str, text: str, found: bool):
    write(ENTRY + f'reach = "{reach}"\n')
    assert (rule("town.decided").find(text) is not None) == found


def test_it_looks_between_two_offsets(write: Write):
    write(ENTRY + 'reach = "whole"\n')
    assert rule("town.decided").find("本件は可とする。", 3, 7) is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[rules.decided]\npattern = '可'", "rules.decided.examples: この項目が必要です"),
        ("[rules.decided]\npattern = '可'\nexamples = []", "rules.decided.examples: 空です"),
        ("[rules.decided]\npattern = ''\nexamples = ['可']", "rules.decided.pattern"),
        ("[rules.decided]\npattern = '(可'\nexamples = ['可']", "decided: 正規表現として読めません"),
        ("[rules.decided]\npattern = '{no}'\nexamples = ['可']", "断片「no」がありません"),
        ("[rules.decided]\npattern = '可'\nexamples = ['可']\nreach = 'end'", "rules.decided.reach"),
        (
            "[rules.decided]\npattern = '可'\nexamples = ['可']\nnote = ''",
            "rules.decided.note: この項目はありません",
        ),
        ("[rules.Decided]\npattern = '可'\nexamples = ['可']", "「Decided」は名前になりません"),
        ("[rules", "UTF-8のTOMLではありません"),
    ],
)
def test_a_malformed_file_is_refused_with_its_name_and_the_entry(write: Write, text: str, said: str):
    write(text)
    with pytest.raises(DataFileError, match=r"town\.toml") as refused:
        rules("town")
    assert said in str(refused.value)


def test_a_rule_that_is_not_there_is_named():
    with pytest.raises(DataFileError, match=r"polarity\.tomlに規則「no」がありません"):
        rule("polarity.no")
