"""Second readings that follow what is taken in while the workspace is open, so that nobody waits for them."""

import logging
import queue
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from corpus.chat import CancelledError, load_chat
from corpus.errors import NotHeldError
from corpus.settings import Settings
from corpus.store import Corpus
from ingest.assist.page import LEFT, told
from ingest.assist.reader import SecondReader, read_again

LOG = logging.getLogger(__name__)


class Following:
    """Reads documents a second time, one after another, in a thread of its own; does nothing where no reader is set."""

    def __init__(self) -> None:
        self._names: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._cancelled = threading.Event()
        self._working = False

    def follow(self, names: Iterable[str]) -> None:
        """Have the values in doubt of held documents read a second time, when their turn comes."""
        for name in names if self._working else ():
            self._names.put(name)

    @contextmanager
    def at_work(self, corpus: Corpus, settings: Settings) -> Iterator[None]:
        """Read while the block runs; what is not read by its end is left as it is.

        Raises:
            SettingsError: a second reader is set and no chat model that can be used.
        """
        if settings.reader != "assist":
            yield
            return
        chat = load_chat(settings)
        reader = SecondReader(chat, self._cancelled)
        thread = threading.Thread(target=self._read, args=(corpus, reader), name="second reader", daemon=True)
        thread.start()
        self._working = True
        try:
            yield
        finally:
            self._cancelled.set()
            self._names.put(None)
            thread.join()
            chat.close()

    def _read(self, corpus: Corpus, reader: SecondReader) -> None:
        while (name := self._names.get()) is not None and not self._cancelled.is_set():
            try:
                answers = read_again([name], corpus, reader)
            except CancelledError:
                return
            except NotHeldError:
                LOG.info("document=%s was taken out before it was read a second time", name)
                continue
            for answer in answers:
                level = logging.WARNING if answer.verdict in LEFT else logging.INFO
                LOG.log(level, "second reading: %s", " ".join(told(answer)))
