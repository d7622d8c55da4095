"""Hybrid search: the results of the lexical and the dense index, fused."""

import logging
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import TypeVar

from corpus.errors import UnreachableError
from corpus.language import character_pairs, content_lemmas
from corpus.model import Passage
from corpus.search.catalogue import Catalogue
from corpus.search.embedding import Embedder
from corpus.search.exact import ExactVectors, Neighbour
from corpus.search.fields import article_token
from corpus.search.filters import EVERYTHING, Filters, Scope
from corpus.search.lexical import Level, LexicalIndex
from corpus.search.shelf import Shelf
from corpus.search.vectors import VectorIndex

__all__ = ["CaseHit", "Filters", "PassageHit", "Query", "Search"]

LOG = logging.getLogger(__name__)
T = TypeVar("T")
Place = tuple[int, int]
"""(document, ordinal of the passage or case)."""
Scores = tuple[float, float, float]
"""Score, BM25 and cosine."""

PASSAGE_WEIGHTS = {"lemmas": 1.0, "pairs": 0.5, "header": 0.25, "articles": 3.0}
CASE_WEIGHTS = {"lemmas": 1.0, "pairs": 0.5, "header": 1.0, "articles": 3.0}
DENSE_SHARE = 0.15
"""Weight of the dense score in a passage's score; recall hardly differs from 0.1 to 0.25, and falls at 0.4."""
DOCUMENT_WEIGHTS = {"lemmas": 1.0, "pairs": 0.0, "header": 0.0, "articles": 3.0}
CASE_PASSAGE_SHARE = 0.3
"""Weight of its best passage's score in a case's score."""
POOL = 200
"""Least number of candidates that each index returns."""
EXACT_PASSAGES = 16_000
"""Passages in scope up to which vectors are compared exactly: 32 MB, 4 ms once read, and always the same result.

Chroma's own metadata filters took 20 to 140 ms with 40,000 passages.
"""
SCORED_KEPT = 16
"""Searches whose scores are remembered while the corpus stands."""
PRESENCE_POOL = 5
"""Passages in which a phrase is looked for."""
MOST_NEIGHBOURS = 5_000
"""Most neighbours asked of Chroma where filters are applied afterwards."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search query."""

    text: str
    articles: tuple[str, ...] = ()
    """References; entries that hold exactly these score higher."""
    filters: Filters = field(default_factory=Filters)
    meaning: str = ""
    """What is embedded in place of `text`: the searches of one question that say the same share its vector."""


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that was found."""

    document: str
    passage: Passage
    score: float
    """0 to 1 within one search; not comparable between searches."""
    lexical: float
    """BM25; 0 where the lexical index did not return it."""
    dense: float
    """Cosine; 0 where the dense index did not return it."""


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case that was found; -1 stands for a document without cases."""

    document: str
    case: int
    score: float
    """0 to 1 within one search; not comparable between searches."""


