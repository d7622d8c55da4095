"""Lines that are like a heading which a person told: cases of the council begin with such lines."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.labels.label import Label, LabelledLine
from ingest.memory import SURE, Memory

_NAMING = frozenset({Label.AGENDA, Label.CASE, Label.ROW})


def with_told(lines: Sequence[LabelledLine], memory: Memory) -> list[LabelledLine]:
    """The lines, those like a told heading as lines that name a case, with where its title stands.

    Args:
        lines: of one document, labelled.
        memory: of its council.
    """
    return [_told(each, memory.heading(each.line.text)) for each in lines]


def _told(each: LabelledLine, title: tuple[int, int] | None) -> LabelledLine:
    if title is None:
        return each
    if each.label in _NAMING:
        return replace(each, confidence=SURE, told=title)
    return replace(each, label=Label.CASE, confidence=SURE, runner_up=each.label, told=title)
