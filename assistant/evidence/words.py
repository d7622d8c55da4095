"""The words of a question, each with its rarity in the corpus, and how a text holds them."""

from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from assistant.understand.question import Question
from assistant.understand.terms import Term
from corpus.language import character_pairs, content_lemmas, letters
from corpus.store import Corpus

_SATURATION, _LENGTH_SHARE, _USUAL_LENGTH = 1.2, 0.75, 80
"""BM25's k1 and b, and the lemmas of a usual window."""
_RAREST = 3
"""Words of a question whose presence is told apart from the rest."""
KEPT, KEPT_PHRASES = 20_000, 1_000
"""Texts, and phrases of questions, of which what is derived is kept: some 60 MB where every text is a window."""


@dataclass(frozen=True, slots=True)
class Lemmas:
    """The content lemmas of a text, packed into one string: as sets, those of a large corpus's windows fill a gigabyte."""

    packed: str
    """Each between two line ends of its own."""
    size: int

    def __contains__(self, lemma: object) -> bool:
        return f"\n{lemma}\n" in self.packed

    def count(self, lemma: str) -> int:
        """How often it holds a lemma."""
        return self.packed.count(f"\n{lemma}\n")


@lru_cache(maxsize=KEPT)
def lemmas_of(text: str) -> Lemmas:
    """The content lemmas of a text; kept, since one window is weighed for many questions."""
    found = content_lemmas(text)
    return Lemmas("\n" + "\n\n".join(found) + "\n", len(found))


letters_of = lru_cache(maxsize=KEPT)(letters)
"""The letters of a text, kept as its lemmas are: a pair of characters stands in them where it is one of the text's."""


@lru_cache(maxsize=KEPT_PHRASES)
def pairs_of(phrase: str) -> frozenset[str]:
    """The character pairs of a phrase of a question."""
    return frozenset(character_pairs(phrase))


def likeness(phrase: str, text: str) -> float:
    """Share of the character pairs of a phrase that a text holds, 0 to 1."""
    pairs, held = pairs_of(phrase), letters_of(text)
    return sum(pair in held for pair in pairs) / len(pairs) if pairs else 0.0


class Words:
    """The words of a question without its places, rarest first where that counts."""

    def __init__(self, question: Question, terms: Sequence[Term], corpus: Corpus) -> None:
        text = question.told
        for place in question.municipalities:
            text = text.replace(place, " ")
        self.own = [*dict.fromkeys(content_lemmas(text))]
        subject = dict.fromkeys(content_lemmas(question.standalone.subject))
        self.subject = [word for word in subject if word not in self.own]
        self.pairs = frozenset(character_pairs(text))
        self.instead = [frozenset(content_lemmas(word)) for term in terms for word in term.instead]
        total = corpus.counts().passages
        held = corpus.frequency([*self.own, *self.subject])
        self.rarity = {word: log(1 + (total - n + 0.5) / (n + 0.5)) for word, n in held.items()}
        self.rarest = sorted(self.own, key=lambda word: -self.rarity[word])[:_RAREST]

    def bm25(self, held: Lemmas) -> float:
        """BM25 of a text for the question's own words."""
        damp = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * held.size / _USUAL_LENGTH)
        found = ((self.rarity[word], held.count(word)) for word in self.own)
        return sum(rarity * n * (1 + _SATURATION) / (n + damp) for rarity, n in found if n)

    def share(self, held: Container[str], words: Collection[str]) -> float:
        """The share of some of the words that a text holds, weighted by their rarity, 0 to 1."""
        total = sum(self.rarity[word] for word in words)
        return sum(self.rarity[word] for word in words if word in held) / total if total else 0.0
