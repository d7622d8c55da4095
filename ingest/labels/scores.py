"""Linear scores: weights that were learned once, kept as readable JSON, and added up without any library."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Scorer:
    """A linear model over features that hold or do not: candidates are compared by their logits."""

    bias: float
    weights: Mapping[str, float]
    scale: float = 1.0
    """What the logit of a choice is multiplied by, so that its probability is calibrated on left-out documents."""
    empty: float = 1.0
    """How often there is indeed no value where there is no candidate."""

    def logit(self, features: Iterable[str]) -> float:
        """The sum of the weights; features without a weight count nothing."""
        return self.bias + sum(self.weights.get(feature, 0.0) for feature in sorted(features))

    def calibrated(self, probability: float) -> float:
        """The probability of a choice with its logit multiplied by the scale."""
        if not 0.0 < probability < 1.0:
            return probability
        return 1.0 / (1.0 + exp(self.scale * log(1.0 / probability - 1.0)))


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
            "empty": round(scorer.empty, 3),
            "weights": {key: round(scorer.weights[key], 3) for key in sorted(scorer.weights)},
        }
        for name, scorer in scorers.items()
    }
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_scorers(path: Path) -> dict[str, Scorer]:
    """Read what `write_scorers` wrote."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {name: Scorer(row["bias"], row["weights"], row["scale"], row["empty"]) for name, row in rows.items()}
