"""The parts of a document as rows of the register, and back, exactly."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, RowMapping

from corpus.fictional import sample_digests
from corpus.model import (
    ArticleUse,
    Attachment,
    AttachmentKind,
    Case,
    CaseKind,
    Document,
    DocumentKind,
    Header,
    Outcome,
    Passage,
    Person,
    Role,
    Span,
    Turn,
    Vote,
)

Record = dict[str, Any]


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(pair: Sequence[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _proofs(evidence: Mapping[str, Span]) -> dict[str, list[int]]:
    return {field: [span.start, span.end] for field, span in evidence.items()}


def _evidence(proofs: Mapping[str, Sequence[int]]) -> dict[str, Span]:
    return {field: Span(*pair) for field, pair in proofs.items()}


def document_record(document: Document) -> Record:
    """The row of a document, without its number and generation."""
    header = document.header
    return {
        "name": header.name,
        "digest": document.digest,
        "kind": header.kind.value,
        "municipality": header.municipality,
        "council": header.council,
        "meeting": header.meeting,
        "held_on": header.held_on,
        "number": header.number,
        "issued_on": header.issued_on,
        "consultation_number": header.consultation_number,
        "consulted_on": header.consulted_on,
        "title": header.title,
        "ocr": header.ocr,
        "flags": list(header.flags),
        "evidence": _proofs(header.evidence),
        "unsure": list(header.unsure),
        "confidence": dict(header.confidence),
        "pages": list(document.pages),
        "members": [[person.name, person.role.value, person.post] for person in document.members],
        "text": document.text,
    }


def header_of(row: RowMapping) -> Header:
    """The header that a row of `documents` holds."""
    return Header(
        name=row["name"],
        kind=DocumentKind(row["kind"]),
        municipality=row["municipality"],
        council=row["council"],
        meeting=row["meeting"],
        held_on=row["held_on"],
        number=row["number"],
        issued_on=row["issued_on"],
        consultation_number=row["consultation_number"],
        consulted_on=row["consulted_on"],
        title=row["title"],
        ocr=row["ocr"],
        flags=tuple(row["flags"]),
        evidence=_evidence(row["evidence"]),
        unsure=tuple(row["unsure"]),
        confidence=row["confidence"],
        fictional=row["digest"] in sample_digests(),
    )


def members_of(row: RowMapping) -> tuple[Person, ...]:
    """The members that a row of `documents` holds."""
    return tuple(Person(name, Role(role), post) for name, role, post in row["members"])


def turn_record(turn: Turn) -> Record:
    """The row of a turn, without its document."""
    return {
        "ordinal": turn.ordinal,
        "speaker": turn.speaker,
        "role": turn.role.value,
        "start": turn.span.start,
        "end": turn.span.end,
        "mark": _pair(turn.mark),
        "case": turn.case,
        "heading": turn.heading,
    }


def turn_of(row: Row[Any]) -> Turn:
    """The turn that a row holds."""
    return Turn(
        ordinal=row.ordinal,
        speaker=row.speaker,
        role=Role(row.role),
        span=Span(row.start, row.end),
        mark=_span(row.mark),
        case=row.case,
        heading=row.heading,
    )


def case_record(case: Case) -> Record:
    """The row of a case, without its document and its articles."""
    return {
        "ordinal": case.ordinal,
        "title": case.title,
        "kind": case.kind.value,
        "start": case.span.start,
        "end": case.span.end,
        "title_span": _pair(case.title_span),
        "number": case.number,
        "department": case.department,
        "outcome": None if case.outcome is None else case.outcome.value,
        "outcome_span": _pair(case.outcome_span),
        "attachments": [[a.kind.value, a.span.start, a.span.end] for a in case.attachments],
        "member_requests": _pairs(case.member_requests),
        "questions": _pairs(case.questions),
        "votes": [[v.span.start, v.span.end, v.unanimous, v.for_, v.against] for v in case.votes],
        "evidence": _proofs(case.evidence),
        "unsure": list(case.unsure),
        "confidence": dict(case.confidence),
    }


def case_of(row: RowMapping, articles: Iterable[RowMapping]) -> Case:
    """The case that a row holds, with those of `case_articles` in order."""
    return Case(
        ordinal=row["ordinal"],
        title=row["title"],
        kind=CaseKind(row["kind"]),
        span=Span(row["start"], row["end"]),
        title_span=_span(row["title_span"]),
        number=row["number"],
        department=row["department"],
        articles=tuple(ArticleUse(a["reference"], a["law"], Span(a["start"], a["end"])) for a in articles),
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
        outcome_span=_span(row["outcome_span"]),
        attachments=tuple(Attachment(AttachmentKind(kind), Span(a, b)) for kind, a, b in row["attachments"]),
        member_requests=tuple(Span(*pair) for pair in row["member_requests"]),
        questions=tuple(Span(*pair) for pair in row["questions"]),
        votes=tuple(Vote(Span(a, b), *counts) for a, b, *counts in row["votes"]),
        evidence=_evidence(row["evidence"]),
        unsure=tuple(row["unsure"]),
        confidence=row["confidence"],
    )


def article_records(case: Case) -> list[Record]:
    """The rows of `case_articles`, without their document."""
    return [
        {
            "case": case.ordinal,
            "ordinal": ordinal,
            "reference": use.reference,
            "law": use.law,
            "start": use.span.start,
            "end": use.span.end,
        }
        for ordinal, use in enumerate(case.articles)
    ]


def passage_record(passage: Passage) -> Record:
    """The row of a passage, without its document."""
    return {
        "ordinal": passage.ordinal,
        "start": passage.span.start,
        "end": passage.span.end,
        "turn": passage.turn,
        "case": passage.case,
        "articles": list(passage.articles),
        "searched": passage.searched,
    }


def passage_of(row: Row[Any]) -> Passage:
    """The passage that a row holds."""
    return Passage(
        ordinal=row.ordinal,
        span=Span(row.start, row.end),
        turn=row.turn,
        case=row.case,
        articles=tuple(row.articles),
        searched=row.searched,
    )
