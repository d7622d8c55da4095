"""What the tables share: how many rows and citations they hold, how a cell is written, the remarks below."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any, TypeVar

from assistant.evidence.passages import RankedPassage
from assistant.evidence.quotes import Citer, remark_span, shown
from assistant.evidence.worth import is_heading, is_procedure
from assistant.forms.labels import who
from assistant.gate import Line
from assistant.understand.cues import LIST, Want
from assistant.understand.question import Question
from corpus.fictional import MARK
from corpus.language import to_japanese
from corpus.model import Document, Header

ROWS = 30
"""Rows of a table; what is beyond is counted."""
CITATIONS = 36
CITED_BESIDE = 8
"""Citations of a table up to which remarks are quoted below it."""


def lists(question: Question) -> bool:
    """Whether a question asks for a list of cases, or for their number."""
    of_some_end = bool(question.outcomes) or question.unanimous is not None
    listed = question.exists or LIST.search(question.focus)
    return question.wants in (Want.LIST, Want.COUNT) or (of_some_end and bool(listed))


def compares(question: Question) -> bool:
    """Whether a question asks for a comparison, and not for a list."""
    return question.wants is Want.COMPARISON and not lists(question)


Entry = TypeVar("Entry", bound=tuple[Any, ...])


def remark(
    ranked: RankedPassage, document_of: Callable[[str], Document], citer: Citer, words: frozenset[str]
) -> list[Line]:
    """The line that quotes a remark; none for a heading or for procedure."""
    document = document_of(ranked.header.name)
    span = remark_span(citer, document, ranked.passage.ordinal, words)
    if span is None:
        return []
    quote = span.of(document.text)
    if is_heading(ranked, quote) or is_procedure(ranked, quote):
        return []
    marker = citer.cite(ranked.header.name, span)
    part = shown(span.of(document.text), words)
    return [Line(f"- **{who(ranked.turn.speaker, ranked.turn.role)}** 「{part}」[{marker}]", (part,))]


def spread(entries: Sequence[Entry]) -> list[Entry]:
    """Interleave entries (header first) by municipality, so that a large one does not crowd out the others."""
    groups: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry[0].municipality].append(entry)
    return [e for layer in zip_longest(*groups.values()) for e in layer if e is not None]


def place_of(header: Header) -> str:
    """Municipality, meeting or number, and day: as much as a narrow cell can hold."""
    day = header.held_on or header.issued_on
    consulted = f"{to_japanese(header.consulted_on)}諮問" if header.consulted_on and not day else ""
    parts = (
        header.municipality or header.council or header.name,
        header.meeting or header.number,
        to_japanese(day) if day else consulted,
    )
    named = " ".join(p for p in parts if p)
    return f"{MARK}{named}" if header.fictional else named


def cell(text: str) -> str:
    """Text that cannot end a table's cell or row."""
    return " ".join(text.split()).replace("|", "｜")
