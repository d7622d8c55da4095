"""Folding, normalising and squeezing of Japanese text, with offsets into the original."""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kanjize import kanji2number

from corpus.model import Span

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u00ad\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\u2501\ufe58\ufe63\uff0d"
_WAVES = "\u02dc\u223c\u223e\u301c\u3030\uff5e"
_CIRCLES = "\u25cb\u25ef\u3007\u26aa\u2b58"
_VOICING = {"\uff9e": "゛", "\uff9f": "゜"}
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}
# PDF conversions put radicals where characters belong, and NFKC leaves these alone.
_RADICALS = dict(
    zip(
        "⺒⺜⺝⺟⺠⺬⺮⺷⺼⻁⻄⻆⻑⻘⻝⻞⻡⻣⻤⻨⻩⻫⻭⻯⻲",
        "巳日月母民示竹羊肉虎西角長青食食首骨鬼麦黄斉歯竜亀",
        strict=True,
    )
)


def _fold_table() -> dict[int, str]:
    compatible = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0xFF01, 0xFFEF))
    table = {}
    for code in compatible:
        normal = unicodedata.normalize("NFKC", chr(code))
        if len(normal) == 1 and not unicodedata.combining(normal):
            table[code] = normal
    table |= {ord(c): " " for c in _SPACES} | {ord(c): "-" for c in _DASHES} | {ord(c): "~" for c in _WAVES}
    table |= {ord(c): "○" for c in _CIRCLES} | {ord(c): t for c, t in (_VOICING | _QUOTES | _RADICALS).items()}
    return table


_FOLD = _fold_table()
# str.translate looks up every character; a pattern that begins with a class passes the others over twenty times as fast.
_VARIANTS = re.compile("[{0}][{0}]*".format(re.escape("".join(map(chr, _FOLD)))))


def fold(text: str) -> str:
    """Map the variants of a character to one form, character by character, so that all offsets stay valid.

    Full-width ASCII becomes half-width and half-width kana full-width; the kinds of space, dash, wave and circle
    become one each.
    """
    return _VARIANTS.sub(lambda run: run[0].translate(_FOLD), text)


def variants(characters: str) -> str:
    """Return `characters` and all characters that `fold` maps to one of them: ○◯〇 … for ○."""
    kept = frozenset(characters)
    return characters + "".join(chr(code) for code, folded in _FOLD.items() if folded in kept)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text derived from another, with offsets into the original."""

    text: str
    offsets: Sequence[int]
    """For each character of `text`, where in the original it begins."""
    ends: Sequence[int]
    """For each character of `text`, where in the original it ends."""

    def span(self, start: int, end: int) -> Span:
        """Return the span of the original from which the non-empty `text[start:end]` was made."""
        return Span(self.offsets[start], self.ends[end - 1])


_CLUSTER = re.compile(r"(.)[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)


def normalise(text: str) -> Normalised:
    """Fold `text` after NFKC, which may change its length: ｶﾞ becomes ガ, ① becomes 1, ㈱ becomes (株)."""
    if unicodedata.is_normalized("NFKC", text):
        return Normalised(fold(text), array("I", range(len(text))), array("I", range(1, len(text) + 1)))
    parts: list[str] = []
    offsets, ends = array("I"), array("I")
    for cluster in _CLUSTER.finditer(text):
        normal = unicodedata.normalize("NFKC", cluster.group())
        parts.append(normal)
        offsets.extend([cluster.start()] * len(normal))
        ends.extend([cluster.end()] * len(normal))
    return Normalised(fold("".join(parts)), offsets, ends)


HINTS = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
"""Class of soft hyphens, spaces without width, joiners and marks of direction: they are not seen."""
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Class of what chooses the shape of the kanji before it."""
_MARK = re.compile(f"[{HINTS}{SELECTORS}]")


def without_marks(text: str) -> str:
    """Drop what is not seen: hints and selectors."""
    return text if text.isascii() else _MARK.sub("", text)


_TURNS = "\u202a-\u202e\u2066-\u2069"
"""What turns the direction of writing."""
_LINES = "\t\n\v\f\r\x1c-\x1e\x85"
"""Control characters that end lines and part columns."""


def without_orders(text: str, instead: str = " ", *, kept: str = _LINES) -> str:
    """The text, as long as it was, without the characters that order a terminal or turn the direction of writing.

    Args:
        text: of a document, or a file's name.
        instead: one character for each.
        kept: control characters that stay, as in a class of a pattern.
    """
    return _orders(kept).sub(instead, text)


@cache
def _orders(kept: str) -> re.Pattern[str]:
    return re.compile(f"(?![{kept}])[\x00-\x1f\x7f-\x9f{_TURNS}]" if kept else f"[\x00-\x1f\x7f-\x9f{_TURNS}]")


def squeeze(text: str) -> str:
    """Drop all white space, and what is not seen."""
    return without_marks("".join(text.split()))


KANJI_DIGITS = "○一二三四五六七八九"
NUMERAL = f"(?:[0-9]{{1,9}}|[{KANJI_DIGITS}零十百千]{{1,12}})"
"""Pattern of a whole number in folded text; bounded, lest a run of digits be tried from each of them to its end."""


def number(numeral: str) -> int:
    """Read what NUMERAL matches: 12, 十二, 二○二二."""
    if numeral.isdigit():
        return int(numeral)
    numeral = numeral.replace("零", "○")
    if numeral.strip(KANJI_DIGITS):
        return int(kanji2number(numeral.replace("○", "")))
    return int("".join(str(KANJI_DIGITS.index(digit)) for digit in numeral))


_WORD_OR_GAP = re.compile(r"\S+|\s+")
_BREAK = re.compile(r"\n[^\S\n]*\n|\f")


@lru_cache(maxsize=8)
def squeezed(text: str) -> Normalised:
    """Fold `text` and close its letter-spacing and wraps; kept for a while, since several readers ask for the same text.

    Blank lines and page breaks stay, each as one line end; so does a line end between two digits, lest one
    number be made of two.
    """
    folded = fold(text)
    parts: list[str] = []
    offsets, ends = array("I"), array("I")
    for piece in _WORD_OR_GAP.finditer(folded):
        start, end = piece.span()
        if not folded[start].isspace():
            parts.append(piece.group())
            offsets.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        elif _BREAK.search(folded, start, end) or (
            "\n" in piece.group() and folded[start - 1 : start].isdigit() and folded[end : end + 1].isdigit()
        ):
            parts.append("\n")
            offsets.append(start)
            ends.append(end)
    return Normalised("".join(parts), offsets, ends)


_SPACED = re.compile(r"(?<!\S)\S(?:[^\S\n\f]{1,4}\S(?!\S)){2,}")


def unspaced(text: str) -> Normalised:
    """Fold `text` and close only its letter-spacing, 審 議 会: three or more characters that stand alone."""
    folded = fold(text)
    parts: list[str] = []
    offsets = array("I")
    at = 0
    for run in _SPACED.finditer(folded):
        inner = [i for i in range(*run.span()) if not folded[i].isspace()]
        parts += [folded[at : run.start()], *(folded[i] for i in inner)]
        offsets.extend(range(at, run.start()))
        offsets.extend(inner)
        at = run.end()
    parts.append(folded[at:])
    offsets.extend(range(at, len(folded)))
    return Normalised("".join(parts), offsets, array("I", (offset + 1 for offset in offsets)))
