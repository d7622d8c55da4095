"""The other wordings of a question that a chat model proposes: which of them may be searched."""

import re
from collections.abc import Callable, Sequence

from assistant.model.material import harmless
from assistant.model.negation import words
from assistant.model.numbers import figures
from assistant.understand.followup import Message
from corpus.language import fold, squeeze

MOST = 6
"""Wordings that are searched."""
_LONGEST = 80
_OF_QUESTION, _OF_ANSWER = 200, 160
"""Characters of a message of either side that the model is told."""
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々]")
_NOTHING_SAID = "（なし）"


def condensed(conversation: Sequence[Message], room: int, count: Callable[[str], int]) -> str:
    """Shorten a conversation to `room` tokens: its first question and its newest messages, answers by their beginning."""
    lines = [
        f"利用者: {harmless(m.text)[:_OF_QUESTION]}"
        if m.role == "user"
        else f"回答: {harmless(m.text)[:_OF_ANSWER]}"
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


def allowed(proposed: Sequence[str], said: str) -> tuple[str, ...]:
    """The wordings that name no number, day, article, place or person of their own.

    Args:
        proposed: by the model.
        said: the question and the conversation.
    """
    known = figures(said)
    names = {word.lemma for word in words(said)}
    letters = squeeze(fold(said))
    kept = []
    for wording in (harmless(text)[:_LONGEST] for text in proposed):
        found = figures(wording)
        own = (
            all(known.holds_number(n) for n in found.numbers)
            and all(known.holds_day(d, wording) for d in found.days)
            and all(known.holds_article(a) for a in found.articles)
            and all(squeeze(fold(place)) in letters for place in found.places)
            and all(w.lemma in names or w.surface in letters.lower() for w in words(wording) if w.proper)
        )
        if own and _JAPANESE.search(wording) and squeeze(wording) != squeeze(said):
            kept.append(wording)
    return tuple(dict.fromkeys(kept))[:MOST]
