"""Workbooks of Excel."""

from ingest.formats.packed import MAGIC, members
from ingest.formats.registry import Format

FORMATS = (
    Format(
        reader=f"{__name__}.workbook:read_workbook",
        suffixes=(".xlsx",),
        magic=MAGIC,
        holds=lambda data: "xl/workbook.xml" in members(data),
    ),
)
