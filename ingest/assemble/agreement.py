"""Two readings of one document: where the rules of known formats read it whole and the learned reading bears them out.

The rules give exact spans where a format is one they were made for, and go astray elsewhere without noticing. The learned
reading, which knows no format, tells the two apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.language import fold, squeeze
from corpus.model import Case, CaseKind, Document, DocumentKind
from ingest.align.likeness import likeness
from ingest.assemble.taught import has_told_title, taught_case, taught_turns
from ingest.memory import Memory
from ingest.outline.wording import is_title

_SAME_TITLE = 0.5
_CERTAIN = 0.8
"""Probability from which a report that the rules read whole as one matter is divided all the same."""
_SAME_NAME = 0.7
_FOUND = 0.75
"""Share of the rules' cases that the learned reading has to find in a record."""
_MARKED = 0.5
"""Share of turns whose speaker is marked from which a record is of a format that the rules know."""
_BORNE_OUT = 0.59
"""Share of the rules' values that the learned reading has to bear out."""


def matched(ruled: Document, learned: Sequence[Case]) -> Mapping[int, Case]:
    """For the ordinal of each of the rules' cases the learned case of like title, each used once.

    Of a report on one matter there is nothing to tell apart: its case is the one.
    """
    if ruled.header.kind is DocumentKind.REPORT and len(ruled.cases) == len(learned) == 1:
        return {0: learned[0]}
    found: dict[int, Case] = {}
    left = list(learned)
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
        titled = all(is_title(squeeze(fold(case.title))) for case in ruled.cases)
        return all(told) and titled and all(case.department for case in ruled.cases)
    marked = sum(turn.mark is not None for turn in ruled.turns)
    return marked > _MARKED * len(ruled.turns) and all(
        case.department for case in ruled.cases if case.kind is CaseKind.CONSULTATION
    )


def _references(case: Case) -> set[str]:
    return {use.reference for use in case.articles}


def _overlap(case: Case, other: Case) -> bool:
    """Whether both readings take the same sentence for the one that decides."""
    ours, theirs = case.outcome_span, other.outcome_span
    return ours is not None and theirs is not None and ours.start < theirs.end and theirs.start < ours.end


def _agreed(ruled: Document, learned: Sequence[Case], found: Mapping[int, Case]) -> bool:
    """Whether the learned reading finds the rules' cases and bears out outcomes, sentences and articles."""
    count = len(ruled.cases)
    pairs = [(ruled.cases[ordinal], other) for ordinal, other in found.items()]
    outcomes = sum(case.outcome is other.outcome for case, other in pairs)
    if ruled.header.kind is DocumentKind.REPORT:
        return len(learned) == count and (count == 1 or outcomes == count)
    sentences = sum(_overlap(case, other) for case, other in pairs)
    articles = sum(_references(case) == _references(other) for case, other in pairs)
    complete = len(pairs) >= _FOUND * count and len(learned) <= count
    return complete and 2 * outcomes >= count and outcomes + sentences + articles >= 3 * _BORNE_OUT * count


def _doubts(case: Case, other: Case | None) -> tuple[str, ...]:
    """The values on which the readings differ."""
    if other is None:
        return ("title", "outcome")
    differing = {
        "outcome": case.outcome is not other.outcome and "outcome" not in other.unsure,
        "kind": case.kind is not other.kind and "kind" not in other.unsure,
        "department": likeness(case.department or "", other.department or "") < _SAME_NAME,
        "articles": _references(case) != _references(other),
    }
    return tuple(name for name, differs in differing.items() if differs)


def settle(
    ruled: Document, learned: Sequence[Case], divided: float, memory: Memory | None = None
) -> Document | None:
    """The rules' reading where it is the one to keep.

    Args:
        ruled: as the rules read the document.
        learned: its cases as the models read them.
        divided: probability of their division into cases.
        memory: what people told of the council, by which the models' reading was made.

    Returns:
        The rules' reading where it is whole and the models divide the document alike and bear out most of its values, with
        doubts where they differ; also where the models find no case. None where the models' reading is to be kept, as where
        a person told the heading of a case that the rules do not find.
    """
    if not learned:
        return replace(ruled, header=replace(ruled.header, unsure=("cases",)))
    if not _is_whole(ruled):
        return None
    memory, pairs = memory or Memory(), matched(ruled, learned)
    found = {case.ordinal for case in pairs.values()}
    if any(case.ordinal not in found and has_told_title(case, ruled.text, memory) for case in learned):
        return None
    turns = taught_turns(ruled.turns, ruled.text, memory)
    cases = tuple(
        taught_case(case, pairs[case.ordinal], ruled.text, memory) if case.ordinal in pairs else case
        for case in ruled.cases
    )
    if ruled.header.kind is DocumentKind.REPORT and len(ruled.cases) < len(learned) and divided < _CERTAIN:
        return replace(ruled, header=replace(ruled.header, unsure=("cases",)), cases=cases, turns=turns)
    if not _agreed(ruled, learned, pairs):
        return None
    checked = tuple(replace(case, unsure=_doubts(case, pairs.get(case.ordinal))) for case in cases)
    return replace(ruled, cases=checked, turns=turns)
