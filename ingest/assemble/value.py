"""A value as it was chosen among candidates."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from corpus.model import Span
from ingest.labels.linear import Features, Linear, Row, holding, sharpened

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


def options(candidates: Sequence[Candidate[T]]) -> list[Features]:
    """The features of what a field may have: of each candidate, and last of having no value."""
    return [*(holding(candidate.features) for candidate in candidates), holding([NONE])]


@dataclass(frozen=True, slots=True)
class Chooser:
    """Weighs the candidates of a field against each other and against there being none: one of them is right."""

    linear: Linear
    sharpness: float = 1.0
    """What the log odds of a choice are multiplied by, so that its probability holds on documents not seen in training."""
    empty: float = 1.0
    """How often there is indeed no value where there is no candidate."""

    def choose(self, candidates: Sequence[Candidate[T]]) -> Value[T]:
        """The value of the best candidate."""
        if not candidates:
            return Value(None, None, self.empty)
        *shares, none = self.linear.shares(options(candidates))
        ranked = sorted(range(len(candidates)), key=lambda i: (-shares[i], i))
        best = candidates[ranked[0]]
        if none >= shares[ranked[0]]:
            return Value(None, None, sharpened(none, self.sharpness), best.value)
        second = ranked[1] if len(ranked) > 1 and shares[ranked[1]] > none else None
        runner_up = candidates[second].value if second is not None else None
        return Value(best.value, best.span, sharpened(shares[ranked[0]], self.sharpness), runner_up)

    def row(self) -> Row:
        """The chooser for JSON."""
        return {"sharpness": round(self.sharpness, 3), "empty": round(self.empty, 3), **self.linear.row()}

    @classmethod
    def of(cls, row: Row) -> "Chooser":
        """The chooser that `row` stands for."""
        return cls(Linear.of(row), row["sharpness"], row["empty"])
