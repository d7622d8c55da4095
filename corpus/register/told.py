"""What a document says where a value stands: by it a correction is found again, and teaches."""

from corpus.language import squeeze
from corpus.model import Case, Document, Span, Turn
from corpus.register.amend import begin_of
from corpus.register.corrections import attachments
from corpus.register.wording import find, line_at

BEGINNING = 40
"""Characters of a speech that tell it from others behind the same mark."""


def words_of(
    document: Document, field: str, value: str | None, case: int | None, turn: int | None
) -> Span | None:
    """Where the document says what a correction is about: a heading's line, a sentence, the line that names a section.

    Args:
        document: with what was set right before.
        field: of the correction.
        value: of the correction.
        case: index of its case.
        turn: index of its turn.
    """
    if turn is not None:
        begin = begin_of(document.turns[turn])
        return Span(begin, begin + BEGINNING)
    if case is None:
        return document.header.evidence.get(field)
    return _of_case(document.text, document.cases[case], field, value)


def _of_case(text: str, case: Case, field: str, value: str | None) -> Span | None:
    if field in ("outcome", "outcome_quote"):
        return case.outcome_span
    if field == "title":
        near = case.title_span or case.span
        stands = find(text, value or "", near.start)
        return line_at(text, (stands if stands and case.span.covers(stands) else near).start)
    if field == "department":
        stands = find(text, value or "", case.span.start)
        return line_at(text, stands.start) if stands else None
    return case.evidence.get(field)


def detached(document: Document, case: Case, value: str) -> str:
    """What was taken for attached and is not by a correction of `attachments`, one a line."""
    kept = {squeeze(quote) for _, quote in attachments(value)}
    quotes = (squeeze(each.span.of(document.text)) for each in case.attachments)
    return "\n".join(quote for quote in quotes if quote not in kept)


def wording(document: Document, span: Span, turn: Turn | None) -> str:
    """The words in a span; a turn's mark is parted by a TAB from what is said behind it."""
    if turn is None:
        return span.of(document.text)
    end = turn.mark.end if turn.mark and turn.mark.start == span.start else span.start
    return f"{document.text[span.start : end]}\t{document.text[end : end + BEGINNING]}"
