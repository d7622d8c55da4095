"""Sentences as sparse vectors: characters, words, and what was said before, hashed."""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain, pairwise
from operator import add

import mmh3
import numpy as np
import scipy.sparse as sp

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


@lru_cache(maxsize=2**10)
def normalised(text: str) -> str:
    """Fold `text`, close it up, and make all numbers one: 第12号 and 第3号 are said in the same way.

    Kept for a while, since a sentence is also the one before the next.
    """
    folded = _CELLS.sub("|", fold(unicodedata.normalize("NFKC", text)))
    return _DIGITS.sub("0", squeeze(folded))


def vectors(sentences: Sequence[Sentence]) -> sp.csr_matrix:
    """Return a row of 2^15 + 2^16 + 2^15 + 2^14 features for each sentence: of each kind one vector of length √weight."""
    texts = [normalised(sentence.text) for sentence in sentences]
    words = [_words(text) for text in texts]
    before = [normalised(sentence.before)[-_BEFORE:] for sentence in sentences]
    kinds = (
        (map(_characters, texts), 15, 1.0),
        (map(_runs, words), 16, 1.0),
        (map(_pairs, words), 15, 0.3),
        (map(_characters, before), 14, 0.2),
    )
    blocks = [_hashed(grams, 2**bits, weight) for grams, bits, weight in kinds]
    return sp.hstack(blocks, format="csr")


def _hashed(rows: Iterable[Iterable[str]], width: int, weight: float) -> sp.csr_matrix:
    """A row of `width` features for each collection of grams: those that its grams hash to, together of length √weight."""
    hashes, ends = array("i"), array("i")
    for grams in rows:
        hashes.extend(map(mmh3.hash, grams))
        ends.append(len(hashes))
    owners = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    places = np.sort(owners * width + np.abs(np.asarray(hashes, dtype=np.int64)) % width)
    places = places[np.diff(places, prepend=-1) > 0]
    owners, columns = places // width, places % width
    held = np.bincount(owners, minlength=len(ends))
    values = (1.0 / np.sqrt(held[owners])).astype(np.float32) * np.float32(weight**0.5)
    starts = np.concatenate([[0], np.cumsum(held)])
    return sp.csr_matrix((values, columns, starts), shape=(len(ends), width))


def _characters(text: str) -> Iterator[str]:
    """The runs of one, two and three characters, its beginning and end marked."""
    marked = f"^{text}$"
    pairs = list(map(add, marked, marked[1:]))
    return chain(marked, pairs, map(add, pairs, marked[2:]))


def _words(text: str) -> list[tuple[str, bool]]:
    """The lemmas of a text, each with whether it carries meaning."""
    return [_word(line) for line in tagger().parse(text).split("\n")[:-1]]


@lru_cache(maxsize=2**15)
def _word(line: str) -> tuple[str, bool]:
    """The lemma of a word as the analyser prints it, and whether it carries meaning; most words come again and again."""
    surface, _, _, lemma, kind, *_ = line.split("\t")
    return lemma.split("-")[0] or surface, not kind.startswith(_PARTICLES)


def _runs(words: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """The runs of one, two and three lemmas, their beginning and end marked."""
    lemmas = ["^", *(lemma for lemma, _ in words), "$"]
    pairs, threes = pairwise(lemmas), zip(lemmas, lemmas[1:], lemmas[2:], strict=False)
    return chain(lemmas, map(" ".join, pairs), map(" ".join, threes))


def _pairs(words: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """The pairs of lemmas that carry meaning and stand near each other."""
    lemmas = [lemma for lemma, meant in words if meant]
    near = (zip(lemmas, lemmas[step:], strict=False) for step in range(1, _REACH + 1))
    return map(" ".join, chain.from_iterable(near))
