"""Sentences as sparse vectors: characters, words, their senses, and what was said before, hashed."""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from operator import add

import mmh3
import numpy as np
import scipy.sparse as sp

from corpus.language import fold, squeeze, tagger
from ingest.labels.senses import senses

_DIGITS = re.compile(r"\d+")
_CELLS = re.compile(r"[\t|]+")
_KINDS = {"名詞": "N", "動詞": "V"}
"""Signs that stand for words without a sense, where only the shape of a sentence is looked at."""
_BEFORE = 30
"""Characters of the sentence before that are looked at: how it ends is what matters."""
_SENSES_BEFORE = 8
"""Senses of the sentence before that are looked at, its last ones."""
_LAST = 3
"""Senses at the end of a sentence that are held against those of the sentence before."""


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
    """Return a row of 2^15 + 2^16 + 2 × 2^15 + 2 × 2^14 features for each sentence: of each kind one vector of length √weight."""
    texts = [normalised(sentence.text) for sentence in sentences]
    before = [normalised(sentence.before) for sentence in sentences]
    words = [_words(text) for text in texts]
    met = (_meeting(_words(earlier), own) for earlier, own in zip(before, words, strict=True))
    kinds = (
        (map(_characters, texts), 15, 1.0),
        (map(_lemmas, words), 16, 1.0),
        (map(_shape, words), 15, 0.5),
        (map(_senses, words), 15, 0.3),
        (map(_characters, (text[-_BEFORE:] for text in before)), 14, 0.2),
        (met, 14, 0.2),
    )
    return sp.hstack([_hashed(grams, 2**bits, weight) for grams, bits, weight in kinds], format="csr")


_hash = lru_cache(maxsize=2**16)(mmh3.hash)
"""Hashes of grams are remembered: few make most of a text."""


def _hashed(rows: Iterable[Iterable[str]], width: int, weight: float) -> sp.csr_matrix:
    """A row of `width` features for each collection of grams: those that its grams hash to, together of length √weight."""
    hashes, ends = array("i"), array("i")
    for grams in rows:
        hashes.extend(map(_hash, grams))
        ends.append(len(hashes))
    owners = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    places = np.sort(owners * width + np.abs(np.asarray(hashes, dtype=np.int64)) % width)
    places = places[np.diff(places, prepend=-1) > 0]
    owners, columns = places // width, places % width
    held = np.bincount(owners, minlength=len(ends))
    values = (1.0 / np.sqrt(held[owners])).astype(np.float32) * np.float32(weight**0.5)
    starts = np.concatenate([[0], np.cumsum(held)])
    return sp.csr_matrix((values, columns, starts), shape=(len(ends), width))


@dataclass(frozen=True, slots=True)
class _Word:
    lemma: str
    sense: str
    """Empty where it has none."""
    shape: str
    """Its sense, or else what stands for it where only the shape of a sentence is looked at."""


def _characters(text: str) -> Iterator[str]:
    """The runs of one, two and three characters, its beginning and end marked."""
    marked = f"^{text}$"
    pairs = list(map(add, marked, marked[1:]))
    return chain(marked, pairs, map(add, pairs, marked[2:]))


@lru_cache(maxsize=2**10)
def _words(text: str) -> tuple[_Word, ...]:
    """The words of a text; kept for a while, since a sentence is also the one before the next."""
    return tuple(_word(line) for line in tagger().parse(text).split("\n")[:-1])


@lru_cache(maxsize=2**15)
def _word(line: str) -> _Word:
    """A word as the analyser prints it."""
    surface, _, _, lemma, kind, *_ = line.split("\t")
    lemma = lemma.split("-")[0] or surface
    sense = senses().get(lemma) or senses().get(surface, "")
    return _Word(lemma, sense, sense or _KINDS.get(kind.split("-")[0], lemma))


def _runs(items: Sequence[str], shortest: int, longest: int) -> Iterator[str]:
    """The runs of items, from the shortest to the longest length."""
    lengths = range(shortest, longest + 1)
    return chain.from_iterable(
        map(" ".join, zip(*(items[at:] for at in range(n)), strict=False)) for n in lengths
    )


def _lemmas(words: Sequence[_Word]) -> Iterator[str]:
    return _runs(["^", *(word.lemma for word in words), "$"], 1, 3)


def _shape(words: Sequence[_Word]) -> Iterator[str]:
    return _runs(["^", *(word.shape for word in words), "$"], 2, 4)


def _senses(words: Sequence[_Word]) -> Iterator[str]:
    """The runs of senses, and those that stand one or two apart."""
    found = ["^", *(word.sense for word in words if word.sense), "$"]
    apart = (f"{first}~{second}" for step in (2, 3) for first, second in zip(found, found[step:], strict=False))
    return chain(_runs(found, 1, 3), apart)


def _meeting(before: Sequence[_Word], own: Sequence[_Word]) -> Iterator[str]:
    """The last senses of the sentence before, each by itself and with the last ones of the sentence itself."""
    earlier = [word.sense for word in before if word.sense][-_SENSES_BEFORE:]
    last = [word.sense for word in own if word.sense][-_LAST:]
    both = (f"{first}>{second}" for first in dict.fromkeys(earlier) for second in last)
    return chain(_runs(["^", *earlier, "$"], 1, 2), both)
