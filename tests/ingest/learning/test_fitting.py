"""Fitting linear models to examples."""

from itertools import cycle, islice

import pytest

from ingest.learning.fitting import Choice, Example, fit_choice, fit_classifier, fit_linear, scale_of


def test_a_choice_learns_what_marks_the_right_candidate() -> None:
    choices = [Choice([{"mark": 1.0}, {"other": 1.0}], [True, False])] * 5
    model = fit_choice(choices, penalty=0.1)
    assert model.shares([{"other": 1.0}, {"mark": 1.0}])[1] > 0.8


def test_several_right_candidates_share_the_credit() -> None:
    choices = [Choice([{"a": 1.0}, {"b": 1.0}, {"c": 1.0}], [True, True, False])] * 5
    model = fit_choice(choices, penalty=0.1)
    assert model.weights["a"] == pytest.approx(model.weights["b"])
    assert model.weights["c"] < model.weights["a"]


def test_a_choice_without_a_right_candidate_teaches_nothing() -> None:
    good = [Choice([{"a": 1.0}, {"b": 1.0}], [True, False])]
    assert fit_choice([*good, Choice([{"b": 1.0}], [False])], 0.1) == fit_choice(good, 0.1)


def test_yes_and_no_are_told_apart() -> None:
    examples = list(islice(cycle([Example({"a": 1.0}, True), Example({"b": 1.0}, False)]), 20))
    model = fit_linear(examples, strength=1.0)
    assert model.probability({"a": 1.0}) > 0.7 > 0.3 > model.probability({"b": 1.0})


def test_each_of_several_classes_gets_a_model() -> None:
    examples = [Example({name: 1.0}, name) for name in ("x", "y", "z")] * 5
    shares = fit_classifier(examples, strength=1.0).shares({"y": 1.0})
    assert max(shares, key=shares.__getitem__) == "y"
    assert sum(shares.values()) == pytest.approx(1)


def test_scores_that_are_too_sure_are_scaled_down() -> None:
    scores = [[4.0, 0.0]] * 4
    right = [[True, False]] * 3 + [[False, True]]
    assert scale_of(scores, right) == pytest.approx(0.2747, abs=0.01)
