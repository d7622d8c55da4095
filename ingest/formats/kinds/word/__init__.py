"""Word documents."""

from ingest.formats.packed import MAGIC, members
from ingest.formats.registry import Format

FORMATS = (
    Format(
        reader=f"{__name__}.document:read_word",
        suffixes=(".docx", ".docm"),
        magic=MAGIC,
        holds=lambda data: "word/document.xml" in members(data),
    ),
)
