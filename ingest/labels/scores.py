"""Linear scores: weights that were learned once, kept as readable JSON, and added up without any library."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Scorer:
    """A logistic model over features that hold or do not."""

    bias: float
    weights: Mapping[str, float]
    scale: float = 1.0
    """What a logit is multiplied by, so that its probability is calibrated on left-out documents."""

    def logit(self, features: Iterable[str]) -> float:
        """The logarithm of the odds; features without a weight count nothing."""
        return self.scale * (self.bias + sum(self.weights.get(feature, 0.0) for feature in sorted(features)))


@dataclass(frozen=True, slots=True)
class Classifier:
    """One scorer for each class, of which exactly one is right."""

    scorers: Mapping[str, Scorer]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class."""
        held = sorted(features)
        logits = {name: scorer.logit(held) for name, scorer in self.scorers.items()}
        top = max(logits.values())
        shares = {name: exp(logit - top) for name, logit in logits.items()}
        total = sum(shares.values())
        return {name: share / total for name, share in shares.items()}


def write_scorers(scorers: Mapping[str, Scorer], path: Path) -> None:
    """Write scorers as JSON, one weight a line, the features in order."""
    rows = {
        name: {
            "bias": round(scorer.bias, 3),
            "scale": round(scorer.scale, 3),
            "weights": {key: round(scorer.weights[key], 3) for key in sorted(scorer.weights)},
        }
        for name, scorer in scorers.items()
    }
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_scorers(path: Path) -> dict[str, Scorer]:
    """Read what `write_scorers` wrote."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {name: Scorer(row["bias"], row["weights"], row["scale"]) for name, row in rows.items()}
