"""What a second reader says of a value in doubt: kept apart from what was read, and about exactly what was read.

An opinion holds while the document's text, the case and the value are those that it was asked about. It never changes a
value: where it agrees, the doubt is taken away, on record; where it does not, the doubt stays and a person sees why.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.model import Case, Document, Header, Span
from corpus.register.written import written


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second reader says of one value."""

    name: str
    """Of the document."""
    field: str
    value: str | None
    """The value that was read, as `written` writes it."""
    agrees: bool
    """Whether the second reader reads the same value."""
    reader: str
    """Who: the chat model as the settings name it."""
    at: datetime
    wording: str
    """Digest of the text that was read, by `wording_of`."""
    case: int | None = None
    """Ordinal of the case; None: the value is the document's."""
    region: Span | None = None
    """The region of that case."""
    suggestion: str | None = None
    """What the second reader takes the value for, where it says so: words of the document, or of a closed list."""
    points: tuple[Span, ...] = ()
    """Where in the text it pointed."""

    def holds(self, document: Document) -> bool:
        """Whether it is about what is held: the same text, the same case, the same value."""
        if self.wording != wording_of(document.text):
            return False
        if self.case is not None and (
            self.case >= len(document.cases) or document.cases[self.case].span != self.region
        ):
            return False
        return written(document, self.field, self.case) == self.value


def wording_of(text: str) -> str:
    """SHA-256 of a document's text, hexadecimal: the same file may be read to another text by a later program."""
    return hashlib.sha256(text.encode()).hexdigest()


def advised(document: Document, opinions: Iterable[Opinion]) -> Document:
    """The document without the doubts about values that a second reader agrees with.

    Args:
        document: with what users set right.
        opinions: of this document; those that are about something else count for nothing.
    """
    header, cases = document.header, list(document.cases)
    for opinion in opinions:
        if not opinion.agrees or not opinion.holds(document):
            continue
        if opinion.case is None:
            header = replace(header, unsure=_without(header, opinion.field))
        else:
            cases[opinion.case] = replace(
                cases[opinion.case], unsure=_without(cases[opinion.case], opinion.field)
            )
    return replace(document, header=header, cases=tuple(cases))


def _without(of: Header | Case, field: str) -> tuple[str, ...]:
    return tuple(name for name in of.unsure if name != field)
