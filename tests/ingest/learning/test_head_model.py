"""Weights of heads are learned from choices: which of the candidates, or none, is right."""

from random import Random

import pytest

from corpus.model import Span
from ingest.assemble.value import Candidate
from ingest.learning.head_model import Verdict, fit_chooser, sharpness_of


def candidate(value: str, *features: str) -> Candidate[str]:
    return Candidate(value, Span(0, 1), frozenset(features))


CHOICES: list[tuple[list[Candidate[str]], str | None]] = [
    *[([candidate("menu", "early"), candidate("title", "labelled")], "title")] * 20,
    *[([candidate("menu", "early")], None)] * 20,
]


def test_what_was_right_is_chosen_again() -> None:
    found = fit_chooser(CHOICES).choose([candidate("a", "early"), candidate("b", "labelled")])
    assert (found.value, found.span) == ("b", Span(0, 1))
    assert found.confidence > 0.8


def test_none_is_chosen_where_nothing_speaks_for_a_candidate() -> None:
    found = fit_chooser(CHOICES).choose([candidate("a", "early")])
    assert (found.value, found.span, found.runner_up) == (None, None, "a")


def test_two_candidates_alike_share_the_probability() -> None:
    found = fit_chooser(CHOICES).choose([candidate("a", "labelled"), candidate("b", "labelled")])
    assert (found.value, found.runner_up) == ("a", "b")
    assert found.confidence <= 0.5


def test_white_space_and_width_make_no_other_value() -> None:
    spaced = [([candidate("第 2 回", "labelled"), candidate("第3回", "early")], "第2回")] * 20
    assert fit_chooser(spaced).choose([candidate("a", "early"), candidate("b", "labelled")]).value == "b"


def test_a_choice_whose_right_value_is_no_candidate_teaches_nothing() -> None:
    missed = ([candidate("menu", "early")], "title")
    assert fit_chooser([*CHOICES, missed]) == fit_chooser(CHOICES)


def test_having_no_candidate_is_as_sure_as_it_was_right() -> None:
    empty: list[tuple[list[Candidate[str]], str | None]] = [*[([], None)] * 7, ([], "title")]
    chooser = fit_chooser([*CHOICES, *empty])
    assert chooser.choose([]).confidence == pytest.approx(0.8)


@pytest.mark.parametrize(("share", "sharper"), [(0.6, False), (0.97, True)])
def test_sharpness_follows_how_often_values_were_right(share: float, sharper: bool) -> None:
    draws = Random(1)
    right = [draws.random() < share for _ in range(400)]
    verdicts = [Verdict("x", "meeting", "第1回", "第1回" if holds else "第2回", 0.8, None) for holds in right]
    assert (sharpness_of(verdicts) > 1) is sharper
