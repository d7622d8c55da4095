"""What an answer is made of, and its JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from corpus.model import Role, Span


class State(StrEnum):
    """What the gate did with a citation."""

    VERIFIED = "verified"
    REPAIRED = "repaired"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote with its place. `quote` stands in the document's text at `span`, to the letter."""

    marker: int
    document: str
    municipality: str | None
    meeting: str | None
    held_on: date | None
    case: str | None
    """Title of the case, None outside any case."""
    case_id: str | None
    speaker: str | None
    role: Role
    page: int | None
    quote: str
    span: Span
    passage: str
    """Identifier of the passage it was found in: document, '#p', ordinal from 0."""
    formal: str
    """As a 答申 or a 起案 would cite it."""
    ocr: bool = False
    state: State = State.VERIFIED
    why_not: str | None = None
    """For the nearest passages of an unanswered question: why this is not the answer."""


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was searched: documents, passages and the days between which they lie."""

    documents: int
    passages: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Every [n] in `answer` is the marker of one citation, and every citation is used."""

    id: str | None
    question: str
    standalone_question: str
    mode: str
    """extractive or generative."""
    answered: bool
    answer: str
    """Markdown."""
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    notices: tuple[str, ...]
    searched: Searched
    elapsed_ms: int
    removed: tuple[Citation, ...] = ()
    """Citations of a chat model's sentences that failed the check; their marker is 0."""


def citation_json(citation: Citation) -> dict[str, Any]:
    """The citation as the command line prints it; `why_not` only where there is one."""
    shape: dict[str, Any] = {
        "marker": citation.marker,
        "document": citation.document,
        "municipality": citation.municipality,
        "meeting": citation.meeting,
        "held_on": citation.held_on.isoformat() if citation.held_on else None,
        "case": citation.case,
        "speaker": citation.speaker,
        "role": citation.role.value,
        "page": citation.page,
        "quote": citation.quote,
        "span": [citation.span.start, citation.span.end],
        "passage": citation.passage,
        "formal": citation.formal,
        "ocr": citation.ocr,
        "state": citation.state.value,
    }
    if citation.why_not is not None:
        shape["why_not"] = citation.why_not
    return shape


def answer_json(answer: Answer) -> Mapping[str, Any]:
    """The answer as the command line prints it with --json; `removed` only where there is something."""
    shape: dict[str, Any] = {
        "id": answer.id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "mode": answer.mode,
        "answered": answer.answered,
        "answer": answer.answer,
        "citations": [citation_json(c) for c in answer.citations],
        "nearest": [citation_json(c) for c in answer.nearest],
        "notices": list(answer.notices),
        "searched": {"documents": answer.searched.documents, "passages": answer.searched.passages},
        "elapsed_ms": answer.elapsed_ms,
    }
    if answer.removed:
        shape["removed"] = [citation_json(c) for c in answer.removed]
    return shape
