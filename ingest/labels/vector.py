"""Sentences as sparse vectors: characters, words, and what was said before, hashed."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import HashingVectorizer

from corpus.language import fold, squeeze, tagger

_DIGITS = re.compile(r"\d+")
_CELLS = re.compile(r"[\t|]+")
_PARTICLES = ("助詞", "補助記号", "記号", "空白")
_BEFORE = 30
"""Characters of the sentence before that are looked at: how it ends is what matters."""
_REACH = 4
"""Words over which two words that carry meaning are paired."""


class Genre(StrEnum):
    """The kind of record a sentence stands in: what is said there in passing is said elsewhere to decide."""

    MINUTES = "会議録"
    SUMMARY = "要旨"
    REPORT = "答申"
    RESULTS = "結果一覧"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the models see it."""

    text: str
    before: str = ""
    """The sentence before it; empty where none stands before it."""
    genre: Genre = Genre.MINUTES


def normalised(text: str) -> str:
    """Fold `text`, close it up, and make all numbers one: 第12号 and 第3号 are said in the same way."""
    folded = _CELLS.sub("|", fold(unicodedata.normalize("NFKC", text)))
    return _DIGITS.sub("0", squeeze(folded))


def vectors(sentences: Sequence[Sentence]) -> sp.csr_matrix:
    """Return a row of 2^15 + 2^16 + 2^15 + 2^14 features for each sentence: of each kind one vector of length √weight."""
    texts = [normalised(sentence.text) for sentence in sentences]
    words = [_words(text) for text in texts]
    kinds = (
        ([f"^{text}$" for text in texts], _characters, 15, 1.0),
        (words, _runs, 16, 1.0),
        (words, _pairs, 15, 0.3),
        ([f"^{normalised(sentence.before)[-_BEFORE:]}$" for sentence in sentences], _characters, 14, 0.2),
    )
    return sp.hstack(
        [
            HashingVectorizer(
                analyzer=analyse, n_features=2**bits, binary=True, alternate_sign=False, dtype=np.float32
            )
            .transform(items)
            .multiply(weight**0.5)
            for items, analyse, bits, weight in kinds
        ],
        format="csr",
    )


def _characters(text: str) -> Iterator[str]:
    for length in (1, 2, 3):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


def _words(text: str) -> list[tuple[str, bool]]:
    """The lemmas of a text, each with whether it carries meaning."""
    words = []
    for line in tagger().parse(text).split("\n")[:-1]:
        surface, _, _, lemma, kind, *_ = line.split("\t")
        words.append((lemma.split("-")[0] or surface, not kind.startswith(_PARTICLES)))
    return words


def _runs(words: Sequence[tuple[str, bool]]) -> Iterator[str]:
    lemmas = ["^", *(lemma for lemma, _ in words), "$"]
    for length in (1, 2, 3):
        for start in range(len(lemmas) - length + 1):
            yield " ".join(lemmas[start : start + length])


def _pairs(words: Sequence[tuple[str, bool]]) -> Iterator[str]:
    lemmas = [lemma for lemma, meant in words if meant]
    for start, first in enumerate(lemmas):
        for second in lemmas[start + 1 : start + 1 + _REACH]:
            yield f"{first} {second}"
