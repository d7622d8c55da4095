"""Two readings of one document: where the rules of known formats read it whole and the learned reading bears them out.

The rules give exact spans where a format is one they were made for, and go astray elsewhere without noticing. The learned
reading, which knows no format, tells the two apart.
"""

from collections.abc import Mapping
from dataclasses import replace

from corpus.model import Case, CaseKind, Document, DocumentKind
from ingest.align.likeness import likeness
from ingest.assemble.taught import taught_case, taught_turns
from ingest.memory import Memory

_SAME_TITLE = 0.5
_BORNE_OUT = 2 / 3
"""Share of the rules' values that the learned reading has to bear out."""


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
    header = ruled.header
    if not ruled.cases or any(case.outcome is None for case in ruled.cases):
        return False
    if header.kind is DocumentKind.REPORT:
        told = (header.number, header.consultation_number, header.issued_on, header.consulted_on)
        return all(told) and all(case.department for case in ruled.cases)
    marked = any(turn.mark is not None for turn in ruled.turns)
    return marked and all(case.department for case in ruled.cases if case.kind is CaseKind.CONSULTATION)


def _agreed(ruled: Document, matched: Mapping[int, Case]) -> bool:
    """Whether the learned reading bears out the rules' outcomes, and in records of meetings their articles."""
    pairs = [(case, matched[case.ordinal]) for case in ruled.cases]
    outcomes = sum(case.outcome is other.outcome for case, other in pairs)
    articles = sum(
        {use.reference for use in case.articles} == {use.reference for use in other.articles}
        for case, other in pairs
    )
    if ruled.header.kind is DocumentKind.REPORT:
        return outcomes == len(pairs)
    return min(outcomes, articles) >= _BORNE_OUT * len(pairs)


def _doubts(case: Case, other: Case) -> tuple[str, ...]:
    """The values on which the readings differ."""
    differing = {
        "outcome": case.outcome is not other.outcome and "outcome" not in other.unsure,
        "kind": case.kind is not other.kind and "kind" not in other.unsure,
    }
    return tuple(name for name, differs in differing.items() if differs)


def settle(ruled: Document, learned: Document, memory: Memory | None = None) -> Document:
    """The reading to keep.

    Args:
        ruled: as the rules read the document.
        learned: as the models read it.
        memory: what people told of the council, by which the learned reading was made.

    Returns:
        The rules' reading where it is whole and the learned one divides the document alike and bears out most of its
        values, with doubts where they differ; also where the learned one finds no case. Else the learned reading.
    """
    if not learned.cases:
        return replace(ruled, header=replace(ruled.header, unsure=("cases",)))
    matched = _matched(ruled, learned)
    alike = len(matched) == len(ruled.cases) == len(learned.cases)
    if not (_is_whole(ruled) and alike and _agreed(ruled, matched)):
        return learned
    memory = memory or Memory()
    taught = [taught_case(case, matched[case.ordinal], ruled.text, memory) for case in ruled.cases]
    cases = tuple(replace(case, unsure=_doubts(case, matched[case.ordinal])) for case in taught)
    return replace(ruled, cases=cases, turns=taught_turns(ruled.turns, ruled.text, memory))
