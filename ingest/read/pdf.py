"""PDF files: text by pypdfium2, ruled tables by pdfplumber.

PDFium (BSD, Apache) knows more fonts than pdfminer and is some ten times as fast; pdfplumber (MIT) alone finds the cells of
ruled tables, and is asked only where a page has rules.
"""

import ctypes
import io
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from corpus.errors import UnreadableError
from corpus.text import fold
from ingest.read.heads import bodies
from ingest.read.layout import Box, Letter, Line, Piece, around, assemble, flow, lines_of, margin_of, row
from ingest.read.limits import MOST_CHARACTERS, MOST_PAGES
from ingest.read.reading import Reading

_FEWEST_RULES, _MOST_RULES = 3, 5_000
"""Drawn paths from which a page can hold a ruled table, and above which it holds a drawing."""
_SNAP = 3.0
"""Points within which two ends of rules are one, as pdfplumber takes them."""
_SHORTEST_RULE = 12.0
"""Points from which a vertical line is the rule of a row."""
_LEFTMOST_MARGIN = 0.7
"""Share of a page's width that full lines reach at least: a page of short lines only has none."""
_FEWEST_LETTERS = 5
"""Letters below which a page that shows something counts as a picture."""
_OUTLINES = 200
"""Drawn paths from which a page without letters can show letters as outlines."""
_GIBBERISH = 0.3
"""Share of letters without a meaning from which a text layer is useless."""
_RADICALS = range(0x2E80, 0x2FE0)
"""Radicals that fonts give in place of the characters they look like."""
_PRIVATE = range(0xE000, 0xF900)
_UNKNOWN = 0xFFFD
_END, _END_BYTES = b"%%EOF", 4096
"""What a PDF ends with, and how many bytes from its end; one that was cut off lacks it."""
_HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at a line's end."""

_BROKEN = "PDFが壊れているか、途中で切れています。元のファイルを入手し直してください。"
_LOCKED = "暗号化されたPDFは読み込めません。パスワードを外して保存し直してください。"
_LONG = (
    f"PDFが長すぎます（{MOST_PAGES:,}ページ、{MOST_CHARACTERS:,}字まで）。文書を分けて保存し直してください。"
)
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    OSError,
    RecursionError,
    struct.error,
    zlib.error,
)
"""What pdfminer raises on damaged files, beside its own exceptions."""

Recognise = Callable[[pypdfium2.PdfPage], Sequence[Line]]
"""Reads the lines of a page from its picture."""
Table = list[list[tuple[Box, list[Line]]]]
"""Rows of cells, each with its lines."""


@dataclass(slots=True)
class _Page:
    width: float
    height: float
    lines: Sequence[Line]
    """Outside tables, in reading order."""
    tables: Sequence[Table] = ()
    recognised: bool = False


def read_pdf(data: bytes, recognise: Recognise | None = None) -> tuple[Reading, tuple[int, ...]]:
    """Read a PDF.

    Args:
        data: the whole file.
        recognise: reads pages that have no text layer; without it they are left empty.

    Returns:
        What it says, and the numbers, from 1, of the pages left empty for want of `recognise`.

    Raises:
        UnreadableError: it is damaged, locked, or too long.
    """
    if _END not in data[-_END_BYTES:]:
        raise UnreadableError(_BROKEN)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_LOCKED if error.err_code == pdfium.FPDF_ERR_PASSWORD else _BROKEN) from error
    with document:
        if not 0 < len(document) <= MOST_PAGES:
            raise UnreadableError(_LONG if len(document) else _BROKEN)
        try:
            return _read(document, _Rules(data), recognise)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(_BROKEN) from error


def _read(
    document: pypdfium2.PdfDocument, rules: "_Rules", recognise: Recognise | None
) -> tuple[Reading, tuple[int, ...]]:
    pages: list[_Page] = []
    pictures: list[int] = []
    characters = 0
    for at in range(len(document)):
        page = document[at]
        paths, images = _drawn(page)
        letters = list(_letters(page))
        size = _size(page)
        if _is_picture(letters, paths, images):
            lines = recognise(page) if recognise else ()
            pages.append(_Page(*size, lines, recognised=bool(lines)))
            pictures.append(at + 1)
        elif _FEWEST_RULES <= paths <= _MOST_RULES and (grid := rules.cells(at)):
            pages.append(_with_tables(size, letters, grid))
        else:
            pages.append(_Page(*size, list(_stream_lines(letters))))
        page.close()
        characters += len(letters)
        if characters > MOST_CHARACTERS:
            raise UnreadableError(_LONG)
    rules.close()
    text, starts = assemble(_pieces(pages))
    reading = Reading(text, starts, ocr=any(page.recognised for page in pages))
    return reading, () if recognise else tuple(pictures)


def _size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    left, bottom, right, top = page.get_mediabox()
    width, height = right - left, top - bottom
    return (height, width) if page.get_rotation() in (90, 270) else (width, height)


def _drawn(page: pypdfium2.PdfPage) -> tuple[int, int]:
    """How many paths and how many images a page draws."""
    kinds = [
        each.type for each in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE))
    ]
    return kinds.count(pdfium.FPDF_PAGEOBJ_PATH), kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE)


