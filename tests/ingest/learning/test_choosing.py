"""Weights are learned from choices: which of the candidates, or none, is right."""

from random import Random

import pytest

from corpus.model import Span
from ingest.assemble.value import Candidate, choose
from ingest.learning.choosing import Choice, fit_classifier, fit_scale, fit_scorer


def candidate(value: str, *features: str) -> Candidate[str]:
    return Candidate(value, Span(0, 1), frozenset(features))


CHOICES = [
    *[Choice([candidate("menu", "early"), candidate("title", "labelled")], "title")] * 20,
    *[Choice([candidate("menu", "early")], None)] * 20,
]


def test_what_was_right_is_chosen_again() -> None:
    scorer = fit_scorer(CHOICES)
    found = choose([candidate("a", "early"), candidate("b", "labelled")], scorer)
    assert (found.value, found.span) == ("b", Span(0, 1))
    assert found.confidence > 0.8


def test_none_is_chosen_where_nothing_speaks_for_a_candidate() -> None:
    found = choose([candidate("a", "early")], fit_scorer(CHOICES))
    assert (found.value, found.span, found.runner_up) == (None, None, "a")


def test_two_candidates_alike_share_the_probability() -> None:
    found = choose([candidate("a", "labelled"), candidate("b", "labelled")], fit_scorer(CHOICES))
    assert (found.value, found.runner_up) == ("a", "b")
    assert found.confidence <= 0.5


def test_a_choice_whose_right_value_is_no_candidate_teaches_nothing() -> None:
    missed = Choice([candidate("menu", "early")], "title")
    assert fit_scorer([*CHOICES, missed]) == fit_scorer(CHOICES)


def test_having_no_candidate_is_as_sure_as_it_was_right() -> None:
    scorer = fit_scorer([*CHOICES, *[Choice([], None)] * 7, Choice([], "title")])
    assert choose([], scorer).confidence == pytest.approx(0.8)


def test_classes_are_told_by_their_features() -> None:
    rows = [
        (frozenset({"録"}), "minutes"),
        (frozenset({"答申"}), "report"),
        (frozenset({"要旨"}), "summary"),
    ] * 5
    shares = fit_classifier(rows).probabilities(["録"])
    assert shares["minutes"] > max(shares["report"], shares["summary"])


@pytest.mark.parametrize(("share", "sharper"), [(0.6, False), (0.97, True)])
def test_the_scale_follows_how_often_values_were_right(share: float, sharper: bool) -> None:
    draws = Random(1)
    right = [draws.random() < share for _ in range(400)]
    scale = fit_scale([0.8] * 400, right)
    assert (scale > 1) is sharper
