"""Text from pictures of pages."""

import csv
import io
from collections.abc import Sequence
from itertools import groupby, pairwise

import pypdfium2

from ingest.formats.kinds.pdf.layout import Box, Line, around
from ingest.formats.kinds.pdf.pages import read_pdf
from ingest.formats.limits import OCR_DOTS_PER_INCH
from ingest.formats.reading import Reading
from ingest.formats.tesseract import recognised

_POINTS_PER_INCH = 72
_GAP = 0.6
"""Line heights between two words from which a space parts them: tesseract parts every letter from the next."""


def read_scan(data: bytes) -> Reading:
    """Read a PDF, and from their pictures those of its pages that hold no text.

    Raises:
        UnreadableError: it is damaged, locked, or too long, or takes too long.
    """
    return read_pdf(data, recognise)


def recognise(page: pypdfium2.PdfPage) -> Sequence[Line]:
    """Read the lines of a page from its picture; places in points.

    Raises:
        UnreadableError: tesseract fails or takes longer than OCR_PAGE_SECONDS.
    """
    picture = io.BytesIO()
    page.render(scale=OCR_DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True).to_pil().save(picture, format="PNG")
    rows = csv.DictReader(io.StringIO(recognised(picture.getvalue())), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [row for row in rows if (row.get("text") or "").strip()]
    return [
        _line(list(line))
        for _, line in groupby(words, key=lambda word: (word["block_num"], word["par_num"], word["line_num"]))
    ]


def _line(words: Sequence[dict[str, str]]) -> Line:
    boxes = [_box(word) for word in words]
    whole = around(boxes)
    text = words[0]["text"].strip()
    for word, (before, after) in zip(words[1:], pairwise(boxes), strict=True):
        said = word["text"].strip()
        latin = text[-1:].isascii() and said[:1].isascii() and text[-1:].isalpha() and said[:1].isalpha()
        wide = after.left - before.right > _GAP * (whole.bottom - whole.top) and text[-1] not in "、。，．「（("
        text += f" {said}" if latin or wide else said
    return Line(text, whole)


def _box(word: dict[str, str]) -> Box:
    scale = _POINTS_PER_INCH / OCR_DOTS_PER_INCH
    left, top, width, height = (int(word[key]) * scale for key in ("left", "top", "width", "height"))
    return Box(left, top, left + width, top + height)
