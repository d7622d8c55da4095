"""A correction of one document changes how others of its council are read, and none of another council."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from corpus.errors import NotHeldError
from corpus.model import Document, Outcome, Role
from corpus.register import Lesson, Taught
from corpus.settings import Settings
from corpus.store import Corpus
from ingest.__main__ import main
from ingest.learning.sentences import taught_sentences
from ingest.pipeline import read_document, take_in
from ingest.reread import Reread, accept, propose

MINUTES = """第{number}回{city}個人情報保護審査会　会議録

日時　令和3年{month}月10日　午後2時から
場所　{city}役所　第2会議室
出席者　会長　仮野一郎、委員　見立花子、委員　写原次郎

会議の内容

〔議事のあ〕{first}（受持：{one}）
（進行役）　それでは、説明をお願いします。
（説明者）　{first}について説明します。利用する項目は氏名と住所です。
（委員）　委託先での管理はどのようになっていますか。
（説明者）　契約で定め、年に1回立ち入って確かめます。
（進行役）　ほかに御意見はありませんか。
（進行役）　本件は、{ending}。

〔議事のい〕{second}（受持：{two}）
（進行役）　続いて、説明をお願いします。
（説明者）　{second}について説明します。
（委員）　記録はいつまで残りますか。
（説明者）　3年間です。
（進行役）　本件は、{ending}。

