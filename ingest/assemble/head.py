"""What a document says of itself: its kind, whose it is, which meeting or report, and of which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from corpus.language import find_dates
from corpus.language.places import municipalities
from corpus.model import DocumentKind
from ingest.assemble.council import council_candidates
from ingest.assemble.day import Dated, day_candidates, days, issued_candidates
from ingest.assemble.kind import kind_features
from ingest.assemble.meeting import contradiction, meeting_candidates
from ingest.assemble.numbers import number_candidates, own_numbers
from ingest.assemble.page import Page
from ingest.assemble.place import Mention, mentions, place_candidates
from ingest.assemble.value import Candidate, Chooser, T, Value
from ingest.labels.linear import Classifier, holding, read_row, sharpened, write_row

MODEL = Path(__file__).with_name("head.json")
"""Made by `python -m ingest learn` from the labelled documents and heads."""


@dataclass(frozen=True, slots=True)
class Head:
    """What was read of a document's head."""

    kind: Value[DocumentKind]
    municipality: Value[str]
    council: Value[str]
    meeting: Value[str]
    held_on: Value[date]
    number: Value[str]
    issued_on: Value[date]
    consultation_number: Value[str]
    consulted_on: Value[date]
    flags: tuple[str, ...]
    """What looks wrong in the source, in Japanese, as written there."""


Fields = Mapping[str, Chooser]
"""What chooses the value of each field, by its name."""

REPORT_FIELDS = ("number", "issued_on", "consultation_number", "consulted_on")
"""Fields that only a report has."""
MEETING_FIELDS = ("meeting", "held_on")
"""Fields that a report does not have."""
FIELDS = ("kind", "municipality", "council", *MEETING_FIELDS, *REPORT_FIELDS)
"""All fields of a head."""


@dataclass(frozen=True)
class Candidates:
    """The candidates of a page, field by field; what was chosen for one is evidence for the next."""

    page: Page
    listed: frozenset[str]
    """Names of municipalities that are known."""

    @cached_property
    def _mentions(self) -> list[Mention]:
        return mentions(self.page, self.listed)

    @cached_property
    def _days(self) -> list[Dated]:
        return days(self.page)

    @cached_property
    def municipality(self) -> list[Candidate[str]]:
        """Places that the document may be of."""
        return place_candidates(self.page, self._mentions, self.listed)

    def council(self, kind: DocumentKind, municipality: str | None) -> list[Candidate[str]]:
        """Councils whose document it may be."""
        return council_candidates(self.page, kind, self._mentions, municipality)

    def meeting(self, council: str | None) -> list[Candidate[str]]:
        """Numbers that the meeting may have."""
        return meeting_candidates(self.page, council)

    def day(self, kind: DocumentKind, meeting: str | None) -> list[Candidate[date]]:
        """Days that the meeting, the report or the consultation may be of."""
        return day_candidates(self.page, kind, self._days, meeting)

    @cached_property
    def number(self) -> list[Candidate[str]]:
        """Numbers that the report or the consultation may have."""
        return number_candidates(self.page)


@dataclass(frozen=True, slots=True)
class HeadModel:
    """The weights with which candidates for a head are scored."""

    kinds: Classifier
    fields: Fields
    sharpness: float = 1.0
    """What the log odds of a kind are multiplied by, as those of other values by the sharpness of their `Chooser`."""

    def read(self, page: Page) -> Head:
        """Read the head of a page."""
        kind = self.kind(page)
        assert kind.value is not None
        among = Candidates(page, municipalities())
        place = self.fields["municipality"].choose(among.municipality)
        council = self.fields["council"].choose(among.council(kind.value, place.value))
        if kind.value is DocumentKind.REPORT:
            dated = among.day(kind.value, None)
            meeting: Value[str] = _not_of(kind)
            held: Value[date] = _not_of(kind)
            consultation = self.fields["consultation_number"].choose(among.number)
            number = self.fields["number"].choose(own_numbers(among.number, consultation.value))
            consulted = self.fields["consulted_on"].choose(dated)
            issued = self.fields["issued_on"].choose(issued_candidates(dated, consulted.value))
        else:
            meeting = self.fields["meeting"].choose(among.meeting(council.value))
            held = self.fields["held_on"].choose(among.day(kind.value, meeting.value))
            number, consultation = _not_of(kind), _not_of(kind)
            issued, consulted = _not_of(kind), _not_of(kind)
        return Head(
            kind=kind,
            municipality=place,
            council=council,
            meeting=meeting,
            held_on=held,
            number=number,
            issued_on=issued,
            consultation_number=consultation,
            consulted_on=consulted,
            flags=_flags(page, meeting.value, council.value),
        )

    def kind(self, page: Page) -> Value[DocumentKind]:
        """What kind of document it is."""
        shares = self.kinds.shares(holding(kind_features(page)))
        ranked = sorted(shares, key=lambda name: (-shares[name], name))
        confidence = sharpened(shares[ranked[0]], self.sharpness)
        return Value(DocumentKind(ranked[0]), None, confidence, DocumentKind(ranked[1]))


def _not_of(kind: Value[DocumentKind]) -> Value[T]:
    """No value, since documents of this kind have none: as sure as the kind is."""
    return Value(None, None, kind.confidence)


def _flags(page: Page, meeting: str | None, council: str | None) -> tuple[str, ...]:
    """What looks wrong in the source: days that cannot be, a second number of the meeting."""
    found = [f"{d.written.strip()}: {d.problem}" for d in find_dates(page.source) if d.problem]
    other = contradiction(page, meeting, council) if meeting is not None else None
    return tuple(dict.fromkeys([*found, *([other] if other else [])]))


def write_model(model: HeadModel, path: Path = MODEL) -> None:
    """Write the weights as JSON."""
    kind = {"sharpness": round(model.sharpness, 3), "classes": model.kinds.row()}
    write_row({"kind": kind, "fields": {name: chooser.row() for name, chooser in model.fields.items()}}, path)
    head_model.cache_clear()


@cache
def head_model(path: Path = MODEL) -> HeadModel:
    """The released weights; loaded when first needed."""
    row = read_row(path)
    fields = {name: Chooser.of(each) for name, each in row["fields"].items()}
    return HeadModel(Classifier.of(row["kind"]["classes"]), fields, row["kind"]["sharpness"])
