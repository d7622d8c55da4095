"""What the rules of known formats read of a document: evidence among other evidence, weighed by how often it was right."""

from dataclasses import dataclass

from corpus.language import likeness
from corpus.model import Case, Document
from ingest.formats import Reading
from ingest.outline import outline

_SAME = 0.5
"""Likeness of titles from which the rules speak of the same case."""


@dataclass(frozen=True)
class Ruled:
    """The document as the rules read it."""

    document: Document

    def case(self, title: str) -> Case | None:
        """The case of this title; None where the rules read none that is like it."""
        best = max(self.document.cases, key=lambda case: likeness(case.title, title), default=None)
        return best if best is not None and likeness(best.title, title) >= _SAME else None


def read_ruled(name: str, digest: str, reading: Reading) -> Ruled:
    """Read a document by the rules alone; arguments as of `assemble`."""
    return Ruled(outline(name, digest, reading))
