"""Whether what a second reader points at is the value that was read."""

import re
from collections.abc import Sequence

from corpus.language import find_articles, find_dates, fold, format_reference, squeeze
from corpus.model import Case, Document, Span
from corpus.register import written
from ingest.assist.pointing import Pointed
from ingest.assist.questions import Form

_ENDING = re.compile(r"(?:について|に関すること|の件)$")
"""What a title may end in or not."""


def value_of(text: str, field: str, form: Form, pointed: Sequence[Pointed]) -> str | None:
    """The value that the lines pointed at amount to, as `written` writes it; None where nothing is pointed at.

    Args:
        text: of the document.
        field: name of the value.
        form: how it is pointed at.
        pointed: the places.
    """
    if field == "attachments":
        return "\n".join(f"{each.choice}: {squeeze(each.span.of(text))}" for each in pointed) or None
    match form:
        case "choice":
            found = [each.choice or "" for each in pointed]
        case "day":
            dates = (match.date for each in pointed for match in find_dates(each.span.of(text)))
            found = [day.isoformat() for day in dates if day]
        case "articles":
            matches = (m for each in pointed for m in find_articles(text, each.span.start, each.span.end))
            found = [format_reference(match.article) for match in matches]
        case "words":
            found = [squeeze(each.span.of(text)) for each in pointed]
    return "、".join(dict.fromkeys(found)) or None


def agrees(
    document: Document, case: Case | None, field: str, form: Form, pointed: Sequence[Pointed], *, whole: bool
) -> bool:
    """Whether a second reader reads what was read.

    Args:
        document: as it is held.
        case: whose value it is; None: the document's.
        field: name of the value.
        form: how it is pointed at.
        pointed: the places; none where the second reader says that the value is not stated.
        whole: whether it was shown all lines that could state the value.
    """
    ours = written(document, field, None if case is None else case.ordinal)
    if not pointed or ours is None:
        return not pointed and ours is None and whole
    if case is not None and field == "attachments":
        return _same_attachments(case, pointed)
    if case is not None and field == "outcome" and not _at(case.outcome_span, pointed):
        return False
    theirs = value_of(document.text, field, form, pointed)
    return theirs is not None and _key(field, theirs) == _key(field, ours)


def _key(field: str, value: str) -> frozenset[str]:
    parts = value.split("、") if field == "articles" else [fold(squeeze(value))]
    return frozenset(_ENDING.sub("", part) for part in parts)


def _same_attachments(case: Case, pointed: Sequence[Pointed]) -> bool:
    """Whether each attachment is pointed at as what it is, and nothing else is."""
    held = [(each.kind.value, each.span) for each in case.attachments]
    shown = [(each.choice, each.span) for each in pointed]
    return all(any(kind == choice and _meet(span, at) for choice, at in shown) for kind, span in held) and all(
        any(kind == choice and _meet(span, at) for kind, span in held) for choice, at in shown
    )


def _at(span: Span | None, pointed: Sequence[Pointed]) -> bool:
    return span is not None and any(_meet(span, each.span) for each in pointed)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
