"""Neural embedders that sentence-transformers runs; its libraries take seconds to import and load when first needed."""

import os
import re
import threading
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import SettingsError
from corpus.search.embedding import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 8
"""Passages in one pass through the network; sentence-transformers sorts them by length. 32 is slower on two cores."""
_INT8_ENGINES = {"x86", "fbgemm", "onednn"}
"""Those of torch that multiply in 8 bits with a scale for each row."""
_KEPT_WHOLE = re.compile(r"layer\.\d+\.output\.dense$")
"""Layers that stay in float32: what goes into them has outliers, and in 8 bits they take the cosine from .995 to .97."""
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

    at_once = False

    def __init__(self, name: str, *, int8: bool = False) -> None:
        self.name = name
        self._int8 = int8
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
        vectors = self._model().encode(
            texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)

    def _model(self) -> "SentenceTransformer":
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self.name)
                if self._int8:
                    _quantise(self._loaded)
        return self._loaded


def _load(name: str) -> "SentenceTransformer":
    # Read when torch is loaded: threads that spin while they wait halve the speed where others are at work.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name)
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        raise SettingsError(
            f"埋め込みモデル「{name}」を読み込めません({type(error).__name__}: {str(error).splitlines()[0][:200]})。"
            "閉じたネットワークでは、つながる場所で取得したモデルのフォルダーを運び入れ、SENREI_EMBEDDING_MODELに"
            "そのフォルダーを指定してください。空にすると内蔵の埋め込みを使います。"
        ) from error


def _quantise(model: "SentenceTransformer") -> None:
    """Let the linear layers multiply in 8 bits where this machine's torch can and the model runs on the CPU."""
    import torch
    from torch.ao import quantization

    if model.device.type != "cpu" or torch.backends.quantized.engine not in _INT8_ENGINES:
        return
    layers = {
        name: quantization.per_channel_dynamic_qconfig
        for name, layer in model.named_modules()
        if isinstance(layer, torch.nn.Linear) and not _KEPT_WHOLE.search(name)
    }
    with warnings.catch_warnings():
        # torch is pinned: what a later one takes away is seen when the pin moves
        warnings.filterwarnings("ignore", message=".*deprecated")
        quantization.quantize_dynamic(model, layers, dtype=torch.qint8, inplace=True)  # type: ignore[no-untyped-call]
