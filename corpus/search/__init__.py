"""How what is held is searched: words, vectors, filters, and the indexes made from the register."""

from corpus.search.embedders import embedder
from corpus.search.fields import context, embedded
from corpus.search.filters import NO_FILTERS, Filters
from corpus.search.indexes import Indexes
from corpus.search.refresh import Progress
from corpus.search.seal import INDEX_FOLDERS, break_seal, told_of_documents
from corpus.search.search import CaseHit, PassageHit, Query
from corpus.search.shelf import Shelved
from corpus.search.windows import Window, cut_windows

__all__ = [
    "INDEX_FOLDERS",
    "NO_FILTERS",
    "CaseHit",
    "Filters",
    "Indexes",
    "PassageHit",
    "Progress",
    "Query",
    "Shelved",
    "Window",
    "break_seal",
    "context",
    "cut_windows",
    "embedded",
    "embedder",
    "told_of_documents",
]
