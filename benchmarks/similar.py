"""How well similar cases are found: MRR@10 against whole-document BM25 in the same run, the citing document left out.

    python -m benchmarks.similar FOLDER --data DIR      FOLDER holds cited_precedents.jsonl; DIR, its documents

A cited precedent counts where it is shown itself; as a member of a series that another case stands for, it does not.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.drafting.similar import similar
from corpus.search import Filters, Query
from corpus.settings import Settings
from corpus.store import Corpus

DEPTH = 10


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="a corpus that is filled already")
    parser.add_argument("--every", type=int, default=1, help="take only every n-th query")
    options = parser.parse_args(arguments)
    lines = (options.folder / "cited_precedents.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line) for line in lines if line.strip()][:: options.every]
    with Corpus.open(Settings(data=options.data)) as corpus:

        def by_document(query: dict[str, Any]) -> list[str]:
            around = Query(query["query"], filters=Filters(exclude=(query["citing"],)))
            return [name for name, _ in corpus.search_documents(around, DEPTH)]

        def by_case(query: dict[str, Any]) -> list[str]:
            found = similar(query["query"], corpus, Filters(exclude=(query["citing"],)), DEPTH)
            return [one.header.name for one in found]

        plain = _report("whole documents, BM25", queries, by_document)
        ours = _report("similar cases", queries, by_case)
    print(f"gain: {ours / plain - 1:+.1%}")
    return 0


def _report(
    name: str, queries: Sequence[dict[str, Any]], ranked: Callable[[dict[str, Any]], list[str]]
) -> float:
    ranks, times = [], []
    for query in queries:
        start = time.perf_counter()
        found = ranked(query)
        times.append(1000 * (time.perf_counter() - start))
        ranks.append(next((rank for rank, held in enumerate(found, start=1) if held in query["cited"]), 0))
    mean = statistics.mean(1 / rank if rank else 0.0 for rank in ranks)
    print(
        f"{name}: {len(ranks)} queries, MRR@{DEPTH} {mean:.4f}, hit@1 {statistics.mean(r == 1 for r in ranks):.3f},"
        f" hit@{DEPTH} {statistics.mean(r > 0 for r in ranks):.3f}, p50 {statistics.median(times):.1f} ms"
    )
    return mean


if __name__ == "__main__":
    sys.exit(main())
