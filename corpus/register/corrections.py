"""What a user set right in a document's header or cases: kept apart from what was read out of the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from corpus.model import Case, Header, Outcome

DOCUMENT_FIELDS = ("municipality", "held_on")
CASE_FIELDS = ("title", "outcome")


@dataclass(frozen=True, slots=True)
class Correction:
    """One value set right. It belongs to the document's name, so it outlives a new version of the file."""

    name: str
    field: str
    """One of DOCUMENT_FIELDS, or of CASE_FIELDS where `case` is given."""
    value: str | None
    """As text: a day in ISO 8601, an outcome's Japanese word; None: the document does not say."""
    author: str
    at: datetime
    case: int | None = None
    case_title: str | None = None
    """The case's title as it was read when it was corrected."""

    def __post_init__(self) -> None:
        if self.field not in (DOCUMENT_FIELDS if self.case is None else CASE_FIELDS):
            raise ValueError(f"no correction of {self.field}")
        if self.value is None and self.field == "title":
            raise ValueError("a case has a title")
        _typed(self)


def _typed(correction: Correction) -> Any:
    if correction.value is None:
        return None
    if correction.field == "held_on":
        return date.fromisoformat(correction.value)
    if correction.field == "outcome":
        return Outcome(correction.value)
    return correction.value


def target(correction: Correction, cases: Sequence[Case]) -> int | None:
    """Index of the case, as read, that a correction is about; None where no case has its title any more."""
    same = [i for i, case in enumerate(cases) if case.title == correction.case_title]
    if correction.case in same:
        return correction.case
    return same[0] if same else None


def corrected(
    header: Header, cases: Sequence[Case], corrections: Iterable[Correction]
) -> tuple[Header, tuple[Case, ...]]:
    """Apply corrections, oldest first, to a header and cases as they were read."""
    amended = list(cases)
    for correction in corrections:
        value = _typed(correction)
        if correction.case is None:
            header = replace(header, **{correction.field: value})
        elif (index := target(correction, cases)) is not None:
            amended[index] = replace(amended[index], **{correction.field: value})
    return header, tuple(amended)
