"""Query rewriting: what the model is told of the conversation, and which of its queries are searched."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.model.material import harmless
from assistant.model.neutral import NEUTRAL, OF_DECISIONS
from assistant.understand.followup import Message
from corpus.language import content_lemmas, find_articles, find_municipalities, find_periods, fold, squeeze

MOST = 3
"""Queries of the model that are searched."""
_LONGEST = 200
_OF_ANSWER = 160
"""Characters of an answer that the model is told."""
_LINE = re.compile(r"^\s*[-*・]?\s*(?:質問|検索)\s*\d?\s*[:：]\s*(\S.*)$", re.MULTILINE)
_NUMBERED = re.compile(r"第?\d+[回号]")
_NOTHING_SAID = "（なし）"


def condensed(conversation: Sequence[Message], room: int, count: Callable[[str], int]) -> str:
    """Shorten a conversation to `room` tokens: its first question and its newest messages, answers by their beginning."""
    lines = [
        f"{'利用者' if m.role == 'user' else '回答'}: {harmless(m.text)[: _LONGEST if m.role == 'user' else _OF_ANSWER]}"
        for m in conversation
        if m.text.strip()
    ]
    if not lines:
        return _NOTHING_SAID
    kept: list[str] = []
    room -= count(lines[0])
    for line in reversed(lines[1:]):
        room -= count(line) + 1
        if room < 0:
            kept.append("（中略）")
            break
        kept.append(line)
    return "\n".join([lines[0], *reversed(kept)])


def queries(reply: str, question: str, *, refused: bool = False) -> tuple[str, ...]:
    """The queries in a model's reply that ask about the same place, period, article, number and thing as the question.

    Args:
        reply: the model's; a query in it that leaves the place out is asked of the question's place.
        question: the standalone question.
        refused: whether its own words found nothing; then a query must put other words in their place, and not just
            leave them out.
    """
    places, asked = _places(question), _things(question)
    kept: list[str] = []
    for match in _LINE.finditer(reply):
        query = harmless(match[1])[:_LONGEST]
        if places and not _places(query):
            query = f"{'・'.join(sorted(places))}の{query}"
        things = _things(query)
        same_thing = bool(things & asked) and (not refused or bool(things - asked))
        if same_thing and _pins(query) == _pins(question) and squeeze(query) != squeeze(question):
            kept.append(query)
    return tuple(dict.fromkeys(kept))[:MOST]


def _things(text: str) -> frozenset[str]:
    """The content lemmas that say what a question is about."""
    return frozenset(content_lemmas(text)) - NEUTRAL - OF_DECISIONS - _places(text)


def _places(text: str) -> frozenset[str]:
    return frozenset(place.name for place in find_municipalities(text, unknown=True))


def _pins(text: str) -> tuple[frozenset[object], ...]:
    """The constraints of a question: its places, articles, periods and numbers."""
    folded = fold(text)
    return (
        _places(text),
        frozenset(match.article for match in find_articles(folded)),
        frozenset(match.period for match in find_periods(folded, date.today())),
        frozenset(squeeze(number) for number in _NUMBERED.findall(folded)),
    )
