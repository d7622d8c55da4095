"""The outline of a council's report (答申): header, sections as turns, its case."""

from dataclasses import dataclass

from corpus.document import Case, Header, Person, Turn


@dataclass(frozen=True, slots=True)
class ReportOutline:
    """What a report says of itself and decides."""

    header: Header
    turns: tuple[Turn, ...]
    cases: tuple[Case, ...]
    members: tuple[Person, ...]
