"""A document as it was read, with what users set right in it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from corpus.language import find_articles, format_reference
from corpus.model import ArticleUse, Attachment, Case, Document, Header, Span, Turn
from corpus.register.corrections import Correction, attachments, target, typed
from corpus.register.division import divided, kept_division
from corpus.register.wording import find


def amended(document: Document, corrections: Iterable[Correction]) -> Document:
    """Apply corrections, oldest first, to a document as it was read.

    A value that was set right is no longer in doubt. A correction whose place is no longer in the document, since its file
    has changed, is left out.
    """
    every = list(corrections)
    for correction in every:
        if correction.field == "cases":
            document = divided(document, kept_division(correction.value or ""))
            header = document.header
            document = replace(document, header=replace(header, unsure=_without(header.unsure, "cases")))
    header, read, cases, turns = document.header, document.cases, list(document.cases), list(document.turns)
    for correction in every:
        if correction.field == "cases":
            continue
        if correction.turn is not None:
            if (at := turn_of(correction, document)) is not None:
                turns[at] = replace(turns[at], **{correction.field: typed(correction)})
        elif correction.case is None:
            header = _of_header(header, correction)
        elif (index := target(correction, read)) is not None:
            cases[index] = _of_case(cases[index], correction, document.text)
    return replace(document, header=header, cases=tuple(cases), turns=tuple(turns))


def misplaced(document: Document, corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections whose place is no longer in the document as it was read."""
    every = list(corrections)
    placed = amended(document, [each for each in every if each.field == "cases"])
    return [each for each in every if not _is_placed(each, document, placed)]


def _is_placed(correction: Correction, document: Document, placed: Document) -> bool:
    if correction.field == "cases":
        return kept_division(correction.value or "").spans(document.text) is not None
    if correction.turn is not None:
        return turn_of(correction, document) is not None
    if correction.case is None:
        return True
    index = target(correction, placed.cases)
    if index is None:
        return False
    try:
        changes(placed.cases[index], correction, document.text)
    except ValueError:
        return False
    return True


def turn_of(correction: Correction, document: Document) -> int | None:
    """Index of the turn that a correction is about: the one that begins with its words; None where there is none."""
    span = find(document.text, correction.words or "", correction.place or 0)
    if span is None:
        return None
    return next((turn.ordinal for turn in document.turns if begin_of(turn) == span.start), None)


def begin_of(turn: Turn) -> int:
    """Where a turn begins, its mark included."""
    return turn.mark.start if turn.mark and turn.mark.start < turn.span.start else turn.span.start


def articles(value: str, case: Case, text: str) -> tuple[ArticleUse, ...]:
    """The articles of a correction where the case refers to them first, else where the document does.

    Raises:
        ValueError: the document refers to no such article.
    """
    uses = [ArticleUse(format_reference(found.article), found.law, found.span) for found in find_articles(text)]
    chosen = []
    for reference in filter(None, (part.strip() for part in value.replace(",", "、").split("、"))):
        same = [use for use in uses if use.reference == reference]
        if not same:
            raise ValueError(
                f"「{reference}」は文書にありません。第12条第2項 のように書き、「、」で区切ってください。"
            )
        chosen.append(min(same, key=lambda use: (not case.span.covers(use.span), use.span)))
    return tuple(chosen)


def quoted(quote: str, case: Case, text: str) -> Span:
    """Where a quote stands, nearest to the end of its case.

    Raises:
        ValueError: it does not stand in the document.
    """
    span = find(text, quote, case.span.end)
    if span is None:
        raise ValueError(f"「{quote}」は文書にありません。原文のとおりに書いてください。")
    return span


def _of_header(header: Header, correction: Correction) -> Header:
    field, value = correction.field, typed(correction)
    evidence = dict(header.evidence)
    if getattr(header, field) != value:
        evidence.pop(field, None)
    changes: dict[str, Any] = {field: value}
    return replace(header, evidence=evidence, unsure=_without(header.unsure, field), **changes)


def _of_case(case: Case, correction: Correction, text: str) -> Case:
    """The case with the value; as it was where the document no longer holds what the correction quotes."""
    try:
        return replace(case, **changes(case, correction, text), unsure=_without(case.unsure, correction.field))
    except ValueError:
        return case


def changes(case: Case, correction: Correction, text: str) -> dict[str, Any]:
    """The fields of a case that a correction sets.

    Raises:
        ValueError: the document does not hold what it quotes.
    """
    field, value = correction.field, correction.value
    if field == "articles":
        return {"articles": articles(value or "", case, text)}
    if field == "attachments":
        return {
            "attachments": tuple(
                Attachment(kind, quoted(quote, case, text)) for kind, quote in attachments(value or "")
            )
        }
    if field == "outcome_quote":
        return {"outcome_span": quoted(value, case, text) if value else None}
    if field == "outcome" and value is None:
        return {"outcome": None, "outcome_span": None}
    if field == "title":
        within = find(case.span.of(text), value or "")
        moved = (
            Span(case.span.start + within.start, case.span.start + within.end) if within else case.title_span
        )
        return {"title": value, "title_span": moved}
    if field == "department":
        evidence = dict(case.evidence)
        stands = find(case.span.of(text), value or "") if value != case.department else None
        if value != case.department:
            evidence.pop("department", None)
        if stands is not None:
            evidence["department"] = Span(case.span.start + stands.start, case.span.start + stands.end)
        return {"department": value, "evidence": evidence}
    return {field: typed(correction)}


def _without(unsure: Sequence[str], field: str) -> tuple[str, ...]:
    return tuple(name for name in unsure if name != field)
