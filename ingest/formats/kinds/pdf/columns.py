"""Columns of running text side by side, which no rule parts: one is read after the other.

A file may write its lines across the columns, and PDFium then takes each row for one line. Here a gutter is sought: a
strip that no letter crosses for several rows, with prose on both sides. Rows of names and remarks, or of labels and
values, have no prose on their left and stay rows.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from ingest.formats.kinds.pdf.layout import Letter, rows_of

_FEWEST_ROWS = 5
"""Rows of text that each column must have beside the other."""
_NARROWEST_GUTTER = 1.0
"""Letter sizes that a gutter is wide at least."""
_NARROWEST = 0.25
"""Share of the text's width that a column has at least; the gutter stands at least so far from either edge."""
_FULL = 0.6
"""Share of its column's width that half of the rows must fill."""
_PROSE = 10
"""Letters that rows of prose have on average."""
_CROSSED = 0.35
"""Share of rows up to which a strip may be crossed by others, above and below the columns."""


@dataclass(frozen=True, slots=True)
class Region:
    """Letters that are read before all others after them."""

    letters: Sequence[Letter]
    reach: float = 0.0
    """Right edge of the column; 0 where the text runs over the whole page."""


Row = Sequence[Letter]


def _inked(row: Row) -> Row:
    return [letter for letter in row if not letter.text.isspace()]


@dataclass(frozen=True, slots=True)
class _Cut:
    """Rows that a gutter parts."""

    first: int
    last: int
    gutter: float
    rows: int
    """Of text in the shorter column."""


def regions(letters: Sequence[Letter]) -> list[Region]:
    """Part a page, or a part of one, in the order in which it is read; one region where there are no columns."""
    rows = rows_of(letters)
    cut = max(_cuts([_inked(row) for row in rows]), key=lambda each: each.rows, default=None)
    if cut is None:
        return [Region(letters)]
    inside = [letter for row in rows[cut.first : cut.last + 1] for letter in row]
    left = [letter for letter in inside if letter.box.right <= cut.gutter]
    right = [letter for letter in inside if letter.box.right > cut.gutter]
    above = [letter for row in rows[: cut.first] for letter in row]
    below = [letter for row in rows[cut.last + 1 :] for letter in row]
    found = [*(regions(above) if above else ())]
    for column in (left, right):
        reach = max(letter.box.right for letter in _inked(column))
        found += [Region(part.letters, part.reach or reach) for part in regions(column)]
    return [*found, *(regions(below) if below else ())]


def _cuts(rows: Sequence[Row]) -> Iterator[_Cut]:
    if len(rows) < _FEWEST_ROWS or not any(rows):
        return
    size = median(letter.box.bottom - letter.box.top for row in rows for letter in row)
    begin = min(letter.box.left for row in rows for letter in row)
    end = max(letter.box.right for row in rows for letter in row)
    for gutter in _gutters(rows, size, begin, end):
        near = _NARROWEST_GUTTER * size / 2
        crossed = [
            any(letter.box.left < gutter + near and letter.box.right > gutter - near for letter in row)
            for row in rows
        ]
        for is_crossed, run in groupby(range(len(rows)), key=crossed.__getitem__):
            at = list(run)
            if not is_crossed and (count := _columns(rows[at[0] : at[-1] + 1], gutter, end - begin)):
                yield _Cut(at[0], at[-1], gutter, count)


def _gutters(rows: Sequence[Row], size: float, begin: float, end: float) -> Iterator[float]:
    """The middles of strips that few rows cross."""
    step = size / 2
    crossings: Counter[int] = Counter()
    for row in rows:
        crossings.update(
            {
                at
                for letter in row
                for at in range(int(letter.box.left / step), int(letter.box.right / step) + 1)
            }
        )
    margin = _NARROWEST * (end - begin)
    inner = range(int((begin + margin) / step), int((end - margin) / step) + 1)
    most = _CROSSED * max(crossings.values(), default=0)
    for is_free, strip in groupby(inner, key=lambda at: crossings[at] <= most):
        at = list(strip)
        if is_free and len(at) * step >= _NARROWEST_GUTTER * size:
            yield (at[0] + at[-1] + 1) * step / 2


def _columns(rows: Sequence[Row], gutter: float, width: float) -> int:
    """How many rows of text the shorter of two columns has beside the other; 0 where they are none."""
    sides = (
        [side for row in rows if (side := [letter for letter in row if letter.box.right <= gutter])],
        [side for row in rows if (side := [letter for letter in row if letter.box.right > gutter])],
    )
    if not all(sides) or not all(_is_prose(side, width) for side in sides):
        return 0
    top = max(side[0][0].box.top for side in sides)
    bottom = min(side[-1][0].box.bottom for side in sides)
    beside = min(sum(top <= row[0].box.bottom and row[0].box.top <= bottom for row in side) for side in sides)
    return beside if beside >= _FEWEST_ROWS else 0


def _is_prose(rows: Sequence[Row], width: float) -> bool:
    begin = min(letter.box.left for row in rows for letter in row)
    end = max(letter.box.right for row in rows for letter in row)
    if end - begin < _NARROWEST * width or sum(map(len, rows)) < _PROSE * len(rows):
        return False
    return median(max(letter.box.right for letter in row) - begin for row in rows) >= _FULL * (end - begin)
