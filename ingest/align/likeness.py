"""How much two wordings of one title have in common."""

import re
from collections import Counter
from functools import lru_cache

from corpus.language import fold, squeeze

_ENDING = re.compile(r"(?:について|の件|に関すること)$")


def likeness(a: str, b: str) -> float:
    """Dice coefficient over the character pairs of two titles, white space aside; 0 to 1."""
    first, x = _counted(a)
    second, y = _counted(b)
    if first == second:
        return 1.0
    common = sum(min(count, y[pair]) for pair, count in x.items() if pair in y)
    return 2 * common / max(1, x.total() + y.total())


@lru_cache(maxsize=4096)
def _counted(title: str) -> tuple[str, Counter[str]]:
    """A title as it is compared, and its character pairs; the same titles are compared again and again."""
    key = squeeze(fold(title))
    return key, Counter(key[i : i + 2] for i in range(len(key) - 1))


def coverage(title: str, sentence: str) -> float:
    """Share of the title's character pairs that stand in the sentence; 0 to 1."""
    a, b = _ENDING.sub("", squeeze(fold(title))), squeeze(fold(sentence))
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    return sum(pair in b for pair in pairs) / max(1, len(pairs))
