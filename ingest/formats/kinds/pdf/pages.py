"""PDF files: text by pypdfium2, ruled tables by pdfplumber.

PDFium (BSD, Apache) knows more fonts than pdfminer and is several times as fast; pdfplumber (MIT) alone finds the
cells of ruled tables, and is asked only where a page has rules.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import UnreadableError
from ingest.formats.draft import with_draft
from ingest.formats.kinds.pdf.columns import regions
from ingest.formats.kinds.pdf.glyphs import UNKNOWN, Sheet, sheet_of
from ingest.formats.kinds.pdf.heads import bodies
from ingest.formats.kinds.pdf.layout import (
    Box,
    Cell,
    Letter,
    Line,
    Piece,
    around,
    assemble,
    flow,
    lines_of,
    margin_of,
    row,
    turns,
)
from ingest.formats.kinds.pdf.ruling import Grid, Rules
from ingest.formats.limits import MOST_CHARACTERS, MOST_PAGES
from ingest.formats.reading import Reading

_END, _END_BYTES = b"%%EOF", 4096
"""What a PDF ends with, and in how many bytes from its end; one that was cut off lacks it."""
_FEWEST_RULES, _MOST_RULES = 3, 5_000
"""Drawn paths from which a page can hold a ruled table, and above which it holds a drawing."""
_LEFTMOST_MARGIN = 0.7
"""Share of a page's width that full lines reach at least: a page of short lines only has none."""
_VERTICAL_SPACE = 0.8
"""Letter sizes from which a gap in a vertical line is a space: figures fill half of the height that they take."""
_FEWEST_LETTERS = 5
"""Letters below which a page that shows something counts as a picture."""
_OUTLINES = 200
"""Drawn paths from which a page without letters can show letters as outlines."""
_GIBBERISH = 0.3
"""Share of letters without a meaning from which a text layer is useless."""
_UNKNOWN, _GETA = chr(UNKNOWN), "〓"
"""What printers set for a letter that they lack."""
_GAPS = "{}ページに、文字の対応表がなく読み取れない文字（〓）があります。"
_PRIVATE = range(0xE000, 0xF900)

_BROKEN = "PDFが壊れているか、途中で切れています。元のファイルを入手し直してください。"
_LOCKED = "暗号化されたPDFは読み込めません。パスワードを外して保存し直してください。"
_LONG = (
    f"PDFが長すぎます（{MOST_PAGES:,}ページ、{MOST_CHARACTERS:,}字まで）。文書を分けて保存し直してください。"
)

Recognise = Callable[[pypdfium2.PdfPage], Sequence[Line]]
"""Reads the lines of a page from its picture."""
Table = list[list[Cell]]
"""Rows of cells."""


@dataclass(frozen=True, slots=True)
class _Page:
    width: float
    height: float
    lines: Sequence[Line]
    """Outside tables, in reading order."""
    tables: Sequence[Table] = ()
    recognised: bool = False


def read_pdf(data: bytes, recognise: Recognise | None = None) -> Reading:
    """Read a PDF.

    Args:
        data: the whole file.
        recognise: reads pages that have no text layer; without it they are left unread.

    Raises:
        UnreadableError: it is damaged, locked, or too long.
    """
    if _END not in data[-_END_BYTES:]:
        raise UnreadableError(_BROKEN)
    try:
        with pypdfium2.PdfDocument(data) as document:
            if not 0 < len(document) <= MOST_PAGES:
                raise UnreadableError(_LONG if len(document) else _BROKEN)
            pages, pictures = _read(document, Rules(data), recognise)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_LOCKED if error.err_code == pdfium.FPDF_ERR_PASSWORD else _BROKEN) from error
    pieces, heads = _pieces(pages)
    text, starts = assemble(pieces)
    bounds = pairwise((*starts, len(text)))
    unknown = [str(number) for number, (start, end) in enumerate(bounds, 1) if _UNKNOWN in text[start:end]]
    reading = Reading(
        text.replace(_UNKNOWN, _GETA),
        starts,
        ocr=any(page.recognised for page in pages),
        flags=(_GAPS.format("、".join(unknown)),) if unknown else (),
        unread=() if recognise else pictures,
    )
    return with_draft(reading, heads)


