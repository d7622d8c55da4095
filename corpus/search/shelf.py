"""A cache of the documents that were read from the register last, each cut into its windows."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.model import Document, Passage
from corpus.register import Entry, Register
from corpus.search.windows import Window, cut_windows

KEPT_CHARACTERS = 16_000_000
"""Characters of the documents that are kept, all together: some 130 MB of minutes and reports with their windows."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document with its windows."""

    document: Document
    windows: tuple[Window, ...]


class Shelf:
    """Reads whole documents; safe to use from several threads, and never waits for a refresh."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._kept: OrderedDict[tuple[int, int], Shelved] = OrderedDict()
        """By number and the generation that last touched it."""
        self._characters = 0
        self._mutex = threading.Lock()

    def take(self, entries: Iterable[Entry]) -> dict[str, Shelved]:
        """The documents of entries, by name; those that are not on the shelf are read together.

        Raises:
            NotHeldError: a document is no longer held.
        """
        found: dict[str, Shelved] = {}
        missing: dict[str, tuple[int, int]] = {}
        with self._mutex:
            for entry in entries:
                key = entry.id, entry.generation
                if key in self._kept:
                    self._kept.move_to_end(key)
                    found[entry.header.name] = self._kept[key]
                else:
                    missing[entry.header.name] = key
        return found | self._read(missing) if missing else found

    def _read(self, keys: Mapping[str, tuple[int, int]]) -> dict[str, Shelved]:
        """Read the documents under some names and keep them by their keys."""
        read = {
            name: Shelved(document, cut_windows(document.turns, document.passages))
            for name, document in self._register.documents([*keys]).items()
        }
        with self._mutex:
            for name, key in keys.items():
                if key not in self._kept:
                    self._kept[key] = read[name]
                    self._characters += len(read[name].document.text)
            while self._characters > KEPT_CHARACTERS:
                self._characters -= len(self._kept.popitem(last=False)[1].document.text)
        return read

    def passages_at(
        self, places: Iterable[tuple[int, int]], entries: Mapping[int, Entry]
    ) -> dict[tuple[int, int], Passage]:
        """Passages by (document, ordinal), of documents on the shelf and else of the register; those no longer held are left out.

        Args:
            places: number of the document, ordinal of the passage.
            entries: the documents by number.
        """
        found: dict[tuple[int, int], Passage] = {}
        missing = []
        with self._mutex:
            for id_, ordinal in places:
                shelved = self._kept.get((id_, entries[id_].generation)) if id_ in entries else None
                if shelved is None:
                    missing.append((id_, ordinal))
                elif ordinal < len(shelved.document.passages):
                    found[id_, ordinal] = shelved.document.passages[ordinal]
        return found | self._register.passages_at(missing) if missing else found
