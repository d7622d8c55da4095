"""Topics: the noun phrases that say what a question is about."""

import re
from collections.abc import Collection
from functools import cache
from importlib import resources

from corpus.language import content_lemmas, find_articles, fold, noun_phrases
from corpus.model import Span


@cache
def _generic_words() -> frozenset[str]:
    lines = (
        resources.files("assistant.understand").joinpath("generic.txt").read_text(encoding="utf-8").splitlines()
    )
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_ABOUT = re.compile(r"(?<=.{2})(?:関連|関係|がらみ)$")
"""What is hung on a topic: マイナンバーカード関連."""


def _generic(phrase: str) -> bool:
    """Whether a phrase consists of stop words of the field: 審議結果, 過去案件."""
    words = _generic_words()
    return phrase in words or all(lemma in words for lemma in content_lemmas(phrase))


def topics_of(text: str, places: Collection[str] = (), periods: Collection[Span] = ()) -> tuple[str, ...]:
    """The noun phrases of a question that are no place, date, article or stop word of the field.

    Args:
        text: a question.
        places: municipalities named in it; they are taken out of phrases.
        periods: spans of the periods named in it.
    """
    kept = []
    articles = [match.span for match in find_articles(text)]
    for phrase, span in noun_phrases(text):
        inside_period = any(p.start < span.end and span.start < p.end for p in periods)
        bare = phrase
        for place in places:
            bare = bare.replace(place, "")
        bare = _ABOUT.sub("", bare)
        if (
            inside_period
            or any(a.covers(span) for a in articles)
            or len(bare) < 2
            or _generic(bare)
            or re.fullmatch(r"第?[\d条項号のM回]+.*|[\d.,]+\D?", fold(bare))
        ):
            continue
        kept.append(bare)
    return tuple(dict.fromkeys(kept))
