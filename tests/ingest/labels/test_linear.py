"""Linear models kept as JSON."""

from pathlib import Path

import pytest

from ingest.labels.linear import (
    Classifier,
    Linear,
    holding,
    load_classifier,
    load_linear,
    save_classifier,
    save_linear,
    sharpened,
)


def test_a_probability_comes_from_weights_values_and_scale() -> None:
    model = Linear({"a": 1.0, "b": -2.0}, scale=0.5)
    assert model.score({"a": 2.0, "b": 0.5, "unknown": 9.0}) == 0.5
    assert model.probability({"a": 2.0, "b": 1.0}) == 0.5
    assert model.probability({"b": 2000.0}) == pytest.approx(0)


def test_shares_sum_to_one_however_far_scores_go() -> None:
    shares = Linear({"a": 1000.0}).shares([{"a": 1.0}, {"a": 1.0}, {}])
    assert shares == [0.5, 0.5, 0.0]


def test_parts_say_what_each_feature_adds() -> None:
    model = Linear({"a": 1.0, "b": -2.0}, scale=0.5)
    features = {"a": 2.0, "b": 0.5, "unknown": 9.0, "absent": 0.0}
    assert model.parts(features) == {"a": 1.0, "b": -0.5, "unknown": 0.0}
    assert sum(model.parts(features).values()) == model.score(features)


def test_features_that_hold_are_summed_in_one_order() -> None:
    assert list(holding({"b", "a", "c"}).items()) == [("a", 1.0), ("b", 1.0), ("c", 1.0)]


def test_certain_stays_certain_however_sharp() -> None:
    assert sharpened(0.5, 3.0) == pytest.approx(0.5)
    assert sharpened(0.8, 2.0) == pytest.approx(16 / 17)
    assert (sharpened(0.0, 2.0), sharpened(1.0, 2.0)) == (0.0, 1.0)


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    save_linear(Linear({"報告": 0.25, "nothing": 0.00001}, 2.0), path)
    assert load_linear(path) == Linear({"報告": 0.25}, 2.0)
    save_classifier(Classifier({"諮問": Linear({"a": 1.0}), "報告": Linear({"b": 1.0})}), path)
    assert load_classifier(path).shares({"a": 3.0})["諮問"] > 0.9


def test_a_model_written_anew_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    save_linear(Linear({"a": 1.0}), path)
    load_linear(path)
    save_linear(Linear({"a": 2.0}), path)
    assert load_linear(path).weights == {"a": 2.0}
