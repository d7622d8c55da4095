"""Text from pictures of pages, by the tesseract program where it is installed."""

import csv
import io
import shutil
import subprocess
from collections.abc import Sequence
from itertools import groupby, pairwise

import pypdfium2

from corpus.errors import UnreadableError
from ingest.formats.layout import Box, Line, around
from ingest.formats.limits import OCR_DOTS_PER_INCH, OCR_PAGE_SECONDS

INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-jpn"
_LANGUAGE = "jpn"
_ONE_COLUMN = ("--psm", "6")
"""Minutes are one column; left to find columns, tesseract takes widely set lines for vertical writing."""
_POINTS_PER_INCH = 72
_PROBE_SECONDS = 10
_GAP = 0.6
"""Line heights between two words from which a space parts them: tesseract parts every letter from the next."""


def installed() -> bool:
    """Whether tesseract and its Japanese model are at hand."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=_PROBE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return _LANGUAGE in listed.stdout.split()


def recognise(page: pypdfium2.PdfPage) -> Sequence[Line]:
    """Read the lines of a page from its picture; places in points.

    Raises:
        UnreadableError: tesseract fails or takes longer than OCR_PAGE_SECONDS.
    """
    picture = io.BytesIO()
    page.render(scale=OCR_DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True).to_pil().save(picture, format="PNG")
    command = [
        "tesseract",
        "stdin",
        "stdout",
        "-l",
        _LANGUAGE,
        "--dpi",
        str(OCR_DOTS_PER_INCH),
        *_ONE_COLUMN,
        "tsv",
    ]
    try:
        done = subprocess.run(
            command, input=picture.getvalue(), capture_output=True, timeout=OCR_PAGE_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise UnreadableError(
            "文字認識（OCR）が時間内に終わりませんでした。テキストを含むPDFを入手するか、ページを分けてください。"
        ) from error
    rows = csv.DictReader(
        io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
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
