"""A file's text to a document: labels, alignment, turns, and the values of head and cases with their doubts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
from ingest.align.alignment import align
from ingest.align.announced import announced_items
from ingest.align.items import Item, read_items
from ingest.align.report_items import read_report_items
from ingest.assemble.articles import read_articles
from ingest.assemble.decision import Decision, decide
from ingest.assemble.departments import read_department
from ingest.assemble.doubts import doubts_of_case, doubts_of_document
from ingest.assemble.head import Head, read_head
from ingest.assemble.kinds import is_case, read_kind
from ingest.assemble.marks import read_marks
from ingest.assemble.people import read_people
from ingest.assemble.readings import ArticleValue
from ingest.assemble.record import CaseLines, Record
from ingest.assemble.ruled import Ruled, read_ruled
from ingest.assemble.turns import read_turns
from ingest.formats import Reading
from ingest.labels.label import Label, LabelledLine
from ingest.labels.labeller import labeller
from ingest.lines import read_lines
from ingest.outline.outcomes import votes
from ingest.outline.requests import read_requests
from ingest.passages import cut_passages

UNTITLED = "件名の記載なし"
"""Stands for the title of a case that the document decides without naming it."""
_WRAP = re.compile(r"\s*\n\s*|(?<=[ぁ-んァ-ヶー一-龥々、・）」])[ \t]+(?=[ぁ-んァ-ヶー一-龥々（「])")
"""A wrap in a title, or what a narrow table cell left of one."""
_A_CASE = 0.5
"""Probability from which an item is a case."""
_APART = frozenset({Label.CHROME, Label.TITLE, Label.HEAD, Label.PEOPLE})
_GENRES = {
    DocumentKind.MINUTES: "会議録",
    DocumentKind.SUMMARY: "要旨",
    DocumentKind.REPORT: "答申",
    DocumentKind.OTHER: "会議録",
}
"""What the sentence models call the kinds of documents."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A case in the making."""

    item: Item
    lines: CaseLines
    decision: Decision
    is_case: float


def assemble(name: str, digest: str, reading: Reading) -> Document:
    """Read a document.

    Args:
        name: the name under which it is held.
        digest: SHA-256 of the file's bytes, hexadecimal.
        reading: its text.
    """
    text = reading.text
    lines = labeller().label(read_lines(text), text)
    head = read_head(name, reading, lines)
    kind = head.kind.value or DocumentKind.OTHER
    items = _items(lines, kind)
    aligned = _aligned(items, lines, kind)
    record = Record(lines, text)
    drafts, owners = _drafts(items, aligned, lines, record, kind, read_ruled(name, reading))
    marks = read_marks(lines)
    turns = read_turns(lines, owners, marks)
    matches = find_articles(text)
    heads = [draft.lines.heads for draft in drafts]
    cases = tuple(
        _case(ordinal, draft, _others(heads, ordinal), record, turns, text)
        for ordinal, draft in enumerate(drafts)
    )
    header = _header(name, head, cases, turns, reading)
    return Document(
        header=header,
        text=text,
        digest=digest,
        pages=reading.pages,
        members=read_people(lines),
        turns=turns,
        cases=cases,
        passages=cut_passages(text, turns, cases, matches),
    )


def _header(name: str, head: Head, cases: Sequence[Case], turns: Sequence[Turn], reading: Reading) -> Header:
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
        unsure=doubts_of_document(head, cases, turns),
    )


def _others(heads: Sequence[tuple[str, ...]], ordinal: int) -> tuple[str, ...]:
    """The titles and headings of the other cases."""
    return tuple(head for at, some in enumerate(heads) if at != ordinal for head in some)


def _use(value: ArticleValue) -> ArticleUse:
    return ArticleUse(value.reference, value.law, value.span)


def _items(lines: Sequence[LabelledLine], kind: DocumentKind) -> list[Item]:
    if kind is DocumentKind.REPORT:
        return read_report_items(lines)
    return read_items(lines) or announced_items(lines)


def _aligned(items: Sequence[Item], lines: Sequence[LabelledLine], kind: DocumentKind) -> list[int | None]:
    """For each line the item that it treats; a report on one matter treats it throughout."""
    if kind is DocumentKind.REPORT and len(items) == 1:
        return [None if labelled.label in _APART else 0 for labelled in lines]
    return align(items, lines)


def _drafts(
    items: Sequence[Item],
    aligned: Sequence[int | None],
    lines: Sequence[LabelledLine],
    record: Record,
    kind: DocumentKind,
    ruled: Ruled,
) -> tuple[list[_Draft], list[int | None]]:
    """The items that are cases, in the order in which they are dealt with, and for each line the ordinal of its case."""
    found: list[tuple[int, _Draft]] = []
    for index, item in enumerate(items):
        own = CaseLines(
            item.title,
            tuple(labelled for labelled, owner in zip(lines, aligned, strict=True) if owner == index),
            ruled=ruled.case(item.title),
        )
        likely = 1.0 if kind is DocumentKind.REPORT else is_case(own, record)
        if likely >= _A_CASE:
            decision = decide(item.title, own.lines, record.text, _GENRES[kind], own.ruled)
            found.append((index, _Draft(item, own, decision, likely)))
    found.sort(key=lambda each: _begin(each[1]))
    ordinals = {index: ordinal for ordinal, (index, _) in enumerate(found)}
    return [draft for _, draft in found], [None if owner is None else ordinals.get(owner) for owner in aligned]


def _begin(draft: _Draft) -> int:
    """Where the treatment of a case begins; where it is only listed, there."""
    treated = [
        labelled.line.span.start
        for labelled in draft.lines.lines
        if labelled.label not in (Label.AGENDA, Label.ROW)
    ]
    return min(treated or [draft.item.heading.start])


def _case(
    ordinal: int, draft: _Draft, others: tuple[str, ...], record: Record, turns: Sequence[Turn], text: str
) -> Case:
    own = replace(draft.lines, others=others)
    decision, heading = draft.decision, draft.item.heading
    department = read_department(own, record)
    articles = read_articles(own, record)
    kind = read_kind(own, record)
    held = [turn for turn in turns if turn.case == ordinal]
    span = Span(
        _begin(draft), max([heading.span.end, *(labelled.line.span.end for labelled in draft.lines.lines)])
    )
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
        unsure=doubts_of_case(draft.is_case, decision, department, articles, kind),
    )
