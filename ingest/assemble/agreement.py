"""Two readings of one document: where the rules of known formats read it whole and the learned reading bears them out.

The rules give exact spans where a format is one they were made for, and go astray elsewhere without noticing. The learned
reading, which knows no format, tells the two apart.
"""

from collections.abc import Mapping
from dataclasses import replace

from corpus.model import Case, CaseKind, Document, DocumentKind, Outcome
from ingest.align.likeness import likeness

_SAME_TITLE = 0.5
_BORNE_OUT = 0.5
"""Share of the rules' outcomes that the learned reading has to bear out."""
_FAMILIES = (
    frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS, Outcome.NOTED}),
    frozenset({Outcome.CONTINUED, Outcome.REDELIBERATION, Outcome.NOT_REACHED}),
)


def _matched(ruled: Document, learned: Document) -> Mapping[int, Case]:
    """For the ordinal of each of the rules' cases the learned case of like title, each used once."""
    found: dict[int, Case] = {}
    left = list(learned.cases)
    for case in ruled.cases:
        best = max(left, key=lambda other: likeness(other.title, case.title), default=None)
        if best is not None and likeness(best.title, case.title) >= _SAME_TITLE:
            found[case.ordinal] = best
            left.remove(best)
    return found


def _is_whole(ruled: Document) -> bool:
    """Whether the rules read a value for everything that a document of their formats has."""
    if not ruled.cases or any(case.outcome is None for case in ruled.cases):
        return False
    if ruled.header.kind is DocumentKind.REPORT:
        return True
    marked = any(turn.mark is not None for turn in ruled.turns)
    return marked and all(case.department for case in ruled.cases if case.kind is CaseKind.CONSULTATION)


def _alike(ruled: Outcome | None, learned: Outcome | None) -> bool:
    """Whether two readings of one ending differ at most in how it is told."""
    return ruled is learned or any({ruled, learned} <= family for family in _FAMILIES)


def _is_conditional(ruled: Document) -> bool:
    """Whether the rules read an approval with the conditions that make it one."""
    return all(case.outcome is Outcome.APPROVED_WITH_CONDITIONS and case.attachments for case in ruled.cases)


def _doubts(case: Case, other: Case | None) -> tuple[str, ...]:
    """The values on which the readings differ."""
    if other is None:
        return ("title", "outcome")
    differing = {
        "outcome": case.outcome is not other.outcome and "outcome" not in other.unsure,
        "kind": case.kind is not other.kind and "kind" not in other.unsure,
    }
    return tuple(name for name, differs in differing.items() if differs)


def settle(ruled: Document, learned: Document) -> Document:
    """The reading to keep.

    Args:
        ruled: as the rules read the document.
        learned: as the models read it.

    Returns:
        The rules' reading where it is whole and the learned one bears out its cases and most of its outcomes, or finds less
        than half of the cases; with doubts where they differ; also where the learned one finds no case. Else the learned reading.
    """
    if not learned.cases:
        return replace(ruled, header=replace(ruled.header, unsure=("cases",)))
    matched = _matched(ruled, learned)
    report = ruled.header.kind is DocumentKind.REPORT and not _is_conditional(ruled)
    agreed = sum(
        case.ordinal in matched
        and (
            case.outcome is (other := matched[case.ordinal].outcome)
            or (not report and _alike(case.outcome, other))
        )
        for case in ruled.cases
    )
    titled = len(matched) >= len(ruled.cases) - len(ruled.cases) // 5
    missed = ruled.header.kind is not DocumentKind.REPORT and len(learned.cases) * 2 < len(ruled.cases)
    complete = len(learned.cases) <= len(ruled.cases) + len(ruled.cases) // 5
    borne_out = titled and complete and agreed >= _BORNE_OUT * len(ruled.cases)
    if not _is_whole(ruled) or not (borne_out or missed):
        return learned
    cases = tuple(replace(case, unsure=_doubts(case, matched.get(case.ordinal))) for case in ruled.cases)
    return replace(ruled, cases=cases)
