"""The cases of a document: its items aligned with its lines, those that are cases admitted, and aligned again."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.align.alignment import align
from ingest.align.announced import announced_items
from ingest.align.items import Item, read_items
from ingest.align.report_items import several_items, subject_items
from ingest.assemble.admission import admit
from ingest.assemble.record import CaseLines, Record
from ingest.assemble.ruled import Ruled
from ingest.labels.label import Label, LabelledLine
from ingest.outline.headings import Heading

_A_CASE = 0.5
"""Probability from which an item is a case."""
_APART = frozenset({Label.CHROME, Label.TITLE, Label.HEAD, Label.PEOPLE})


@dataclass(frozen=True, slots=True)
class Placed:
    """A case before its values are read."""

    item: Item
    lines: CaseLines
    confidence: float
    """Probability that it is a case."""

    @property
    def begin(self) -> int:
        """Where its treatment begins; where it is only listed, there."""
        treated = [
            each.line.span.start for each in self.lines.lines if each.label not in (Label.AGENDA, Label.ROW)
        ]
        return min(treated or [self.item.heading.start])


@dataclass(frozen=True, slots=True)
class Structure:
    """The cases of a document in the order in which they are dealt with."""

    cases: tuple[Placed, ...]
    owners: tuple[int | None, ...]
    """For each line the ordinal of the case that it treats or lists; None for none."""


def _own(
    index: int, item: Item, owners: Sequence[int | None], lines: Sequence[LabelledLine], ruled: Ruled
) -> CaseLines:
    held = tuple(each for each, owner in zip(lines, owners, strict=True) if owner == index)
    return CaseLines(item.title, held, ruled=ruled.case(item.title))


def _admitted(
    items: Sequence[Item], record: Record, lines: Sequence[LabelledLine], ruled: Ruled, report: bool
) -> list[tuple[Item, float]]:
    """The items that are cases, each with how sure that is."""
    owners = align(items, lines)
    found = []
    for index, item in enumerate(items):
        own = _own(index, item, owners, lines, ruled)
        likely = admit(item, own, items, record, lines, report) if own.lines else 0.0
        if likely >= _A_CASE:
            found.append((item, likely))
    return found


def _subject(lines: Sequence[LabelledLine], several: Sequence[Item], ruled: Ruled) -> list[Item]:
    """The one subject of a report: as a line says it, else as the rules of letters find it."""
    found = subject_items(lines, several)
    if found or not ruled.document.cases:
        return found
    case = ruled.document.cases[0]
    span = case.title_span or case.span
    return [Item(Heading(-1, span, span.start, case.title, "plain", "", number=case.number), ())]


def read_structure(lines: Sequence[LabelledLine], record: Record, ruled: Ruled, *, report: bool) -> Structure:
    """Read which cases a document holds and which lines treat each.

    Args:
        lines: the document's lines, labelled.
        record: the same lines, as the values of cases are read from them.
        ruled: what the rules read.
        report: whether it is a report of the council: a report on one matter treats it throughout.
    """
    items = several_items(lines) if report else read_items(lines)
    admitted = _admitted(items, record, lines, ruled, report)
    if report and len(admitted) < 2:
        admitted = [(item, 1.0) for item in _subject(lines, [item for item, _ in admitted], ruled)]
    if not report and not admitted:
        admitted = [(item, _A_CASE) for item in announced_items(lines)]
    kept = [item for item, _ in admitted]
    if report and len(kept) == 1:
        owners: list[int | None] = [None if each.label in _APART else 0 for each in lines]
    else:
        owners = align(kept, lines)
    placed = [
        (index, Placed(item, _own(index, item, owners, lines, ruled), likely))
        for index, (item, likely) in enumerate(admitted)
    ]
    placed.sort(key=lambda each: each[1].begin)
    ordinals = {index: ordinal for ordinal, (index, _) in enumerate(placed)}
    return Structure(
        tuple(case for _, case in placed),
        tuple(None if owner is None else ordinals[owner] for owner in owners),
    )
