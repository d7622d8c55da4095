"""How soon answers come from a corpus that is filled already: python -m benchmarks.latency --data DIR QUESTIONS.jsonl...

Prints the seconds from the start of a fresh process to its first answer, and what it had loaded of a neural network by
then; the resident memory of one session that asks all questions again and again; and for each file and for all, the median
and the 95th percentile of the milliseconds that its questions took when the session asked them for the first time.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from assistant.opening import opened
from assistant.understand.followup import Message

FIRST = """
import sys
from assistant.__main__ import main
main(sys.argv[1:])
print(*{"torch", "transformers", "sentence_transformers"}.intersection(sys.modules))
"""
"""What the fresh process runs: it prints its answer as one line, then the modules of a neural network."""
EVERY = 200
"""Answers between two looks at the memory."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path, nargs="+", help="a JSON object with `question` on each line")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--answers", type=int, default=2_000, help="how many the session gives in all")
    options = parser.parse_args(arguments)
    asked = [(path, json.loads(line)) for path in options.questions for line in path.open(encoding="utf-8")]
    seconds, loaded = _first(asked[0][1]["question"], options.data)
    print(f"first answer after {seconds:.2f} s, loaded of a neural network: {loaded or 'nothing'}")
    times = []
    with opened(options.data) as assistant:
        print(assistant.corpus.counts())
        for number, (_, line) in enumerate(islice(cycle(asked), options.answers), start=1):
            times.append(_milliseconds(line, assistant))
            if number % EVERY == 0:
                print(f"{number} answers, {_resident() / 1e6:.0f} MB", flush=True)
    by_file = defaultdict(list)
    for (path, _), spent in zip(asked, times, strict=False):
        by_file[path].append(spent)
    for name, some in {**by_file, "all": times[: len(asked)]}.items():
        median, high = np.percentile(some, [50, 95])
        print(f"{name}: {len(some)} questions, p50 {median:.0f} ms, p95 {high:.0f} ms")
    return 0


def _first(question: str, data: Path) -> tuple[float, str]:
    """Seconds until a fresh process has printed its first answer, and the modules that it had loaded then."""
    start = time.perf_counter()
    command = [sys.executable, "-c", FIRST, "ask", question, "--data", str(data), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        return time.perf_counter() - start, process.stdout.readline().strip()


def _milliseconds(line: dict[str, Any], assistant: Assistant) -> float:
    conversation = [Message(said["role"], said["text"]) for said in line.get("conversation") or ()]
    start = time.perf_counter()
    assistant.ask(line["question"], conversation, mode="extractive")
    return 1000 * (time.perf_counter() - start)


def _resident() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    sys.exit(main())
