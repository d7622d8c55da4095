"""What an answer is made of, and its JSON."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from assistant.understand.plan import NO_PLAN, Plan
from corpus.model import Role, Span
from corpus.search import Filters

_APRIL = 4


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
class More:
    """The cases that fit besides those shown, and the filters that list them all."""

    count: int
    filters: Filters

    @property
    def command(self) -> str:
        """The command that lists all cases that fit."""
        chosen = self.filters
        options = [("municipality", name) for name in chosen.municipalities]
        options += [("since", chosen.since.isoformat())] if chosen.since else []
        options += [("until", chosen.until.isoformat())] if chosen.until else []
        options += [("outcome", outcome.value) for outcome in chosen.outcomes]
        options += [("article", reference) for reference in chosen.articles]
        options += [("kind", kind.value) for kind in chosen.kinds]
        return " ".join(["senrei cases", *(f"--{name} {shlex.quote(value)}" for name, value in options)])

    @property
    def query(self) -> str:
        """The query of the page that lists the cases; it takes whole days as the fiscal years in which they lie."""
        chosen = self.filters
        fields: list[tuple[str, str]] = [("municipality", name) for name in chosen.municipalities]
        fields += [("outcome", outcome.value) for outcome in chosen.outcomes]
        fields += [("article", reference) for reference in chosen.articles]
        days = (("since", chosen.since), ("until", chosen.until))
        fields += [(name, str(day.year - (day.month < _APRIL))) for name, day in days if day]
        return urlencode(fields)


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
    plan: Plan = NO_PLAN
    """How the question was understood."""
    more: More | None = None
    choices: tuple[str, ...] = ()
    """Questions that a question back offers."""


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
    }
    if citation.why_not is not None:
        shape["why_not"] = citation.why_not
    return shape


def answer_json(answer: Answer) -> Mapping[str, Any]:
    """The answer as the command line prints it with --json; `more` and `choices` only where there is something."""
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
        "form": answer.plan.form,
        "applied": [
            {"kind": c.kind.value, "value": c.value, "words": c.words} for c in answer.plan.constraints
        ],
        "not_understood": list(answer.plan.not_understood),
    }
    if answer.more:
        shape["more"] = {"count": answer.more.count, "command": answer.more.command}
    if answer.choices:
        shape["choices"] = list(answer.choices)
    return shape
