"""A chat model's text taken apart: its quotes, its numbered lines."""

import re
import unicodedata
from collections.abc import Iterator

from corpus.model import Span

_NUMBERED = re.compile(r"^\s*(\d{1,3})\s*[:：.)）]\s*(\S.*)$", re.MULTILINE)
_HIRAGANA = re.compile(r"[ぁ-ん]")
_LETTER = re.compile(r"[^\W\d_]")
_LEAST_HIRAGANA = 0.1
"""Share of hiragana among the letters of Japanese prose; real prose has 0.3 to 0.5."""
_QUOTES = dict(zip('「『｢“‘《〈〝"＂', '」』｣”’》〉〟"＂', strict=True))
"""Marks that open a quote, each with the one that closes it."""


def visible(text: str) -> str:
    """The text without characters that cannot be seen."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cs"))


def japanese(text: str) -> bool:
    """Whether the text, what it quotes aside, is Japanese prose."""
    own = "".join(map(blanked, text.splitlines()))
    letters = len(_LETTER.findall(own))
    return letters > 0 and len(_HIRAGANA.findall(own)) >= _LEAST_HIRAGANA * letters


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a reply that answers by number, as in `3: 文`."""
    return ((int(match[1]), match[2].strip()) for match in _NUMBERED.finditer(visible(text)))


def quoted(text: str) -> list[Span]:
    """Where the outermost quotes stand in a sentence, in marks of any kind, without the marks; an open one runs to the end."""
    found: list[Span] = []
    closing: list[str] = []
    start = 0
    for at, character in enumerate(text):
        if closing and character == closing[-1]:
            closing.pop()
            if not closing:
                found.append(Span(start, at))
        elif character in _QUOTES and (not closing or _QUOTES[character] != character):
            start = start if closing else at + 1
            closing.append(_QUOTES[character])
    if closing:
        found.append(Span(start, len(text)))
    return found


def blanked(text: str) -> str:
    """The sentence with the letters inside quotes made blank, so that every offset stays; an open quote stays as it is."""
    for span in quoted(text):
        if span.end == len(text):
            continue
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
