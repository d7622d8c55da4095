"""The value of a field is chosen among candidates, of which one or none is right."""

from math import log

import pytest

from corpus.model import Span
from ingest.assemble.value import NONE, Candidate, Chooser
from ingest.labels.linear import Linear

WEIGHTS = Linear({"labelled": 2.0, "menu": -2.0, NONE: 0.5})
TITLE = Candidate("例示市", Span(3, 6), frozenset({"labelled"}))
MENU = Candidate("見本市", Span(9, 12), frozenset({"menu"}))


def odds(share: float) -> float:
    return log(share / (1 - share))


def test_the_best_candidate_is_the_value_where_it_stands() -> None:
    found = Chooser(WEIGHTS).choose([MENU, TITLE])
    assert (found.value, found.span, found.runner_up) == ("例示市", Span(3, 6), None)


def test_sharpness_multiplies_the_log_odds_and_changes_no_value() -> None:
    plain, sharp = (Chooser(WEIGHTS, sharpness=s).choose([MENU, TITLE]) for s in (1.0, 2.0))
    assert sharp.value == plain.value
    assert odds(sharp.confidence) == pytest.approx(2 * odds(plain.confidence))


def test_a_chooser_comes_back_from_its_row() -> None:
    chooser = Chooser(WEIGHTS, 1.25, 0.9)
    assert Chooser.of(chooser.row()) == chooser
