"""The windows that a chat model reads: those of the question and of its other wordings together, the likeliest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import numpy as np

from assistant.evidence.cases import Weights, rank_cases
from assistant.evidence.pool import Candidate, Formed
from assistant.evidence.presence import presence_in
from assistant.evidence.ranker import load_ranker
from assistant.evidence.weigh import Pool, gather
from assistant.forms.extractive import Extract
from assistant.understand.followup import Standalone
from assistant.understand.question import Question, understand
from assistant.understand.terms import terms
from assistant.understand.thesaurus import Thesaurus
from corpus.store import Corpus

WIDEST = 80
"""Most windows that are read for one question."""
_STEP, _OTHER = 10.0, 0.5
"""Ranks after which a place is worth half of the first one; the weight of another wording beside the question's own."""
_Key = tuple[str, int]


class Windows:
    """Ranks windows for the questions of one corpus."""

    def __init__(self, corpus: Corpus, thesaurus: Thesaurus, weights: Weights) -> None:
        self._corpus, self._thesaurus, self._weights = corpus, thesaurus, weights

    def ranked(
        self, found: Extract, wordings: Sequence[str], *, own: bool = True, each_place: bool = False
    ) -> list[Candidate]:
        """The likeliest windows, best first; nothing outside the question's scope is among them.

        Args:
            found: the question with what was found for it.
            wordings: other words for it.
            own: whether the question's own words are searched too.
            each_place: whether the municipalities take turns.
        """
        pools = [(1.0, found.pool if found.pool else self._pool(found.question, found))] if own else []
        pools += [(_OTHER, self._pool(self._reworded(words, found), found)) for words in wordings]
        worth: dict[_Key, float] = defaultdict(float)
        known: dict[_Key, Candidate] = {}
        for weight, pool in pools:
            for rank, candidate in enumerate(_ordered(pool)):
                key = candidate.header.name, candidate.window.ordinal
                known.setdefault(key, candidate)
                worth[key] += weight / (1 + rank / _STEP)
        best = [known[key] for key in sorted(worth, key=lambda key: (-worth[key], key))]
        return (_by_turns(best) if each_place else best)[:WIDEST]

    def _reworded(self, words: str, found: Extract) -> Question:
        places = {h.municipality for h in found.scope.headers.values() if h.municipality}
        return understand(Standalone(words, words, "", ""), places)

    def _pool(self, question: Question, found: Extract) -> Pool | None:
        filters, corpus = found.scope.filters, self._corpus
        known = terms(question, self._thesaurus, presence_in(corpus, filters))
        cases = rank_cases(question, known, found.scope, corpus, self._weights)
        return gather(question, known, cases, Formed(), filters, corpus)


def _ordered(pool: Pool | None) -> Iterable[Candidate]:
    if pool is None:
        return ()
    order = np.argsort(-pool.chances(load_ranker()), kind="stable")
    return (pool.candidates[i] for i in order)


def _by_turns(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The windows with the municipalities taking turns, each with its best first."""
    of: dict[str | None, list[Candidate]] = defaultdict(list)
    for candidate in ranked:
        of[candidate.header.municipality].append(candidate)
    return [c for layer in zip_longest(*of.values()) for c in layer if c is not None]
