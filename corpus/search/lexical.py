"""The lexical index: BM25 in tantivy over text that was tokenised before, one index per granularity."""

import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur

from corpus.search.fields import FIELDS, Contents, Words
from corpus.search.filters import EVERYTHING, Scope, case_keys
from corpus.search.seal import Seal, break_seal, read_seal, set_seal, sound_seal

FORMAT = "lexical 2"
"""Version of the fields and their tokens; an index of another version is rebuilt."""
HEAP_BYTES = 40_000_000
"""Memory of each of the three writers before it writes a segment."""


class Level(StrEnum):
    """The granularity of an index: what one entry holds."""

    PASSAGE = "passages"
    CASE = "cases"
    DOCUMENT = "documents"


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that was found; `ordinal` is that of the passage or case, -1 for a whole document."""

    document: int
    ordinal: int
    score: float


class LexicalIndex:
    """The three indexes in one sealed folder. Reading is safe from any thread; one writer at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = _schema()
        self._searchers: dict[Level, tantivy.Searcher] = {}
        self._seal: Seal | None = None

    @property
    def generation(self) -> int:
        """The register's generation that is searched; -1 where nothing is open."""
        return -1 if self._seal is None else self._seal.generation

    @property
    def documents(self) -> Mapping[int, int]:
        """Numbers of the documents that are searched, each with the generation that last touched it."""
        return {} if self._seal is None else self._seal.documents

    def untouched(self) -> bool:
        """Whether the open indexes are still those of the folder."""
        return self._seal is not None and read_seal(self._folder) == self._seal

    def load(self, register: str) -> bool:
        """Open the indexes if they are sound and made from this register; returns whether they are."""
        seal = sound_seal(self._folder)
        if seal is None or (seal.format, seal.register) != (FORMAT, register):
            return False
        return self._open(seal)

    def follow(self) -> None:
        """Open what another process has sealed since."""
        seal = read_seal(self._folder)
        if seal is not None and seal != self._seal:
            self._open(seal)

    def _open(self, seal: Seal) -> bool:
        try:
            opened = {level: tantivy.Index.open(str(self._folder / level)).searcher() for level in Level}
        except ValueError:
            # Another process changes the files at this moment; what was open before stays open.
            return False
        self._searchers, self._seal = opened, seal
        return True

    def close(self) -> None:
        """Let go of the files."""
        self._searchers, self._seal = {}, None

    def clear(self, register: str) -> None:
        """Make empty indexes in place of what is there."""
        shutil.rmtree(self._folder, ignore_errors=True)
        for level in Level:
            (self._folder / level).mkdir(parents=True)
            tantivy.Index(self._schema, path=str(self._folder / level))
        seal = Seal(FORMAT, register, generation=0)
        set_seal(self._folder, seal)
        self._open(seal)

    def update(self, seal: Seal, stale: Collection[int], fresh: Iterable[Contents]) -> None:
        """Take documents out and in, then seal.

        Readers, and whoever opens the folder after a crash, see the former state until the new one is complete.

        Args:
            seal: of the folder afterwards.
            stale: numbers of the documents that go out.
            fresh: what goes in; consumed one by one.
        """
        indexes = {level: tantivy.Index.open(str(self._folder / level)) for level in Level}
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        writers = {}
        for level, index in indexes.items():
            index.register_tokenizer("words", words)
            writers[level] = index.writer(heap_size=HEAP_BYTES, num_threads=1)
            if stale:
                writers[level].delete_documents_by_query(self._of_documents(stale))
        for contents in fresh:
            for level, entries in (
                (Level.PASSAGE, contents.passages),
                (Level.CASE, contents.cases),
                (Level.DOCUMENT, (contents.whole,)),
            ):
                for entry in entries:
                    writers[level].add_document(_document(contents.document, entry))
        break_seal(self._folder)
        for writer in writers.values():
            writer.commit()
            writer.wait_merging_threads()
        set_seal(self._folder, seal)
        self._open(seal)

    def search(
        self,
        level: Level,
        words: Mapping[str, Sequence[str]],
        weights: Mapping[str, float],
        limit: int,
        scope: Scope = EVERYTHING,
    ) -> list[Match]:
        """The best entries by BM25, best first.

        Args:
            level: what to search.
            words: per field, terms joined by OR; a repeated term weighs more.
            weights: per field, its boost.
            limit: how many at most.
            scope: what the search is narrowed to.
        """
        terms = [
            (
                Occur.Should,
                tantivy.Query.boost_query(self._term(field, word), weights[field] * (1 + log(times))),
            )
            for field, some in words.items()
            if weights[field]
            for word, times in Counter(some).items()
        ]
        if not terms or scope.empty:
            return []
        query = tantivy.Query.boolean_query(terms)
        if not scope.everything:
            within = tantivy.Query.const_score_query(self._within(scope), 0.0)
            query = tantivy.Query.boolean_query([(Occur.Must, query), (Occur.Must, within)])
        searcher = self._searchers[level]
        hits = searcher.search(query, limit, count=False).hits
        addresses = [address for _, address in hits]
        documents: list[Any] = searcher.fast_field_values("document", addresses)
        ordinals: list[Any] = searcher.fast_field_values("ordinal", addresses)
        return [
            Match(document, ordinal, score)
            for (score, _), document, ordinal in zip(hits, documents, ordinals, strict=True)
        ]

    def count(self, level: Level) -> int:
        """How many entries an index holds."""
        return self._searchers[level].num_docs

    def frequency(self, word: str) -> int:
        """How many passages hold a word in their text."""
        searcher = self._searchers[Level.PASSAGE]
        if not searcher.doc_freq("lemmas", word):
            return 0
        # doc_freq still counts what was taken out since the last merge.
        counted: Any = searcher.search(self._term("lemmas", word), 1, count=True)
        return int(counted.count)

    def _term(self, field: str, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, word, index_option="freq")

    def _of_documents(self, documents: Collection[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, "document", sorted(documents))

    def _within(self, scope: Scope) -> tantivy.Query:
        if scope.cases is not None:
            return tantivy.Query.term_set_query(self._schema, "case", case_keys(sorted(scope.cases)))
        return self._of_documents(scope.documents or ())


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="words", index_option="freq")
    builder.add_integer_field("document", indexed=True, fast=True)
    builder.add_integer_field("ordinal", fast=True)
    builder.add_text_field("case", tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(number: int, entry: Words) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer("document", number)
    document.add_integer("ordinal", entry.ordinal)
    if entry.case is not None:
        document.add_text("case", case_keys([(number, entry.case)])[0])
    for field, words in entry.fields.items():
        document.add_text(field, words)
    return document
