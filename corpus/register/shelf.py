"""A cache of the documents that were read from the register last."""

import threading
from collections import OrderedDict

from corpus.model import Document
from corpus.register.register import Register

KEPT_DOCUMENTS = 64
"""Some 20 MB of minutes and reports of usual length."""


class Shelf:
    """Reads whole documents; safe to use from several threads, and never waits for a refresh."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._kept: OrderedDict[tuple[str, int], Document] = OrderedDict()
        self._mutex = threading.Lock()

    def document(self, name: str, touched: int) -> Document:
        """The document under `name`, as the generation `touched` left it.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        key = (name, touched)
        with self._mutex:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        document = self._register.document(name)
        with self._mutex:
            self._kept[key] = document
            while len(self._kept) > KEPT_DOCUMENTS:
                self._kept.popitem(last=False)
        return document
