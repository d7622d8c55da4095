"""Lines with their place on a page, and how they become paragraphs and rows."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.formats.openers import names_speaker
from ingest.formats.table import row_lines
from ingest.formats.wrap import TAIL, Gap, continues, separator

_REACH = 2.0
"""Letter sizes by which a full line may fall short of the margin: rules of line-breaking push up to two down."""
_SPACE = 0.5
"""Letter sizes from which a gap between letters is a space."""
_EDGE = 0.5
"""Points within which two edges are one."""
_PADDING = 0.8
"""Letter sizes between a cell's text and its rule."""
_APART = 1.25
"""Times the usual distance of lines from which two are apart."""
_LINE_SHARE = 0.05
"""Share of all lines that must end near a margin for it to be one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points; x grows to the right, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Letter:
    """A character on a page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page."""

    text: str
    box: Box
    reach: float = 0.0
    """Right edge of the column in which it stands; 0 where that is the page's."""

    @property
    def size(self) -> float:
        """Height of its letters, in points."""
        return max(1.0, self.box.bottom - self.box.top)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a row of one page."""

    text: str
    full: bool
    """Whether its last line reaches the margin, so that the next may go on with it."""
    in_table: bool = False


def lines_of(letters: Iterable[Letter], reach: float = 0.0, space: float = _SPACE) -> list[Line]:
    """Put letters into lines, top to bottom and left to right.

    Args:
        letters: of a page or a part of it.
        reach: right edge of their column; 0 where that is the page's.
        space: letter sizes from which a gap is a space.
    """
    lines = (_line(row, space) for row in rows_of(letters))
    return [replace(line, reach=reach) for line in lines if line is not None]


def rows_of(letters: Iterable[Letter]) -> list[list[Letter]]:
    """Put letters into rows, top to bottom, each from left to right."""
    rows: list[list[Letter]] = []
    reach = Box(0, 0, 0, 0)
    """Around the last row."""
    for letter in sorted(
        (each for each in letters if each.text != "\n"), key=lambda each: each.box.top + each.box.bottom
    ):
        middle, row_middle = (letter.box.top + letter.box.bottom) / 2, (reach.top + reach.bottom) / 2
        if rows and (middle <= reach.bottom or letter.box.top <= row_middle <= letter.box.bottom):
            rows[-1].append(letter)
            reach = around((reach, letter.box))
        else:
            rows.append([letter])
            reach = letter.box
    # A space that PDFium infers has no width and stands on the edge of the letter behind it.
    return [sorted(row, key=lambda each: each.box.left - _EDGE * each.text.isspace()) for row in rows]


def _line(letters: Sequence[Letter], space: float) -> Line | None:
    text, spaced, right = "", False, 0.0
    for letter in letters:
        if letter.text.isspace():
            spaced = True
            continue
        wide = letter.box.left - right > space * (letter.box.bottom - letter.box.top)
        text += f" {letter.text}" if text and (spaced or wide) else letter.text
        spaced, right = False, letter.box.right
    return Line(text, around(letter.box for letter in letters if not letter.text.isspace())) if text else None


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around `boxes`."""
    left, top, right, bottom = zip(*((box.left, box.top, box.right, box.bottom) for box in boxes), strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def margin_of(lines: Sequence[Line]) -> float:
    """The right margin of running text: the outermost edge at which several lines end."""
    enough = max(2, round(_LINE_SHARE * len(lines)))
    edges = sorted((line.box.right for line in lines), reverse=True)
    sizes = median(line.size for line in lines) if lines else 1.0
    for at, edge in enumerate(edges[:-1] if len(edges) > 1 else edges):
        if edge - edges[min(at + enough - 1, len(edges) - 1)] <= sizes:
            return edge
    return edges[0] if edges else 0.0


def flow(lines: Sequence[Line], margin: float) -> list[Piece]:
    """Join the wrapped lines of one column to paragraphs.

    Args:
        lines: in reading order.
        margin: right edge of full lines, in points.
    """
    steps = [
        after.box.top - before.box.top for before, after in pairwise(lines) if after.box.top > before.box.top
    ]
    usual = median(steps) if steps else 0.0
    pieces: list[Piece] = []
    for at, line in enumerate(lines):
        step = line.box.top - lines[at - 1].box.top if at else 0.0
        # The next column begins at its top.
        apart = not (0 <= step <= _APART * max(usual, line.size) or (line.reach and step < 0))
        full = line.box.right >= (line.reach or margin) - _REACH * line.size
        last = pieces[-1] if pieces else None
        if last and continues(last.text, line.text, Gap.WRAP if last.full and not apart else Gap.BLANK):
            pieces[-1] = Piece(last.text + separator(last.text, line.text) + line.text, full)
        else:
            pieces.append(Piece(line.text, full))
    return pieces


Cell = tuple[Box, Sequence[Line]]
"""A cell's rectangle and its lines."""


def turns(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Part a row that has no rule between its turns: every name in its first column begins one.

    Names are told by their titles, or by standing apart from each other beside a line of the second column.

    Returns:
        Rows of cells; the first has an empty first cell where text stands above the first name.
    """
    if len(cells) != 2 or not (cells[0][1] and cells[1][1]):
        return [list(cells)]
    (names_box, names), (said_box, said) = cells
    groups = _names(names, said)
    name, speech = around(line.box for line in names), around(line.box for line in said)
    centred = abs(name.top + name.bottom - speech.top - speech.bottom) <= 2 * names[0].size
    if not groups or (len(groups) == 1 and centred):
        return [list(cells)]
    starts = [group[0].box.top - group[0].size / 2 for group in groups]
    parted = [[line for line in said if line.box.top < starts[0]]]
    parted += [
        [line for line in said if start <= line.box.top < end]
        for start, end in zip(starts, [*starts[1:], math.inf], strict=True)
    ]
    rows: list[list[Cell]] = [
        [(names_box, group), (said_box, lines)] for group, lines in zip([[], *groups], parted, strict=True)
    ]
    return rows if parted[0] else rows[1:]


def _names(lines: Sequence[Line], said: Sequence[Line]) -> list[list[Line]]:
    """The lines of each name in a first column; none where they are no names."""
    step = _APART * max(_step(said), lines[0].size)
    titled: list[list[Line]] = []
    spaced: list[list[Line]] = []
    for line in lines:
        near = bool(spaced) and line.box.top - spaced[-1][-1].box.top <= step
        if near:
            spaced[-1].append(line)
        else:
            spaced.append([line])
        if near and not names_speaker(_joined(titled[-1])):
            titled[-1].append(line)
        else:
            titled.append([line])
    if all(names_speaker(_joined(group)) for group in titled):
        return titled
    tops = [line.box.top for line in said]
    beside = all(any(abs(group[0].box.top - top) < group[0].size / 2 for top in tops) for group in spaced)
    return spaced if beside and len(spaced) > 1 else []


def _joined(lines: Sequence[Line]) -> str:
    return "".join(line.text for line in lines)


def _step(lines: Sequence[Line]) -> float:
    """The usual distance from one line to the next, in points; 0 of a single line."""
    steps = [
        after.box.top - before.box.top for before, after in pairwise(lines) if after.box.top > before.box.top
    ]
    return median(steps) if steps else 0.0


def row(cells: Sequence[Cell]) -> list[Piece]:
    """Write a table's row: one piece, and one more for every further paragraph of its last cell."""
    columns = [flow(lines, box.right - _PADDING * lines[0].size) if lines else [] for box, lines in cells]
    texts = row_lines([[piece.text for piece in pieces] for pieces in columns])
    full = next((pieces[-1].full for pieces in reversed(columns) if pieces), False)
    return [Piece(text, full and at == len(texts) - 1, in_table=True) for at, text in enumerate(texts)]


def assemble(pages: Sequence[Sequence[Piece]]) -> tuple[str, tuple[int, ...]]:
    """Put pages together, joining sentences that run over a page's end.

    Returns:
        The text and the offset at which each page begins.
    """
    parts: list[str] = []
    starts: list[int] = []
    length, tail, full = 0, "", False
    for pieces in pages:
        at_top = True
        for piece in pieces:
            text, between = piece.text, "\n" if piece.in_table and not at_top else "\n\n"
            bare = text.lstrip("\t")
            if not parts:
                between = ""
            elif at_top and continues(tail, bare, Gap.WRAP if full else Gap.BLANK):
                text, between = bare, separator(tail, bare)
            parts += (between, text)
            if at_top:
                starts.append(length + len(between))
            length += len(between) + len(text)
            tail = (tail + between + text if between in ("", " ") else text).rpartition("\t")[2][-TAIL:]
            full, at_top = piece.full, False
        if at_top:
            starts.append(length)
    return "".join(parts), tuple(starts)
