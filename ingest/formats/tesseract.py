"""The tesseract program, which reads letters from pictures, where it is installed."""

import shutil
import subprocess

from corpus.errors import UnreadableError
from ingest.formats.limits import OCR_DOTS_PER_INCH, OCR_PAGE_SECONDS

INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-jpn"
_LANGUAGE = "jpn"
_ONE_COLUMN = ("--psm", "6")
"""Minutes are one column; left to find columns, tesseract takes widely set lines for vertical writing."""
_PROBE_SECONDS = 10


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


def recognised(picture: bytes) -> str:
    """Read a picture (PNG, OCR_DOTS_PER_INCH); returns tesseract's table of words with their places in dots.

    Raises:
        UnreadableError: tesseract fails or takes longer than OCR_PAGE_SECONDS.
    """
    dots = ("--dpi", str(OCR_DOTS_PER_INCH))
    command = ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, *dots, *_ONE_COLUMN, "tsv"]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=OCR_PAGE_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise UnreadableError(
            "文字認識（OCR）が時間内に終わりませんでした。テキストを含むPDFを入手するか、ページを分けてください。"
        ) from error
    return done.stdout.decode("utf-8", "replace")
