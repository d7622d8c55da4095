"""Files of every format to plain text with pages."""

from ingest.formats.dispatch import read
from ingest.formats.limits import MOST_BYTES, MOST_CHARACTERS
from ingest.formats.reading import Reading
from ingest.formats.registry import suffixes

__all__ = ["MOST_BYTES", "MOST_CHARACTERS", "Reading", "read", "suffixes"]
