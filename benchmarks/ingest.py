"""Times the taking in of a folder: `python benchmarks/ingest.py FOLDER`.

Reading, register and index of words are included, into a data folder that is thrown away; vectors are not: by default they are
made afterwards, by a process of their own. Prints documents, characters, seconds, and at its peak the memory of the largest process,
and of all processes with pages that several share counted once.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

EVERY_S = 0.5
TIMED = """
import json, sys
from pathlib import Path
from corpus.settings import load_settings
from corpus.store import Corpus
from ingest.pipeline import take_in

folder, data = map(Path, sys.argv[1:])
with Corpus.open(load_settings(data)) as corpus:
    report = take_in([folder], corpus)
print(json.dumps({"added": report.added, "failed": len(report.failed)}))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-c", TIMED, str(args.folder), data], stdout=subprocess.PIPE, text=True
        )
        peaks = _Peaks(process.pid)
        output, _ = process.communicate()
        peaks.stop()
        report = json.loads(output)
        size = sum(len(p.read_text(encoding="utf-8", errors="ignore")) for p in args.folder.glob("*.txt"))
        print(f"documents       {report['added']}, failed {report['failed']}")
        print(f"characters      {size:,} in .txt files")
        print(f"seconds         {time.perf_counter() - began:.1f}")
        print(f"largest process {peaks.largest / 1e3:,.0f} MB")
        print(f"all processes   {peaks.together / 1e3:,.0f} MB")
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
            family = _family(self._pid)
            self.largest = max(self.largest, *(_kilobytes(pid, "Rss") for pid in family))
            self.together = max(self.together, sum(_kilobytes(pid, "Pss") for pid in family))


def _family(pid: int) -> list[int]:
    found, ahead = [], [pid]
    while ahead:
        parent = ahead.pop()
        found.append(parent)
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            ahead += map(int, _text(task).split())
    return found


def _kilobytes(pid: int, measure: str) -> int:
    """Memory that a process holds; 0 where it has ended.

    Args:
        pid: of the process.
        measure: `Rss`, its pages, or `Pss`, each divided by how many processes share it.
    """
    lines = _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{measure}:")), 0)


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


if __name__ == "__main__":
    sys.exit(main())
