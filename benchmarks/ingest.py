"""Times the taking in of a folder: `python benchmarks/ingest.py FOLDER`.

Everything is included but vectors of a neural model, which are made afterwards in the background: reading, register and both
indexes, into a data folder that is thrown away.
Prints documents, characters, seconds, and the memory of the largest process and of all processes at their peak.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

EVERY_S = 0.5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "ingest", str(args.folder), "--data", data, "--json"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "SENREI_EMBEDDING_MODEL": "hashed"},
        )
        peaks = _Peaks(process.pid)
        output, _ = process.communicate()
        peaks.stop()
        report = json.loads(output)
        size = sum(len(p.read_text(encoding="utf-8", errors="ignore")) for p in args.folder.glob("*.txt"))
        print(f"documents       {report['added']}, failed {len(report['failed'])}")
        print(f"characters      {size:,} in .txt files")
        print(f"seconds         {time.perf_counter() - began:.1f}")
        print(f"largest process {peaks.largest / 1e6:,.0f} MB")
        print(f"all processes   {peaks.together / 1e6:,.0f} MB")
    return process.returncode


class _Peaks:
    """Looks at a process and its children while it runs."""

    def __init__(self, pid: int) -> None:
        self.largest = self.together = 0
        self._pid, self._done = pid, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(EVERY_S):
            sizes = [_resident(pid) for pid in _family(self._pid)]
            self.largest = max([self.largest, *sizes])
            self.together = max(self.together, sum(sizes))


def _family(pid: int) -> list[int]:
    found, ahead = [], [pid]
    while ahead:
        parent = ahead.pop()
        found.append(parent)
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            ahead += map(int, _text(task).split())
    return found


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where it has ended."""
    lines = _text(Path(f"/proc/{pid}/status")).splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")), 0)


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


if __name__ == "__main__":
    sys.exit(main())