閉会
"""
ENDING = "御異論なきものとして諮り置くことといたします"
COUNCIL = "架空市個人情報保護審査会"
FIRST, SECOND, OTHER = "kaku1.txt", "kaku2.txt", "mihon2.txt"


def written(
    folder: Path, name: str, city: str, number: int, cases: tuple[str, str], units: tuple[str, str]
) -> None:
    said = MINUTES.format(
        city=city,
        number=number,
        month=number + 4,
        first=cases[0],
        second=cases[1],
        one=units[0],
        two=units[1],
        ending=ENDING,
    )
    (folder / name).write_text(said, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (made := tmp_path / "documents").mkdir()
    earlier = ("学習用端末の貸与に伴う利用者情報の収集", "防犯灯の設置に伴う所有者情報の提供")
    later = ("配食の委託に伴う名簿の提供", "水道検針の委託に伴う使用者情報の提供")
    written(made, FIRST, "架空市", 1, earlier, ("学校教育課", "市民安全室"))
    for name, city in ((SECOND, "架空市"), (OTHER, "見本市")):
        written(made, name, city, 2, later, ("高齢福祉課", "水道局営業所"))
    return made


@pytest.fixture
def corpus(folder: Path, tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(Settings(data=tmp_path / "data")) as opened:
        take_in([folder], opened)
        yield opened


def line(corpus: Corpus, name: str, words: str) -> int:
    return corpus.text(name)[: corpus.text(name).index(words)].count("\n") + 1


def teach_cases(corpus: Corpus) -> None:
    """Tell how the first document divides, and all there is to tell of its first case."""
    first, second = line(corpus, FIRST, "〔議事のあ〕"), line(corpus, FIRST, "〔議事のい〕")
    rows = (
        f"{first}-{second - 2} 学習用端末の貸与に伴う利用者情報の収集",
        f"{second}-{line(corpus, FIRST, '閉会') - 2} 防犯灯の設置に伴う所有者情報の提供",
    )
    corpus.correct(FIRST, "cases", "\n".join(rows), "校正係")


def fields(proposed: Reread, name: str) -> set[str]:
    return {change.field for change in proposed.changes if change.document == name}


def outcomes(document: Document) -> list[Outcome | None]:
    return [case.outcome for case in document.cases]


def test_before_anybody_told_nothing_changes(corpus: Corpus):
    proposed = propose(COUNCIL, corpus)
    assert (proposed.read, proposed.changes, proposed.documents) == (2, (), ())


def test_told_headings_divide_the_other_documents(corpus: Corpus):
    teach_cases(corpus)
    titles = ["配食の委託に伴う名簿の提供", "水道検針の委託に伴う使用者情報の提供"]
    before = corpus.document(SECOND)
    assert [case.title for case in before.cases] != titles
    proposed = propose(COUNCIL, corpus)
    assert "cases" in fields(proposed, SECOND)
    assert corpus.document(SECOND) == before, "what would change is only shown"
    assert accept(proposed, corpus) == len(proposed.documents)
    assert [case.title for case in corpus.document(SECOND).cases] == titles
    assert propose(COUNCIL, corpus).changes == ()


def test_a_told_sentence_ends_cases_alike_and_in_no_other_council(corpus: Corpus):
    teach_cases(corpus)
    corpus.correct(FIRST, "outcome_quote", f"本件は、{ENDING}。", "校正係", 0)
    corpus.correct(FIRST, "outcome", "了承", "校正係", 0)
    other = corpus.document(OTHER)
    proposed = propose(COUNCIL, corpus)
    assert {change.document for change in proposed.changes} <= {FIRST, SECOND}
    accept(proposed, corpus)
    assert outcomes(corpus.document(SECOND)) == [Outcome.NOTED, Outcome.NOTED]
    assert corpus.document(OTHER) == other
    assert Outcome.NOTED not in outcomes(other)
    assert propose("見本市個人情報保護審査会", corpus).changes == ()


def test_a_told_label_names_the_sections(corpus: Corpus):
    teach_cases(corpus)
    corpus.correct(FIRST, "department", "学校教育課", "校正係", 0)
    accept(propose(COUNCIL, corpus), corpus)
    assert [case.department for case in corpus.document(SECOND).cases] == ["高齢福祉課", "水道局営業所"]


def test_a_told_mark_gives_its_speakers_their_role(corpus: Corpus):
    turn = next(turn for turn in corpus.document(FIRST).turns if turn.speaker == "説明者")
    corpus.correct(FIRST, "role", "事務局", "校正係", turn=turn.ordinal)
    proposed = propose(COUNCIL, corpus)
    assert ("説明者", "実施機関", "事務局") in {
        (change.case, change.before, change.after) for change in proposed.changes if change.document == SECOND
    }
    accept(proposed, corpus)
    roles = {turn.role for turn in corpus.document(SECOND).turns if turn.speaker == "説明者"}
    assert roles == {Role.SECRETARIAT}
    assert {turn.role for turn in corpus.document(OTHER).turns if turn.speaker == "説明者"} == {Role.EXECUTIVE}


def test_what_a_person_set_right_stays_when_its_document_is_read_again(corpus: Corpus):
    teach_cases(corpus)
    corpus.correct(FIRST, "title", "端末の貸与", "校正係", 0)
    accept(propose(COUNCIL, corpus), corpus)
    assert [case.title for case in corpus.document(FIRST).cases] == [
        "端末の貸与",
        "防犯灯の設置に伴う所有者情報の提供",
    ]


def test_a_value_that_is_only_surer_is_shown_too(corpus: Corpus):
    """Who calls an outcome right takes the doubt from those that are worded like it."""
    proposed = propose(COUNCIL, corpus)
    assert proposed.changes == ()
    teach_cases(corpus)
    accept(propose(COUNCIL, corpus), corpus)
    doubtful = replace(
        corpus.as_read(SECOND),
        cases=tuple(replace(case, unsure=("outcome",)) for case in corpus.as_read(SECOND).cases),
    )
    corpus.put(doubtful, corpus.original(SECOND))
    corpus.refresh()
    assert ("unsure", "結論", None) in {(c.field, c.before, c.after) for c in propose(COUNCIL, corpus).changes}


def test_a_lesson_that_was_taken_back_teaches_nothing(corpus: Corpus):
    teach_cases(corpus)
    corpus.undo(corpus.corrections(FIRST)[0].number, "校正係")
    assert propose(COUNCIL, corpus).changes == ()


def test_a_document_taken_in_later_is_read_by_what_was_told(corpus: Corpus, folder: Path):
    teach_cases(corpus)
    later = ("図書館の貸出記録の利用", "投票所の混雑の撮影")
    written(folder, "kaku3.txt", "架空市", 3, later, ("中央図書館", "選挙管理課"))
    take_in([folder / "kaku3.txt"], corpus)
    assert [case.title for case in corpus.document("kaku3.txt").cases] == list(later)


def test_a_document_that_was_replaced_meanwhile_is_left(corpus: Corpus, folder: Path):
    teach_cases(corpus)
    proposed = propose(COUNCIL, corpus)
    written(folder, SECOND, "架空市", 2, ("別の件名", "もう一つの件名"), ("広報課", "税務課"))
    take_in([folder / SECOND], corpus)
    held = corpus.document(SECOND)
    accept(proposed, corpus)
    assert corpus.document(SECOND) == held


def test_a_council_that_is_not_held_is_told(corpus: Corpus):
    with pytest.raises(NotHeldError, match="例示市審査会"):
        propose("例示市審査会", corpus)


def test_the_command_shows_what_would_change_and_asks(
    corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    teach_cases(corpus)
    corpus.close()
    data = ("--data", str(tmp_path / "data"))
    monkeypatch.setattr("sys.stdin", StringIO(""))
    assert main(["reread", COUNCIL, *data]) == 1, "nobody is there to be asked"
    shown = capsys.readouterr().out
    assert f"{SECOND}\n" in shown
    assert "→" in shown
    assert main(["reread", COUNCIL, "--json", *data]) == 0
    assert json.loads(capsys.readouterr().out)["replaced"] == 0
    assert main(["reread", COUNCIL, "--yes", *data]) == 0
    assert "資料を改めました" in capsys.readouterr().out
    assert main(["reread", COUNCIL, "--json", *data]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []


def test_only_what_is_told_changes_in_a_document_that_the_rules_read_whole():
    """Where the rules' reading is kept, a lesson sets its own value in it."""
    name = "mihon_2019_minutes_12.txt"
    data = (Path(__file__).parents[2] / "corpus" / "samples" / name).read_bytes()
    plain = read_document(name, data)
    sentence = plain.cases[1].outcome_span
    assert sentence is not None
    taught = read_document(
        name, data, [Lesson("見本市", Taught.OUTCOME, sentence.of(plain.text), Outcome.CONTINUED.value)]
    )
    assert (taught.cases[1].outcome, taught.cases[1].outcome_span) == (Outcome.CONTINUED, sentence)
    assert taught.cases[0] == plain.cases[0]
    assert taught.turns == plain.turns


def test_told_sentences_become_examples():
    told = [
        Lesson(COUNCIL, Taught.OUTCOME, "諮り置くこととする。", "了承"),
        Lesson(COUNCIL, Taught.OUTCOME, "説明を終わる。", None),
        Lesson(COUNCIL, Taught.ATTACHMENT, "毎年報告されたい。", "要望"),
        Lesson(COUNCIL, Taught.HEADING, "議案1 名簿", "名簿"),
    ]
    assert [(row.task, row.label, row.source) for row in taught_sentences(told)] == [
        ("outcome", "了承", COUNCIL),
        ("outcome", "none", COUNCIL),
        ("attachment", "要望", COUNCIL),
    ]
