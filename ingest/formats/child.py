"""The process that reads files: `python -m ingest.formats.child CHANNEL`, asked over the socket CHANNEL.

Files come from anywhere and their parsers are the usual way in for an attack. This process sees no file itself: for
each it forks another that takes on limits, reads it, and ends, so that whatever happens to it happens to one file.
Forked, because loading Python and the parsers takes longer than reading most files.
"""

import contextlib
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from dataclasses import asdict

from corpus.errors import UnreadableError
from ingest.formats.limits import OUTPUT_BYTES, PARSE_BYTES
from ingest.formats.reading import Reader
from ingest.formats.registry import load
from ingest.formats.request import GAVE_UP, Request

_LONGEST_REQUEST = 64 * 1024
_TOO_LARGE = "ファイルが大きすぎて読み込めません。文書を分けて保存し直してください。"


def main() -> None:
    """Answer requests until the one who asks has gone."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    ended, ends = os.pipe()
    os.set_blocking(ends, False)
    signal.set_wakeup_fd(ends)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while True:
        asked, files, _, _ = socket.recv_fds(channel, _LONGEST_REQUEST, 2)
        if not asked:
            return
        request = Request(**json.loads(asked))
        taken, given = files
        # Loaded before forking, so that the next file finds it loaded.
        read = load(request.reader)
        reader = os.fork()
        if reader == 0:
            channel.close()
            _read_and_end(read, taken, given)
        with contextlib.suppress(OSError):
            # The reader does so too, and either may be first.
            os.setpgid(reader, reader)
        os.close(taken)
        os.close(given)
        channel.sendall(b"%d\n" % _status(reader, request.seconds, channel, ended))


def _status(reader: int, seconds: float, channel: socket.socket, ended: int) -> int:
    """Wait for the process `reader` and return its exit status, or GAVE_UP after `seconds`."""
    until = time.monotonic() + seconds
    status = None
    while status is None and (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([channel.fileno(), ended], [], [], left)
        if channel.fileno() in ready:
            # Nothing is asked before the answer: the one who asked has gone.
            break
        if ended in ready:
            os.read(ended, 512)
        found, result = os.waitpid(reader, os.WNOHANG)
        status = os.waitstatus_to_exitcode(result) if found else None
    with contextlib.suppress(ProcessLookupError):
        # Also ends what the reader has started itself.
        os.killpg(reader, signal.SIGKILL)
    if status is None:
        os.waitpid(reader, 0)
    return GAVE_UP if status is None else status


def _read_and_end(read: Reader, taken: int, given: int) -> None:
    """Read the file `taken`, write the answer to `given` and end this process."""
    try:
        os.setpgid(0, 0)
        take_limits()
        with open(taken, "rb") as file, open(given, "wb") as answer:
            answer.write(_answer(read, file.read()))
    finally:
        os._exit(sys.exc_info()[0] is not None)


def take_limits() -> None:
    """Limit what this process may take and write."""
    with contextlib.suppress(ValueError, OSError):
        # Some systems do not limit address space; there the time limit has to do.
        resource.setrlimit(resource.RLIMIT_AS, (PARSE_BYTES, PARSE_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(read: Reader, data: bytes) -> bytes:
    try:
        return _json(asdict(read(data)))
    except UnreadableError as error:
        return _json({"error": str(error)})
    except MemoryError:
        return _json({"error": _TOO_LARGE})


def _json(answer: dict[str, object]) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")


if __name__ == "__main__":
    main()
