"""Which of the articles that a document refers to a case turns on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.article import ArticleMatch, format
from corpus.document import ArticleUse, Span

_OTHER_INSTRUMENT = re.compile(
    r"要綱|要領|契約|協定|規約|規則|規程|指針|ガイドライン|基準|細則|覚書|設置条例|(?:審議会|審査会|委員会)(?:の.{0,8})?条例"
)
"""What is not the ordinance or law under which a council is consulted; its own ordinance of establishment neither."""


def case_articles(text: str, spans: Iterable[Span], matches: Sequence[ArticleMatch]) -> tuple[ArticleUse, ...]:
    """The articles that the case turns on: those of the ordinance or law cited in `spans`, each once.

    Args:
        text: the document's text.
        spans: where consultation and conclusion stand.
        matches: the article references of the document, in order.
    """
    regions = list(spans)
    found: dict[tuple[str, str | None], ArticleUse] = {}
    for match in matches:
        if not any(region.covers(match.span) for region in regions):
            continue
        if match.law is not None and _OTHER_INSTRUMENT.search(match.law):
            continue
        reference = format(replace(match.article, sub=None))
        found.setdefault((reference, match.law), ArticleUse(reference, match.law, match.span))
    named = {reference for reference, law in found if law is not None}
    return tuple(use for (reference, law), use in found.items() if law is not None or reference not in named)
