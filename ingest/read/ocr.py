"""Text from pictures of pages, by the tesseract program where it is installed."""

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from itertools import groupby

import pypdfium2

from corpus.errors import UnreadableError
from ingest.read.layout import Box, Line
from ingest.read.limits import OCR_DOTS_PER_INCH, OCR_PAGE_SECONDS

INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-jpn"
_LANGUAGE = "jpn"
_POINTS_PER_INCH = 72
_PROBE_SECONDS = 10
_SPACE = re.compile(r"(?<=[^\x00-\x7f]) (?=\S)|(?<=\S) (?=[^\x00-\x7f])")
"""A space beside a Japanese letter: tesseract parts every one from the next."""


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
    command = ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(OCR_DOTS_PER_INCH), "tsv"]
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
    scale = _POINTS_PER_INCH / OCR_DOTS_PER_INCH
    text = _SPACE.sub("", " ".join(word["text"].strip() for word in words))
    left = min(int(word["left"]) for word in words)
    top = min(int(word["top"]) for word in words)
    right = max(int(word["left"]) + int(word["width"]) for word in words)
    bottom = max(int(word["top"]) + int(word["height"]) for word in words)
    return Line(text, Box(left * scale, top * scale, right * scale, bottom * scale))
