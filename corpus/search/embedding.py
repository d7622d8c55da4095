"""Embedders: texts to vectors of unit length.

The hashing one needs no model and no fit, so adding a document never changes the vectors of the others.
"""

import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.language import fold

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Makes vectors: float32, each row of unit length, or zero for a text without a letter."""

    @property
    def name(self) -> str:
        """Identifies its vectors: vectors under different names cannot be compared."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def at_once(self) -> bool:
        """Whether passages are embedded as quickly as they are held; if not, their vectors follow in the background."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages; returns (texts, dimension)."""

    def embed_query(self, text: str) -> Vectors:
        """Embed a query; returns (dimension,)."""


class HashedCharacters:
    """Signed feature hashing of character bigrams and trigrams, weighted by the square root of their counts."""

    name = "hashed-characters-512"
    dimension = 512
    at_once = True

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages; returns (texts, dimension)."""
        return np.array([self.embed_query(text) for text in texts], np.float32).reshape(-1, self.dimension)

    def embed_query(self, text: str) -> Vectors:
        """Embed a query; returns (dimension,)."""
        letters = _GAP.sub("\0", _SPACE.sub("", fold(text)).lower())
        hashes, counts = np.unique(_hashed_grams(letters), return_counts=True)
        signs = np.where(hashes & 1, 1.0, -1.0)
        buckets = (hashes >> np.uint64(1)) % np.uint64(self.dimension)
        vector = np.bincount(buckets.astype(np.int64), signs * np.sqrt(counts), self.dimension)
        return (vector / (np.linalg.norm(vector) or 1.0)).astype(np.float32)


_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"[\W_]+")
# The finaliser and one odd multiplier of MurmurHash3: any well-mixed 64-bit hash would do, but it must never change.
_MULTIPLIER, _FIRST_MIX, _SECOND_MIX = (
    np.uint64(n) for n in (0x87C37B91114253D5, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
)
_SHIFT = np.uint64(33)


def _hashed_grams(letters: str) -> NDArray[np.uint64]:
    """One hash per bigram and trigram; none spans a gap."""
    codes = np.frombuffer(letters.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    solid = codes != 0
    found = []
    grams, whole = codes, solid
    for length in (2, 3):
        rest = slice(length - 1, None)
        grams = grams[:-1] * _MULTIPLIER + codes[rest]
        whole = whole[:-1] & solid[rest]
        mixed = grams[whole]
        mixed = (mixed ^ (mixed >> _SHIFT)) * _FIRST_MIX
        mixed = (mixed ^ (mixed >> _SHIFT)) * _SECOND_MIX
        found.append(mixed ^ (mixed >> _SHIFT))
    return np.concatenate(found)
