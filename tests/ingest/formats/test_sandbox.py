"""Files are read apart, with limits, by processes that outlast a file but not the program."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from ingest.formats import read, sandbox
from ingest.formats.reading import Reading
from tests.ingest.makers import MINUTES, make_docx, make_pdf

HERE = __name__


def sleep(_: bytes) -> Reading:
    subprocess.Popen(["sleep", "100"])
    time.sleep(100)
    raise AssertionError


def crash(_: bytes) -> Reading:
    os.abort()


def fail(_: bytes) -> Reading:
    raise KeyError("no such thing")


def swell(_: bytes) -> Reading:
    return Reading("x" * len(bytes(3 * 1024**3)))


def babble(_: bytes) -> Reading:
    return Reading("x" * (65 * 1024**2))


def tell(_: bytes) -> Reading:
    """What the process sees: its environment, its open files, its limits."""
    with os.scandir("/proc/self/fd") as entries:
        files = [os.readlink(entry.path) for entry in entries]
    return Reading(json.dumps([dict(os.environ), files, resource.getrlimit(resource.RLIMIT_AS)[0]]))


def count(data: bytes) -> Reading:
    """How many files this process has read before, if it can remember any."""
    seen = getattr(count, "seen", 0) + 1
    count.seen = seen  # type: ignore[attr-defined]
    return Reading(str(seen), flags=(data.decode(),), unread=(seen,))


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[sandbox._Pool]:
    """A pool of its own, so that every process in it is of this test."""
    made = sandbox._Pool()
    monkeypatch.setattr(sandbox, "_pool", made)
    yield made
    made.end()


def read_with(reader: str, seconds: float = 30, data: bytes = b"x") -> Reading:
    return sandbox.read_apart(f"{HERE}:{reader}", data, seconds)


def test_a_reading_comes_back_whole_and_leaves_nothing_behind() -> None:
    for _ in range(2):
        assert read_with("count", data="会議録".encode()) == Reading("1", flags=("会議録",), unread=(1,))


def test_a_process_reads_many_files(pool: sandbox._Pool) -> None:
    read_with("count")
    first = pool._idle[0]
    for _ in range(3):
        read_with("count")
    assert pool._idle == [first]


def test_a_parser_that_takes_too_long_is_ended_with_what_it_started(pool: sandbox._Pool) -> None:
    read_with("count")
    begun = time.monotonic()
    with pytest.raises(UnreadableError, match="秒以内に読み終わりませんでした"):
        read_with("sleep", 0.3)
    assert time.monotonic() - begun < 10
    (process,) = pool._idle
    session = subprocess.run(
        ["ps", "-s", str(process._process.pid), "-o", "args="], capture_output=True, text=True, check=False
    )
    assert "sleep 100" not in session.stdout
    assert read_with("count").text == "1"


@pytest.mark.parametrize(
    ("reader", "said"), [("crash", "壊れて"), ("fail", "壊れて"), ("swell", "大きすぎ"), ("babble", "壊れて")]
)
def test_a_parser_that_breaks_down_harms_no_other_file(reader: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_with(reader)
    assert read_with("count").text == "1"


def test_a_process_that_has_ended_is_replaced(pool: sandbox._Pool) -> None:
    read_with("count")
    pool._idle[0]._process.kill()
    pool._idle[0]._process.wait()
    assert read_with("count").text == "1"


def test_answers_that_are_none_are_a_damaged_file() -> None:
    for status, output in (
        (0, b""),
        (-9, b'{"text": "'),
        (0, b"no json"),
        (1, json.dumps({"text": ""}).encode()),
    ):
        with pytest.raises(UnreadableError, match="壊れている"):
            sandbox._reading(status, output)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_parser_sees_neither_secrets_nor_other_files(
    monkeypatch: pytest.MonkeyPatch, pool: sandbox._Pool, tmp_path: Path
) -> None:
    monkeypatch.setenv("SENREI_CHAT_API_KEY", "secret")
    with (tmp_path / "other").open("wb"):
        environment, files, most = json.loads(read_with("tell").text)
    assert "PATH" in environment
    assert "secret" not in environment.values()
    assert not [file for file in files if "other" in file or "socket" in file]
    assert most <= 2 * 1024**3


def test_readers_end_with_the_program() -> None:
    code = (
        "from ingest.formats import read, sandbox\n"
        "read('a.html', '<html><body>会長'.encode())\n"
        "print(sandbox._pool._idle[0]._process.pid, flush=True)\n"
        "import os; os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    until = time.monotonic() + 10
    while Path(f"/proc/{done.stdout.strip()}/fd").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert time.monotonic() < until


@pytest.mark.parametrize(("ending", "maker"), [("docx", make_docx), ("pdf", make_pdf)])
def test_the_second_file_of_a_format_costs_little(ending: str, maker: object) -> None:
    data = {"docx": make_docx, "pdf": make_pdf}[ending](MINUTES)
    read(f"a.{ending}", data)
    begun = time.monotonic()
    for _ in range(3):
        read(f"a.{ending}", data)
    assert (time.monotonic() - begun) / 3 < 1.5
