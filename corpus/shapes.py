"""Documents and cases as the command line prints them with --json."""

from collections.abc import Iterable, Sequence
from typing import Any

from corpus.doubts import Doubt, Excerpt
from corpus.model import Case, Document, Header, Span, case_id
from corpus.register import Correction, Opinion

Course = Sequence[tuple[Header, Case]]


def header_json(header: Header) -> dict[str, Any]:
    """What a document says of itself."""
    return {
        "document": header.name,
        "kind": header.kind.value,
        "municipality": header.municipality,
        "council": header.council,
        "meeting": header.meeting,
        "held_on": header.held_on.isoformat() if header.held_on else None,
        "number": header.number,
        "issued_on": header.issued_on.isoformat() if header.issued_on else None,
        "consultation_number": header.consultation_number,
        "consulted_on": header.consulted_on.isoformat() if header.consulted_on else None,
        "title": header.title,
        "ocr": header.ocr,
        "flags": list(header.flags),
        "unsure": list(header.unsure),
    }


def case_json(header: Header, case: Case, text: str, course: Course) -> dict[str, Any]:
    """A case with its quotes; `course` as `Corpus.course` returns it."""
    return {
        "id": case_id(header.name, case.ordinal),
        "title": case.title,
        "kind": case.kind.value,
        "number": case.number,
        "department": case.department,
        "articles": [{"law": use.law, "reference": use.reference} for use in case.articles],
        "outcome": case.outcome.value if case.outcome else None,
        "outcome_quote": case.outcome_span.of(text) if case.outcome_span else None,
        "outcome_span": _pair(case.outcome_span),
        "attachments": [
            {"kind": attachment.kind.value} | _quote(attachment.span, text) for attachment in case.attachments
        ],
        "member_requests": [_quote(span, text) for span in case.member_requests],
        "questions": [_quote(span, text) for span in case.questions],
        "votes": [
            {"unanimous": vote.unanimous, "for": vote.for_, "against": vote.against} | _quote(vote.span, text)
            for vote in case.votes
        ],
        "unsure": list(case.unsure),
        "span": _pair(case.span),
        "evidence": _evidence(case.evidence.items()),
        "course": [
            {
                "id": case_id(other.name, found.ordinal),
                "meeting": other.meeting or other.number,
                "dated": other.dated.isoformat() if other.dated else None,
                "outcome": found.outcome.value if found.outcome else None,
            }
            for other, found in course
            if len(course) > 1
        ],
    }


def document_json(
    document: Document, courses: Sequence[Course], opinions: Sequence[Opinion] = ()
) -> dict[str, Any]:
    """A document with its text and its whole structure; `courses` has one for each case, `opinions` what was said of its values."""
    text = document.text
    return header_json(document.header) | {
        "digest": document.digest,
        "evidence": _evidence(document.header.evidence.items()),
        "members": [
            {"name": person.name, "role": person.role.value, "post": person.post} for person in document.members
        ],
        "cases": [
            case_json(document.header, case, text, course)
            for case, course in zip(document.cases, courses, strict=True)
        ],
        "turns": [
            {
                "speaker": turn.speaker,
                "role": turn.role.value,
                "span": _pair(turn.span),
                "mark": _pair(turn.mark),
                "case": turn.case,
                "heading": turn.heading,
                "page": document.page_at(turn.span.start),
            }
            for turn in document.turns
        ],
        "passages": [
            {
                "span": _pair(passage.span),
                "turn": passage.turn,
                "case": passage.case,
                "articles": list(passage.articles),
                "searched": passage.searched,
            }
            for passage in document.passages
        ],
        "opinions": [opinion_json(opinion, text) for opinion in opinions],
        "pages": list(document.pages),
        "text": text,
    }


def doubt_json(doubt: Doubt) -> dict[str, Any]:
    """A value in doubt with what the document says there."""
    return {
        "document": doubt.header.name,
        "case": None if doubt.case is None else doubt.place,
        "title": None if doubt.case is None else doubt.case.title,
        "field": doubt.field,
        "value": doubt.value,
        "confidence": doubt.confidence,
        "evidence": [_excerpt(each) for each in doubt.excerpts],
        "suggestion": doubt.suggestion
        and {
            "reader": doubt.suggestion.reader,
            "value": doubt.suggestion.value,
            "evidence": [_excerpt(each) for each in doubt.suggestion.excerpts],
        },
    }


def opinion_json(opinion: Opinion, text: str) -> dict[str, Any]:
    """What a second reader said of a value of a document with this text."""
    return {
        "case": None if opinion.case is None else case_id(opinion.name, opinion.case),
        "field": opinion.field,
        "value": opinion.value,
        "agrees": opinion.agrees,
        "suggestion": opinion.suggestion,
        "evidence": [_quote(span, text) for span in opinion.points],
        "reader": opinion.reader,
        "at": opinion.at.isoformat(),
    }


def correction_json(correction: Correction) -> dict[str, Any]:
    """A correction with who made it, and who took it back."""
    return {
        "number": correction.number,
        "document": correction.name,
        "case": correction.case_title,
        "turn": correction.turn,
        "field": correction.field,
        "value": correction.value,
        "author": correction.author,
        "at": correction.at.isoformat(),
        "undone_by": correction.undone_by,
    }


def _excerpt(excerpt: Excerpt) -> dict[str, Any]:
    return {
        "line": excerpt.line,
        "before": excerpt.before,
        "quote": excerpt.quote,
        "after": excerpt.after,
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _quote(span: Span, text: str) -> dict[str, Any]:
    return {"quote": span.of(text), "span": _pair(span)}


def _evidence(proofs: Iterable[tuple[str, Span]]) -> dict[str, list[int]]:
    return {field: [span.start, span.end] for field, span in proofs}