def _read(
    document: pypdfium2.PdfDocument, rules: Rules, recognise: Recognise | None
) -> tuple[list[_Page], tuple[int, ...]]:
    """The pages, and the numbers of those that show text without holding it."""
    pages: list[_Page] = []
    pictures: list[int] = []
    characters = 0
    for at in range(len(document)):
        page = document[at]
        sheet = sheet_of(page)
        paths, images = _drawn(page)
        upright = sheet.turned == page.get_rotation()
        if _is_picture(sheet.letters, paths, images):
            lines = recognise(page) if recognise else ()
            pages.append(_Page(sheet.width, sheet.height, lines, recognised=bool(lines)))
            pictures.append(at + 1)
        elif upright and _FEWEST_RULES <= paths <= _MOST_RULES and (grids := rules.grids(at)):
            pages.append(_with_tables(sheet, grids))
        else:
            pages.append(_Page(sheet.width, sheet.height, _running_lines(sheet)))
        page.close()
        characters += len(sheet.letters)
        if characters > MOST_CHARACTERS:
            raise UnreadableError(_LONG)
    return pages, tuple(pictures)


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
    return sum(code in _PRIVATE or code == UNKNOWN for code in codes) > _GIBBERISH * len(codes)


def _running_lines(sheet: Sheet) -> list[Line]:
    """Lines of a page without tables: as the file writes them, but for columns and text that runs another way."""
    if sheet.turned:
        # PDFium infers spaces for lines that run to the right: between the figures of a vertical line it finds some.
        parts = regions(
            [each for each in sheet.letters if not each.text.isspace() or each.box.right > each.box.left]
        )
        return [line for part in parts for line in lines_of(part.letters, part.reach, _VERTICAL_SPACE)]
    parts = regions(sheet.letters)
    if len(parts) == 1:
        return list(_stream_lines(sheet.letters))
    return [line for part in parts for line in lines_of(part.letters, part.reach)]


def _stream_lines(letters: Sequence[Letter]) -> Iterator[Line]:
    """Lines in the order in which the file writes them."""
    line: list[Letter] = []
    for letter in (*letters, Letter("\n", Box(0, 0, 0, 0))):
        if letter.text != "\n":
            line.append(letter)
            continue
        text = "".join(each.text for each in line).strip()
        if text:
            yield Line(text, around(each.box for each in line if not each.text.isspace()))
        line = []


def _with_tables(sheet: Sheet, grids: Sequence[Grid]) -> _Page:
    """Part the letters of a page among the cells of its tables and what stands outside them."""
    cells = [box for grid in grids for line in grid for box in line]
    inside: dict[Box, list[Letter]] = {box: [] for box in cells}
    outside: list[Letter] = []
    for letter in sheet.letters:
        x, y = (letter.box.left + letter.box.right) / 2, (letter.box.top + letter.box.bottom) / 2
        home = next((box for box in cells if box.holds(x, y)), None)
        (outside if home is None else inside[home]).append(letter)
    tables: list[Table] = [[[(box, lines_of(inside[box])) for box in line] for line in grid] for grid in grids]
    running = [line for part in regions(outside) for line in lines_of(part.letters, part.reach)]
    return _Page(sheet.width, sheet.height, running, tables)


def _pieces(pages: Sequence[_Page]) -> tuple[list[list[Piece]], list[str]]:
    """The paragraphs and rows of each page, and the heads and feet that recur."""
    left, heads = bodies([(page.height, page.lines) for page in pages])
    margin = margin_of([line for lines in left for line in lines])
    margin = max(margin, _LEFTMOST_MARGIN * max(page.width for page in pages))
    header: list[str] = []
    out: list[list[Piece]] = []
    for page, lines in zip(pages, left, strict=True):
        pieces: list[Piece] = []
        rest = list(lines)
        for table in sorted(page.tables, key=_top):
            pieces += flow([line for line in rest if line.box.top < _top(table)], margin)
            rest = [line for line in rest if line.box.top >= _top(table)]
            first = ["".join(line.text for line in cell) for _, cell in table[0]]
            repeated = not pieces and first == header
            header = first
            for cells in table[1:] if repeated else table:
                pieces += [piece for turn in turns(cells) for piece in row(turn)]
        out.append(pieces + flow(rest, margin))
    return out, heads


def _top(table: Table) -> float:
    return min(box.top for box, _ in table[0])
