"""The cells of a PDF's ruled tables, by pdfplumber."""

import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from ingest.formats.kinds.pdf.layout import Box

_SNAP = 3.0
"""Points within which two ends of rules are one, as pdfplumber takes them."""
_SHORTEST_RULE = 12.0
"""Points from which a vertical line is the rule of a row."""
_FAULTS = (
    PSException,
    PdfminerException,
    MalformedPDFException,
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
"""What pdfminer raises on damaged files."""

Grid = list[list[Box]]
"""A table's rows of cells."""


class Rules:
    """The ruled tables of a PDF, page by page; opened when a page first asks for them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._file: PDF | None = None

    def grids(self, at: int) -> list[Grid]:
        """The tables of page `at` (from 0); those of one column are only frames and left out."""
        try:
            if self._file is None:
                self._file = pdfplumber.open(io.BytesIO(self._data))
            page = self._file.pages[at]
            tables = page.find_tables({"explicit_horizontal_lines": _open_ends(page.vertical_edges)})
            grids = [[_boxes(row.cells) for row in table.rows] for table in tables]
            page.close()
        except _FAULTS:
            # The text still comes from PDFium; only its tables read as running text.
            return []
        return [grid for grid in grids if max(map(len, grid), default=0) > 1]


def _boxes(cells: Sequence[tuple[float, float, float, float] | None]) -> list[Box]:
    """The cells of a row; one that another cell covers is left out, but stands as an empty one at the beginning."""
    boxes = [Box(*cell) for cell in cells if cell is not None]
    if boxes and cells[0] is None:
        boxes.insert(0, Box(boxes[0].left, boxes[0].top, boxes[0].left, boxes[0].top))
    return boxes


def _open_ends(edges: Sequence[Mapping[str, float]]) -> list[float]:
    """Heights at which several vertical rules begin or end: a row that a page's end parts has no rule there."""
    rules: list[list[float]] = []
    for edge in sorted(edges, key=lambda each: (round(each["x0"]), each["top"])):
        last = rules[-1] if rules else None
        if last is not None and abs(last[0] - edge["x0"]) <= _SNAP and edge["top"] <= last[2] + _SNAP:
            last[2] = max(last[2], edge["bottom"])
        else:
            rules.append([edge["x0"], edge["top"], edge["bottom"]])
    ends = sorted(end for _, top, bottom in rules if bottom - top >= _SHORTEST_RULE for end in (top, bottom))
    return [end for end, after in pairwise(ends) if after - end <= _SNAP]
