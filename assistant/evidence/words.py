"""The words of a question, each with its rarity in the corpus, and how a text holds them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from math import log

from assistant.understand.question import Question
from assistant.understand.terms import Term
from corpus.language import character_pairs, content_lemmas
from corpus.store import Corpus

_SATURATION, _LENGTH_SHARE, _USUAL_LENGTH = 1.2, 0.75, 80
"""BM25's k1 and b, and the lemmas of a usual window."""
_RAREST = 3
"""Words of a question whose presence is told apart from the rest."""


@lru_cache(maxsize=20_000)
def lemmas_of(text: str) -> Mapping[str, int]:
    """The content lemmas of a text with their counts; kept, since one window is weighed for many questions."""
    return Counter(content_lemmas(text))


@lru_cache(maxsize=20_000)
def pairs_of(text: str) -> frozenset[str]:
    """The character pairs of a text; kept as `lemmas_of` are."""
    return frozenset(character_pairs(text))


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

    def bm25(self, held: Mapping[str, int]) -> float:
        """BM25 of a text for the question's own words."""
        size = sum(held.values())
        damp = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * size / _USUAL_LENGTH)
        found = ((self.rarity[word], held.get(word, 0)) for word in self.own)
        return sum(rarity * n * (1 + _SATURATION) / (n + damp) for rarity, n in found if n)

    def share(self, held: Collection[str], words: Collection[str]) -> float:
        """The share of some of the words that a text holds, weighted by their rarity, 0 to 1."""
        total = sum(self.rarity[word] for word in words)
        return sum(self.rarity[word] for word in words if word in held) / total if total else 0.0
