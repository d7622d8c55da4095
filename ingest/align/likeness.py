"""How much two wordings of one title have in common."""

import re
from collections import Counter

from corpus.language import fold, squeeze

_ENDING = re.compile(r"(?:について|の件|に関すること)$")


def likeness(a: str, b: str) -> float:
    """Dice coefficient over the character pairs of two titles, white space aside; 0 to 1."""
    a, b = squeeze(fold(a)), squeeze(fold(b))
    if a == b:
        return 1.0
    x, y = (Counter(s[i : i + 2] for i in range(len(s) - 1)) for s in (a, b))
    return 2 * sum((x & y).values()) / max(1, sum(x.values()) + sum(y.values()))


def coverage(title: str, sentence: str) -> float:
    """Share of the title's character pairs that stand in the sentence; 0 to 1."""
    a, b = _ENDING.sub("", squeeze(fold(title))), squeeze(fold(sentence))
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    return sum(pair in b for pair in pairs) / max(1, len(pairs))
