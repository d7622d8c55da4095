"""Two readings of a document, field by field, and what gold says of each change."""

from typing import Any

import pytest

from benchmarks.changes import Change, Verdict, changes, likeness, pairs

DEMAND = {"kind": "条件", "quote": "映像は7日後に消去すること。"}
CASE: dict[str, Any] = {
    "title": "見守りカメラの設置について",
    "kind": "諮問",
    "department": "市民部防犯課",
    "articles": [{"law": None, "reference": "第8条"}],
    "outcome": "承認",
    "outcome_quote": "諮問のとおり承認する。",
    "attachments": [],
}
GOLD_CASE: dict[str, Any] = CASE | {
    "articles": ["第8条"],
    "articles_allowed": ["第3条"],
    "outcome_quote": ["諮問のとおり承認する。"],
    "attachments": [{"kind": "条件", "quote": [DEMAND["quote"]]}],
}
READING: dict[str, Any] = {
    "document": "a.txt",
    "meeting": "第2回",
    "number": None,
    "turns": [{"role": "会長"}, {"role": "委員"}],
    "cases": [CASE],
}
GOLD: dict[str, Any] = {"document": "a.txt", "meeting": "第2回", "cases": [GOLD_CASE]}


def found(old: dict[str, Any], new: dict[str, Any], gold: dict[str, Any] | None = GOLD) -> list[Change]:
    return list(changes(old, new, gold))


def reading(**values: Any) -> dict[str, Any]:
    """The reading with other values in its case."""
    return READING | {"cases": [CASE | values]}


def test_a_reading_has_not_changed_from_itself():
    assert found(READING, READING) == []


def test_a_value_of_the_head_is_judged_where_gold_says_it():
    other = READING | {"meeting": "第3回", "number": "答申第1号"}
    assert found(READING, other) == [
        Change("meeting", "第2回", "第3回", Verdict.LOSS),
        Change("number", "none", "答申第1号", Verdict.UNTOLD),
    ]
    assert found(other, READING)[0].verdict is Verdict.GAIN


@pytest.mark.parametrize(
    ("field", "value", "verdict"),
    [
        ("kind", "報告", Verdict.LOSS),
        ("department", "防犯課", Verdict.LOSS),
        ("department", "市民部 防犯課長", Verdict.EVEN),
        ("articles", [], Verdict.LOSS),
        ("articles", [{"reference": "第8条"}, {"reference": "第3条"}], Verdict.EVEN),
        ("articles", [{"reference": "第8条"}, {"reference": "第4条"}], Verdict.LOSS),
        ("outcome", None, Verdict.LOSS),
        ("outcome_quote", "異議なしの声あり。", Verdict.LOSS),
        ("outcome_quote", "本件は、諮問のとおり承認する。", Verdict.EVEN),
        ("attachments", [DEMAND], Verdict.GAIN),
        ("attachments", [DEMAND | {"quote": "駅前は混むのではないか。"}], Verdict.LOSS),
        ("title", "見守りカメラの設置", Verdict.EVEN),
    ],
)
def test_a_value_of_a_case_is_judged_as_the_score_judges_it(field: str, value: Any, verdict: Verdict):
    (change,) = found(READING, reading(**{field: value}))
    assert (change.field, change.verdict) == (f"case.{field}", verdict)


def test_what_gold_does_not_hold_cannot_be_right():
    (change,) = found(READING, reading(outcome="不承認"), GOLD | {"cases": []})
    assert change.verdict is Verdict.EVEN


def test_without_gold_nothing_is_judged():
    assert [change.verdict for change in found(READING, reading(outcome=None), None)] == [Verdict.UNTOLD]


def test_cases_are_one_by_the_likeness_of_their_titles():
    other = CASE | {"title": "図書の宅配サービスについて"}
    both = READING | {"cases": [other, CASE]}
    assert found(READING, both) == [Change("case", "missing", "read", Verdict.LOSS, other["title"])]
    assert found(both, READING) == [Change("case", "read", "missing", Verdict.GAIN, other["title"])]
    none = READING | {"cases": []}
    assert found(READING, none) == [Change("case", "read", "missing", Verdict.LOSS, CASE["title"])]
    assert found(none, READING) == [Change("case", "missing", "read", Verdict.GAIN, CASE["title"])]


def test_of_equal_titles_the_nearest_are_one():
    same = [{"title": "その他"}, {"title": "その他"}]
    assert sorted(pairs(same, same)) == [(0, 0), (1, 1)]


def test_turns_are_compared_by_number_and_role():
    chair, member = READING["turns"]
    more = READING | {"turns": [chair, member, member]}
    assert found(READING, more) == [
        Change("turns", "2", "3", Verdict.UNTOLD),
        Change("roles", "会長 1, 委員 1", "会長 1, 委員 2", Verdict.UNTOLD),
    ]
    turned = READING | {"turns": [member, chair]}
    assert found(READING, turned) == [Change("roles", "turn 1: 会長", "turn 1: 委員", Verdict.UNTOLD)]


def test_a_file_that_one_code_refuses_is_one_change():
    refused = {"error": "読めません"}
    assert found(READING, refused) == [Change("document", "read", "読めません", Verdict.LOSS)]
    assert found(refused, READING) == [Change("document", "読めません", "read", Verdict.GAIN)]
    assert found(refused, refused) == []


def test_likeness_is_of_character_pairs():
    assert likeness("カメラ", "カメラ ") == likeness(None, "") == 1.0
    assert likeness("カメラ", "カメ") == pytest.approx(2 / 3)
    assert likeness("カメラ", "図書") == 0.0
