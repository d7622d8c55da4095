"""How long searches take, and how much memory, on a corpus that is filled already: python benchmarks/latency.py --data DIR QUESTIONS.jsonl.

Prints, in milliseconds, the median and the 95th percentile for each kind of search, with and without filters.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from corpus.search import Filters, Query
from corpus.settings import Settings
from corpus.store import Corpus

LIMIT = 100


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path, help="a JSON object with `question` on each line")
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args(arguments)
    lines = options.questions.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    start = time.perf_counter()
    with Corpus.open(Settings(data=options.data)) as corpus:
        print(f"{corpus.counts()}, opened in {time.perf_counter() - start:.2f} s")
        start = time.perf_counter()
        corpus.search_passages(Query(questions[0]), LIMIT)
        print(f"first search {1000 * (time.perf_counter() - start):.0f} ms")
        names = [header.name for header in corpus.headers()]
        for name, filters in (
            ("everything", Filters()),
            ("ten documents", Filters(documents=tuple(names[:10]))),
            ("every third document", Filters(documents=tuple(names[::3]))),
            ("all but one", Filters(exclude=(names[0],))),
        ):
            for kind, search in (("passages", corpus.search_passages), ("cases", corpus.search_cases)):
                _measure(
                    f"{kind}, {name}", search, [Query(question, filters=filters) for question in questions]
                )
        _measure("documents, everything", corpus.search_documents, [Query(question) for question in questions])
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


def _measure(name: str, search: Callable[[Query, int], object], queries: Sequence[Query]) -> None:
    times = []
    for query in queries:
        start = time.perf_counter()
        search(query, LIMIT)
        times.append(1000 * (time.perf_counter() - start))
    median, high = np.percentile(times, [50, 95])
    print(f"{name:32} p50 {median:6.1f}  p95 {high:6.1f}")


if __name__ == "__main__":
    sys.exit(main())
