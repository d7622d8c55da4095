"""Entries of the register: its own state, each document without its text, and its errors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexMismatchError, NotHeldError
from corpus.model import Case, Document, Header


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of the register."""

    register: str
    """Identifies this register among others."""
    generation: int
    embedder: str | None
    """Name of the embedder whose vectors are held; None before the first document."""
    dimension: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A document without its text: its number, the generation that last touched it, its header and cases."""

    id: int
    generation: int
    header: Header
    cases: tuple[Case, ...]
    passage_cases: NDArray[np.int16]
    """Per passage, the ordinal of its case; -1 outside any case."""


def entry_of(id_: int, generation: int, document: Document) -> Entry:
    """The entry of a document that is held under a number."""
    cases = np.array([-1 if each.case is None else each.case for each in document.passages], np.int16)
    return Entry(id_, generation, document.header, document.cases, cases)


def mismatch(held: str | None, wanted: str) -> IndexMismatchError:
    """The error for vectors that another embedder made."""
    return IndexMismatchError(
        f"保存されているベクトルは埋め込みモデル「{held}」のもので、設定の「{wanted}」と異なります。"
        "設定SENREI_EMBEDDING_MODELを元に戻すか、python -m corpus rebuild --embeddings で作り直してください。"
    )


def not_held(name: str) -> NotHeldError:
    """The error for a name that nothing is held under."""
    return NotHeldError(
        f"「{name}」という文書はありません。python -m corpus documents で一覧を確認してください。"
    )
