"""What a user set right in a document: kept apart from what was read out of the file.

A correction belongs to the document's name, so it outlives a new version of the file; it keeps what the document says
where the value stands, by which the place is found again and wordings like it are known in other documents of the
council. A value that is set to what was read is one that a person called right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from corpus.model import AttachmentKind, Case, CaseKind, DocumentKind, Header, Outcome, Role

DAYS = frozenset({"held_on", "issued_on", "consulted_on"})
DOCUMENT_FIELDS = (
    "kind",
    "municipality",
    "council",
    "meeting",
    "held_on",
    "number",
    "issued_on",
    "consultation_number",
    "consulted_on",
    "title",
    "cases",
)
CASE_FIELDS = (
    "title",
    "kind",
    "number",
    "department",
    "articles",
    "outcome",
    "outcome_quote",
    "attachments",
    "lines",
)
TURN_FIELDS = ("speaker", "role")
_STATED = frozenset({("kind", False), ("cases", False), ("title", True), ("kind", True), ("lines", True)})
"""Fields, each with whether it is a case's, that always have a value; so does a role."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One value set right."""

    name: str
    field: str
    """One of DOCUMENT_FIELDS, of CASE_FIELDS where `case` is given, of TURN_FIELDS where `turn` is."""
    value: str | None
    """As text; None: the document does not say. A day is in ISO 8601; kinds, outcomes and roles are their Japanese words;
    `articles` are parted by 、; `attachments` are one a line, each 条件, 要望 or 求め, a colon and the quote; `cases` are
    as `Division` keeps them."""
    author: str
    at: datetime
    case: int | None = None
    """Ordinal of the case when it was corrected."""
    case_title: str | None = None
    """The case's title as it was read when it was corrected."""
    turn: int | None = None
    """Ordinal of the turn when it was corrected."""
    words: str | None = None
    """What the document says where the value stands: a heading's line, a deciding sentence, a speaker's mark."""
    place: int | None = None
    """Offset at which those words stood."""
    council: str | None = None
    """Whose document it was, by `council_of`."""
    number: int = 0
    """By which it can be taken back; 0 before it is kept."""
    undone_by: str | None = None
    """Who took it back; None: it is in force."""

    def __post_init__(self) -> None:
        of_case, of_turn = self.case is not None, self.turn is not None
        fields = TURN_FIELDS if of_turn else CASE_FIELDS if of_case else DOCUMENT_FIELDS
        if self.field not in fields:
            raise no_field(self.field, fields)
        if not self.value and ((self.field, of_case) in _STATED or self.field == "role"):
            raise ValueError(f"「{self.field}」を空にはできません。")
        typed(self)


def no_field(field: str, fields: Sequence[str]) -> ValueError:
    """The error for a field that is none of those that can be corrected."""
    return ValueError(f"「{field}」は訂正できません。訂正できるのは {'、'.join(fields)} です。")


def typed(correction: Correction) -> Any:
    """The value as the model holds it: a day, a kind, an outcome, a role, else its text.

    Raises:
        ValueError: the text is none.
    """
    field, value = correction.field, correction.value
    if value is None:
        return None
    if field in DAYS:
        return date.fromisoformat(value)
    if field == "kind":
        return DocumentKind(value) if correction.case is None else CaseKind(value)
    if field == "outcome":
        return Outcome(value)
    if field == "role":
        return Role(value)
    if field == "attachments":
        return attachments(value)
    return value


def attachments(value: str) -> list[tuple[AttachmentKind, str]]:
    """The attachments of a correction, each with its quote.

    Raises:
        ValueError: a line names no kind of attachment, or quotes nothing.
    """
    found = []
    for line in filter(None, map(str.strip, value.splitlines())):
        kind, _, quote = line.replace("：", ":").partition(":")
        if not quote.strip():
            raise ValueError(f"「{line}」は「条件: 原文の文」のように書いてください。")
        found.append((AttachmentKind(kind.strip()), quote.strip()))
    return found


def council_of(header: Header) -> str | None:
    """What tells a council from all others: its name behind its municipality's; None where the document names none."""
    if header.council is None:
        return None
    place = header.municipality or ""
    return header.council if header.council.startswith(place) else f"{place}{header.council}"


def target(correction: Correction, cases: Sequence[Case]) -> int | None:
    """Index of the case that a correction is about; None where no case has its title any more."""
    same = [i for i, case in enumerate(cases) if case.title == correction.case_title]
    if correction.case in same:
        return correction.case
    return same[0] if same else None
