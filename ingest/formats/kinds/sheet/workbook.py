"""Workbooks (.xlsx): what their sheets show, row by row."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import ParseError

import lxml.etree
import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from corpus.errors import UnreadableError
from corpus.language import to_japanese
from ingest.formats import packed
from ingest.formats.reading import Reading
from ingest.formats.table import row_lines

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}sp"
_FAULTS = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    lxml.etree.LxmlError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    OSError,
    EOFError,
    NotImplementedError,
    RecursionError,
)
"""What openpyxl raises on damaged files."""
_BROKEN = "Excelファイルが壊れています。Excelで開いて保存し直してください。"
_UNSAVED = "計算結果が保存されていない式があり、読んでいません。Excelで開いて保存し直してください。"


def read_workbook(data: bytes) -> Reading:
    """Read a workbook; hidden sheets, rows and columns and what is struck out are left out.

    Raises:
        UnreadableError: it is damaged, locked, or unpacks to too much.
    """
    packed.check(data, "Excelファイル")
    try:
        written = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
        has_formulas = any(
            cell.data_type == "f" for sheet in written.worksheets for row in sheet for cell in row
        )
        book = (
            openpyxl.load_workbook(io.BytesIO(data), rich_text=True, data_only=True)
            if has_formulas
            else written
        )
        lines: list[str] = []
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            rows = [line for row in _rows(sheet) for line in row_lines(row)]
            if rows:
                lines += [*([sheet.title, ""] if len(sheets) > 1 else []), *rows, ""]
        lines += _shapes(data)
        unsaved = has_formulas and _unsaved(written, book)
    except _FAULTS as error:
        raise UnreadableError(_BROKEN) from error
    return Reading("\n".join(lines), flags=(_UNSAVED,) if unsaved else ())


def _rows(sheet: Worksheet) -> Iterator[Sequence[Sequence[str]]]:
    """The rows of a sheet, each cell as its paragraphs; columns that hold nothing only arrange the sheet."""
    shown = [
        [
            _paragraphs(cell)
            for cell in row
            if not sheet.column_dimensions[get_column_letter(cell.column)].hidden
        ]
        for row in sheet.iter_rows()
        if row and not sheet.row_dimensions[row[0].row].hidden
    ]
    used = [any(column) for column in zip(*shown, strict=True)]
    for row in shown:
        yield [cell for cell, is_used in zip(row, used, strict=True) if is_used]


def _paragraphs(cell: Cell | MergedCell) -> list[str]:
    if isinstance(cell, MergedCell) or cell.value is None or (cell.font and cell.font.strike):
        return []
    if isinstance(cell.value, CellRichText):
        pieces = (
            piece.text if isinstance(piece, TextBlock) else piece
            for piece in cell.value
            if not _is_struck(piece)
        )
        text = "".join(pieces)
    else:
        text = _shown(cell)
    return [" ".join(line.split("\t")).strip() for line in text.splitlines() if line.strip()]


def _is_struck(piece: str | TextBlock) -> bool:
    return isinstance(piece, TextBlock) and bool(piece.font.strike)


def _shown(cell: Cell) -> str:
    """A value as the sheet shows it, in the formats that matter in records: dates, times, shares, whole numbers."""
    value = cell.value
    form = cell.number_format or ""
    if isinstance(value, datetime):
        day = _day(value.date(), form)
        return day if value.time() == time() else f"{day}{value:%H:%M}"
    if isinstance(value, date):
        return _day(value, form)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        if "%" in form:
            return f"{value:.{len(form.partition('.')[2].partition('%')[0])}%}"
        return (
            f"{value:g}"
            if abs(value) < 1e6 and value != int(value)
            else str(int(value) if value == int(value) else value)
        )
    return str(value)


def _day(day: date, form: str) -> str:
    return (
        to_japanese(day)
        if "g" in form.lower() or "e" in form.lower()
        else f"{day.year}年{day.month}月{day.day}日"
    )


def _unsaved(written: openpyxl.Workbook, book: openpyxl.Workbook) -> bool:
    """Whether a formula has no result."""
    return any(
        cell.data_type == "f" and book[sheet.title][cell.coordinate].value is None
        for sheet in written.worksheets
        for row in sheet
        for cell in row
    )


def _shapes(data: bytes) -> Iterator[str]:
    """The texts of boxes and shapes, which stand on sheets without being of their cells."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/drawings/drawing") and name.endswith(".xml"):
                for shape in lxml.etree.fromstring(archive.read(name), parser).iter(_SHAPE):
                    for paragraph in shape.iter(f"{_DRAWN}p"):
                        text = "".join(run.text or "" for run in paragraph.iter(f"{_DRAWN}t")).strip()
                        if text:
                            yield text
