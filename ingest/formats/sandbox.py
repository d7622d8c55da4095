"""Has files read by processes of their own, with limits, one file at a time each."""

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from corpus.errors import UnreadableError
from ingest.formats.reading import Reading
from ingest.formats.request import GAVE_UP, Request

_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
"""Environment that a parser may see; keys and settings are not among it."""
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
"""A process that forks must have no other threads."""
_GRACE_SECONDS = 20
"""By how much a process may overstep the time before it is taken for stuck: it has to load its parsers too."""
_BROKEN = "ファイルが壊れているため読み込めません。元のファイルを入手し直すか、別の形式で保存し直してください。"


class _Process:
    """A process that reads files."""

    def __init__(self) -> None:
        environment = {key: os.environ[key] for key in _KEPT if key in os.environ} | _ONE_THREAD
        environment["PYTHONPATH"] = os.pathsep.join((str(_ROOT), *filter(None, sys.path)))
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.formats.child", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )

    def ask(self, request: Request, taken: IO[bytes], given: IO[bytes]) -> int:
        """Have the file `taken` read and the answer written to `given`; returns the status.

        Raises:
            OSError: the process has ended or is stuck.
        """
        self._channel.settimeout(request.seconds + _GRACE_SECONDS)
        socket.send_fds(self._channel, [json.dumps(asdict(request)).encode()], [taken.fileno(), given.fileno()])
        status = b""
        while not status.endswith(b"\n"):
            part = self._channel.recv(64)
            if not part:
                raise BrokenPipeError
            status += part
        return int(status)

    @property
    def alive(self) -> bool:
        """Whether it has not ended by itself."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the process, which ends what it has forked."""
        self._channel.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
            return
        self._process.kill()
        self._process.wait()


class _Pool:
    """The processes that wait for a file; there are as many as files are read at the same time."""

    def __init__(self) -> None:
        self._idle: list[_Process] = []
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def one(self) -> Iterator[_Process]:
        """A process for one file; it is ended where that fails."""
        with self._lock:
            self._idle = [process for process in self._idle if process.alive]
            process = self._idle.pop() if self._idle else _Process()
        try:
            yield process
        except BaseException:
            process.end()
            raise
        with self._lock:
            self._idle.append(process)

    def end(self) -> None:
        """End all processes that wait."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()

    def forget(self) -> None:
        """Leave the processes to the parent of this process, which has forked."""
        self._idle = []
        self._lock = threading.Lock()


# Kept for the life of this process: a reader takes most of a second to start, and most files less to read.
_pool = _Pool()
atexit.register(_pool.end)
os.register_at_fork(after_in_child=_pool.forget)


def read_apart(reader: str, data: bytes, seconds: float) -> Reading:
    """Read a file in another process.

    Args:
        reader: where the format's Reader stands, as module:function.
        data: the whole file.
        seconds: wall-clock time it may take.

    Raises:
        UnreadableError: the reader refuses the file, breaks down on it, or reaches a limit.
    """
    request = Request(reader, seconds)
    with tempfile.TemporaryFile() as taken, tempfile.TemporaryFile() as given:
        taken.write(data)
        taken.seek(0)
        try:
            with _pool.one() as process:
                status = process.ask(request, taken, given)
        except OSError as error:
            raise UnreadableError(_BROKEN) from error
        if status == GAVE_UP:
            raise UnreadableError(
                f"{seconds:.0f}秒以内に読み終わりませんでした。文書を分けるか、テキスト（.txt）で保存し直してください。"
            )
        given.seek(0)
        return _reading(status, given.read())


def _reading(status: int, output: bytes) -> Reading:
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError as error:
        raise UnreadableError(_BROKEN) from error
    if status != 0 or "error" in answer:
        raise UnreadableError(answer.get("error", _BROKEN))
    return Reading(
        answer["text"],
        tuple(answer["pages"]),
        answer["ocr"],
        tuple(answer["flags"]),
        tuple(answer["unread"]),
    )
