"""The words of a sentence that make it what it was taken for: those without which it would be so least."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from corpus.language import squeeze, tagger
from ingest.explain.reasons import Reason
from ingest.explain.wording import words_for
from ingest.labels.sentences import SentenceModel
from ingest.labels.vector import Sentence

_LONGEST = 8
"""Words of a phrase at most."""
_NEARLY = 0.85
"""Share of the greatest drop from which a shorter phrase is told in the place of a longer one."""
_SECOND = 0.4
"""Share of the first phrase's drop from which a second one is told."""
_MOST_WORDS = 60
"""Words of a sentence that are looked at, from its end: there it says what it decides."""
_SHORTEST = 2
"""Characters of a phrase at least."""
_MARK = ("補助記号", "記号")
_LEANING = ("助詞", "助動詞", "接尾辞")
_OPEN = ("助詞", "接頭辞")
_INFLECTED = ("助動詞", "接尾辞")
_NOUN = "名詞"
_COMPOUND = (_NOUN, "接頭辞", "接尾辞")
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is written."""

    text: str
    kind: str
    """Its part of speech, as UniDic calls it."""

    def begins(self, before: "_Word | None") -> bool:
        """Whether a phrase may begin with it: no particle does, nor the second part of a compound."""
        return not self.kind.startswith(_LEANING) and not (before is not None and before.joins(self))

    def ends(self, behind: "_Word | None") -> bool:
        """Whether a phrase may end with it: no particle does, nor what a compound or an inflection goes on from."""
        return not self.kind.startswith(_OPEN) and not (behind is not None and self.joins(behind))

    def joins(self, behind: "_Word") -> bool:
        """Whether the word behind it belongs to the same compound or inflection."""
        if behind.kind.startswith(_INFLECTED):
            return True
        return self.kind.startswith(_COMPOUND) and behind.kind.startswith(_NOUN)


def _words(text: str) -> list[_Word]:
    """The words of a text, white space aside."""
    rows = (line.split("\t") for line in tagger().parse(squeeze(text)).split("\n")[:-1])
    return [_Word(row[0], row[4]) for row in rows]


def phrases(
    sentence: Sentence, task: str, label: str, rival: str, table: str, model: SentenceModel
) -> tuple[Reason, ...]:
    """The phrases by which a sentence is told by one label rather than another.

    Args:
        sentence: as the models see it.
        task: outcome or attachment.
        label: what it was taken for.
        rival: what else it may be.
        table: of `wording.toml`, for the words around a phrase.
        model: the sentence models.

    Returns:
        One phrase or two, as slices of the sentence without white space, each with how far the log odds fall without it; the whole
        sentence where it is no more than a phrase.
    """
    words = _words(sentence.text)
    if not words:
        return ()
    first = max(0, len(words) - _MOST_WORDS)
    windows = [
        (start, start + length)
        for length in range(1, min(_LONGEST, len(words) - 1) + 1)
        for start in range(first, len(words) - length + 1)
        if words[start].begins(words[start - 1] if start else None)
        and words[start + length - 1].ends(words[start + length] if start + length < len(words) else None)
        and not any(word.kind.startswith(_MARK) for word in words[start : start + length])
        and len(_joined(words[start : start + length])) >= _SHORTEST
    ]
    windows = windows or [(0, len(words))]
    without = [replace(sentence, text=_joined([*words[:start], *words[end:]])) for start, end in windows]
    shares = model.probabilities([sentence, *without])[task]
    labels = model.labels(task)
    odds = [
        log(row[labels.index(label)] + _TINY) - log(row[labels.index(rival)] + _TINY)
        for row in shares.astype(float)
    ]
    drops = [odds[0] - each for each in odds[1:]]
    best = _shortest(windows, drops, range(len(windows)))
    if best is None:
        return ()
    start, end = windows[best]
    apart = [at for at, (begin, stop) in enumerate(windows) if stop <= start or end <= begin]
    second = _shortest(windows, drops, apart)
    kept = [best] if second is None or drops[second] < _SECOND * drops[best] else [best, second]
    found = []
    for at in kept:
        feature = f"words:{_joined(words[slice(*windows[at])])}"
        found.append(Reason(feature, words_for(table, feature), round(drops[at], 3)))
    return tuple(found)


def _joined(words: Sequence[_Word]) -> str:
    return "".join(word.text for word in words)


def _shortest(windows: Sequence[tuple[int, int]], drops: Sequence[float], among: Sequence[int]) -> int | None:
    """The shortest of the windows whose drop is nearly the greatest; None where nothing drops."""
    greatest = max((drops[at] for at in among), default=0.0)
    if greatest <= 0:
        return None
    nearly = [at for at in among if drops[at] >= _NEARLY * greatest]
    return min(nearly, key=lambda at: (windows[at][1] - windows[at][0], -drops[at]))
