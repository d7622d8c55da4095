"""A file's text to a document: labels, alignment, turns, and the values of head and cases with their doubts."""

import re
from collections.abc import Sequence

from corpus.language import find_articles
from corpus.model import (
    ArticleUse,
    Attachment,
    Case,
    Document,
    DocumentKind,
    Header,
    Span,
    Turn,
)
from ingest.assemble.agreement import settle
from ingest.assemble.doubts import (
    confidence_of_case,
    confidence_of_document,
    doubts_of_case,
    doubts_of_document,
)
from ingest.assemble.marks import read_marks
from ingest.assemble.people import read_people
from ingest.assemble.readings import ArticleValue
from ingest.assemble.taught import taught_turns
from ingest.assemble.turns import read_turns
from ingest.assemble.weighing import Weighed, WeighedCase, weigh
from ingest.formats import Reading
from ingest.memory import Memory
from ingest.outline.outcomes import votes
from ingest.outline.requests import read_requests
from ingest.passages import cut_passages

UNTITLED = "件名の記載なし"
"""Stands for the title of a case that the document decides without naming it."""
_WRAP = re.compile(r"\s*\n\s*|(?<=[ぁ-んァ-ヶー一-龥々、・）」])[ \t]+(?=[ぁ-んァ-ヶー一-龥々（「])")
"""A wrap in a title, or what a narrow table cell left of one."""


def assemble(name: str, digest: str, reading: Reading, memory: Memory | None = None) -> Document:
    """Read a document.

    Args:
        name: the name under which it is held.
        digest: SHA-256 of the file's bytes, hexadecimal.
        reading: its text.
        memory: what people told of its council's wordings.
    """
    weighed = weigh(name, digest, reading, memory)
    turns, cases = _turns_and_cases(weighed)
    known = settle(weighed.ruled.document, cases, weighed.structure.confidence, weighed.memory)
    return known if known is not None else _document(weighed, turns, cases)


def read_off(weighed: Weighed) -> Document:
    """The document that the chosen values make."""
    return _document(weighed, *_turns_and_cases(weighed))


def _turns_and_cases(weighed: Weighed) -> tuple[tuple[Turn, ...], tuple[Case, ...]]:
    text, lines = weighed.reading.text, weighed.record.lines
    read = read_turns(lines, weighed.structure.owners, read_marks(lines))
    turns = taught_turns(read, text, weighed.memory)
    return turns, tuple(_case(ordinal, case, text, turns) for ordinal, case in enumerate(weighed.cases))


def _document(weighed: Weighed, turns: tuple[Turn, ...], cases: tuple[Case, ...]) -> Document:
    text = weighed.reading.text
    return Document(
        header=_header(weighed, cases, turns),
        text=text,
        digest=weighed.digest,
        pages=weighed.reading.pages,
        members=read_people(weighed.record.lines),
        turns=turns,
        cases=cases,
        passages=cut_passages(text, turns, cases, find_articles(text)),
    )


def _header(weighed: Weighed, cases: Sequence[Case], turns: Sequence[Turn]) -> Header:
    head, kind = weighed.head, weighed.kind
    values = {
        field: getattr(head, field)
        for field in (
            "municipality",
            "council",
            "meeting",
            "held_on",
            "number",
            "issued_on",
            "consultation_number",
            "consulted_on",
        )
    }
    evidence = {field: value.span for field, value in values.items() if value.span is not None}
    return Header(
        name=weighed.name,
        kind=kind,
        **{field: value.value for field, value in values.items()},
        title=cases[0].title if kind is DocumentKind.REPORT and cases else None,
        ocr=weighed.reading.ocr,
        flags=tuple(dict.fromkeys((*weighed.reading.flags, *head.flags))),
        evidence=evidence,
        unsure=doubts_of_document(head, weighed.structure.confidence, cases, turns, weighed.reading.text),
        confidence=confidence_of_document(head, weighed.structure.confidence),
    )


def _use(value: ArticleValue) -> ArticleUse:
    return ArticleUse(value.reference, value.law, value.span)


def _case(ordinal: int, weighed: WeighedCase, text: str, turns: Sequence[Turn]) -> Case:
    own, heading = weighed.lines, weighed.placed.item.heading
    decision, department = weighed.decision, weighed.department
    held = [turn for turn in turns if turn.case == ordinal]
    span = Span(weighed.placed.begin, max([heading.span.end, *(each.line.span.end for each in own.lines)]))
    attachments = tuple(Attachment(a.kind, a.span) for a in decision.attachments)
    evidence: dict[str, Span] = {}
    if department.span is not None:
        evidence["department"] = department.span
    if heading.number_span is not None:
        evidence["number"] = heading.number_span
    return Case(
        ordinal=ordinal,
        title=_WRAP.sub("", heading.title).strip() or UNTITLED,
        kind=weighed.kind.kind,
        span=span,
        title_span=heading.span,
        number=heading.number,
        department=department.text,
        articles=tuple(_use(value) for value in weighed.articles.articles),
        outcome=decision.outcome,
        outcome_span=decision.span,
        attachments=attachments,
        member_requests=read_requests(text, held, attachments),
        votes=tuple(vote for turn in held for vote in votes(text, turn.span)),
        evidence=evidence,
        unsure=doubts_of_case(decision, department, weighed.articles, weighed.kind, own.ruled),
        confidence=confidence_of_case(decision, department, weighed.articles, weighed.kind),
    )
