"""What corrections teach about a council: how it words headings, decisions, sections and speakers' marks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.register.corrections import Correction, attachments
from corpus.register.division import kept_division


class Taught(StrEnum):
    """What a wording is an example of."""

    HEADING = "heading"
    """A line that names a case; the value is the case's title."""
    OUTCOME = "outcome"
    """A sentence; the value is how it ends a case, None where it ends none."""
    ATTACHMENT = "attachment"
    """A sentence; the value is the kind of what it attaches, None where it attaches nothing."""
    DEPARTMENT = "department"
    """A line that names the section in charge, which is the value."""
    MARK = "mark"
    """A speaker's mark; the value is the role."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A wording of a council with what a person said of it."""

    council: str
    """By `council_of`."""
    taught: Taught
    words: str
    """As the document writes it."""
    value: str | None


def lessons(corrections: Iterable[Correction]) -> tuple[Lesson, ...]:
    """The lessons of corrections, oldest first; of two on the same wording the later one holds."""
    found: dict[tuple[str, Taught, str], Lesson] = {}
    for correction in corrections:
        for taught, words, value in _of(correction):
            if correction.council and words.strip():
                key = (correction.council, taught, words)
                found.pop(key, None)
                found[key] = Lesson(correction.council, taught, words, value)
    return tuple(found.values())


def _of(correction: Correction) -> Iterator[tuple[Taught, str, str | None]]:
    field, value, words = correction.field, correction.value, correction.words or ""
    if field == "cases":
        for part in kept_division(value or "").parts:
            yield Taught.HEADING, part.first, part.title
    elif field == "title" and correction.case is not None:
        yield Taught.HEADING, words, value
    elif field == "outcome":
        yield Taught.OUTCOME, words, value
    elif field == "outcome_quote":
        # What was taken for the deciding sentence and is not; the sentence that is comes with the outcome.
        yield Taught.OUTCOME, words, None
    elif field == "attachments":
        for line in words.splitlines():
            yield Taught.ATTACHMENT, line, None
        for kind, quote in attachments(value or ""):
            yield Taught.ATTACHMENT, quote, kind.value
    elif field == "department" and value:
        yield Taught.DEPARTMENT, words, value
    elif field == "role":
        yield Taught.MARK, words.partition("\t")[0], value
