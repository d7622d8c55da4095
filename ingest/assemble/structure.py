"""The cases of a document in the order in which they are dealt with, each with its lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.align.items import Item
from ingest.assemble.division import Page, choose, divisions
from ingest.assemble.record import CaseLines, Record
from ingest.assemble.ruled import Ruled
from ingest.labels.label import Label, LabelledLine


@dataclass(frozen=True, slots=True)
class Placed:
    """A case before its values are read."""

    item: Item
    lines: CaseLines

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
    confidence: float
    """Probability that the document divides into these cases, 0 to 1."""


def read_structure(lines: Sequence[LabelledLine], record: Record, ruled: Ruled, *, report: bool) -> Structure:
    """Read which cases a document holds and which lines treat each.

    Args:
        lines: the document's lines, labelled.
        record: the same lines, as the values of cases are read from them.
        ruled: what the rules read.
        report: whether it is a report of the council: a report on one matter treats it throughout.
    """
    page = Page(lines, record, ruled, report)
    proposed = divisions(page)
    if not proposed:
        return Structure((), (None,) * len(lines), 0.0)
    division, confidence = choose(proposed, page)
    placed = [
        (index, Placed(item, page.own(index, item, division.owners)))
        for index, item in enumerate(division.items)
    ]
    placed.sort(key=lambda each: each[1].begin)
    ordinals = {index: ordinal for ordinal, (index, _) in enumerate(placed)}
    return Structure(
        tuple(case for _, case in placed),
        tuple(None if owner is None else ordinals[owner] for owner in division.owners),
        confidence,
    )
