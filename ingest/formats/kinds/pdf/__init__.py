"""PDF files."""

from ingest.formats.limits import PAGES_SECONDS
from ingest.formats.registry import Format

_HEAD, _END = b"%PDF-", b"%%EOF"
_JUNK = 1024
"""Bytes that may stand before a PDF's head and after its end."""


def _is_pdf(data: bytes) -> bool:
    head = data[:_JUNK]
    return head.lstrip().startswith(_HEAD) or (_HEAD in head and _END in data[-_JUNK:])


FORMATS = (
    Format(
        reader=f"{__name__}.pages:read_pdf",
        recogniser=f"{__name__}.ocr:read_scan",
        suffixes=(".pdf",),
        holds=_is_pdf,
        seconds=PAGES_SECONDS,
    ),
)
