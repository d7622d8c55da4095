"""Linear models that are read from JSON and scored without the library that trained them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

Features = Mapping[str, float]
"""Feature names with their values."""


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

    def probability(self, features: Features) -> float:
        """The score as a probability, 0 to 1."""
        return logistic(self.score(features))

    def shares(self, candidates: Iterable[Features]) -> list[float]:
        """The probability of each candidate, where exactly one holds; they sum to 1."""
        return softmax([self.score(features) for features in candidates])


@dataclass(frozen=True, slots=True)
class Classifier:
    """A linear model for each class, of which one holds."""

    classes: Mapping[str, Linear]

    def shares(self, features: Features) -> dict[str, float]:
        """The probability of each class; they sum to 1."""
        names = list(self.classes)
        return dict(zip(names, softmax([self.classes[n].score(features) for n in names]), strict=True))


def logistic(score: float) -> float:
    """The probability that belongs to a score."""
    if score < 0:
        return exp(score) / (1 + exp(score))
    return 1 / (1 + exp(-score))


def softmax(scores: Sequence[float]) -> list[float]:
    """The scores of alternatives as probabilities that sum to 1."""
    highest = max(scores, default=0.0)
    powers = [exp(score - highest) for score in scores]
    return [power / sum(powers) for power in powers]


@cache
def load_linear(path: Path) -> Linear:
    """Read a model that `save_linear` wrote."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return Linear(held["weights"], held["scale"])


def save_linear(model: Linear, path: Path) -> None:
    """Write a model as JSON, its weights by name, rounded to four digits; those that round to nothing are dropped."""
    path.write_text(_dumped(_held(model)), encoding="utf-8")
    load_linear.cache_clear()


@cache
def load_classifier(path: Path) -> Classifier:
    """Read a model that `save_classifier` wrote."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return Classifier({name: Linear(each["weights"], each["scale"]) for name, each in held.items()})


def save_classifier(model: Classifier, path: Path) -> None:
    """Write a model as JSON: an entry for each class."""
    path.write_text(_dumped({name: _held(each) for name, each in model.classes.items()}), encoding="utf-8")
    load_classifier.cache_clear()


def _held(model: Linear) -> dict[str, object]:
    rounded = {name: round(weight, 4) for name, weight in sorted(model.weights.items())}
    return {"scale": round(model.scale, 4), "weights": {name: w for name, w in rounded.items() if w}}


def _dumped(held: object) -> str:
    return json.dumps(held, ensure_ascii=False, indent=0) + "\n"
