"""The dependencies of the pages, composed at the edge and injected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

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
        """Why, as a sentence for the user."""


class TakenIn(Protocol):
    """What became of the files that were taken in."""

    @property
    def added(self) -> int:
        """New documents."""

    @property
    def replaced(self) -> int:
        """Documents whose file had changed."""

    @property
    def unchanged(self) -> int:
        """Documents that were held already."""

    @property
    def failed(self) -> Sequence[Failure]:
        """Files that were not taken in."""

    @property
    def documents(self) -> Sequence[str]:
        """The names they are held under."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The dependencies of the pages."""

    assistant: Assistant
    corpus: Corpus
    take_in: Callable[[Sequence[Path]], TakenIn]
    """Takes files into the corpus."""
    read_document: Callable[[str, bytes], Document]
    """Reads a file without taking it in: name and bytes."""
    suffixes: Sequence[str] = ()
    """Endings of the files that can be offered for taking in; none means any."""
