"""Text documents of OpenDocument (LibreOffice, 一太郎's export)."""

from ingest.formats.packed import MAGIC, members
from ingest.formats.registry import Format

_KIND = b"application/vnd.oasis.opendocument.text"
_HEAD = 200
"""Bytes in which the first member says what the file is, as the standard asks."""

FORMATS = (
    Format(
        reader=f"{__name__}.document:read_document",
        suffixes=(".odt",),
        magic=MAGIC,
        holds=lambda data: _KIND in data[:_HEAD] and "content.xml" in members(data),
    ),
)
