"""The dependencies of the pages, composed at the edge and injected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.assistant import Assistant
from corpus.model import Document
from corpus.store import Corpus


class Failure(Protocol):
    """A file that could not be taken in."""

    @property
    def source(self) -> str:
        """The file."""

    @property
    def error(self) -> str:
        """The reason, as a Japanese sentence."""


class Twin(Protocol):
    """A file that is held already under another name."""

    @property
    def held(self) -> str:
        """That name."""


class TakenIn(Protocol):
    """The result of taking files in."""

    @property
    def added(self) -> int:
        """New documents."""

    @property
    def replaced(self) -> int:
        """Documents whose file had changed."""

    @property
    def unchanged(self) -> int:
        """Documents that the corpus already held unchanged."""

    @property
    def twins(self) -> Sequence[Twin]:
        """Files that are held already under another name."""

    @property
    def failed(self) -> Sequence[Failure]:
        """Files that could not be taken in."""

    @property
    def documents(self) -> Sequence[str]:
        """The names of the documents in the corpus."""


class Change(Protocol):
    """A value that would be read otherwise."""

    @property
    def document(self) -> str:
        """The document's name."""

    @property
    def case(self) -> str | None:
        """The title of its case, or the speakers' mark; None: the document's."""

    @property
    def field(self) -> str:
        """The value's field."""

    @property
    def before(self) -> str | None:
        """The value as it is held."""

    @property
    def after(self) -> str | None:
        """The value as it would be."""


class Proposed(Protocol):
    """The documents of a council as they would be read after corrections."""

    @property
    def council(self) -> str:
        """The council."""

    @property
    def read(self) -> int:
        """How many documents were read again."""

    @property
    def changes(self) -> Sequence[Change]:
        """What would change."""

    @property
    def documents(self) -> Sequence[Document]:
        """The documents that would change."""


@dataclass(frozen=True, slots=True)
class Rereading:
    """Reads the documents of a council again, in two steps."""

    propose: Callable[[str], Proposed]
    """Tells what would change."""
    accept: Callable[[Any], int]
    """Holds what was proposed; returns how many documents were replaced."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The dependencies of the pages."""

    assistant: Assistant
    corpus: Corpus
    take_in: Callable[[Sequence[Path]], TakenIn]
    """Takes files into the corpus."""
    read_document: Callable[[str, bytes], Document]
    """Reads a file, given its name and bytes, without taking it in."""
    suffixes: Sequence[str] = ()
    """Suffixes of the files that can be taken in; empty means any."""
    rereading: Rereading | None = None
    """None: corrections teach nothing here."""
