"""Words of a document, found again in its text as it is now: line ends and blanks aside, nearest to where they stood."""

import re

from corpus.language import squeeze
from corpus.model import Span

LONGEST = 2000
"""Characters of a wording that are looked for."""


def find(text: str, words: str, near: int = 0) -> Span | None:
    """Where `words` stand in `text`, nearest to the offset `near`; None where they do not."""
    wanted = squeeze(words)[:LONGEST]
    if not wanted:
        return None
    pattern = re.compile(r"\s*".join(map(re.escape, wanted)))
    spans = (Span(*match.span()) for match in pattern.finditer(text))
    return min(spans, key=lambda span: abs(span.start - near), default=None)


def lines(text: str) -> list[Span]:
    """The lines of a text without their ends, empty ones among them; line n is the n-th from 1."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def line_at(text: str, offset: int) -> Span:
    """The line that holds an offset, without white space at its ends."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)]
    begin = start + len(line) - len(line.lstrip())
    return Span(begin, begin + len(line.strip()))
