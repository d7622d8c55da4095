"""A file's text to a document: labels, alignment, turns, and the values of head and cases with their doubts."""

import re
from collections.abc import Sequence
from dataclasses import replace

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
from ingest.assemble.articles import read_articles
from ingest.assemble.decision import decider
from ingest.assemble.departments import read_department
from ingest.assemble.doubts import (
    confidence_of_case,
    confidence_of_document,
    doubts_of_case,
    doubts_of_document,
)
from ingest.assemble.head import Head, read_head
from ingest.assemble.kinds import read_kind
from ingest.assemble.marks import read_marks
from ingest.assemble.people import read_people
from ingest.assemble.readings import ArticleValue
from ingest.assemble.record import Record
from ingest.assemble.ruled import read_ruled
from ingest.assemble.structure import Placed, read_structure
from ingest.assemble.taught import taught_department, taught_turns
from ingest.assemble.turns import read_turns
from ingest.formats import Reading
from ingest.labels.endings import GENRES, with_endings
from ingest.labels.labeller import labeller
from ingest.labels.told import with_told
from ingest.lines import read_lines
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
    memory = memory or Memory()
    ruled = read_ruled(name, digest, reading)
    text = reading.text
    lines = with_told(labeller().label(read_lines(text), text), memory)
    head = read_head(name, reading, lines)
    kind = head.kind.value or DocumentKind.OTHER
    lines = with_endings(lines, text, GENRES[kind], memory=memory)
    record = Record(lines, text)
    structure = read_structure(lines, record, ruled, report=kind is DocumentKind.REPORT)
    turns = taught_turns(read_turns(lines, structure.owners, read_marks(lines)), text, memory)
    matches = find_articles(text)
    heads = [placed.lines.heads for placed in structure.cases]
    cases = tuple(
        _case(ordinal, placed, _others(heads, ordinal), record, turns, GENRES[kind], memory)
        for ordinal, placed in enumerate(structure.cases)
    )
    header = _header(name, head, structure.confidence, cases, turns, reading)
    learned = Document(
        header=header,
        text=text,
        digest=digest,
        pages=reading.pages,
        members=read_people(lines),
        turns=turns,
        cases=cases,
        passages=cut_passages(text, turns, cases, matches),
    )
    return settle(ruled.document, learned, memory)


def _header(
    name: str,
    head: Head,
    divided: float,
    cases: Sequence[Case],
    turns: Sequence[Turn],
    reading: Reading,
) -> Header:
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
    kind = head.kind.value or DocumentKind.OTHER
    evidence = {field: value.span for field, value in values.items() if value.span is not None}
    return Header(
        name=name,
        kind=kind,
        **{field: value.value for field, value in values.items()},
        title=cases[0].title if kind is DocumentKind.REPORT and cases else None,
        ocr=reading.ocr,
        flags=tuple(dict.fromkeys((*reading.flags, *head.flags))),
        evidence=evidence,
        unsure=doubts_of_document(head, divided, cases, turns),
        confidence=confidence_of_document(head, divided),
    )


def _others(heads: Sequence[tuple[str, ...]], ordinal: int) -> tuple[str, ...]:
    """The titles and headings of the other cases."""
    return tuple(head for at, some in enumerate(heads) if at != ordinal for head in some)


def _use(value: ArticleValue) -> ArticleUse:
    return ArticleUse(value.reference, value.law, value.span)


def _case(
    ordinal: int,
    placed: Placed,
    others: tuple[str, ...],
    record: Record,
    turns: Sequence[Turn],
    genre: str,
    memory: Memory,
) -> Case:
    text, heading = record.text, placed.item.heading
    own = replace(placed.lines, others=others)
    decision = decider(memory).decide(own.title, own.lines, text, genre, own.ruled)
    department = taught_department(own, read_department(own, record), memory)
    articles = read_articles(own, record)
    kind = read_kind(own, record)
    held = [turn for turn in turns if turn.case == ordinal]
    span = Span(placed.begin, max([heading.span.end, *(each.line.span.end for each in own.lines)]))
    attachments = tuple(Attachment(a.kind, a.span) for a in decision.attachments)
    evidence: dict[str, Span] = {}
    if department.span is not None:
        evidence["department"] = department.span
    if heading.number_span is not None:
        evidence["number"] = heading.number_span
    return Case(
        ordinal=ordinal,
        title=_WRAP.sub("", heading.title).strip() or UNTITLED,
        kind=kind.kind,
        span=span,
        title_span=heading.span,
        number=heading.number,
        department=department.text,
        articles=tuple(_use(value) for value in articles.articles),
        outcome=decision.outcome,
        outcome_span=decision.span,
        attachments=attachments,
        member_requests=read_requests(text, held, attachments),
        votes=tuple(vote for turn in held for vote in votes(text, turn.span)),
        evidence=evidence,
        unsure=doubts_of_case(decision, department, articles, kind, own.ruled),
        confidence=confidence_of_case(decision, department, articles, kind),
    )
