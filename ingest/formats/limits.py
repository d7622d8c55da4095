"""How much a file may hold and its reading may cost, wherever that is looked at."""

MOST_BYTES = 50 * 1024 * 1024
"""Bytes of a file."""
MOST_CHARACTERS = 5_000_000
"""Characters of a file's text; the longest known report has half a million."""
MOST_PAGES = 3_000
"""Pages of a PDF."""

PARSE_SECONDS = 180
"""Wall-clock seconds in which a PDF or Word file must be read."""
PARSE_BYTES = 2 * 1024**3
"""Bytes of address space that the reading process may take."""
OUTPUT_BYTES = 64 * 1024 * 1024
"""Bytes that the reading process may write."""

OCR_SECONDS = 1_800
"""Wall-clock seconds in which all pages of a scanned PDF must be recognised."""
OCR_PAGE_SECONDS = 120
"""Wall-clock seconds for one page."""
OCR_DOTS_PER_INCH = 300
