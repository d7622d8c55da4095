"""Two readings of one document: where the rules of known formats read it whole and the learned reading bears them out.

The rules give exact spans where a format is one they were made for, and go astray elsewhere without noticing. The learned
reading, which knows no format, tells the two apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.language import fold, likeness, squeeze
from corpus.model import REVIEWED, Case, CaseKind, Document, DocumentKind
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
        return all(told) and _is_titled(ruled) and all(case.department for case in ruled.cases)
    marked = sum(turn.mark is not None for turn in ruled.turns)
    return marked > _MARKED * len(ruled.turns) and all(
        case.department for case in ruled.cases if case.kind is CaseKind.CONSULTATION
    )


def _is_one_matter(ruled: Document) -> bool:
    """Whether the rules read a report on one matter, and how it ended."""
    one = ruled.header.kind is DocumentKind.REPORT and len(ruled.cases) == 1
    return one and ruled.cases[0].outcome is not None


def _is_review(ruled: Document) -> bool:
    """Whether the one matter is a decision that was reviewed: what holds for parts of it are no cases of their own."""
    return ruled.cases[0].outcome in REVIEWED


def _is_asked(ruled: Document) -> bool:
    """Whether the rules read by which letter, and of which day, the council was asked."""
    return ruled.header.consultation_number is not None and ruled.header.consulted_on is not None


def _end_alike(cases: Sequence[Case]) -> bool:
    """Whether the cases whose ending was read all ended in one way: points of one matter then, not matters of their own."""
    return len({case.outcome for case in cases if case.outcome is not None}) == 1


def _are_doubtful(cases: Sequence[Case]) -> bool:
    """Whether more than half of the cases have no ending, or one in doubt."""
    return 2 * sum(case.outcome is None or "outcome" in case.unsure for case in cases) > len(cases)


def _is_titled(ruled: Document) -> bool:
    return all(is_title(squeeze(fold(case.title))) for case in ruled.cases)


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


def _taught(ruled: Document, pairs: Mapping[int, Case], memory: Memory) -> Document:
    """The rules' reading with what people told of the council."""
    cases = (
        taught_case(case, pairs[case.ordinal], ruled.text, memory) if case.ordinal in pairs else case
        for case in ruled.cases
    )
    return replace(ruled, cases=tuple(cases), turns=taught_turns(ruled.turns, ruled.text, memory))


def _is_told_otherwise(
    ruled: Document, learned: Sequence[Case], pairs: Mapping[int, Case], memory: Memory
) -> bool:
    """Whether a person told the heading of a case that the rules do not find."""
    found = {case.ordinal for case in pairs.values()}
    return any(case.ordinal not in found and has_told_title(case, ruled.text, memory) for case in learned)


def _is_undivided(ruled: Document, learned: Sequence[Case], divided: float) -> bool:
    """Whether the rules' cases are to be kept, in doubt, however the models divide the document."""
    ended = all(case.outcome is not None for case in ruled.cases)
    if not learned or (ruled.cases and ended and not any(case.outcome is not None for case in learned)):
        return True
    points = len(learned) > 1 and not any(case.number for case in learned)
    in_doubt = _are_doubtful(learned) or (_is_asked(ruled) and divided < _CERTAIN)
    if points and _is_one_matter(ruled) and (in_doubt or _end_alike(learned) or _is_review(ruled)):
        return True
    fewer = ruled.header.kind is DocumentKind.REPORT and len(ruled.cases) < len(learned)
    return fewer and divided < _CERTAIN and _is_whole(ruled)


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
        doubts where they differ; also where the models find no case, or no ending. None where the models' reading is to be
        kept, as where a person told the heading of a case that the rules do not find.
    """
    memory, pairs = memory or Memory(), matched(ruled, learned)
    if _is_told_otherwise(ruled, learned, pairs, memory):
        return None
    kept = _taught(ruled, pairs, memory)
    if _is_undivided(ruled, learned, divided):
        return replace(kept, header=replace(kept.header, unsure=("cases",)))
    if not _is_whole(ruled) or not _agreed(ruled, learned, pairs):
        return None
    checked = tuple(replace(case, unsure=_doubts(case, pairs.get(case.ordinal))) for case in kept.cases)
    return replace(kept, cases=checked)
