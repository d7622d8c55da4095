"""Which of the articles that a document refers to a case turns on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus import article
from corpus.article import ArticleMatch
from corpus.document import ArticleUse, Span

_TURNED_ON = frozenset({"ordinance", "law", None})
"""Kinds of instrument under which a council is consulted; not rules, contracts, guidelines or its own ordinance."""


def case_articles(text: str, spans: Iterable[Span], matches: Sequence[ArticleMatch]) -> tuple[ArticleUse, ...]:
    """The articles that the case turns on: those of the ordinance or law cited in `spans`, each once.

    Args:
        text: the document's text.
        spans: where consultation and conclusion stand.
        matches: the article references of the document, in order.
    """
    regions = [span for span in spans if span.start < span.end <= len(text)]
    found: dict[str, ArticleUse] = {}
    for match in matches:
        if match.instrument not in _TURNED_ON or not any(region.covers(match.span) for region in regions):
            continue
        use = ArticleUse(article.format(replace(match.article, sub=None)), match.law, match.span)
        known = found.get(use.reference)
        if known is None or (known.law is None and use.law is not None):
            found[use.reference] = use
    return tuple(sorted(found.values(), key=lambda use: use.span))
