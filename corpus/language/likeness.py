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
    x, y = _counted(a), _counted(b)
    common = sum(min(x[pair], y[pair]) for pair in x.keys() & y.keys())
    return 2 * common / max(1, x.total() + y.total())


def likeness(a: str, b: str) -> float:
    """Dice coefficient over the character pairs of two titles, white space and widths aside; 0 to 1."""
    return dice(_key(a), _key(b))


def is_like(a: str, b: str, least: float) -> bool:
    """Whether the likeness of two titles is `least` or more; those of too different lengths are not compared."""
    x, y = _key(a), _key(b)
    short, long = sorted((max(1, len(x) - 1), max(1, len(y) - 1)))
    return 2 * short >= least * (short + long) and dice(x, y) >= least


def coverage(title: str, sentence: str) -> float:
    """Share of the title's character pairs that stand in the sentence, its ending (について, の件) aside; 0 to 1."""
    a, b = _ENDING.sub("", _key(title)), _key(sentence)
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    return sum(pair in b for pair in pairs) / max(1, len(pairs))


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return squeeze(fold(text))


@lru_cache(maxsize=4096)
def _counted(text: str) -> Counter[str]:
    """The character pairs of a text; the same titles are compared again and again."""
    return Counter(map(add, text, text[1:]))
