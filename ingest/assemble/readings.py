"""A value of a case as it was read: with how sure that is, and what else it might be."""

from dataclasses import dataclass

from corpus.model import CaseKind, Span


@dataclass(frozen=True, slots=True)
class DepartmentValue:
    """A name or word that the document gives; None where it gives none."""

    text: str | None
    span: Span | None
    """Where it stands; None where nothing is given."""
    confidence: float
    """Probability that it is right, 0 to 1."""
    runner_up: str | None
    """What else is most probable; None stands for nothing too, or where there is nothing else."""


@dataclass(frozen=True, slots=True)
class ArticleValue:
    """An article that a case may turn on."""

    reference: str
    """第N条[のM][第P項][第I号], half-width digits."""
    law: str | None
    """The ordinance or law, in full where the document names it so; None where it names none."""
    span: Span
    """Where the case's lines refer to it first under the name of its ordinance or law; else first at all."""
    probability: float
    """That the case turns on it, 0 to 1."""


@dataclass(frozen=True, slots=True)
class ArticleSet:
    """The articles that a case turns on, as a whole."""

    articles: tuple[ArticleValue, ...]
    """In the order of the text."""
    confidence: float
    """Probability that all of them and no others are right, 0 to 1."""
    runner_up: ArticleValue | None
    """The article whose place inside or outside the set is least sure; None where the case's lines refer to none."""
    probabilities: tuple[float, ...]
    """Of all articles that the case's lines refer to."""


@dataclass(frozen=True, slots=True)
class KindValue:
    """What kind of case it is."""

    kind: CaseKind
    confidence: float
    """Probability of the kind, 0 to 1."""
    runner_up: CaseKind