@dataclass(frozen=True, slots=True)
class Search:
    """Search over one state of the corpus."""

    shelf: Shelf
    catalogue: Catalogue
    lexical: LexicalIndex
    exact: ExactVectors
    vectors: VectorIndex | None
    """None where another process has Chroma's folder."""
    embedder: Embedder
    unembedded: Set[int] = frozenset()
    """Documents whose vectors are still being made; their passages are scored by words alone."""
    _scored: dict[tuple[Query, int], Mapping[Place, Scores]] = field(default_factory=dict, repr=False)
    """The last results of `_scored_passages`: one question ranks passages and cases by the same query."""

    def passages(self, query: Query, limit: int) -> list[PassageHit]:
        """The passages that fit best, best first."""
        scored = self._scored_passages(query, max(limit, POOL))
        best = _best(scored, key=lambda scores: scores[0], limit=limit)
        held = self.shelf.passages_at(best, self.catalogue.entries)
        return [PassageHit(self._name(place), held[place], *scored[place]) for place in best if place in held]

    def cases(self, query: Query, limit: int) -> list[CaseHit]:
        """The cases that fit best, by their whole text and by their best passage, best first."""
        scope = self.catalogue.scope(query.filters)
        pool = max(limit, POOL)
        whole = _levelled(self._matches(Level.CASE, query, CASE_WEIGHTS, scope, pool))
        best_passage: dict[Place, float] = {}
        for (document, ordinal), (score, _, _) in self._scored_passages(query, pool).items():
            case = self.catalogue.case_at(document, ordinal)
            if case is None and self.catalogue.entries[document].cases:
                continue
            place = (document, -1 if case is None else case)
            best_passage[place] = max(score, best_passage.get(place, 0.0))
        scores = _blend(whole, best_passage, CASE_PASSAGE_SHARE)
        return [CaseHit(self._name(place), place[1], scores[place]) for place in _best(scores, float, limit)]

    def presence(self, phrase: str, filters: Filters) -> float:
        """The share of a phrase's character pairs that the best passage holds, 0 to 1."""
        pairs = set(character_pairs(phrase))
        if not pairs:
            return 0.0
        found = self.lexical.search(
            Level.PASSAGE,
            {"pairs": sorted(pairs)},
            {"pairs": 1.0},
            PRESENCE_POOL,
            self.catalogue.scope(filters),
        )
        held = self.shelf.passages_at(
            [(match.document, match.ordinal) for match in found], self.catalogue.entries
        )
        shares = (len(pairs.intersection(character_pairs(p.searched))) / len(pairs) for p in held.values())
        return max(shares, default=0.0)

    def documents(self, query: Query, limit: int) -> list[tuple[str, float]]:
        """The documents whose whole text fits best by BM25, with that score, best first."""
        scope = self.catalogue.scope(query.filters).of_documents()
        found = self._matches(Level.DOCUMENT, query, DOCUMENT_WEIGHTS, scope, limit)
        return [(self._name(place), score) for place, score in found.items()]

    def _name(self, place: Place) -> str:
        return self.catalogue.entries[place[0]].header.name

    def _scored_passages(self, query: Query, pool: int) -> Mapping[Place, Scores]:
        """Score, BM25 and cosine of every passage that either index returns."""
        found = self._scored.get((query, pool))
        if found is None:
            if len(self._scored) >= SCORED_KEPT:
                self._scored.clear()
            found = self._scored[query, pool] = self._score_passages(query, pool)
        return found

    def _score_passages(self, query: Query, pool: int) -> Mapping[Place, Scores]:
        scope = self.catalogue.scope(query.filters)
        words = self._matches(Level.PASSAGE, query, PASSAGE_WEIGHTS, scope, pool)
        near = {
            (found.document, found.ordinal): found.cosine
            for found in self._neighbours(query.meaning or query.text, scope, pool)
            if found.document in self.catalogue.entries
        }
        levelled = _levelled(words)
        scores = _blend(levelled, _levelled(near), DENSE_SHARE)
        scores |= {place: score for place, score in levelled.items() if place[0] in self.unembedded}
        return {place: (score, words.get(place, 0.0), near.get(place, 0.0)) for place, score in scores.items()}

    def _matches(
        self, level: Level, query: Query, weights: Mapping[str, float], scope: Scope, limit: int
    ) -> dict[Place, float]:
        lemmas, pairs = content_lemmas(query.text), character_pairs(query.text)
        words = {
            "lemmas": lemmas,
            "pairs": pairs,
            "header": lemmas,
            "articles": [article_token(reference) for reference in query.articles],
        }
        found = self.lexical.search(level, words, weights, limit, scope)
        return {
            (match.document, match.ordinal): match.score
            for match in found
            if match.document in self.catalogue.entries
        }

    def _neighbours(self, text: str, scope: Scope, limit: int) -> list[Neighbour]:
        if scope.empty or not text.strip():
            return []
        size = self.catalogue.size(scope)
        if self.vectors is None or size <= EXACT_PASSAGES:
            return self._compared(text, scope, limit)
        enough = limit
        if not scope.everything:
            enough = min(MOST_NEIGHBOURS, 2 * limit * self.catalogue.size(EVERYTHING) // size)
        try:
            near = self.vectors.nearest(self.embedder.embed_query(text), enough)
        except UnreachableError as error:
            LOG.warning("%s登録簿のベクトルと直接比べます。", error)
            return self._compared(text, scope, limit)
        return [
            found
            for found in near
            if scope.holds(found.document, self.catalogue.case_at(found.document, found.ordinal))
        ][:limit]

    def _compared(self, text: str, scope: Scope, limit: int) -> list[Neighbour]:
        """The nearest passages by comparing one by one; where nothing is embedded yet, nor is the query."""
        places = self.catalogue.passages_in(scope)
        embedded = {id_: ordinals for id_, ordinals in places.items() if id_ not in self.unembedded}
        return self.exact.nearest(embedded, self.embedder.embed_query(text), limit) if embedded else []


def _levelled(scores: Mapping[Place, float]) -> dict[Place, float]:
    """Scale scores linearly so that the least is 0 and the greatest 1."""
    if not scores:
        return {}
    least, greatest = min(scores.values()), max(scores.values())
    width = greatest - least
    return {place: (score - least) / width if width else 1.0 for place, score in scores.items()}


def _blend(main: Mapping[Place, float], other: Mapping[Place, float], share: float) -> dict[Place, float]:
    """The convex combination of two scorings; a missing score counts as 0."""
    return {
        place: (1 - share) * main.get(place, 0.0) + share * other.get(place, 0.0)
        for place in main.keys() | other.keys()
    }


def _best(scores: Mapping[Place, T], key: Callable[[T], float], limit: int) -> list[Place]:
    return sorted(scores, key=lambda place: (-key(scores[place]), place))[:limit]
