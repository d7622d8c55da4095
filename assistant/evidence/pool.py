"""The wide pool: the windows of the corpus that may hold the answer, found by words, by vectors and by the register."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence.cases import search_words
from assistant.understand.question import Question
from assistant.understand.terms import Term
from corpus.language import format_reference
from corpus.model import Case, Document, Header, Span
from corpus.search import Filters, Query, Window
from corpus.store import Corpus

WIDEST = 96
"""Most windows of a pool."""
_PASSAGES = 200
"""Passages asked of the search; several stand in one window."""


@dataclass(frozen=True, slots=True)
class Formed:
    """What an answer form made of a question: its quotes, or why it refuses."""

    form: str = ""
    """Name of the form that answers; empty where none does."""
    why: str = ""
    """Why the forms refuse; empty where one answers."""
    quotes: tuple[tuple[str, Span], ...] = ()
    """By document, in the order of their worth."""
    covered: float = 0.0
    """The share of what the question names that the text of the case holds which was chosen first, 0 to 1."""
    entitled: float = 0.0
    """The share of the topics that its title holds, 0 to 1."""
    stated: bool = False
    """Whether the register holds what is asked for of that case: its ruling, what was attached or what members asked, and nothing beside."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A window that may hold the answer."""

    document: Document
    window: Window
    lexical: float
    """BM25 of its best passage; 0 where the words did not lead to it."""

    @property
    def header(self) -> Header:
        """What its document says of itself."""
        return self.document.header

    @property
    def case(self) -> Case | None:
        """The case in which it stands."""
        return None if self.window.case is None else self.document.cases[self.window.case]

    @property
    def text(self) -> str:
        """Its words, to the letter."""
        return self.window.span.of(self.document.text)


def wide_pool(
    question: Question,
    terms: Sequence[Term],
    filters: Filters,
    corpus: Corpus,
    formed: Formed,
) -> list[Candidate]:
    """The candidates for a question, in the order of their documents.

    Args:
        question: as understood.
        terms: its topics against the corpus.
        filters: only what passes them is searched.
        corpus: is searched.
        formed: what an answer form quotes; its windows are always among the candidates.
    """
    articles = tuple(format_reference(a) for a in question.articles)
    query = Query(search_words(question, terms), articles, filters, question.told)
    words: dict[tuple[str, int], float] = defaultdict(float)
    score: dict[tuple[str, int], float] = defaultdict(float)
    hits = corpus.search_passages(query, _PASSAGES)
    shelved = corpus.in_windows(
        dict.fromkeys([*(hit.document for hit in hits), *(name for name, _ in formed.quotes)])
    )
    for hit in hits:
        for window in shelved[hit.document].windows:
            if window.first <= hit.passage.ordinal <= window.last:
                key = hit.document, window.ordinal
                words[key] = max(words[key], hit.lexical)
                score[key] = max(score[key], hit.score)
    for name, span in formed.quotes:
        for window in shelved[name].windows:
            if window.span.start < span.end and span.start < window.span.end:
                score[name, window.ordinal] = max(1.0, score[name, window.ordinal])
    best = sorted(sorted(score, key=lambda key: (-score[key], key))[:WIDEST])
    return [
        Candidate(shelved[name].document, shelved[name].windows[ordinal], words[name, ordinal])
        for name, ordinal in best
    ]
