"""How much a file may hold and its reading may cost, wherever that is looked at."""

MOST_BYTES = 50 * 1024 * 1024
"""Bytes of a file."""
MOST_CHARACTERS = 2_000_000
"""Characters of a file's text: what can be read in a minute. The longest known report has half a million."""
MOST_LINES = 200_000
"""Lines of a file's text, for the same reason; the longest known report has twenty thousand."""
MOST_PAGES = 3_000
"""Pages of a PDF."""

PARSE_SECONDS = 50
"""Wall-clock seconds in which a file must be read."""
PAGES_SECONDS = 180
"""Wall-clock seconds for a PDF, whose pages each cost their share however little text they hold."""
PARSE_BYTES = 1_400 * 1024**2
"""Bytes of address space that the reading process may take."""
OUTPUT_BYTES = 64 * 1024 * 1024
"""Bytes that the reading process may write."""

OCR_SECONDS = 1_800
"""Wall-clock seconds in which all pages of a scanned PDF must be recognised."""
OCR_PAGE_SECONDS = 120
"""Wall-clock seconds for one page."""
OCR_DOTS_PER_INCH = 300
