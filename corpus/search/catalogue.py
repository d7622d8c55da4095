"""The catalogue: headers and cases of all documents, in memory, and what filters select of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.model import Case, Header
from corpus.register import Courses, Entry, Register, not_held
from corpus.search.fields import article_token, article_tokens
from corpus.search.filters import EVERYTHING, NO_FILTERS, Filters, Scope

SCOPES_KEPT, SELECTIONS_KEPT = 256, 32
K = TypeVar("K")
T = TypeVar("T")
Selection = tuple[tuple[Entry, tuple[Case, ...]], ...]
"""Documents, each with some of its cases."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """A snapshot of the register at one generation; `follow` returns a newer one."""

    generation: int = 0
    entries: Mapping[int, Entry] = field(default_factory=dict)
    with_samples: bool = False
    """Whether the project's own samples count although real documents are held."""

    def follow(self, register: Register) -> Self:
        """The catalogue at the register's generation; only documents changed since are read."""
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
        return type(self)(generation, kept | changed, self.with_samples)

    @cached_property
    def retired(self) -> frozenset[str]:
        """The names of the samples, where real documents are held: they leave every selection that does not ask for them."""
        fictional = frozenset(e.header.name for e in self.entries.values() if e.header.fictional)
        return frozenset() if self.with_samples or len(fictional) == len(self.entries) else fictional

    @cached_property
    def _by_name(self) -> dict[str, Entry]:
        """In the order of the names."""
        return {
            entry.header.name: entry for entry in sorted(self.entries.values(), key=lambda e: e.header.name)
        }

    def entry(self, name: str) -> Entry:
        """The entry of a document by its name.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        if name not in self._by_name:
            raise not_held(name)
        return self._by_name[name]

    def select(self, filters: Filters) -> Selection:
        """Select the documents that pass the filters, by name, each with its cases that pass.

        Where a filter is on cases, documents without a case that passes are left out.
        """
        return _remembered(self._selections, filters, lambda: tuple(self._selected(filters)), SELECTIONS_KEPT)

    def _selected(self, filters: Filters) -> Iterator[tuple[Entry, tuple[Case, ...]]]:
        test = _Test(filters, frozenset() if filters.samples or filters.documents else self.retired)
        for entry in self._by_name.values():
            if test.holds_document(entry.header):
                cases = (
                    tuple(case for case in entry.cases if test.holds_case(case))
                    if test.on_cases
                    else entry.cases
                )
                if cases or not test.on_cases:
                    yield entry, cases

    def scope(self, filters: Filters) -> Scope:
        """What the filters select, as numbers of the register."""
        if filters == NO_FILTERS and not self.retired:
            return EVERYTHING
        return _remembered(self._scopes, filters, lambda: self._scope(filters), SCOPES_KEPT)

    def _scope(self, filters: Filters) -> Scope:
        left = self.select(filters)
        if filters.narrows_cases:
            return Scope(cases=frozenset((entry.id, case.ordinal) for entry, some in left for case in some))
        return Scope(documents=frozenset(entry.id for entry, _ in left))

    @cached_property
    def _selections(self) -> dict[Filters, Selection]:
        """The results of `select`: one question asks some twenty times for the same documents."""
        return {}

    @cached_property
    def _scopes(self) -> dict[Filters, Scope]:
        """The results of `scope`: one question searches several times under the same filters."""
        return {}

    @cached_property
    def _counts(self) -> dict[Filters, tuple[int, int, int]]:
        """The results of `counts`."""
        return {}

    @cached_property
    def _sizes(self) -> dict[Scope, int]:
        """The results of `size`: every search asks for it."""
        return {}

    def counts(self, filters: Filters) -> tuple[int, int, int]:
        """Number of documents, cases and passages that pass the filters."""
        return _remembered(self._counts, filters, lambda: self._counted(filters), SCOPES_KEPT)

    def _counted(self, filters: Filters) -> tuple[int, int, int]:
        left = self.select(filters)
        return len(left), sum(len(cases) for _, cases in left), self.size(self.scope(filters))

    def size(self, scope: Scope) -> int:
        """Number of passages in a scope."""
        return _remembered(self._sizes, scope, lambda: self._size(scope), SCOPES_KEPT)

    def _size(self, scope: Scope) -> int:
        if scope.cases is not None:
            return sum(len(self._ordinals[case]) for case in scope.cases)
        return self.passages_of(self.entries.keys() if scope.documents is None else scope.documents)

    def passages_of(self, documents: Iterable[int]) -> int:
        """Number of passages of documents, by number; those no longer held have none."""
        return sum(len(self.entries[id_].passage_cases) for id_ in documents if id_ in self.entries)

    def passages_in(self, scope: Scope) -> dict[int, NDArray[np.intp]]:
        """Per document in the scope, the ordinals of its passages in the scope."""
        if scope.cases is None:
            documents = self.entries.keys() if scope.documents is None else scope.documents
            return {id_: np.arange(len(self.entries[id_].passage_cases)) for id_ in documents}
        by_document: dict[int, list[NDArray[np.intp]]] = defaultdict(list)
        for id_, case in sorted(scope.cases):
            by_document[id_].append(self._ordinals[id_, case])
        return {id_: np.concatenate(ordinals) for id_, ordinals in by_document.items()}

    @cached_property
    def _ordinals(self) -> Mapping[tuple[int, int], NDArray[np.intp]]:
        """Per (document, case), the ordinals of its passages."""
        return {
            (id_, case.ordinal): np.flatnonzero(entry.passage_cases == case.ordinal)
            for id_, entry in self.entries.items()
            for case in entry.cases
        }

    def case_at(self, document: int, ordinal: int) -> int | None:
        """Ordinal of the case of a passage; None outside any case, and where it is no longer held."""
        entry = self.entries.get(document)
        case = -1 if entry is None or ordinal >= len(entry.passage_cases) else int(entry.passage_cases[ordinal])
        return None if case < 0 else case

    @cached_property
    def courses(self) -> Courses:
        """The courses of all cases."""
        return Courses(self.entries)


def _remembered(kept: dict[K, T], key: K, made: Callable[[], T], most: int) -> T:
    """What is made of a key, once; all that was kept is given up where it would be more than `most`."""
    found = kept.get(key)
    if found is None:
        if len(kept) >= most:
            kept.clear()
        found = kept[key] = made()
    return found


class _Test:
    """Filters prepared for testing many documents."""

    def __init__(self, filters: Filters, retired: frozenset[str]) -> None:
        self._filters = filters
        self._documents, self._excluded = frozenset(filters.documents), frozenset(filters.exclude) | retired
        self._articles = {article_token(reference) for reference in filters.articles}
        self.on_cases = filters.narrows_cases

    def holds_document(self, header: Header) -> bool:
        filters, day = self._filters, header.dated
        return (
            (not filters.municipalities or header.municipality in filters.municipalities)
            and (not self._documents or header.name in self._documents)
            and header.name not in self._excluded
            and (filters.since is None or (day is not None and day >= filters.since))
            and (filters.until is None or (day is not None and day <= filters.until))
        )

    def holds_case(self, case: Case) -> bool:
        filters = self._filters
        return (
            (not filters.outcomes or case.outcome in filters.outcomes)
            and (not filters.kinds or case.kind in filters.kinds)
            and (
                not self._articles
                or any(not self._articles.isdisjoint(article_tokens(use.reference)) for use in case.articles)
            )
        )
