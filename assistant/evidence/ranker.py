"""The ranker: the probability that a window answers, and that the corpus answers at all. Learned by benchmarks/ranker.py."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, sqrt
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from corpus.language import fold

LONGEST_RUN = 4
"""Characters of the longest run whose weight is learned."""
_PLACE = re.compile(r"[一-鿿ヶノ]{1,6}(?:市|町|村|区|県|組合|広域連合)")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression over named features."""

    weights: Mapping[str, float]
    bias: float

    def odds(self, found: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """The log-odds of each row.

        Args:
            found: the features by name, each (rows,).
        """
        odds = np.full(len(next(iter(found.values()))), self.bias)
        for name, weight in self.weights.items():
            odds += weight * found[name]
        return odds


Tree = float | tuple[str, float, "Tree", "Tree"]
"""A leaf, or the name of a feature with the bound up to which the first branch counts, and both branches."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted regression trees over named features."""

    trees: tuple[Tree, ...]
    bias: float

    def odds(self, found: Mapping[str, float]) -> float:
        """The log-odds for features by name."""
        return self.bias + sum(_leaf(tree, found) for tree in self.trees)


def _leaf(tree: Tree, found: Mapping[str, float]) -> float:
    while not isinstance(tree, float):
        name, bound, low, high = tree
        tree = low if found[name] <= bound else high
    return tree


def _tree(shape: Any) -> Tree:
    """A tree from its JSON shape."""
    if not isinstance(shape, list):
        return float(shape)
    name, bound, low, high = shape
    return name, bound, _tree(low), _tree(high)


@dataclass(frozen=True, slots=True)
class Wording:
    """A logistic regression over the character runs of a question: names, amounts and what came later are seldom recorded."""

    weights: Mapping[str, float]
    bias: float

    def odds(self, question: str) -> float:
        """The log-odds that a question so worded is answered."""
        known = [run for run in runs_of(question) if run in self.weights]
        return self.bias + sum(self.weights[run] for run in known) / sqrt(len(known) or 1)


def runs_of(question: str) -> frozenset[str]:
    """The runs of one to LONGEST_RUN characters of a question, folded; names of places and digits are no wording."""
    text = _DIGITS.sub("0", _PLACE.sub("◆", fold(question).lower()))
    sizes = range(1, LONGEST_RUN + 1)
    return frozenset(text[i : i + size] for size in sizes for i in range(len(text) - size + 1))


@dataclass(frozen=True, slots=True)
class Ranker:
    """What was learned."""

    windows: Linear
    answers: Trees
    wording: Wording
    least: float
    """Least probability of an answer: below it silence is better."""

    @classmethod
    def of(cls, shape: Mapping[str, Any]) -> Self:
        """Read the ranker from its JSON shape."""
        answers = Trees(tuple(map(_tree, shape["answers"]["trees"])), shape["answers"]["bias"])
        return cls(Linear(**shape["windows"]), answers, Wording(**shape["wording"]), shape["least"])


@cache
def load_ranker() -> Ranker:
    """The ranker that the project has learned."""
    text = resources.files("assistant.evidence").joinpath("ranker.json").read_text(encoding="utf-8")
    return Ranker.of(json.loads(text))


def probability(odds: float) -> float:
    """The probability of some log-odds."""
    return 1 / (1 + exp(-odds))
