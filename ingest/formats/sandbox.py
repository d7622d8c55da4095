"""Runs the parsers of PDF and Word files in a process of their own, with limits."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableError
from ingest.formats.reading import Reading

_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
"""Environment that a parser may see; keys and settings are not among it."""
_BROKEN = "ファイルが壊れているため読み込めません。元のファイルを入手し直すか、別の形式で保存し直してください。"


def read_apart(kind: str, data: bytes, seconds: float) -> tuple[Reading, tuple[int, ...]]:
    """Read `data` in another process.

    Args:
        kind: pdf, ocr or word.
        data: the whole file.
        seconds: wall-clock time it may take.

    Returns:
        What it says, and the numbers of the pages that hold only pictures.

    Raises:
        UnreadableError: the parser refuses the file, breaks down on it, or reaches a limit.
    """
    environment = {key: os.environ[key] for key in _KEPT if key in os.environ}
    environment |= {
        "PYTHONPATH": os.pathsep.join((str(_ROOT), *filter(None, sys.path))),
        "OMP_THREAD_LIMIT": "1",
    }
    with tempfile.TemporaryFile() as taken, tempfile.TemporaryFile() as given:
        taken.write(data)
        taken.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "ingest.formats.child", kind],
            stdin=taken,
            stdout=given,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise UnreadableError(
                f"{seconds:.0f}秒以内に読み終わりませんでした。文書を分けるか、テキスト（.txt）で保存し直してください。"
            ) from error
        finally:
            _end(process)
        given.seek(0)
        return _answer(status, given.read())


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and those that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answer(status: int, output: bytes) -> tuple[Reading, tuple[int, ...]]:
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError as error:
        raise UnreadableError(_BROKEN) from error
    if status != 0 or "error" in answer:
        raise UnreadableError(answer.get("error", _BROKEN))
    return Reading(answer["text"], tuple(answer["pages"]), answer["ocr"]), tuple(answer["unread"])
