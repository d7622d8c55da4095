"""Cuts turns into passages: a few sentences each, the unit of indexing and search."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.language import ArticleMatch, article, sentences, squeeze
from corpus.model import Case, Passage, Span, Turn

LONGEST = 300
"""Most characters of a passage, white space excluded; a longer sentence is a passage of its own."""

_THIS_CASE = re.compile(
    r"本(?:案件|件|諮問|議案|議題|事業|業務|事務|システム|制度)|(?:この|当該)(?:案件|事業|業務|システム)|今回の(?:案件|諮問|業務|システム)"
)


def _length(text: str, span: Span) -> int:
    return len(squeeze(span.of(text)))


def _pieces(text: str, turn: Turn) -> Iterator[Span]:
    """The spans of a turn's passages: as many whole sentences as fit in each."""
    held: Span | None = None
    size = 0
    for sentence in sentences(text, turn.span):
        length = _length(text, sentence)
        if held is not None and size + length > LONGEST:
            yield held
            held, size = None, 0
        held = Span(held.start if held else sentence.start, sentence.end)
        size += length
    if held is not None:
        yield held


def _searched(shown: str, title: str | None) -> str:
    """The text to index: the case's title is added after 「本件」, 「この事業」 and the like."""
    if title is None:
        return shown
    return _THIS_CASE.sub(lambda match: f"{match[0]}({title})", shown, count=2)


def cut_passages(
    text: str, turns: Sequence[Turn], cases: Sequence[Case], matches: Sequence[ArticleMatch]
) -> tuple[Passage, ...]:
    """Cut the turns into passages. A passage lies within one turn and so within one case.

    Args:
        text: the document's text.
        turns: the turns, in order.
        cases: the cases, by ordinal.
        matches: the article references of the document, in order.
    """
    starts = [match.span.start for match in matches]
    found: list[Passage] = []
    for turn in turns:
        title = cases[turn.case].title if turn.case is not None else None
        for span in _pieces(text, turn):
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            articles = dict.fromkeys(
                article.format_reference(replace(m.article, sub=None)) for m in matches[first:last]
            )
            shown = span.of(text)
            found.append(
                Passage(len(found), span, turn.ordinal, turn.case, tuple(articles), _searched(shown, title))
            )
    return tuple(found)
