"""What parts a value from its runner-up is what spoke for it."""

import pytest

from ingest.explain.reasons import MOST, compared, reasons, weighed


def words(found: object) -> list[str]:
    return [reason.words for reason in found]  # type: ignore[attr-defined]


def test_what_both_have_speaks_for_the_one_to_which_it_adds_more() -> None:
    why, rival = compared("outcome", {"last": 2.0, "asks": -1.0}, {"last": 0.5, "asks": 1.0})
    assert words(why.for_) == ["案件の最後の文である"]
    assert words(rival.for_) == ["問いかけの文である"]
    assert why.against == rival.against == ()
    assert why.for_[0].weight == 1.5


def test_what_one_has_alone_speaks_for_it_or_against_it() -> None:
    why, rival = compared("outcome", {"last": 2.0, "recalled": -1.0}, {"asks": -3.0})
    assert (words(why.for_), words(why.against)) == (["案件の最後の文である"], ["前回・過去の話である"])
    assert (words(rival.for_), words(rival.against)) == ([], ["問いかけの文である"])


def test_features_that_are_called_the_same_are_one_reason() -> None:
    found = reasons("cases", {"ended": 1.0, "ended:record": -0.25})
    assert [(reason.feature, reason.weight) for reason in found] == [("ended", 0.75)]
    assert reasons("cases", {"ended": 1.0, "ended:record": -1.0}) == ()


def test_the_strongest_come_first_and_weak_ones_not_at_all() -> None:
    weights = {"last": 0.05, "near-end": 3.0, "asks": 1.0, "short": 0.5, "long": 2.0, "item": 0.3}
    found = reasons("outcome", weights)
    assert [reason.feature for reason in found] == ["near-end", "long", "asks", "short"]
    assert len(found) == MOST


def test_what_tells_a_reader_nothing_is_no_reason() -> None:
    assert reasons("articles", {"bias": 5.0}) == ()


@pytest.mark.parametrize(("more", "told"), [("ends=いて", 1), ("ends=報告", 2), ("begins=いて", 2)])
def test_a_part_of_what_is_quoted_is_not_told_again(more: str, told: int) -> None:
    assert len(reasons("kind", {"ends=ついて": 2.0, more: 1.0})) == told


def test_what_may_hold_or_not_has_reasons_for_and_against() -> None:
    why = weighed("articles", {"ruled": 1.0, "behind-denied": -2.0})
    assert words(why.for_) == ["認める・適当・決定などの言葉が続く"]
    assert words(why.against) == ["「に当たらない」などが続く"]
