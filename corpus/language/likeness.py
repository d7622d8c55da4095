"""How much two wordings have in common."""

import re
from collections import Counter
from functools import lru_cache
from operator import add

from corpus.language.folding import fold, squeeze

_ENDING = re.compile(r"(?:について|の件|に関すること)$")


def dice(a: str, b: str) -> float:
    """Dice coefficient over the character pairs of two texts as they stand, 0 to 1; 1 for the same text."""
    if a == b:
        return 1.0
    return 2 * _common(a, b) / max(1, len(a) - 1 + len(b) - 1)


def likeness(a: str, b: str) -> float:
    """Dice coefficient over the character pairs of two titles, white space and widths aside; 0 to 1."""
    return dice(_key(a), _key(b))


def may_hold(text: str, title: str, least: float) -> bool:
    """Whether the likeness of a title and some part of a text may be `least` or more: the text has enough of its pairs."""
    key = _key(title)
    # A part has as many pairs as it has in common with the title, or more.
    return (2 - least) * _common(_key(text), key) >= least * (len(key) - 1)


def coverage(title: str, sentence: str) -> float:
    """Share of the title's character pairs that stand in the sentence, its ending (について, の件) aside; 0 to 1."""
    a, b = _ENDING.sub("", _key(title)), _key(sentence)
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    return sum(pair in b for pair in pairs) / max(1, len(pairs))


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return squeeze(fold(text))


def _common(a: str, b: str) -> int:
    """How many character pairs two texts have in common."""
    x, y = _counted(a), _counted(b)
    return sum(min(x[pair], y[pair]) for pair in x.keys() & y.keys())


@lru_cache(maxsize=4096)
def _counted(text: str) -> Counter[str]:
    """The character pairs of a text; the same titles are compared again and again."""
    return Counter(map(add, text, text[1:]))
