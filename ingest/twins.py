"""Twins: a document that is held already under another name, to the byte or nearly."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from corpus.language import fold, squeeze
from corpus.model import Document, Header
from corpus.store import Corpus

NEARLY = 0.95
"""Share of their runs of characters that two texts must have in common to count as one document."""
_RUN = 12
_Key = tuple[str, str, date]
"""Municipality, meeting or number, and day."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A file that was not taken in, and the document that holds the same."""

    source: str
    held: str


@dataclass(slots=True)
class Twins:
    """What is held, by bytes and by what a header says; documents taken in are added as they come."""

    text_of: Callable[[str], str]
    by_digest: dict[str, str]
    by_header: Mapping[_Key, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def among(cls, corpus: Corpus, headers: list[Header]) -> "Twins":
        """The twins that files can have in a corpus; `headers` are those of all its documents."""
        twins = cls(corpus.text, {digest: name for name, digest in corpus.digests().items()})
        for header in headers:
            twins._add(header)
        return twins

    def of(self, document: Document) -> str | None:
        """The name under which the same document is held; None where it is not, or under its own name only."""
        name = document.header.name
        same = self.by_digest.get(document.digest, name)
        if same != name:
            return same
        near = (other for other in self.by_header.get(_key(document.header), []) if other != name)
        return next((other for other in near if likeness(document.text, self.text_of(other)) >= NEARLY), None)

    def took(self, document: Document) -> None:
        """Remember a document that was taken in."""
        self.by_digest[document.digest] = document.header.name
        self._add(document.header)

    def _add(self, header: Header) -> None:
        if (key := _key(header)) != _UNKNOWN and header.name not in self.by_header[key]:
            self.by_header[key].append(header.name)


_UNKNOWN: _Key = ("", "", date.min)


def _key(header: Header) -> _Key:
    place, which = header.municipality or header.council, header.meeting or header.number
    return (place, which, header.dated) if place and which and header.dated else _UNKNOWN


def likeness(one: str, other: str) -> float:
    """The share of their runs of characters that two texts have in common, white space and widths aside, 0 to 1."""
    a, b = _runs(one), _runs(other)
    return len(a & b) / len(a | b) if a | b else 1.0


def _runs(text: str) -> set[str]:
    close = squeeze(fold(text))
    return {close[i : i + _RUN] for i in range(max(1, len(close) - _RUN + 1))}
