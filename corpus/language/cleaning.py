"""Characters that are not seen: hints where a word may be parted, and selectors of a kanji's shape; letters written apart.

They part no word and make no other one, but they keep words from being found. So what looks for words reads a text
without them, and what quotes takes the text as it is.
"""

import re
import unicodedata
from array import array

from corpus.language.folding import HINTS, SELECTORS, Normalised, without_marks

_ACCENTS = "\u0300-\u036f\u3099\u309a"
"""What is set over or beside the letter before it: か and its voicing mark."""
_HINT = re.compile(f"[{HINTS}]+")
_APART = re.compile(f"[^\n{_ACCENTS}][{_ACCENTS}]+")
_MARKED = re.compile(
    f"(?P<cluster>[^\n{HINTS}{SELECTORS}{_ACCENTS}](?:[{_ACCENTS}]+[{SELECTORS}]*|[{SELECTORS}]+))|[{HINTS}{SELECTORS}]+"
)


def shown(text: str) -> str:
    """Drop hints, and compose what is written apart; the shapes of kanji stay as they are chosen."""
    return _APART.sub(lambda cluster: unicodedata.normalize("NFC", cluster[0]), _HINT.sub("", text))


def clean(text: str) -> Normalised | None:
    """Drop hints and selectors, and compose what is written apart; None where there is nothing to do."""
    parts: list[str] = []
    offsets, ends = array("I"), array("I")
    at = 0

    def keep(end: int) -> None:
        parts.append(text[at:end])
        offsets.extend(range(at, end))
        ends.extend(range(at + 1, end + 1))

    for found in _MARKED.finditer(text):
        keep(found.start())
        if found["cluster"]:
            letters = unicodedata.normalize("NFC", without_marks(found[0]))
            parts.append(letters)
            offsets.extend([found.start()] * len(letters))
            ends.extend([found.end()] * len(letters))
        at = found.end()
    if not at:
        return None
    keep(len(text))
    return Normalised("".join(parts), offsets, ends)
