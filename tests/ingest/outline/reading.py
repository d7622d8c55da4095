"""Documents as the rules alone read them."""

from corpus.model import Document
from ingest.formats import read
from ingest.outline import outline
from ingest.repair import repair


def read_document(name: str, data: bytes) -> Document:
    """Read one file by the rules."""
    return outline(name, "", repair(read(name, data)))
