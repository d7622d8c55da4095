"""The present value of a field as a user writes it: what a form holds, and what calls a value right."""

from datetime import date

from corpus.language import squeeze
from corpus.model import Case, Document
from corpus.register.corrections import CASE_FIELDS, DOCUMENT_FIELDS, TURN_FIELDS, no_field
from corpus.register.division import written_division
from corpus.register.entry import not_held


def written(document: Document, field: str, case: int | None = None, turn: int | None = None) -> str | None:
    """A value in the form in which `Corpus.correct` takes it; None where the document does not say.

    Args:
        document: as it is held.
        field: one of DOCUMENT_FIELDS; of a case, one of CASE_FIELDS; of a turn, one of TURN_FIELDS.
        case: index of the case.
        turn: index of the turn.

    Raises:
        NotHeldError: there is no such case or turn.
        ValueError: there is no such field.
    """
    fields = TURN_FIELDS if turn is not None else CASE_FIELDS if case is not None else DOCUMENT_FIELDS
    if field not in fields:
        raise no_field(field, fields)
    for number, held in ((case, document.cases), (turn, document.turns)):
        if number is not None and not 0 <= number < len(held):
            raise not_held(f"{document.header.name}#{number + 1}")
    if turn is not None:
        return _text(getattr(document.turns[turn], field))
    if case is not None:
        return _of_case(document.text, document.cases[case], field)
    if field == "cases":
        return written_division(document.cases, document.text) or None
    return _text(getattr(document.header, field))


def _of_case(text: str, case: Case, field: str) -> str | None:
    if field == "lines":
        return written_division([case], text).split()[0]
    if field == "articles":
        return "、".join(dict.fromkeys(use.reference for use in case.articles)) or None
    if field == "attachments":
        quotes = (f"{each.kind.value}: {squeeze(each.span.of(text))}" for each in case.attachments)
        return "\n".join(quotes) or None
    if field == "outcome_quote":
        return squeeze(case.outcome_span.of(text)) if case.outcome_span else None
    return _text(getattr(case, field))


def _text(value: object) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