def _is_picture(letters: Sequence[Letter], paths: int, images: int) -> bool:
    """Whether a page shows text that it does not hold as text."""
    codes = [ord(letter.text) for letter in letters if not letter.text.isspace()]
    if len(codes) < _FEWEST_LETTERS:
        return images > 0 or paths > _OUTLINES
    return sum(code in _PRIVATE or code == _UNKNOWN for code in codes) > _GIBBERISH * len(codes)


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """The characters of a page as its text stands in the file; line ends and spaces that PDFium infers among them."""
    turn = _turned(page)
    textpage = page.get_textpage()
    rectangle = pdfium.FS_RECTF()
    high = 0
    for at in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else _UNKNOWN
        high = 0
        if code in _HYPHENS or (code < 0x20 and code != 0x0A):
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, at, ctypes.byref(rectangle))
        text = fold(chr(code)) if code in _RADICALS else chr(code)
        yield Letter(text, turn(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
    textpage.close()


def _turned(page: pypdfium2.PdfPage) -> Callable[[float, float, float, float], Box]:
    """How a rectangle of the file (x to the right, y upwards) lies on the page as it is shown."""
    left, bottom, right, top = page.get_mediabox()
    turns: dict[int, Callable[[float, float, float, float], Box]] = {
        0: lambda x0, y0, x1, y1: Box(x0 - left, top - y1, x1 - left, top - y0),
        90: lambda x0, y0, x1, y1: Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: lambda x0, y0, x1, y1: Box(right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: lambda x0, y0, x1, y1: Box(top - y1, right - x1, top - y0, right - x0),
    }
    return turns[page.get_rotation()]


def _stream_lines(letters: Sequence[Letter]) -> Iterator[Line]:
    """Lines in the order in which the file writes them, which is the reading order even of several columns."""
    line: list[Letter] = []
    for letter in (*letters, Letter("\n", Box(0, 0, 0, 0))):
        if letter.text != "\n":
            line.append(letter)
            continue
        text = "".join(each.text for each in line).strip()
        if text:
            yield Line(text, around(each.box for each in line if not each.text.isspace()))
        line = []


def _with_tables(
    size: tuple[float, float], letters: Sequence[Letter], grids: Sequence[Sequence[Sequence[Box]]]
) -> _Page:
    """Part the letters of a page among the cells of its tables and what stands outside them."""
    cells = [box for grid in grids for line in grid for box in line]
    inside: dict[Box, list[Letter]] = {box: [] for box in cells}
    outside: list[Letter] = []
    for letter in letters:
        x, y = (letter.box.left + letter.box.right) / 2, (letter.box.top + letter.box.bottom) / 2
        home = next((box for box in cells if box.holds(x, y)), None)
        (outside if home is None else inside[home]).append(letter)
    tables = [[[(box, lines_of(inside[box])) for box in line] for line in grid] for grid in grids]
    return _Page(*size, lines_of(outside), tables)


def _pieces(pages: Sequence[_Page]) -> list[list[Piece]]:
    left = bodies([(page.height, page.lines) for page in pages])
    margin = margin_of([line for lines in left for line in lines])
    margin = max(margin, _LEFTMOST_MARGIN * max(page.width for page in pages))
    header: list[str] = []
    out: list[list[Piece]] = []
    for page, lines in zip(pages, left, strict=True):
        pieces: list[Piece] = []
        rest = list(lines)
        for table in sorted(page.tables, key=_top):
            above = [line for line in rest if line.box.top < _top(table)]
            pieces += flow(above, margin)
            rest = [line for line in rest if line.box.top >= _top(table)]
            first = ["".join(line.text for line in lines) for _, lines in table[0]]
            repeated = not pieces and first == header
            header = first
            for cells in table[1:] if repeated else table:
                pieces += row(cells)
        out.append(pieces + flow(rest, margin))
    return out


def _top(table: Table) -> float:
    return min(box.top for box, _ in table[0])


class _Rules:
    """The cells of ruled tables, page by page, found by pdfplumber once a page asks for them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._file: PDF | None = None

    def cells(self, at: int) -> list[list[list[Box]]]:
        """The tables of page `at` (from 0) as rows of cells; tables of one column are only frames and left out."""
        try:
            if self._file is None:
                self._file = pdfplumber.open(io.BytesIO(self._data))
            page = self._file.pages[at]
            tables = page.find_tables({"explicit_horizontal_lines": _open_ends(page.vertical_edges)})
            grids = [[_boxes(line.cells) for line in table.rows] for table in tables]
            page.close()
        except (PSException, PdfminerException, *_FAULTS):
            # The text still comes from PDFium; only its tables read as running text.
            return []
        return [grid for grid in grids if max(map(len, grid), default=0) > 1]

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _boxes(cells: Sequence[tuple[float, float, float, float] | None]) -> list[Box]:
    """The cells of a row. One that another cell covers is left out, but at the row's beginning stands as an empty one."""
    boxes = [Box(*cell) for cell in cells if cell is not None]
    if boxes and cells[0] is None:
        boxes.insert(0, Box(boxes[0].left, boxes[0].top, boxes[0].left, boxes[0].top))
    return boxes


def _open_ends(edges: Sequence[Mapping[str, float]]) -> list[float]:
    """Heights at which several vertical rules begin or end: a row that runs over a page's end has no rule there."""
    rules: list[list[float]] = []
    for edge in sorted(edges, key=lambda each: (round(each["x0"]), each["top"])):
        last = rules[-1] if rules else None
        if last is not None and abs(last[0] - edge["x0"]) <= _SNAP and edge["top"] <= last[2] + _SNAP:
            last[2] = max(last[2], edge["bottom"])
        else:
            rules.append([edge["x0"], edge["top"], edge["bottom"]])
    ends = sorted(end for _, *both in rules if both[1] - both[0] >= _SHORTEST_RULE for end in both)
    return [end for end, after in pairwise(ends) if after - end <= _SNAP]
