"""Exact nearest neighbours: the register's vectors, compared one by one.

Used where Chroma does not help: with a small corpus, a narrow filter, or a process that may not open Chroma's folder.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.register import Register
from corpus.search.embedding import Vectors

KEPT_BYTES = 128 << 20
"""Bytes of the cache of vectors."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage near to a query."""

    document: int
    ordinal: int
    cosine: float


class ExactVectors:
    """The register's vectors, with a cache of those used last; safe to use from several threads."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._kept: OrderedDict[int, Vectors] = OrderedDict()
        self._bytes = 0
        self._mutex = threading.Lock()

    def nearest(self, places: Mapping[int, NDArray[np.intp]], vector: Vectors, limit: int) -> list[Neighbour]:
        """The passages nearest to a query, nearest first; equally near ones in the order of the register.

        Args:
            places: document to the ordinals of those of its passages that are compared.
            vector: of the query, (dimension,).
            limit: how many at most.
        """
        held = self._read(places)
        documents = np.repeat(np.array([*held], np.int64), [len(places[document]) for document in held])
        if not len(documents):
            return []
        ordinals = np.concatenate([places[document] for document in held])
        cosines = np.concatenate([vectors @ vector for vectors in _picked(held, places)])
        best = np.argsort(-cosines, kind="stable")[:limit]
        columns = (documents[best].tolist(), ordinals[best].tolist(), cosines[best].tolist())
        return [Neighbour(*row) for row in zip(*columns, strict=True)]

    def forget(self) -> None:
        """Empty the cache: the register's vectors have been replaced."""
        with self._mutex:
            self._kept.clear()
            self._bytes = 0

    def _read(self, documents: Iterable[int]) -> dict[int, Vectors]:
        """The vectors of documents in the order of their numbers; those no longer held are left out."""
        with self._mutex:
            wanted = sorted(documents)
            found = {document: self._kept[document] for document in wanted if document in self._kept}
            for document, vectors in self._register.vectors(id_ for id_ in wanted if id_ not in found):
                found[document] = vectors
                self._bytes += vectors.nbytes
            for document in wanted:
                if document in found:
                    self._kept[document] = found[document]
                    self._kept.move_to_end(document)
            while self._bytes > KEPT_BYTES:
                self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return dict(sorted(found.items()))


def _picked(held: Mapping[int, Vectors], places: Mapping[int, NDArray[np.intp]]) -> Iterable[Vectors]:
    for document, vectors in held.items():
        some = places[document]
        yield vectors if len(some) == len(vectors) else vectors[some]
