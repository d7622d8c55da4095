"""The sources beside the chat: a card for each citation, and the document opened at the quote."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer import Citation
from assistant.workspace.conversation import Conversation
from assistant.workspace.markup import render
from corpus.errors import NotHeldError
from corpus.language import squeeze
from corpus.model import Case, Document, Header, Span, Turn, case_id
from corpus.store import Corpus


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote to highlight in a document."""

    span: Span
    label: str
    """The label beside it: the citation's marker."""
    current: bool = False
    """Whether the reader chose this quote."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is highlighted in full, or not at all."""

    text: str
    mark: Mark | None
    label: str
    """The mark's label if the mark ends here, else empty."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document that lies in one page, one case and at most one turn."""

    page: int | None
    """The page that begins here, if any."""
    case: Case | None
    """The case that begins here, if any."""
    turn: Turn | None
    speaker: str
    """The speaker's mark as written; empty if the block continues a turn."""
    pieces: tuple[Piece, ...]
    here: bool
    """Whether the chosen quote lies in it or in the same turn."""
    in_case: bool


def cards_html(conversation: Conversation, shown: int | None = None) -> str:
    """The source cards of all answers; only the cards of turn `shown` (default: the last) are visible."""
    last = len(conversation.turns) - 1
    return render("cards", conversation=conversation, shown=last if shown is None else shown)


def document_html(document: Document, citation: Citation, others: Sequence[Citation], turn: int) -> str:
    """The document opened at a citation, with the answer's other citations highlighted as well.

    Args:
        document: the document as it is held now.
        citation: the one the reader chose.
        others: all citations of the answer, in order; the previous and the next one are steps away.
        turn: the place of the answer in its conversation.
    """
    marks = []
    for other in others:
        span = locate(other, document.text) if other.document == citation.document else None
        if span:
            marks.append(Mark(span, str(other.marker), other.marker == citation.marker))
    place = others.index(citation)
    return render(
        "document",
        header=document.header,
        blocks=blocks(document, marks),
        found=any(mark.current for mark in marks),
        citation=citation,
        turn=turn,
        place=place + 1,
        count=len(others),
        previous=others[place - 1].marker if place else None,
        following=others[place + 1].marker if place + 1 < len(others) else None,
    )


def reading_html(corpus: Corpus, name: str, ordinal: int) -> str:
    """A document opened at the outcome of one of its cases, or at the case's beginning if it has none."""
    try:
        document = corpus.document(name)
    except NotHeldError:
        return render("gone", name=name)
    case = document.cases[ordinal]
    at = case.outcome_span or case.title_span or Span(case.span.start, case.span.start + 1)
    cut = blocks(document, [Mark(at, "", current=True)])
    return render(
        "reading",
        header=document.header,
        title=title(document.header),
        case=case,
        id=case_id(name, ordinal),
        blocks=cut,
    )


def missing_html(citation: Citation, turn: int) -> str:
    """The notice that a cited document is no longer in the corpus."""
    return render("missing", citation=citation, turn=turn)


def locate(citation: Citation, text: str) -> Span | None:
    """The place of the quote in `text`: its span, or where the same words stand now; None if nowhere."""
    if squeeze(citation.span.of(text)) == squeeze(citation.quote):
        return citation.span
    start = text.find(citation.quote)
    return Span(start, start + len(citation.quote)) if start >= 0 else None


def title(header: Header) -> str:
    """The display title of a document: 架空市個人情報保護審議会 第3回, else its name."""
    parts = [part for part in (header.council or header.municipality, header.meeting or header.number) if part]
    return " ".join(parts) or header.title or header.name


def blocks(document: Document, marks: Sequence[Mark]) -> list[Block]:
    """Cut the text at pages, cases and turns; only white space between blocks is omitted."""
    text, length = document.text, len(document.text)
    starts = [_start(turn) for turn in document.turns]
    edges = {0, length, *starts, *(turn.span.end for turn in document.turns), *document.pages}
    edges |= {edge for case in document.cases for edge in (case.span.start, case.span.end)}
    pages = {offset: number for number, offset in enumerate(document.pages, 1)}
    chosen = next((mark.span for mark in marks if mark.current), None)
    made: list[Block] = []
    page: int | None = None
    begun: Case | None = None
    for start, end in pairwise(sorted(edge for edge in edges if 0 <= edge <= length)):
        page = pages.get(start, page)
        begun = next((case for case in document.cases if case.span.start == start), begun)
        index = bisect_right(starts, start) - 1
        turn = document.turns[index] if index >= 0 and start < document.turns[index].span.end else None
        speaks = turn is not None and turn.mark is not None and _start(turn) == start
        body = Span(turn.span.start if speaks and turn else start, end)
        if not text[start:end].strip():
            continue
        around = Span(_start(turn), turn.span.end) if turn else Span(start, end)
        made.append(
            Block(
                page=page,
                case=begun,
                turn=turn,
                speaker=turn.mark.of(text).strip() if speaks and turn and turn.mark else "",
                pieces=_pieces(text, body, marks),
                here=chosen is not None and around.start < chosen.end and chosen.start < around.end,
                in_case=any(case.span.start <= start < case.span.end for case in document.cases),
            )
        )
        page = begun = None
    return made


def _pieces(text: str, body: Span, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    inside = [mark for mark in marks if mark.span.start < body.end and body.start < mark.span.end]
    edges = {body.start, body.end}
    for mark in inside:
        edges |= {max(mark.span.start, body.start), min(mark.span.end, body.end)}
    pieces = []
    for start, end in pairwise(sorted(edges)):
        over = [mark for mark in inside if mark.span.start <= start and end <= mark.span.end]
        # The chosen citation stays visible where citations overlap.
        seen = max(over, key=lambda mark: mark.current, default=None)
        pieces.append(Piece(text[start:end], seen, seen.label if seen and seen.span.end == end else ""))
    return tuple(pieces)


def _start(turn: Turn) -> int:
    return turn.mark.start if turn.mark else turn.span.start
