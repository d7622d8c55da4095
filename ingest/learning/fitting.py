"""Fitting linear models: candidates of which one holds, yes or no, one of several classes; and how sure each may be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ingest.labels.linear import Classifier, Features, Linear

_SCALES = (0.2, 3.0)
"""Between which the scale of a model is sought."""


@dataclass(frozen=True)
class Choice:
    """Candidates of which one is to be chosen, and which of them are right."""

    candidates: Sequence[Features]
    right: Sequence[bool]


@dataclass(frozen=True)
class Example:
    """Features with the class that holds; for yes or no the classes are True and False."""

    features: Features
    holds: bool | str


def fit_choice(choices: Sequence[Choice], penalty: float) -> Linear:
    """Fit a conditional logit: the right candidates of each choice together get as much probability as possible.

    Args:
        choices: those without a right candidate teach nothing.
        penalty: of the squared weights.
    """
    usable = [choice for choice in choices if any(choice.right)]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict(c) for choice in usable for c in choice.candidates])
    sizes = np.array([len(choice.candidates) for choice in usable])
    right = np.array([r for choice in usable for r in choice.right])
    starts = np.cumsum(sizes) - sizes

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        whole, part = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
        total = float(np.sum(np.log(whole) - np.log(part)))
        pull = powers / np.repeat(whole, sizes) - powers * right / np.repeat(part, sizes)
        return total + penalty * float(weights @ weights), matrix.T @ pull + 2 * penalty * weights

    best = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return Linear(dict(zip(vectorizer.get_feature_names_out(), best.x.tolist(), strict=True)))


def fit_linear(examples: Sequence[Example], strength: float) -> Linear:
    """Fit a logistic regression to yes or no.

    Args:
        examples: of both.
        strength: how far weights may go: scikit-learn's C.
    """
    return fit_classifier(examples, strength).classes["True"]


def fit_classifier(examples: Sequence[Example], strength: float) -> Classifier:
    """Fit a logistic regression to one of several classes; of two, the model of the second alone decides."""
    vectorizer = DictVectorizer(sparse=False)
    matrix = vectorizer.fit_transform([dict(example.features) for example in examples])
    fitted = LogisticRegression(C=strength, max_iter=3000, fit_intercept=False)
    fitted.fit(matrix, [str(example.holds) for example in examples])
    names = vectorizer.get_feature_names_out()
    rows = fitted.coef_ if len(fitted.classes_) > 2 else [-fitted.coef_[0] * 0, fitted.coef_[0]]
    return Classifier(
        {
            str(label): Linear(dict(zip(names, map(float, row), strict=True)))
            for label, row in zip(fitted.classes_, rows, strict=True)
        }
    )


def scale_of(scores: Sequence[Sequence[float]], right: Sequence[Sequence[bool]]) -> float:
    """The factor for scores on left-out documents that makes their probabilities hold best.

    Args:
        scores: for each decision those of its alternatives.
        right: which of them are right; a decision without a right one teaches nothing.
    """
    pairs = [(np.array(s), np.array(r)) for s, r in zip(scores, right, strict=True) if any(r)]

    def loss(scale: float) -> float:
        total = 0.0
        for some, good in pairs:
            powers = np.exp(scale * (some - some.max()))
            total -= float(np.log(powers[good].sum() / powers.sum()))
        return total

    return float(minimize_scalar(loss, bounds=_SCALES, method="bounded").x)


def scaled(model: Linear, scale: float) -> Linear:
    """The model with its scores multiplied by `scale`."""
    return replace(model, scale=scale)
