"""The whole corpus: the register and the indexes made from it, opened, kept in step, searched."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from corpus.catalogue import Catalogue
from corpus.document import Case, Document, Header, Passage, case_id
from corpus.embedding import Embedder, embedder
from corpus.errors import SettingsError
from corpus.exact import ExactVectors
from corpus.fields import embedded
from corpus.filters import NO_FILTERS, Filters
from corpus.lexical import LexicalIndex
from corpus.refresh import Progress, problems, refresh_lexical, refresh_vectors, steps
from corpus.register import Register, mismatch, not_held
from corpus.search import CaseHit, PassageHit, Query, Search
from corpus.settings import Settings
from corpus.vectors import VectorIndex

LOG = logging.getLogger(__name__)
FRESH_S = 0.05
"""How long the catalogue counts as current: an answer asks for it some fifty times."""
KEPT_DOCUMENTS = 64
"""How many documents that were read are kept in memory: some 20 MB of minutes and reports of usual length."""
PATIENCE_S = 2.0
"""How long another process's refresh is waited for where what it published before can be searched."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is held."""

    documents: int
    cases: int
    passages: int


class Corpus:
    """What is held under one data folder; safe to use from several threads, and beside other processes.

    The first process to open the folder owns Chroma's; another one compares vectors exactly instead. The lexical
    index is shared: whoever changes the register refreshes it, and the others follow.
    """

    def __init__(self, settings: Settings) -> None:
        self._data = settings.data
        self._data.mkdir(parents=True, exist_ok=True)
        self._register = Register(self._data / "register.sqlite")
        self._embedder: Embedder = embedder(settings.embedding_model)
        self._catalogue = Catalogue()
        self._lexical = LexicalIndex(self._data / "lexical")
        self._vectors = VectorIndex(self._data / "chroma", settings.chroma_url)
        self._exact = ExactVectors(self._register)
        self._owns_vectors = bool(settings.chroma_url)
        self._ownership = FileLock(self._data / "chroma.lock", thread_local=False)
        self._refreshing = FileLock(self._data / "refresh.lock", thread_local=False)
        self._mutex = threading.RLock()
        self._looked = -FRESH_S
        """When the catalogue was last held against the register, on the monotonic clock."""
        self._kept: OrderedDict[tuple[str, int], Document] = OrderedDict()

    @classmethod
    def open(cls, settings: Settings, *, progress: Progress | None = None, indexes: bool = True) -> Self:
        """Open the data folder; an index that is missing, behind or damaged is made anew first.

        Args:
            settings: where the data is, and which embedder.
            progress: is told of what takes time.
            indexes: False where nothing will be searched or changed: then only the register is opened.

        Raises:
            IndexMismatchError: the vectors held are not of the embedder that the settings name.
            SettingsError: the embedder cannot be loaded, or the Chroma server not be reached.
        """
        corpus = cls(settings)
        try:
            if indexes:
                corpus._start(progress)
        except BaseException:
            corpus.close()
            raise
        return corpus

    def _start(self, progress: Progress | None) -> None:
        standing = self._register.standing()
        if standing.embedder not in (None, self._embedder.name):
            raise mismatch(standing.embedder, self._embedder.name)
        self._own_vectors()
        self._embed_missing(progress)
        published = self._lexical.load(standing.register)
        try:
            self._refresh(progress, PATIENCE_S if published else None)
        except Timeout:
            LOG.warning("別の処理が索引を更新しています。更新前の索引で検索します。")

    def _own_vectors(self) -> None:
        if self._owns_vectors:
            return
        try:
            self._ownership.acquire(blocking=False)
        except Timeout:
            return
        self._owns_vectors = True

    def close(self) -> None:
        """Let go of the data folder."""
        self._lexical.close()
        self._vectors.close()
        self._ownership.release()
        self._register.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def put(self, document: Document, original: bytes) -> str:
        """Hold a document in place of one of the same name; found by searches after the next `refresh`.

        Args:
            document: as it was read.
            original: the bytes of its file.

        Returns:
            added, replaced or unchanged.

        Raises:
            IndexMismatchError: the vectors held are another embedder's.
        """
        if self._register.holds(document):
            return "unchanged"
        texts = [embedded(document.header, document.cases, passage) for passage in document.passages]
        result = self._register.put(document, original, self._embedder.embed(texts), self._embedder.name)
        self._looked = -FRESH_S
        return result

    def remove(self, name: str) -> None:
        """Take a document out; found no more.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        self._register.remove(name)
        self._looked = -FRESH_S

    def correct(self, name: str, field: str, value: str | None, author: str, case: int | None = None) -> None:
        """Set a value right that was read wrongly; it outlives a new version of the file.

        Args:
            name: of the document.
            field: municipality or held_on; of a case, title or outcome.
            value: as text (a day in ISO 8601, an outcome's Japanese word); None: the document does not say.
            author: who says so.
            case: ordinal of the case.

        Raises:
            NotHeldError: there is no such document or case.
            ValueError: `field` cannot be corrected, or not to this value.
        """
        self._register.correct(name, field, value, author, case)
        self._looked = -FRESH_S

    def refresh(self, progress: Progress | None = None) -> None:
        """Bring the indexes to the register's generation; another process's refresh is waited for."""
        self._refresh(progress, None)

    def _refresh(self, progress: Progress | None, patience_s: float | None) -> None:
        with self._mutex, self._refreshing.acquire(timeout=-1 if patience_s is None else patience_s):
            catalogue = self._catalogue.follow(self._register)
            standing = replace(self._register.standing(), generation=catalogue.generation)
            refresh_lexical(self._register, catalogue, self._lexical, standing, progress)
            if self._owns_vectors:
                refresh_vectors(self._register, catalogue, self._vectors, standing, progress)
            self._catalogue = catalogue

    def rebuild(self, progress: Progress | None = None, *, embeddings: bool = False) -> None:
        """Make both indexes anew from the register.

        Args:
            progress: is told of what takes time.
            embeddings: whether to make the vectors anew too, with the embedder that the settings name.

        Raises:
            SettingsError: another process has the data folder open.
        """
        with self._mutex:
            self._own_vectors()
            if not self._owns_vectors:
                raise SettingsError("別の処理がこのデータを開いています。終了させてからやり直してください。")
            if embeddings:
                self._register.start_embedding(self._embedder.name, self._embedder.dimension)
            self._embed_missing(progress)
            standing = self._register.standing()
            self._lexical.clear(standing.register)
            self._vectors.clear(standing)
            self._refresh(progress, None)

    def _embed_missing(self, progress: Progress | None) -> None:
        """Embed what a change of the embedder has left with vectors of the one before."""
        missing = self._register.outdated_vectors()
        for id_ in steps(missing, "ベクトルを作り直しています", progress):
            for entry in self._register.entries([id_]):
                _, passages = self._register.contents(id_)
                texts = [embedded(entry.header, entry.cases, passage) for passage in passages]
                self._register.replace_vectors(id_, self._embedder.embed(texts), self._embedder.name)
        self._exact.forget()

    @property
    def generation(self) -> int:
        """Raised by every change of what is held."""
        return self._register.standing().generation

    def headers(self, filters: Filters = NO_FILTERS) -> list[Header]:
        """The headers of the documents that filters leave, by name."""
        return [entry.header for entry, _ in self._current().select(filters)]

    def cases(self, filters: Filters = NO_FILTERS) -> list[tuple[Header, Case]]:
        """The cases that filters leave, with their document's header, by name and place."""
        return [(entry.header, case) for entry, cases in self._current().select(filters) for case in cases]

    def outlines(self, filters: Filters = NO_FILTERS) -> list[tuple[Header, list[Case]]]:
        """The documents that filters leave, by name, each with the cases that are left of it."""
        return [(entry.header, cases) for entry, cases in self._current().select(filters)]

    def text(self, name: str) -> str:
        """The text of the document held under `name`.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        return self._register.text(name)

    def document(self, name: str) -> Document:
        """The document held under `name`, corrections applied.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        return self._read(name, self._current().entry(name).generation)

    def _read(self, name: str, touched: int) -> Document:
        """A document by the generation that last touched it; those read last are kept."""
        key = (name, touched)
        with self._mutex:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        document = self._register.document(name)
        with self._mutex:
            self._kept[key] = document
            while len(self._kept) > KEPT_DOCUMENTS:
                self._kept.popitem(last=False)
        return document

    def original(self, name: str) -> bytes:
        """The bytes of the file that was taken in under `name`.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        return self._register.original(name)

    def passages(self, name: str, case: int | None = None) -> list[Passage]:
        """The passages of a document, or of one of its cases, in order.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        return self._register.passages(name, case)

    def digests(self) -> dict[str, str]:
        """The digest of every file held, by name."""
        return self._register.digests()

    def counts(self, filters: Filters = NO_FILTERS) -> Counts:
        """How much is held, or is left by filters."""
        return Counts(*self._current().counts(filters))

    def presence(self, phrase: str, filters: Filters = NO_FILTERS) -> float:
        """How much of a phrase one passage holds, as the best share of its character pairs, 0 to 1."""
        return self._search().presence(phrase, filters)

    def course(self, name: str, case: int) -> list[tuple[Header, Case]]:
        """The meetings and reports on one case, itself among them, in the order of their days.

        Raises:
            NotHeldError: there is no such document or case.
        """
        catalogue = self._current()
        entry = catalogue.entry(name)
        if not 0 <= case < len(entry.cases):
            raise not_held(case_id(name, case))
        return [(step.header, found) for step, found in catalogue.courses.of(entry.id, case)]

    def search_passages(self, query: Query, limit: int) -> list[PassageHit]:
        """The passages that fit best, best first."""
        return self._search().passages(query, limit)

    def search_cases(self, query: Query, limit: int) -> list[CaseHit]:
        """The cases that fit best, best first; a document without cases counts as one, -1."""
        return self._search().cases(query, limit)

    def search_documents(self, query: Query, limit: int) -> list[tuple[str, float]]:
        """The names of the documents whose whole text fits best, with their BM25, best first."""
        return self._search().documents(query, limit)

    def frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """How many passages hold each of these lemmas in their text."""
        self._search()
        return {term: self._lexical.frequency(term) for term in terms}

    def verify(self) -> list[str]:
        """What is wrong with what is held, in Japanese; empty where nothing is."""
        vectors = self._vectors if self._owns_vectors else None
        return problems(self._register, self._search().catalogue, self._lexical, vectors)

    def _current(self) -> Catalogue:
        """The catalogue; what another process has changed is seen after FRESH_S, what this one has, at once."""
        if time.monotonic() - self._looked >= FRESH_S:
            self._catalogue = self._catalogue.follow(self._register)
            self._looked = time.monotonic()
        return self._catalogue

    def _search(self) -> Search:
        """The corpus as it stands; what another process has published since is taken over first."""
        catalogue = self._current()
        if self._lexical.generation < catalogue.generation:
            self._lexical.follow()
        behind = self._owns_vectors and self._vectors.generation < self._lexical.generation
        if behind and self._mutex.acquire(blocking=False):
            try:
                self._refresh(None, None)
            finally:
                self._mutex.release()
        vectors = self._vectors if self._owns_vectors else None
        return Search(self._register, self._catalogue, self._lexical, self._exact, vectors, self._embedder)
