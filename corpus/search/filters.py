"""The filters of a search, and the scope of documents and cases that they leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.model import CaseKind, Outcome


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all have to hold; an empty one leaves everything."""

    municipalities: tuple[str, ...] = ()
    since: date | None = None
    """First day, inclusive, of `Header.dated`; a document without a day is left out."""
    until: date | None = None
    """Last day, inclusive."""
    outcomes: tuple[Outcome, ...] = ()
    articles: tuple[str, ...] = ()
    """References of which a case turns on at least one or on a part of one: 第12条 covers 第12条第2項, but not
    第12条の2."""
    kinds: tuple[CaseKind, ...] = ()
    documents: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Names of documents that are left out."""

    samples: bool = False
    """Whether the project's own samples are left although real documents are held."""

    @property
    def narrows_cases(self) -> bool:
        """Whether a condition is on cases, so that text outside any case is left out."""
        return bool(self.outcomes or self.articles or self.kinds)


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents, or the cases, that filters leave, by number in the register. Both None: everything."""

    documents: frozenset[int] | None = None
    cases: frozenset[tuple[int, int]] | None = None
    """(document, ordinal of the case); goes before `documents`."""

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.documents is None and self.cases is None

    @property
    def empty(self) -> bool:
        """Whether nothing is left."""
        return (self.documents if self.cases is None else self.cases) == frozenset()

    def holds(self, document: int, case: int | None) -> bool:
        """Whether a passage of this document and case is left."""
        if self.cases is not None:
            return case is not None and (document, case) in self.cases
        return self.documents is None or document in self.documents

    def of_documents(self) -> "Scope":
        """The documents that have anything in the scope, as a scope of whole documents."""
        if self.cases is None:
            return self
        return Scope(documents=frozenset(document for document, _ in self.cases))


NO_FILTERS = Filters()
EVERYTHING = Scope()


def case_keys(cases: Iterable[tuple[int, int]]) -> list[str]:
    """The keys under which the indexes hold cases: '17#0'."""
    return [f"{document}#{case}" for document, case in cases]
