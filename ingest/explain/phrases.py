"""The words of a sentence that make it what it was taken for: those without which it would be so least."""

from collections.abc import Sequence
from dataclasses import replace
from math import log

from corpus.language import squeeze, tagger
from ingest.explain.reasons import Reason
from ingest.explain.wording import words_for
from ingest.labels.sentences import SentenceModel
from ingest.labels.vector import Sentence

_LONGEST = 6
"""Words of a phrase at most."""
_NEARLY = 0.85
"""Share of the greatest drop from which a shorter phrase is told in the place of a longer one."""
_SECOND = 0.3
"""Share of the first phrase's drop from which a second one is told."""
_MOST_WORDS = 60
"""Words of a sentence that are looked at, from its end: there it says what it decides."""
_TINY = 1e-6


def _words(text: str) -> list[str]:
    """The words of a text as they are written, without white space."""
    return [line.split("\t", 1)[0] for line in tagger().parse(squeeze(text)).split("\n")[:-1]]


def _is_mark(word: str) -> bool:
    """Whether a word is punctuation: no phrase begins or ends with it."""
    return not any(character.isalnum() for character in word)


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
        One phrase or two, as slices of the sentence without white space, each with how far the log odds fall without it.
    """
    words = _words(sentence.text)
    first = max(0, len(words) - _MOST_WORDS)
    windows = [
        (start, start + length)
        for length in range(1, _LONGEST + 1)
        for start in range(first, len(words) - length + 1)
        if length < len(words) and not _is_mark(words[start]) and not _is_mark(words[start + length - 1])
    ]
    if not windows:
        return ()
    without = [replace(sentence, text="".join([*words[:start], *words[end:]])) for start, end in windows]
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
        feature = f"words:{''.join(words[slice(*windows[at])])}"
        found.append(Reason(feature, words_for(table, feature), round(drops[at], 3)))
    return tuple(found)


def _shortest(windows: Sequence[tuple[int, int]], drops: Sequence[float], among: Sequence[int]) -> int | None:
    """The shortest of the windows whose drop is nearly the greatest; None where nothing drops."""
    greatest = max((drops[at] for at in among), default=0.0)
    if greatest <= 0:
        return None
    nearly = [at for at in among if drops[at] >= _NEARLY * greatest]
    return min(nearly, key=lambda at: (windows[at][1] - windows[at][0], -drops[at]))
