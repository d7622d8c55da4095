"""The indexes of one data folder, kept in step with the register by this process and others."""

import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import SettingsError
from corpus.register import Register, mismatch
from corpus.search.catalogue import Catalogue
from corpus.search.embedding import Embedder, HashedCharacters
from corpus.search.exact import ExactVectors
from corpus.search.lexical import LexicalIndex
from corpus.search.missing import LOCK, make_missing
from corpus.search.refresh import Progress, problems, refresh_lexical, refresh_vectors
from corpus.search.search import Search
from corpus.search.shelf import Shelf, Shelved
from corpus.search.vectors import VectorIndex

LOG = logging.getLogger(__name__)
FRESH_S = 0.05
"""Seconds for which the catalogue counts as current: one answer asks for it some fifty times."""
PATIENCE_S = 2.0
"""Seconds to wait for another process's refresh before searching what it published before."""


class Indexes:
    """The catalogue in memory, the lexical index and the vectors.

    The first process to open the folder owns Chroma's; another one compares vectors exactly instead. The lexical
    index is shared: whoever changes the register refreshes it, and the others follow.
    """

    def __init__(
        self, data: Path, chroma_url: str, register: Register, embedder: Embedder, *, with_samples: bool = False
    ) -> None:
        self._register = register
        self._embedder = embedder
        self._catalogue = Catalogue(with_samples=with_samples)
        self._looked = 0.0
        """When the catalogue was last held against the register, on the monotonic clock."""
        self._changed = True
        """Whether this process has changed the register since."""
        self._lexical = LexicalIndex(data / "lexical")
        self._vectors = VectorIndex(data / "chroma", chroma_url)
        self._exact = ExactVectors(register)
        self._shelf = Shelf(register)
        self._owns_vectors = bool(chroma_url)
        self._ownership = FileLock(data / "chroma.lock", thread_local=False)
        self._refreshing = FileLock(data / "refresh.lock", thread_local=False)
        self._embedding = FileLock(data / LOCK, thread_local=False)
        self._unembedded: frozenset[int] = frozenset()
        self._unembedded_at = (-1, 0.0)
        """The generation of `_unembedded`, and when it was read, on the monotonic clock."""
        self._awaited: frozenset[int] = frozenset()
        """Documents whose vectors were not there yet when Chroma's were last brought up; it is, as half of them are."""
        self._mutex = threading.RLock()
        self._searching: tuple[object, Search] | None = None
        """The search last handed out, with the state that it is over."""

    def start(self, progress: Progress | None) -> None:
        """Open the indexes; one that is missing, behind or damaged is made anew.

        Raises:
            IndexMismatchError: the vectors held are another embedder's.
            SettingsError: the embedder cannot be loaded, or the Chroma server not be reached.
        """
        self._own_vectors()
        self._agree_on_embedder()
        if self._embedder.at_once:
            self.embed(progress)
        standing = self._register.standing()
        published = self._lexical.load(standing.register)
        try:
            self._refresh(progress, PATIENCE_S if published else None)
        except Timeout:
            LOG.warning("別の処理が索引を更新しています。更新前の索引で検索します。")

    def close(self) -> None:
        """Let go of the folder."""
        self._lexical.close()
        self._vectors.close()
        self._ownership.release()

    def refresh(self, progress: Progress | None) -> None:
        """Bring the indexes to the register's generation; another process's refresh is waited for."""
        self._refresh(progress, None)

    def rebuild(self, progress: Progress | None, *, embeddings: bool) -> None:
        """Make the indexes anew from the register, and the vectors too where `embeddings` are wanted.

        Raises:
            SettingsError: another process has the folder open.
        """
        with self._mutex:
            self._own_vectors()
            if not self._owns_vectors:
                raise SettingsError("別の処理がこのデータを開いています。終了させてからやり直してください。")
            if embeddings:
                self._register.start_embedding(self._embedder.name)
            self.embed(progress)
            standing = self._register.standing()
            self._lexical.clear(standing.register)
            self._vectors.clear(standing)
            self._refresh(progress, None)

    def changed(self) -> None:
        """Note that this process has changed the register: what follows sees it at once."""
        self._changed = True

    def catalogue(self) -> Catalogue:
        """What is held; a change by another process is seen after FRESH_S, one by this process at once."""
        now = time.monotonic()
        if self._changed or now - self._looked >= FRESH_S:
            # First the marks, then the look: a change by another thread meanwhile marks anew.
            self._changed, self._looked = False, now
            self._catalogue = self._catalogue.follow(self._register)
        return self._catalogue

    def search(self) -> Search:
        """The indexes as they stand; what another process has published since is taken over first."""
        catalogue = self.catalogue()
        if self._lexical.generation < catalogue.generation:
            self._lexical.follow()
        unembedded = self.unembedded()
        behind = self._owns_vectors and (
            self._vectors.generation < self._lexical.generation
            or (bool(self._awaited) and 2 * len(unembedded) <= len(self._awaited))
        )
        if behind and self._mutex.acquire(blocking=False):
            try:
                self._refresh(None, None)
            finally:
                self._mutex.release()
        vectors = self._vectors if self._owns_vectors else None
        catalogue = self._catalogue
        state = (catalogue, self._lexical.generation, vectors and vectors.generation, unembedded)
        last = self._searching
        if last is not None and last[0] == state:
            return last[1]
        search = Search(self._shelf, catalogue, self._lexical, self._exact, vectors, self._embedder, unembedded)
        self._searching = state, search
        return search

    def shelved(self, names: Iterable[str]) -> dict[str, Shelved]:
        """Documents by name, corrections applied, each with its windows.

        Raises:
            NotHeldError: nothing is held under one of the names.
        """
        catalogue = self.catalogue()
        return self._shelf.take(map(catalogue.entry, names))

    def unembedded(self) -> frozenset[int]:
        """Numbers of the documents whose vectors are still to be made."""
        generation = self.catalogue().generation
        then, looked = self._unembedded_at
        now = time.monotonic()
        if then != generation or (self._unembedded and now - looked >= FRESH_S):
            self._unembedded_at = generation, now
            self._unembedded = frozenset(self._register.unembedded())
        return self._unembedded

    def embed(self, progress: Progress | None) -> None:
        """Make the vectors that are missing, here and now; where another process makes them, wait for it.

        Raises:
            IndexMismatchError: the vectors held are another embedder's.
            SettingsError: the embedder cannot be loaded.
        """
        make_missing(self._register, self._embedder, self._embedding, progress, wait=True)
        self._changed = True
        self._unembedded_at = (-1, 0.0)
        self._exact.forget()

    def problems(self) -> list[str]:
        """What is wrong with the register or an index, in Japanese."""
        search = self.search()
        if search.unembedded != self._awaited:
            self._refresh(None, None)
        return problems(self._register, search.catalogue, search.lexical, search.vectors, self._awaited)

    def _own_vectors(self) -> None:
        if self._owns_vectors:
            return
        try:
            self._ownership.acquire(blocking=False)
        except Timeout:
            return
        self._owns_vectors = True

    def _refresh(self, progress: Progress | None, patience_s: float | None) -> None:
        with self._mutex, self._refreshing.acquire(timeout=-1 if patience_s is None else patience_s):
            catalogue = self._catalogue.follow(self._register)
            standing = replace(self._register.standing(), generation=catalogue.generation)
            refresh_lexical(self._register, catalogue, self._lexical, standing, progress)
            if self._owns_vectors:
                awaited = frozenset(self._register.unembedded())
                refresh_vectors(self._register, catalogue, self._vectors, standing, awaited, progress)
                self._awaited = awaited
            self._catalogue = catalogue

    def _agree_on_embedder(self) -> None:
        """Let vectors of the hashing go for those of the embedder in the settings; those of a network are not given up.

        Raises:
            IndexMismatchError: the vectors held are another embedder's, and took time to make.
        """
        held = self._register.standing().embedder
        if held in (None, self._embedder.name):
            return
        if held != HashedCharacters.name or not self._owns_vectors:
            raise mismatch(held, self._embedder.name)
        LOG.warning("埋め込みが変わったため、ベクトルを作り直します。それまでは言葉だけで検索します。")
        self._register.start_embedding(self._embedder.name)
