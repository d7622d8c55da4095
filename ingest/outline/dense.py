"""A text without its white space: PDF conversions space letters, wrap lines and glue headings at will."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import fold
from corpus.model import Span

_INK = re.compile(r"\S+")
_LINE = re.compile(r"(?:^|[\n\f])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Dense:
    """A folded text without white space, with the way back and the memory of where lines began."""

    text: str
    offsets: Sequence[int]
    """For each character of `text`, its place in the original."""
    lines: Sequence[int]
    """Where in `text` lines of the original begin, ascending."""

    def span(self, start: int, end: int) -> Span:
        """The span of the original that the non-empty `text[start:end]` covers."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def at(self, offset: int) -> int:
        """The place in `text` of the first character at or after `offset` of the original."""
        return bisect_left(self.offsets, offset)

    def begins_line(self, at: int) -> bool:
        """Whether a line begins at `at`, or the text ends there."""
        if at >= len(self.text):
            return True
        place = bisect_left(self.lines, at)
        return place < len(self.lines) and self.lines[place] == at

    def parted(self, at: int) -> bool:
        """Whether white space stood before the character at `at`."""
        return at > 0 and self.offsets[at] - self.offsets[at - 1] > 1

    def line_end(self, at: int) -> int:
        """Where the line that holds `at` ends."""
        place = bisect_left(self.lines, at + 1)
        return self.lines[place] if place < len(self.lines) else len(self.text)


def dense(text: str) -> Dense:
    """Fold `text` and drop its white space."""
    folded = fold(text)
    offsets = array("I")
    parts = []
    for ink in _INK.finditer(folded):
        parts.append(ink.group())
        offsets.extend(range(*ink.span()))
    lines = array("I", (bisect_left(offsets, line.end()) for line in _LINE.finditer(folded)))
    return Dense("".join(parts), offsets, lines)
