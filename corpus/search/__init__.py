"""How what is held is searched: words, vectors, filters, and the indexes made from the register."""

from corpus.search.embedders import embedder
from corpus.search.fields import embedded
from corpus.search.filters import NO_FILTERS, Filters
from corpus.search.indexes import Indexes
from corpus.search.refresh import Progress
from corpus.search.search import CaseHit, PassageHit, Query

__all__ = [
    "NO_FILTERS",
    "CaseHit",
    "Filters",
    "Indexes",
    "PassageHit",
    "Progress",
    "Query",
    "embedded",
    "embedder",
]
