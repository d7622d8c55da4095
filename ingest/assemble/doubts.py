"""Which values of a document a person should check: those read with little confidence, and those that contradict each other."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.language import fold
from corpus.model import Case, DocumentKind, Turn
from ingest.assemble.decision import Decision
from ingest.assemble.head import Head
from ingest.assemble.readings import ArticleSet, DepartmentValue, KindValue

LEAST: Mapping[str, float] = {
    "kind": 0.6,
    "municipality": 0.6,
    "council": 0.6,
    "meeting": 0.6,
    "held_on": 0.6,
    "cases": 0.6,
    "case_kind": 0.75,
    "department": 0.75,
    "articles": 0.75,
    "outcome": 0.78,
}
"""Confidence below which a value is in doubt; tuned with `python -m ingest evaluate` on left-out documents."""
_OF_HEAD = ("kind", "municipality", "council", "meeting", "held_on")
_POINT = re.compile(r"諮問(?:事項)?\s*\(?([1-9])(?![0-9件年月日])")
_OVERLONG = 200
"""Characters from which a title is hardly one."""


def doubts_of_case(
    decision: Decision,
    department: DepartmentValue,
    articles: ArticleSet,
    kind: KindValue,
    ruled: Case | None,
) -> tuple[str, ...]:
    """The names of a case's values that are in doubt.

    Args:
        decision: outcome and attachments.
        department: the executive's section.
        articles: the articles it turns on.
        kind: its kind.
        ruled: the case as the rules read it: where they read the same sentence otherwise, the outcome is in doubt.
    """
    doubts = {
        "kind": kind.confidence < LEAST["case_kind"],
        "department": department.confidence < LEAST["department"],
        "articles": articles.confidence < LEAST["articles"],
        "outcome": decision.confidence < LEAST["outcome"] or _read_otherwise(decision, ruled),
        "attachments": decision.attachments_confidence < LEAST["outcome"],
    }
    return tuple(name for name, doubtful in doubts.items() if doubtful)


def confidence_of_case(
    decision: Decision, department: DepartmentValue, articles: ArticleSet, kind: KindValue
) -> Mapping[str, float]:
    """How sure each value of a case is; arguments as of `doubts_of_case`."""
    found = {
        "kind": kind.confidence,
        "department": department.confidence,
        "articles": articles.confidence,
        "outcome": decision.confidence,
        "attachments": decision.attachments_confidence,
    }
    return {name: round(share, 3) for name, share in found.items()}


def confidence_of_document(head: Head, divided: float) -> Mapping[str, float]:
    """How sure each value of a document is; arguments as of `doubts_of_document`."""
    found = {name: getattr(head, name).confidence for name in _OF_HEAD} | {"cases": divided}
    return {name: round(share, 3) for name, share in found.items()}


def _read_otherwise(decision: Decision, ruled: Case | None) -> bool:
    """Whether the rules take the sentence that decides for another outcome."""
    if ruled is None or ruled.outcome is None or ruled.outcome_span is None or decision.span is None:
        return False
    same = ruled.outcome_span.start < decision.span.end and decision.span.start < ruled.outcome_span.end
    return same and ruled.outcome is not decision.outcome


def doubts_of_document(
    head: Head, divided: float, cases: Sequence[Case], turns: Sequence[Turn], text: str
) -> tuple[str, ...]:
    """The names of a document's values that are in doubt; `cases` where its division into cases is.

    Args:
        head: what was read of its head.
        divided: probability of its division into cases.
        cases: its cases.
        turns: its turns.
        text: its text.
    """
    found = [name for name in _OF_HEAD if getattr(head, name).confidence < LEAST[name]]
    if divided < LEAST["cases"] or _is_divided_wrongly(head.kind.value, cases, turns, text):
        found.append("cases")
    return tuple(found)


def _is_divided_wrongly(
    kind: DocumentKind | None, cases: Sequence[Case], turns: Sequence[Turn], text: str
) -> bool:
    """Whether the cases contradict each other or the record.

    None, one number twice, one span twice, no speech in minutes; several cases of a report that bear no number: they may be
    points of one consultation, which are one case where they are decided together; and a report that numbers more points than it has
    cases, which may each have a conclusion.
    """
    if not cases:
        return True
    numbers = Counter(case.number for case in cases if case.number)
    spans = Counter((case.span.start, case.span.end) for case in cases)
    silent = kind is DocumentKind.MINUTES and not any(turn.speaker for turn in turns)
    overlong = any(len(case.title) > _OVERLONG for case in cases)
    points = kind is DocumentKind.REPORT and len(cases) > 1 and not numbers
    points = points or (kind is DocumentKind.REPORT and _points(text) > len(cases))
    return silent or overlong or points or max(numbers.values(), default=1) > 1 or max(spans.values()) > 1


def _points(text: str) -> int:
    """How many points a report numbers from 1 on: 諮問1, 諮問事項2."""
    numbers = {int(number) for number in _POINT.findall(fold(text))}
    return next(count for count in range(len(numbers) + 1) if count + 1 not in numbers)
