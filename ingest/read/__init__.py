"""Files of every format to plain text with pages."""

from ingest.read.dispatch import read
from ingest.read.limits import MOST_BYTES, MOST_CHARACTERS
from ingest.read.reading import Reading

__all__ = ["MOST_BYTES", "MOST_CHARACTERS", "Reading", "read"]
