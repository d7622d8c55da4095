"""The headers and cases of all that is held, in memory: what filters leave of it, which cases belong together."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import numpy as np

from corpus.document import Case, CaseKind, Header
from corpus.fields import article_token, article_tokens
from corpus.filters import Filters, Scope
from corpus.register import Entry, Register, not_held
from corpus.text import fold, squeeze

COURSE_DAYS = 3 * 366
"""Longest time between two meetings on one case; council numbers often begin again after some years."""


@dataclass(frozen=True)
class Catalogue:
    """What was held at one generation; `follow` returns the next one."""

    generation: int = 0
    entries: Mapping[int, Entry] = field(default_factory=dict)

    def follow(self, register: Register) -> Self:
        """The catalogue as of now; only documents touched since are read."""
        generation = register.standing().generation
        if generation == self.generation:
            return self
        versions = register.versions()
        kept = {
            id_: self.entries[id_]
            for id_, touched in versions.items()
            if id_ in self.entries and self.entries[id_].generation == touched
        }
        changed = {entry.id: entry for entry in register.entries(versions.keys() - kept.keys())}
        return type(self)(generation, kept | changed)

    @cached_property
    def _by_name(self) -> dict[str, Entry]:
        return {entry.header.name: entry for entry in self.entries.values()}

    def entry(self, name: str) -> Entry:
        """The entry of a document by its name.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        if name not in self._by_name:
            raise not_held(name)
        return self._by_name[name]

    def select(self, filters: Filters) -> Iterator[tuple[Entry, list[Case]]]:
        """What filters leave: documents by name, each with the cases that are left of it.

        Where a filter is on cases, documents without any such case are left out.
        """
        test = _CaseTest(filters)
        for name in sorted(self._by_name):
            entry = self._by_name[name]
            if not _holds(filters, entry.header):
                continue
            cases = [case for case in entry.cases if test.holds(case)]
            if cases or not filters.narrows_cases:
                yield entry, cases

    def scope(self, filters: Filters) -> Scope:
        """What filters leave, by number in the register."""
        if filters == Filters():
            return Scope()
        left = list(self.select(filters))
        if filters.narrows_cases:
            return Scope(cases=frozenset((entry.id, case.ordinal) for entry, cases in left for case in cases))
        return Scope(documents=frozenset(entry.id for entry, _ in left))

    def counts(self, filters: Filters) -> tuple[int, int, int]:
        """Number of documents, cases and passages that filters leave."""
        left = list(self.select(filters))
        passages = self.passages_in(self.scope(filters))
        return len(left), sum(len(cases) for _, cases in left), sum(map(len, passages.values()))

    def passages_in(self, scope: Scope) -> dict[int, np.ndarray]:
        """Per document with something left in it, the ordinals of the passages that are left."""
        if scope.cases is None:
            documents = self.entries.keys() if scope.documents is None else scope.documents
            return {
                id_: np.arange(len(self.entries[id_].passage_cases)) for id_ in documents if id_ in self.entries
            }
        cases: dict[int, list[int]] = defaultdict(list)
        for id_, case in scope.cases:
            cases[id_].append(case)
        return {
            id_: np.flatnonzero(np.isin(self.entries[id_].passage_cases, some))
            for id_, some in cases.items()
            if id_ in self.entries
        }

    def case_at(self, document: int, ordinal: int) -> int | None:
        """Ordinal of the case of a passage; None outside any case, and where it is no longer held."""
        entry = self.entries.get(document)
        case = -1 if entry is None or ordinal >= len(entry.passage_cases) else int(entry.passage_cases[ordinal])
        return None if case < 0 else case

    @property
    def passage_count(self) -> int:
        """How many passages are held."""
        return sum(len(entry.passage_cases) for entry in self.entries.values())

    def course(self, name: str, case: int) -> list[tuple[Entry, Case]]:
        """The meetings and reports on one case, itself among them, in the order of their days.

        Cases belong together that bear the same consultation number in one municipality, or the same title before the
        same council, unless their numbers differ or they lie further apart than COURSE_DAYS.

        Raises:
            NotHeldError: nothing is held under `name`, or it has no such case.
        """
        entry = self.entry(name)
        if not 0 <= case < len(entry.cases):
            raise not_held(f"{name}#{case + 1}")
        start = (entry.id, case)
        found, ahead = {start}, [start]
        while ahead:
            place = ahead.pop()
            for key in self._keys(*place):
                near = {other for other in self._by_key[key] if other not in found and self._near(place, other)}
                found |= near
                ahead.extend(near)
        course = [
            (self.entries[document], self.entries[document].cases[ordinal]) for document, ordinal in found
        ]
        return sorted(
            course, key=lambda at: (at[0].header.dated is None, at[0].header.dated, at[0].header.name)
        )

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, ...], list[tuple[int, int]]]:
        by_key = defaultdict(list)
        for entry in self.entries.values():
            for case in entry.cases:
                for key in self._keys(entry.id, case.ordinal):
                    by_key[key].append((entry.id, case.ordinal))
        return by_key

    def _keys(self, document: int, ordinal: int) -> Iterator[tuple[str, ...]]:
        entry = self.entries[document]
        case = entry.cases[ordinal]
        header = entry.header
        if (number := _number(header, case)) and header.municipality:
            yield "number", header.municipality, number
        if header.council and case.kind in (CaseKind.CONSULTATION, CaseKind.REPORT_CONFIRMATION):
            yield "title", header.council, _plain_title(case.title)

    def _near(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        (entry, case), (entry_, case_) = ((self.entries[d], self.entries[d].cases[o]) for d, o in (one, other))
        numbers = {number for number in (_number(entry.header, case), _number(entry_.header, case_)) if number}
        days = [day for day in (entry.header.dated, entry_.header.dated) if day]
        return len(numbers) < 2 and (len(days) < 2 or abs((days[0] - days[1]).days) <= COURSE_DAYS)


def _holds(filters: Filters, header: Header) -> bool:
    day = header.dated
    return (
        (not filters.municipalities or header.municipality in filters.municipalities)
        and (not filters.documents or header.name in filters.documents)
        and header.name not in filters.exclude
        and (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
    )


class _CaseTest:
    def __init__(self, filters: Filters) -> None:
        self._filters = filters
        self._articles = {article_token(reference) for reference in filters.articles}

    def holds(self, case: Case) -> bool:
        filters = self._filters
        return (
            (not filters.outcomes or case.outcome in filters.outcomes)
            and (not filters.kinds or case.kind in filters.kinds)
            and (
                not self._articles
                or any(not self._articles.isdisjoint(article_tokens(use.reference)) for use in case.articles)
            )
        )


def _number(header: Header, case: Case) -> str | None:
    written = case.number or (header.consultation_number if case.ordinal == 0 else None)
    return squeeze(fold(written)) if written else None


_DRESS = re.compile(
    r"^(?:諮問|議案|案件|議題)?第?[0-9]+号[:.、)]?|[(【\[][^)】\]]*(?:継続|再審議|再諮問)[^)】\]]*[)】\]]|(?:について|の件)$"
)


def _plain_title(title: str) -> str:
    plain = squeeze(fold(title))
    return _DRESS.sub("", plain) or plain
