"""Linear models that are read from JSON and scored without the library that trained them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Any

Features = Mapping[str, float]
"""Feature names with their values."""
Row = Mapping[str, Any]
"""A model as it stands in JSON."""


def holding(names: Iterable[str]) -> Features:
    """Features that hold or do not, as features with values; in order, so that sums come out the same each time."""
    return dict.fromkeys(sorted(names), 1.0)


@dataclass(frozen=True, slots=True)
class Linear:
    """A weight for each feature.

    Args:
        weights: by feature name; a feature that is not among them weighs nothing.
        scale: what scores are multiplied by, so that probabilities hold on documents not seen in training.
    """

    weights: Mapping[str, float]
    scale: float = 1.0

    def score(self, features: Features) -> float:
        """The scaled sum of the weights of `features`."""
        return self.scale * sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def parts(self, features: Features) -> dict[str, float]:
        """What each of `features` that holds adds to the score; one with the value 0 does not hold."""
        return {name: self.scale * self.weights.get(name, 0.0) * v for name, v in features.items() if v}

    def probability(self, features: Features) -> float:
        """The score as a probability, 0 to 1."""
        return logistic(self.score(features))

    def shares(self, candidates: Iterable[Features]) -> list[float]:
        """The probability of each candidate, where exactly one holds; they sum to 1."""
        return softmax([self.score(features) for features in candidates])

    def row(self) -> Row:
        """The model for JSON, its weights by name, rounded to four digits; those that round to nothing are dropped."""
        rounded = {name: round(weight, 4) for name, weight in sorted(self.weights.items())}
        return {"scale": round(self.scale, 4), "weights": {name: w for name, w in rounded.items() if w}}

    @classmethod
    def of(cls, row: Row) -> "Linear":
        """The model that `row` stands for."""
        return cls(row["weights"], row["scale"])


@dataclass(frozen=True, slots=True)
class Classifier:
    """A linear model for each class, of which one holds."""

    classes: Mapping[str, Linear]

    def shares(self, features: Features) -> dict[str, float]:
        """The probability of each class; they sum to 1."""
        names = list(self.classes)
        return dict(zip(names, softmax([self.classes[n].score(features) for n in names]), strict=True))

    def row(self) -> Row:
        """The models for JSON, an entry for each class."""
        return {name: model.row() for name, model in self.classes.items()}

    @classmethod
    def of(cls, row: Row) -> "Classifier":
        """The models that `row` stands for."""
        return cls({name: Linear.of(each) for name, each in row.items()})


def logistic(score: float) -> float:
    """The probability that belongs to a score."""
    if score < 0:
        return exp(score) / (1 + exp(score))
    return 1 / (1 + exp(-score))


def sharpened(share: float, sharpness: float) -> float:
    """A probability with its log odds multiplied by `sharpness`."""
    if not 0.0 < share < 1.0:
        return share
    return logistic(sharpness * log(share / (1.0 - share)))


def softmax(scores: Sequence[float]) -> list[float]:
    """The scores of alternatives as probabilities that sum to 1."""
    highest = max(scores, default=0.0)
    powers = [exp(score - highest) for score in scores]
    return [power / sum(powers) for power in powers]


@cache
def load_linear(path: Path) -> Linear:
    """Read a model that `save_linear` wrote."""
    return Linear.of(read_row(path))


def save_linear(model: Linear, path: Path) -> None:
    """Write a model as JSON."""
    write_row(model.row(), path)
    load_linear.cache_clear()


@cache
def load_classifier(path: Path) -> Classifier:
    """Read a model that `save_classifier` wrote."""
    return Classifier.of(read_row(path))


def save_classifier(model: Classifier, path: Path) -> None:
    """Write a model as JSON."""
    write_row(model.row(), path)
    load_classifier.cache_clear()


def read_row(path: Path) -> Row:
    """Read what `write_row` wrote."""
    row: Row = json.loads(path.read_text(encoding="utf-8"))
    return row


def write_row(row: Row, path: Path) -> None:
    """Write a model, or several, as JSON: a weight a line."""
    path.write_text(json.dumps(row, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
