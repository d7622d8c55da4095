"""Whether a scope speaks of a phrase: by the titles of its cases, else by its best passage."""

from collections.abc import Callable

from corpus.search import Filters
from corpus.store import Corpus


def presence_in(corpus: Corpus, filters: Filters) -> Callable[[str], float]:
    """The share of a phrase's character pairs that the best passage holds, 0 to 1; 1 where a case's title holds the phrase."""
    titles = "\n".join(case.title for _, case in corpus.cases(filters))

    def presence(phrase: str) -> float:
        if phrase in titles:
            return 1.0
        return corpus.presence(phrase, filters)

    return presence
