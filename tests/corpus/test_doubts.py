"""What is in doubt is listed, the most consequential first, with the place in the document that speaks for it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.doubts import Doubt, Suggestion, count, doubtful, doubts
from corpus.model import CaseKind, DocumentKind, Header
from corpus.register import Opinion, wording_of
from corpus.settings import Settings
from corpus.store import Corpus
from tests.corpus.factory import document, original

TWO = document("two.txt", ("防犯カメラの設置", "学習支援アプリの導入"))
DOUBTFUL = replace(
    TWO,
    header=replace(TWO.header, unsure=("held_on", "cases"), confidence={"held_on": 0.5, "cases": 0.4}),
    cases=(
        replace(TWO.cases[0], unsure=("department", "outcome"), confidence={"outcome": 0.7}),
        replace(TWO.cases[1], unsure=("outcome", "kind", "articles"), confidence={"outcome": 0.6}),
    ),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(Settings(data=tmp_path)) as opened:
        for one in (DOUBTFUL, document("sure.txt", ("予防接種記録の目的外利用",))):
            opened.put(one, original(one))
        opened.refresh()
        yield opened


def named(found: list[Doubt]) -> list[tuple[str, str]]:
    return [(doubt.place, doubt.field) for doubt in found]


def test_the_most_consequential_comes_first_and_among_equals_the_least_sure(corpus: Corpus):
    assert named(doubts(corpus)) == [
        ("two.txt", "cases"),
        ("two.txt#2", "outcome"),
        ("two.txt#1", "outcome"),
        ("two.txt#2", "articles"),
        ("two.txt#1", "department"),
        ("two.txt", "held_on"),
        ("two.txt#2", "kind"),
    ]
    assert count(corpus) == 7
    assert named(doubts(corpus, 2)) == named(doubts(corpus))[:2]


def test_the_evidence_is_a_slice_with_its_surroundings(corpus: Corpus):
    division, outcome, *_ = doubts(corpus)
    (said,) = outcome.excerpts
    assert (said.quote, outcome.value, outcome.quote) == ("本件は承認とする。", "承認", "本件は承認とする。")
    assert said.before + said.quote + said.after in DOUBTFUL.text
    assert DOUBTFUL.text.split("\n")[said.line - 1] == "本件は承認とする。"
    assert [each.quote for each in division.excerpts] == [
        "防犯カメラの設置について",
        "学習支援アプリの導入について",
    ]


def test_what_is_called_right_or_set_right_is_no_longer_listed(corpus: Corpus):
    for doubt in doubts(corpus):
        case = None if doubt.case is None else doubt.case.ordinal
        corpus.correct("two.txt", doubt.field, doubt.value, "校正係", case)
        corpus.refresh()
    assert doubts(corpus) == []
    held = corpus.document("two.txt")
    assert [c.outcome for c in held.cases] == [c.outcome for c in TWO.cases]
    assert [[u.reference for u in c.articles] for c in held.cases] == [["第12条第2項"], ["第12条第2項"]]
    corpus.undo(corpus.corrections("two.txt")[0].number, "校正係")
    corpus.refresh()
    assert named(doubts(corpus)) == [("two.txt", "cases")]


def suggested(corpus: Corpus) -> None:
    """A second reader points at another sentence for the outcome of the second case, and at nothing for its articles."""
    about = {"agrees": False, "reader": "openai:scripted", "at": datetime(2026, 11, 30, tzinfo=UTC)}
    of_case = about | {"wording": wording_of(TWO.text), "case": 1, "region": TWO.cases[1].span}
    asked = TWO.turns[-2].span
    outcome = Opinion("two.txt", "outcome", "承認", **of_case, suggestion="継続審議", points=(asked,))
    articles = Opinion("two.txt", "articles", "第12条第2項", **of_case)
    corpus.opine("two.txt", [outcome, articles])
    corpus.refresh()


def test_what_a_second_reader_points_at_is_told_beside_the_doubt(corpus: Corpus):
    suggested(corpus)
    by_field = {doubt.field: doubt.suggestion for doubt in doubts(corpus) if doubt.place == "two.txt#2"}
    assert by_field["kind"] is None
    assert by_field["articles"] == Suggestion("openai:scripted", None, ())
    assert by_field["articles"].told == "記載なし"
    assert by_field["outcome"].told == "継続審議"
    assert [each.quote for each in by_field["outcome"].excerpts] == [TWO.turns[-2].span.of(TWO.text)]
    assert count(corpus) == 7


def test_every_value_that_can_be_in_doubt_has_a_name():
    header = Header("x", DocumentKind.OTHER, None, None, None, None, None)
    assert doubtful(("kind", "outcome")) == "種別、結論"
    assert Doubt(header, None, "cases", None, None, None, ()).called == "案件の区切り"


class TestCommands:
    @pytest.fixture
    def data(self, corpus: Corpus, tmp_path: Path) -> str:
        corpus.close()
        return str(tmp_path)

    def run(self, capsys: pytest.CaptureFixture[str], *words: str) -> str:
        assert main(words) == 0
        return capsys.readouterr().out

    def test_doubts_are_printed_with_their_evidence(self, capsys: pytest.CaptureFixture[str], data: str):
        listed = json.loads(self.run(capsys, "doubts", "--json", "--limit", "2", "--data", data))
        assert [(one["case"], one["field"], one["confidence"]) for one in listed] == [
            (None, "cases", 0.4),
            ("two.txt#2", "outcome", 0.6),
        ]
        assert listed[1]["evidence"][0]["quote"] == "本件は承認とする。"
        shown = self.run(capsys, "doubts", "--data", data)
        assert shown.index("案件の区切り") < shown.index("結論") < shown.index("条文") < shown.index("開催日")
        assert "本件は承認とする。" in shown

    def test_a_suggestion_is_printed_beside_its_doubt(
        self, capsys: pytest.CaptureFixture[str], corpus: Corpus, tmp_path: Path
    ):
        suggested(corpus)
        corpus.close()
        data = str(tmp_path)
        listed = json.loads(self.run(capsys, "doubts", "--json", "--data", data))
        (told,) = [
            one["suggestion"] for one in listed if (one["case"], one["field"]) == ("two.txt#2", "outcome")
        ]
        assert (told["reader"], told["value"]) == ("openai:scripted", "継続審議")
        assert told["evidence"][0]["quote"] == TWO.turns[-2].span.of(TWO.text)
        shown = self.run(capsys, "doubts", "--data", data)
        assert "別の読み  継続審議  openai:scripted" in shown
        said = json.loads(self.run(capsys, "show", "two.txt", "--json", "--data", data))["opinions"]
        assert [(one["case"], one["field"], one["agrees"]) for one in said] == [
            ("two.txt#2", "outcome", False),
            ("two.txt#2", "articles", False),
        ]

    def test_a_value_is_set_right_and_taken_back(self, capsys: pytest.CaptureFixture[str], data: str):
        self.run(capsys, "correct", "two.txt#2", "kind", "報告", "--by", "校正係", "--data", data)
        self.run(capsys, "correct", "two.txt", "held_on", "--right", "--by", "校正係", "--data", data)
        self.run(
            capsys, "correct", "two.txt", "role", "事務局", "--turn", "0", "--by", "校正係", "--data", data
        )
        shown = json.loads(self.run(capsys, "show", "two.txt", "--json", "--data", data))
        assert (shown["cases"][1]["kind"], shown["unsure"], shown["turns"][0]["role"]) == (
            CaseKind.NOTIFICATION,
            ["cases"],
            "事務局",
        )
        kept = json.loads(self.run(capsys, "corrections", "two.txt", "--json", "--data", data))
        assert [(one["field"], one["value"]) for one in kept] == [
            ("kind", "報告"),
            ("held_on", "2021-05-14"),
            ("role", "事務局"),
        ]
        undo = ("--undo", str(kept[0]["number"]), "--by", "別の係")
        assert "別の係" in self.run(capsys, "corrections", "two.txt", *undo, "--data", data)
        shown = json.loads(self.run(capsys, "show", "two.txt", "--json", "--data", data))
        assert shown["cases"][1]["kind"] == CaseKind.CONSULTATION

    @pytest.mark.parametrize(
        "words",
        [
            ("two.txt#2", "outcome", "了解"),
            ("two.txt#2", "digest", "x"),
            ("two.txt#2", "digest", "--right"),
            ("two.txt#2", "outcome"),
            ("two.txt#9", "outcome", "--right"),
            ("two.txt", "cases", "1-x"),
        ],
    )
    def test_what_cannot_be_kept_is_wrong_usage(
        self, capsys: pytest.CaptureFixture[str], data: str, words: tuple[str, ...]
    ):
        assert main(["correct", *words, "--by", "校正係", "--data", data]) == 2
        assert capsys.readouterr().err
