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
