"""Courses: the meetings on one case, and the report that ends it, tied together."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from corpus.language import fold, squeeze
from corpus.model import Case, CaseKind, Header
from corpus.register.entry import Entry

LONGEST_DAYS = 3 * 366
"""Days that may lie between two steps of one course: councils restart their numbering after some years."""
TITLED = (CaseKind.CONSULTATION, CaseKind.REPORT_CONFIRMATION)
"""Kinds of case that a title identifies; notifications repeat their titles every year."""

Place = tuple[int, int]
"""(document, ordinal of the case)."""


class Courses:
    """Ties cases that bear one consultation number in one municipality, or one title before one council.

    Cases whose numbers differ stay apart: serial rulings bear the same words for their titles.
    """

    def __init__(self, entries: Mapping[int, Entry]) -> None:
        self._entries = entries
        self._by_key: dict[tuple[str, ...], list[Place]] = defaultdict(list)
        for id_, entry in entries.items():
            for case in entry.cases:
                for key in self._keys((id_, case.ordinal)):
                    self._by_key[key].append((id_, case.ordinal))

    def of(self, document: int, ordinal: int) -> list[tuple[Entry, Case]]:
        """The steps of a case's course in the order of their days, the case itself among them."""
        found, ahead = {(document, ordinal)}, [(document, ordinal)]
        while ahead:
            place = ahead.pop()
            for key in self._keys(place):
                near = {other for other in self._by_key[key] if other not in found and self._tied(place, other)}
                found |= near
                ahead.extend(near)
        return sorted((self._at(place) for place in found), key=_when)

    def _at(self, place: Place) -> tuple[Entry, Case]:
        entry = self._entries[place[0]]
        return entry, entry.cases[place[1]]

    def _keys(self, place: Place) -> Iterator[tuple[str, ...]]:
        entry, case = self._at(place)
        number = _number(entry.header, case)
        if number and entry.header.municipality:
            yield "number", entry.header.municipality, number
        if entry.header.council and case.kind in TITLED:
            yield "title", entry.header.council, _plain(case.title)

    def _tied(self, one: Place, other: Place) -> bool:
        ends = [self._at(one), self._at(other)]
        numbers = {number for entry, case in ends if (number := _number(entry.header, case))}
        days = [entry.header.dated for entry, _ in ends if entry.header.dated]
        return len(numbers) < 2 and (len(days) < 2 or abs((days[0] - days[1]).days) <= LONGEST_DAYS)


def _when(step: tuple[Entry, Case]) -> tuple[date, str, int]:
    entry, case = step
    return entry.header.dated or date.max, entry.header.name, case.ordinal


def _number(header: Header, case: Case) -> str | None:
    # A report answers one consultation, so its header's number is its only case's.
    written = case.number or (header.consultation_number if case.ordinal == 0 else None)
    return squeeze(fold(written)) if written else None


_DRESS = re.compile(
    r"^(?:諮問|議案|案件|議題)?第?[0-9]+号[:.、)]?"
    r"|[(【\[][^)】\]]*(?:継続|再審議|再諮問)[^)】\]]*[)】\]]"
    r"|(?:について|の件)$"
)


def _plain(title: str) -> str:
    plain = squeeze(fold(title))
    return _DRESS.sub("", plain) or plain
