"""The part of a document in which it says what it is: its beginning and its end, without white space."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.language import DateMatch, find_dates, fold
from corpus.model import Span
from ingest.formats.reading import Reading
from ingest.labels.label import Label, LabelledLine

_OPENING, _ENDING = 110, 15
"""Lines at the beginning and at the end that are looked at."""
_OPENING_LENGTH, _ENDING_LENGTH = 14000, 3000
"""Characters of them at most."""
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_PIECE = re.compile(r"\S+")
_BULLET = re.compile(
    r"(?:[-※・•○●◎◇◆■□▼▲◯*#>|+]|第?\d{1,2}[.、)]|[(⑴-⒇]\d{1,2}\)|[①-⑳]|[一二三四五六七八九十][、.]|\d{1,2}(?=[^\d年月日時/.:-]))*"
)
_MARKS = frozenset(":;、。,.「」『』()【】〔〕[]<>〈〉《》≪≫・*|/~-→⇒■□◆◇●○◎※=#>")
_COUNT = re.compile(
    r"(?:[\d一二三四五六七八九十百](?:回|年度|号)|年度|(?:令和|平成|昭和)[\d元一二三四五六七八九十]{1,3}年|まで\)?|様|殿)\Z"
)
_CONTINUES = frozenset("付け度")
"""What belongs to the date or the year before it."""
_DISPATCHED = re.compile(r"日?付け?(?:の|、|,)?\Z")
_CAPTION = 16
"""Characters of a line that may be the caption of the line below it."""
_NEAR = 80
"""Characters before a place that are looked at."""
_TRAIL = 300
"""Characters of a line in which a trail shows."""
_COUNTED = 200_000
"""Characters of a document in which names are counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page."""

    start: int
    end: int
    label: Label
    number: int
    """Of the line in the document."""


@dataclass(frozen=True)
class Page:
    """The dense text of the lines with the way back, what they are labelled as, and where words part."""

    name: str
    """The file's name."""
    text: str
    """Folded, without white space; lines end with a line feed."""
    offsets: Sequence[int]
    """For each character of `text`, its offset in the document."""
    gaps: frozenset[int]
    """Places in `text` before which white space stands that is no letter-spacing."""
    rows: tuple[Row, ...]
    source: str
    """The document's text."""
    labels: tuple[Label, ...]
    """Of all its lines."""

    def span(self, start: int, end: int) -> Span:
        """The span of the document that the non-empty `text[start:end]` covers."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def at(self, offset: int) -> int:
        """The place in `text` of the first character at or after `offset` of the document."""
        return bisect_left(self.offsets, offset)

    def row(self, at: int) -> Row:
        """The line that holds the place."""
        return self.rows[max(0, bisect_right(self._starts, at) - 1)]

    @cached_property
    def _starts(self) -> list[int]:
        return [row.start for row in self.rows]

    @cached_property
    def dense(self) -> str:
        """The document without white space, folded, as far as names are counted in it."""
        return "".join(fold(self.source[:_COUNTED]).split())

    @cached_property
    def dates(self) -> tuple[tuple[int, int, DateMatch], ...]:
        """The dates of the page with their places in `text`, in order."""
        found = []
        for start, end in self._stretches():
            for match in find_dates(self.source[start:end]):
                a, b = self.at(start + match.span.start), self.at(start + match.span.end)
                if a < b:
                    found.append((a, b, match))
        return tuple(found)

    def _stretches(self) -> list[tuple[int, int]]:
        """Ranges of the document's text that the page covers."""
        found: list[tuple[int, int]] = []
        last = None
        for row in self.rows:
            if row.start == row.end:
                continue
            start, end = self.offsets[row.start], self.offsets[row.end - 1] + 1
            if last is not None and row.number == last + 1:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
            last = row.number
        return found

    @cached_property
    def date_ends(self) -> frozenset[int]:
        """Places right behind a day."""
        return frozenset(end for _, end, match in self.dates if match.precision == "day")

    def opens(self, at: int) -> str | None:
        """How a word begins at the place: line, gap, mark, count, date; None where nothing parts it from what is before."""
        row = self.row(at)
        if at == row.start or _BULLET.fullmatch(self.text, row.start, at):
            return "line"
        if at in self.gaps:
            return "gap"
        before = self.text[at - 1]
        if before in _MARKS:
            return "mark"
        if self.text[at] in _CONTINUES:
            return None
        if at in self.date_ends or _DISPATCHED.search(self.text, max(row.start, at - 4), at):
            return "date"
        return "count" if _COUNT.search(self.text, max(row.start, at - 14), at) else None

    def caption(self, at: int) -> tuple[str, str]:
        """What stands close before the place on its line, without bullets, and the short line above where nothing does."""
        row = self.row(at)
        before = self.text[max(row.start, at - _NEAR) : at]
        if at - row.start <= _NEAR:
            before = _BULLET.sub("", before, count=1)
        index = self.rows.index(row)
        above = self.rows[index - 1] if index else None
        if before or above is None or above.end - above.start > _CAPTION:
            return before, ""
        return "", _BULLET.sub("", self.text[above.start : above.end], count=1)

    @cached_property
    def trails(self) -> frozenset[int]:
        """Where lines begin that lead through a site: ホーム > 市政 > 会議録."""
        return frozenset(
            row.start for row in self.rows if ">" in self.text[row.start : min(row.end, row.start + _TRAIL)]
        )

    def behind(self, at: int, length: int) -> str:
        """What follows the place on its line."""
        return self.text[at : min(at + length, self.row(max(0, at - 1)).end)]


def read_page(name: str, reading: Reading, lines: Sequence[LabelledLine]) -> Page:
    """Take the page of a document.

    Args:
        name: the file's name.
        reading: its text.
        lines: all its lines with their labels.
    """
    kept = _taken(lines, _OPENING, _OPENING_LENGTH)
    if len(kept) < len(lines):
        ending = _taken(lines[len(kept) :][::-1], _ENDING, _ENDING_LENGTH)
        kept = [*kept, *ending[::-1]]
    parts: list[str] = []
    offsets: list[int] = []
    gaps: set[int] = set()
    rows: list[Row] = []
    for labelled in kept:
        line, start = labelled.line, len(offsets)
        taken = line.text[:_OPENING_LENGTH]
        single = False
        for piece in _PIECE.finditer(taken):
            begin, end = (line.span.start + at for at in piece.span())
            seen: Sequence[int] = range(begin, end)
            if not _INVISIBLE.isdisjoint(reading.text[begin:end]):
                seen = [at for at in seen if reading.text[at] not in _INVISIBLE]
            if not seen:
                continue
            spaced = single and len(seen) == 1
            if len(offsets) > start and not spaced:
                gaps.add(len(offsets))
            single = len(seen) == 1
            parts.extend(line.text[at - line.span.start] for at in seen)
            offsets.extend(seen)
        rows.append(Row(start, len(offsets), labelled.label, line.number))
        parts.append("\n")
        offsets.append(line.span.end)
    return Page(
        name,
        "".join(parts),
        offsets,
        frozenset(gaps),
        tuple(rows),
        reading.text,
        tuple(line.label for line in lines),
    )


def _taken(lines: Sequence[LabelledLine], count: int, length: int) -> list[LabelledLine]:
    """The first lines, up to a number of lines and of characters, at least one."""
    found: list[LabelledLine] = []
    total = 0
    for line in lines[:count]:
        if found and total + len(line.line.text) > length:
            break
        found.append(line)
        total += len(line.line.text)
    return found
