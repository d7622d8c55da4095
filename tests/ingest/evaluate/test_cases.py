"""The figures of cases are those of the measure."""

import copy
import importlib.util
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluate.cases import CaseFigures, evaluate_cases, overlaps

QUOTE = "諮問のとおり承認することに決定した。"
GOLD: dict[str, Any] = {
    "document": "a.txt",
    "kind": "会議録",
    "council": "例示市個人情報保護審議会",
    "cases": [
        {
            "title": "見守り名簿の外部提供について",
            "kind": "諮問",
            "department": "福祉 課",
            "articles": ["第9条第2項第3号"],
            "articles_allowed": ["第12条"],
            "outcome": "承認",
            "outcome_quote": [QUOTE],
            "attachments": [{"kind": "条件", "quote": ["年度末に名簿を回収すること。"]}],
        },
        {
            "title": "電子申請サービスの利用状況について",
            "kind": "報告",
            "department": None,
            "articles": [],
            "outcome": None,
            "outcome_quote": [],
            "attachments": [],
        },
    ],
}
READ: dict[str, Any] = {
    "document": "folder/a.txt",
    "kind": "会議録",
    "council": "例示市 個人情報保護審議会",
    "unsure": [],
    "cases": [
        {
            "title": "見守り名簿の外部提供について",
            "kind": "諮問",
            "department": "福祉課",
            "articles": [{"law": "条例", "reference": "第9条第2項第3号"}],
            "outcome": "承認",
            "outcome_quote": QUOTE,
            "attachments": [{"kind": "条件", "quote": "年度末に名簿を回収すること。"}],
            "unsure": [],
        },
        {
            "title": "電子申請サービスの利用状況について",
            "kind": "報告",
            "department": None,
            "articles": [],
            "outcome": None,
            "outcome_quote": None,
            "attachments": [],
            "unsure": [],
        },
    ],
}


def changed(change: Callable[[dict[str, Any]], Any]) -> list[dict[str, Any]]:
    read = copy.deepcopy(READ)
    change(read)
    return [read]


CASES: dict[str, list[dict[str, Any]]] = {
    "right": [READ],
    "not read": [],
    "a case missed": changed(lambda d: d["cases"].pop(0)),
    "missed, the division in doubt": changed(lambda d: (d["cases"].pop(0), d["unsure"].append("cases"))),
    "a case too many": changed(lambda d: d["cases"].append(d["cases"][0] | {"title": "閉会"})),
    "wrong outcome": changed(lambda d: d["cases"][0].update(outcome="不承認")),
    "wrong outcome, in doubt": changed(lambda d: d["cases"][0].update(outcome="不承認", unsure=["outcome"])),
    "right, in doubt": changed(lambda d: d["cases"][0].update(unsure=["kind", "title", "attachments"])),
    "wrong head": changed(lambda d: d.update(council="見本市審査会")),
    "wrong head, in doubt": changed(lambda d: d.update(council="見本市審査会", unsure=["council"])),
    "no quote": changed(lambda d: d["cases"][0].update(outcome_quote=None)),
    "a part of the quote": changed(lambda d: d["cases"][0].update(outcome_quote="承認することに決定した。")),
    "an article more": changed(lambda d: d["cases"][0]["articles"].append({"law": None, "reference": "第1条"})),
    "an allowed article": changed(
        lambda d: d["cases"][0]["articles"].append({"law": None, "reference": "第12条"})
    ),
    "nothing attached": changed(lambda d: d["cases"][0].update(attachments=[])),
    "another department": changed(lambda d: d["cases"][0].update(department="教育委員会指導室")),
}


def figures(name: str) -> CaseFigures:
    return evaluate_cases([GOLD], CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_they_agree_with_the_measure(name: str, shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    ours = asdict(figures(name))
    assert ours | {"notes": list(ours["notes"])} == score.score_cases([GOLD], CASES[name])


def test_a_case_that_is_missed_counts_for_all_its_values() -> None:
    right, missed = figures("right"), figures("a case missed")
    assert round(right.accuracy - missed.accuracy, 2) == round(7 / 15, 2)
    assert missed.silently_wrong - right.silently_wrong == pytest.approx(7 / 15, abs=0.002)
    assert missed.fields["case"] == 0.5


def test_what_is_in_doubt_is_not_silently_wrong() -> None:
    silent, told = figures("wrong outcome"), figures("wrong outcome, in doubt")
    assert told.accuracy == silent.accuracy < figures("right").accuracy
    assert told.silently_wrong < silent.silently_wrong
    assert told.to_check > silent.to_check == 0


def test_a_doubted_division_is_a_doubt_of_all_values_of_its_cases() -> None:
    told = figures("missed, the division in doubt")
    assert told.to_check == round(13 / 15, 3)
    assert told.silently_wrong == 0


def test_what_is_wrong_is_told_in_words() -> None:
    assert figures("wrong outcome").notes == (
        "a.txt: 見守り名簿の外部提供について: outcome is '不承認', gold '承認'",
    )
    assert figures("not read").notes[0] == "a.txt: not in the register"
    assert figures("a case too many").spurious_cases == 1


@pytest.mark.parametrize(
    ("accepted", "quote", "right"),
    [
        ([QUOTE], QUOTE, True),
        ([QUOTE], "諮問のとおり\n承認することに決定した。", True),
        (["別の文である。", QUOTE], "会長は、" + QUOTE, True),
        ([QUOTE], "諮問のとおり承認することと決定しました。", True),
        ([QUOTE], "継続して審議する。", False),
        ([QUOTE], None, False),
        ([], None, False),
    ],
)
def test_a_quote_is_right_where_it_overlaps_one_accepted(
    accepted: list[str], quote: str | None, right: bool
) -> None:
    assert overlaps(accepted, quote) is right
