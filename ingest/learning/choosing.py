"""Fitting the weights of a scorer: of candidates that compete with each other, or of classes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ingest.assemble.value import NONE, Candidate
from ingest.labels.scores import Classifier, Scorer
from ingest.learning.heads import plain

_STRENGTH, _STRENGTH_OF_CLASSES = 0.6, 0.2
"""Inverse of the regularisation; these do best of 0.2 to 2 on left-out documents: `python -m ingest.learning.head_model`."""
_LEAST = 0.02
"""Weights below this are left away."""
_SCALES = (0.7, 2.5)
"""Bounds of the scale that calibrates: few errors on left-out documents do not make a model certain."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates of which one, or none, is right."""

    candidates: Sequence[Candidate[Any]]
    gold: object
    """The right value; None where there is none."""

    def right(self) -> int | None:
        """Index of the right candidate, that of having none behind the others; None where the right one is missing."""
        if self.gold is None:
            return len(self.candidates)
        gold = plain(self.gold)
        return next((i for i, c in enumerate(self.candidates) if plain(c.value) == gold), None)


def fit_scorer(choices: Iterable[Choice]) -> Scorer:
    """Fit a conditional logistic model: the candidates of a choice share one probability, every choice weighs the same."""
    rows: list[dict[str, int]] = []
    starts: list[int] = []
    right: list[int] = []
    empty: list[bool] = []
    for choice in choices:
        index = choice.right()
        if not choice.candidates:
            empty.append(index is not None)
        elif index is not None:
            starts.append(len(rows))
            right.append(len(rows) + index)
            rows += [dict.fromkeys(sorted(candidate.features), 1) for candidate in choice.candidates]
            rows.append({NONE: 1})
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(rows).tocsr()
    first, chosen = np.array(starts), np.array(right)
    sizes = np.diff([*starts, len(rows)])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = matrix @ weights
        top = np.maximum.reduceat(logits, first)
        shares = np.exp(logits - np.repeat(top, sizes))
        sums = np.add.reduceat(shares, first)
        value = np.sum(np.log(sums) + top - logits[chosen]) + weights @ weights / (2 * _STRENGTH)
        slope = shares / np.repeat(sums, sizes)
        slope[chosen] -= 1
        return float(value), matrix.T @ slope + weights / _STRENGTH

    fitted = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B").x
    share = (sum(empty) + 1) / (len(empty) + 2)
    return Scorer(0.0, _weights(vectors.get_feature_names_out(), fitted), empty=share)


def fit_classifier(rows: Sequence[tuple[frozenset[str], str]]) -> Classifier:
    """Fit a logistic model of three classes or more.

    Args:
        rows: the features of an example with its class.
    """
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict.fromkeys(sorted(features), 1) for features, _ in rows])
    model = LogisticRegression(C=_STRENGTH_OF_CLASSES, max_iter=2000).fit(matrix, [name for _, name in rows])
    names = vectors.get_feature_names_out()
    return Classifier(
        {
            str(name): Scorer(float(bias), _weights(names, weights))
            for name, bias, weights in zip(model.classes_, model.intercept_, model.coef_, strict=True)
        }
    )


def fit_scale(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """Fit what the logits of confidences are to be multiplied by, so that they tell how often a value is right."""
    logits = np.array([np.log(p / (1 - p)) for p in np.clip(confidences, 1e-6, 1 - 1e-6)])
    signs = np.where(right, 1.0, -1.0)

    def loss(scale: float) -> float:
        return float(np.sum(np.logaddexp(0.0, -signs * scale * logits)))

    return float(minimize_scalar(loss, bounds=_SCALES, method="bounded").x)


def _weights(names: Iterable[str], values: Iterable[float]) -> dict[str, float]:
    return {str(name): float(v) for name, v in zip(names, values, strict=True) if abs(v) >= _LEAST}
