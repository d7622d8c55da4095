"""A value as it was chosen among candidates."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Generic, TypeVar

from corpus.model import Span
from ingest.labels.scores import Scorer

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """What was read for one field."""

    value: T | None
    """None where the document does not say."""
    span: Span | None
    """Where it stands in the document's text; None with no value."""
    confidence: float
    """Probability that the value is right, 0 to 1."""
    runner_up: T | None = None
    """The next probable value; None also where that is to have none."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A value that a field may have, with what speaks for and against it wherever it stands."""

    value: T
    span: Span
    features: frozenset[str]


_MOST = 400
"""Candidates at most: they are compared with each other."""


@dataclass(slots=True)
class Gathering(Generic[T]):
    """Collects the mentions of each candidate: what holds for one of them, what for all, and where the best one stands."""

    _some: dict[T, set[str]] = field(default_factory=dict)
    _all: dict[T, set[str]] = field(default_factory=dict)
    _spans: dict[T, tuple[int, Span]] = field(default_factory=dict)

    def add(self, value: T, span: Span, features: Iterable[str], worth: int = 0) -> None:
        """Add a mention; of two that are worth the same the first gives the span. New ones past a limit are left away."""
        if value not in self._some and len(self._some) >= _MOST:
            return
        held = set(features)
        self._all[value] = self._all.get(value, held) & held
        self._some.setdefault(value, set()).update(held)
        if value not in self._spans or worth > self._spans[value][0]:
            self._spans[value] = (worth, span)

    def candidates(self, more: Mapping[T, Iterable[str]] | None = None) -> list[Candidate[T]]:
        """The candidates in the order of their first mention, with `more` features of the values themselves."""
        own = more or {}
        return [
            Candidate(
                value,
                self._spans[value][1],
                frozenset({*some, *(f"always {f}" for f in self._all[value]), *own.get(value, ())}),
            )
            for value, some in self._some.items()
        ]


NONE = "none"
"""The feature of having no value, which is weighed like a candidate."""


def choose(candidates: Sequence[Candidate[T]], scorer: Scorer) -> Value[T]:
    """Weigh the candidates against each other and against there being none: one of them is right."""
    if not candidates:
        return Value(None, None, scorer.empty)
    logits = [scorer.logit(candidate.features) for candidate in candidates]
    nothing = scorer.logit([NONE])
    top = max([nothing, *logits])
    shares = [exp(logit - top) for logit in logits]
    none = exp(nothing - top)
    total = none + sum(shares)
    ranked = sorted(range(len(candidates)), key=lambda i: (-shares[i], i))
    if none >= shares[ranked[0]]:
        return Value(None, None, scorer.calibrated(none / total), candidates[ranked[0]].value)
    best = candidates[ranked[0]]
    second = ranked[1] if len(ranked) > 1 and shares[ranked[1]] > none else None
    runner_up = candidates[second].value if second is not None else None
    return Value(best.value, best.span, scorer.calibrated(shares[ranked[0]] / total), runner_up)
