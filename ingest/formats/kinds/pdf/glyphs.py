"""The characters of a PDF page and where they stand, by PDFium."""

import ctypes
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.language import fold
from ingest.formats.kinds.pdf.layout import Box, Letter

UNKNOWN = 0xFFFD
"""The code of a letter that a file only shows."""
_RADICALS = range(0x2E80, 0x2FE0)
"""Radicals that fonts give in place of the characters they look like."""
_HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at a line's end."""
_LINE_END = 0x0A

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top, in points as the file counts them: x to the right, y upwards."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page turned so that its text runs to the right, and its size in points."""

    width: float
    height: float
    letters: Sequence[Letter]
    """In the file's order; line ends that PDFium infers among them."""
    turned: int
    """Degrees clockwise by which it was turned."""


def sheet_of(page: pypdfium2.PdfPage) -> Sheet:
    """Read the characters of a page."""
    found = _characters(page)
    left, bottom, right, top = page.get_mediabox()
    turned = _direction(found)
    turn: Callable[[float, float, float, float], Box] = {
        0: lambda x0, y0, x1, y1: Box(x0 - left, top - y1, x1 - left, top - y0),
        90: lambda x0, y0, x1, y1: Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: lambda x0, y0, x1, y1: Box(right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: lambda x0, y0, x1, y1: Box(top - y1, right - x1, top - y0, right - x0),
    }[turned]
    width, height = (right - left, top - bottom) if turned in (0, 180) else (top - bottom, right - left)
    return Sheet(width, height, [Letter(text, turn(*rectangle)) for text, rectangle in found], turned)


def _characters(page: pypdfium2.PdfPage) -> list[tuple[str, Rectangle]]:
    found: list[tuple[str, Rectangle]] = []
    textpage = page.get_textpage()
    rectangle = pdfium.FS_RECTF()
    high = 0
    for at in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else UNKNOWN
        high = 0
        if code in _HYPHENS or (code < 0x20 and code != _LINE_END):
            continue
        if pdfium.FPDFText_HasUnicodeMapError(textpage, at) == 1:
            # A font that does not say what its glyphs mean: PDFium gives their numbers.
            code = UNKNOWN
        pdfium.FPDFText_GetLooseCharBox(textpage, at, ctypes.byref(rectangle))
        text = fold(chr(code)) if code in _RADICALS else chr(code)
        found.append((text, (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)))
    textpage.close()
    return found


def _direction(found: Sequence[tuple[str, Rectangle]]) -> int:
    """Degrees clockwise by which a page has to be turned for most of its text to run to the right."""
    steps: Counter[int] = Counter({0: 0})
    for (text, before), (following, after) in pairwise(found):
        if text.isspace() or following.isspace():
            continue
        right, up = after[0] + after[2] - before[0] - before[2], after[1] + after[3] - before[1] - before[3]
        if abs(right) >= abs(up):
            steps[0 if right >= 0 else 180] += 1
        else:
            steps[90 if up > 0 else 270] += 1
    return max(steps, key=lambda turn: steps[turn])
