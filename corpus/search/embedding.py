"""Embedders: texts to vectors of unit length.

The built-in one needs no download and no fit, so adding a document never changes the vectors of the others. A neural
one is loaded on first use, because its libraries take seconds to import.
"""

import re
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SettingsError
from corpus.language import fold

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Makes vectors: float32, each row of unit length, or zero for a text without a letter."""

    @property
    def name(self) -> str:
        """Identifies its vectors: vectors under different names cannot be compared."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages; returns (texts, dimension)."""

    def embed_query(self, text: str) -> Vectors:
        """Embed a query; returns (dimension,)."""


class HashedCharacters:
    """Signed feature hashing of character bigrams and trigrams, weighted by the square root of their counts."""

    name = "hashed-characters-512"
    dimension = 512

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


_PREFIXES = (
    (re.compile(r"ruri-(v3|.*-v3)", re.IGNORECASE), "検索クエリ: ", "検索文書: "),
    (re.compile(r"ruri", re.IGNORECASE), "クエリ: ", "文章: "),
    (re.compile(r"(^|[^a-z])e5([^a-z]|$)", re.IGNORECASE), "query: ", "passage: "),
)


def prefixes(model: str) -> tuple[str, str]:
    """The prefixes of queries and of passages with which a family of models was trained, by the model's name."""
    for family, query, passage in _PREFIXES:
        if family.search(model.rstrip("/").rsplit("/", 1)[-1]):
            return query, passage
    return "", ""


class SentenceModel:
    """A sentence-transformers model by name or folder, on this machine or downloaded by its library."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._query, self._passage = prefixes(name)
        self._loading = threading.Lock()
        self._loaded: SentenceTransformer | None = None

    @property
    def dimension(self) -> int:
        """Length of a vector; loads the model."""
        return int(self._model().get_embedding_dimension() or 0)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages; returns (texts, dimension)."""
        return self._encode([self._passage + text for text in texts])

    def embed_query(self, text: str) -> Vectors:
        """Embed a query; returns (dimension,)."""
        query: Vectors = self._encode([self._query + text])[0]
        return query

    def _encode(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        vectors = self._model().encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)

    def _model(self) -> "SentenceTransformer":
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self.name)
        return self._loaded


def _load(name: str) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name)
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        raise SettingsError(
            f"埋め込みモデル「{name}」を読み込めません({type(error).__name__}: {str(error).splitlines()[0][:200]})。"
            "閉じたネットワークでは、つながる場所で取得したモデルのフォルダーを運び入れ、SENREI_EMBEDDING_MODELに"
            "そのフォルダーを指定してください。空にすると内蔵の埋め込みを使います。"
        ) from error


def embedder(model: str) -> Embedder:
    """The embedder for the setting `embedding_model`; nothing is loaded yet."""
    return SentenceModel(model) if model else HashedCharacters()
