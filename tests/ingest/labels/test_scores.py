"""Linear scores: added up, calibrated, kept as JSON."""

from math import log
from pathlib import Path

import pytest

from ingest.labels.scores import Classifier, Scorer, read_scorers, write_scorers

SCORER = Scorer(0.5, {"title": 2.0, "menu": -3.0})


def test_a_logit_is_the_sum_of_the_weights_that_are_known() -> None:
    assert SCORER.logit(["title", "never seen"]) == 2.5
    assert SCORER.logit(["menu", "title"]) == SCORER.logit(["title", "menu"]) == -0.5


def test_calibration_multiplies_the_logit() -> None:
    sharper = Scorer(0.0, {}, scale=2.0)
    assert sharper.calibrated(0.5) == pytest.approx(0.5)
    assert log(sharper.calibrated(0.8) / (1 - sharper.calibrated(0.8))) == pytest.approx(2 * log(4))
    assert (sharper.calibrated(0.0), sharper.calibrated(1.0)) == (0.0, 1.0)


def test_the_classes_share_one_probability() -> None:
    shares = Classifier({"a": SCORER, "b": Scorer(0.0, {"menu": 1.0})}).probabilities(["menu"])
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["b"] > shares["a"]


def test_scorers_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "scores.json"
    scorers = {"day": Scorer(0.25, {"日時": 1.5, "更新日": -2.0}, 1.25, 0.9)}
    write_scorers(scorers, path)
    assert read_scorers(path) == scorers
    assert "日時" in path.read_text(encoding="utf-8")
