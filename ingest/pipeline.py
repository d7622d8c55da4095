"""From files to the corpus: walk, read, outline, put; one bad file never stops the others."""

import hashlib
import os
import threading
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import NotHeldError, UnreadableError
from corpus.model import Document
from corpus.register import Lesson
from corpus.search import Filters
from corpus.store import Corpus
from ingest.assemble.document import assemble
from ingest.formats import read, registry
from ingest.memory import Memory
from ingest.repair import repair
from ingest.restore import outline_clean
from ingest.twins import Twin, Twins
from ingest.walk import Failure, Source, held_name, sources

_POOLED_FROM = 24
"""Documents from which reading in several processes is worth their start."""
_WAITING = 4
"""Documents in hand for each process, so that memory stays flat."""
_INDEXED_FROM = 3_000
"""Passages from which the indexes are brought up while reading goes on."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the ingest is."""

    stage: str
    """What is being done, in Japanese."""
    done: int
    total: int
    passages: int
    """Passages read so far."""
    seconds_left: float | None
    """None until it can be told."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: tuple[Failure, ...] = ()
    documents: tuple[str, ...] = ()
    """The names that were added or replaced."""
    elapsed_s: float = 0.0
    twins: tuple[Twin, ...] = ()
    """Files that were left out because the same document is held under another name."""


@dataclass(slots=True)
class _Tally:
    counts: dict[str, int] = field(default_factory=lambda: {"added": 0, "replaced": 0, "unchanged": 0})
    twins: list[Twin] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    passages: int = 0


Listener = Callable[[Progress], None]


def read_document(name: str, data: bytes, lessons: Iterable[Lesson] = ()) -> Document:
    """Read one file without taking it in.

    Args:
        name: the file's name; its suffix tells the format.
        data: the file's bytes.
        lessons: what corrections teach about its council.

    Raises:
        UnreadableError: the file cannot be read as a document.
    """
    reading = partial(assemble, memory=Memory(lessons))
    return outline_clean(reading, name, hashlib.sha256(data).hexdigest(), repair(read(name, data)))


def load(source: Source, held: str | None = None) -> tuple[Document | None, bytes] | Failure:
    """Read one source; no document where the corpus holds these very bytes. Runs in a worker too.

    Args:
        source: the file.
        held: the digest of the bytes that the corpus holds under its name; None where it holds none.

    Returns:
        The document with its bytes, or why it cannot be read.
    """
    try:
        data = source.path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return Failure(source.name, f"ファイルを開けません（{reason}）。読み取りの権限を確かめてください。")
    if hashlib.sha256(data).hexdigest() == held:
        return None, b""
    try:
        return read_document(source.name, data), data
    except UnreadableError as error:
        return Failure(source.name, str(error))


def _begin_work(modules: tuple[str, ...]) -> None:
    """Prepare a worker: it knows the formats of `modules`, and ends when its parent is killed."""
    for module in modules:
        registry.add(module)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _loaded(
    files: Sequence[Source], held: dict[str, str], processes: int
) -> Generator[tuple[Source, tuple[Document | None, bytes] | Failure]]:
    """Read the files in order, in several processes where there are many."""
    if processes < 2 or len(files) < _POOLED_FROM:
        for source in files:
            yield source, load(source, held.get(source.name))
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin_work, (registry.added(),)) as pool:
        waiting: list[tuple[Source, Future[tuple[Document | None, bytes] | Failure]]] = []
        try:
            for source in files:
                waiting.append((source, pool.submit(load, source, held.get(source.name))))
                if len(waiting) >= processes * _WAITING:
                    first, future = waiting.pop(0)
                    yield first, future.result()
            while waiting:
                first, future = waiting.pop(0)
                yield first, future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def take_in(
    paths: Iterable[Path | str], corpus: Corpus, progress: Listener | None = None, processes: int | None = None
) -> Report:
    """Take files and folders in; what cannot be read is listed, and the others go on.

    Args:
        paths: files, or folders to walk; what of a folder is in no format that can be read is listed as failed. A
            document's name is its path below the folder given, or the file's name.
        corpus: where to.
        progress: is told after every document.
        processes: how many read at the same time; by default one for each processor.
    """
    started = time.monotonic()
    files, failed = sources(Path(p) for p in paths)
    tally = _Tally(failed=failed)
    twins = Twins.among(corpus, corpus.headers(Filters(samples=True)))
    loaded = _loaded(files, dict(corpus.digests()), processes or os.cpu_count() or 1)
    with closing(loaded), _Indexing(corpus) as while_reading:
        for done, (source, result) in enumerate(loaded, start=1):
            _put(corpus, source, result, tally, twins)
            while_reading.bring_up_to(tally.passages)
            if progress is not None:
                left = (time.monotonic() - started) / done * (len(files) - done)
                progress(Progress("文書を読み込んでいます", done, len(files), tally.passages, left))

    def indexing(stage: str, done: int, total: int) -> None:
        if progress is not None:
            progress(Progress(stage, done, total, tally.passages, None))

    corpus.refresh(indexing)
    return Report(
        **tally.counts,
        failed=tuple(tally.failed),
        documents=tuple(tally.names),
        elapsed_s=round(time.monotonic() - started, 3),
        twins=tuple(tally.twins),
    )


class _Indexing:
    """Brings the indexes up in a thread of its own while documents are read, so that little is left to do at the end.

    Args:
        corpus: whose indexes.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._thread = ThreadPoolExecutor(1)
        self._refresh: Future[None] | None = None
        self._passages = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()

    def bring_up_to(self, passages: int) -> None:
        """Begin to take in what has been held since the last time, where that is worth it and nothing is under way.

        Args:
            passages: how many have been held so far.
        """
        if passages - self._passages < _INDEXED_FROM or (self._refresh and not self._refresh.done()):
            return
        if self._refresh is not None:
            self._refresh.result()
        self._passages = passages
        self._refresh = self._thread.submit(self._corpus.refresh)


def _put(
    corpus: Corpus,
    source: Source,
    result: tuple[Document | None, bytes] | Failure,
    tally: _Tally,
    twins: Twins,
) -> None:
    if isinstance(result, Failure):
        tally.failed.append(result)
        return
    document, data = result
    if document is None:
        tally.counts["unchanged"] += 1
        return
    if (held := twins.of(document)) is not None:
        tally.twins.append(Twin(source.name, held))
        return
    if lessons := corpus.lessons_on(document):
        document = read_document(source.name, data, lessons)
    what = corpus.put(document, data)
    twins.took(document)
    tally.counts[what] += 1
    tally.passages += len(document.passages)
    if what != "unchanged":
        tally.names.append(source.name)


def take_out(names: Iterable[str], corpus: Corpus) -> Report:
    """Remove documents by name; names that the corpus does not hold are listed as failed."""
    started = time.monotonic()
    removed, failed = 0, []
    held = corpus.digests()
    for name in names:
        try:
            corpus.remove(name if name in held else held_name(Path(name)))
        except NotHeldError as error:
            failed.append(Failure(name, str(error)))
        else:
            removed += 1
    corpus.refresh()
    return Report(removed=removed, failed=tuple(failed), elapsed_s=round(time.monotonic() - started, 3))
