"""The vectors that are missing, and how they are made: a document at a time, by one process at a time.

Each document's vectors are one transaction of the register, so a process that is killed loses those of one document, and
the next one goes on from there.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from corpus.register import Register, mismatch
from corpus.search.embedding import Embedder
from corpus.search.fields import embedded
from corpus.search.refresh import Progress, steps

LOCK = "embedding.lock"
"""Held by the process that makes vectors; the system lets go of it when the process ends, however it ends."""
MAKING = "ベクトルを作っています"
LOOK_EVERY_S = 1.0
"""Seconds between two looks at how far another process is."""


def make_missing(
    register: Register, embedder: Embedder, lock: FileLock, progress: Progress | None, *, wait: bool
) -> None:
    """Make the vectors that are missing, until none is.

    Args:
        register: holds the documents.
        embedder: makes the vectors.
        lock: of the data folder, LOCK.
        progress: is told after every document.
        wait: whether to wait where another process is at work; if not, that process makes them all.

    Raises:
        IndexMismatchError: the vectors held are another embedder's.
        SettingsError: the embedder cannot be loaded.
    """
    # Missing ones are looked for again after the lock was released: who put a document and then found the lock held has
    # left it to this process.
    most = 0
    while missing := register.unembedded():
        most = max(most, len(missing))
        standing = register.standing()
        if standing.embedder not in (None, embedder.name):
            raise mismatch(standing.embedder, embedder.name)
        with _held(lock, LOOK_EVERY_S if wait else 0.0) as held:
            if held:
                for id_ in steps(register.unembedded(), MAKING, progress):
                    _make(register, embedder, id_)
            elif not wait:
                return
            elif progress:
                progress(MAKING, most - len(missing), most)


def _make(register: Register, embedder: Embedder, id_: int) -> None:
    for entry in register.entries([id_]):
        _, passages = register.contents(id_)
        texts = [embedded(entry.header, entry.cases, passage) for passage in passages]
        register.hold_vectors(id_, embedder.embed(texts), embedder.name)


@contextmanager
def _held(lock: FileLock, timeout: float) -> Iterator[bool]:
    """Hold the lock for the block, if it is to be had in time; yields whether it is."""
    try:
        lock.acquire(timeout=timeout)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
