"""How well search finds what it should: MRR@10, hit@1 and hit@10 on public sets, for the weights in corpus/search.py.

    python benchmarks/retrieval.py passages FOLDER            FOLDER holds passages.jsonl and queries.jsonl
    python benchmarks/retrieval.py precedents FOLDER --data DIR  FOLDER holds cited_precedents.jsonl; DIR, its documents

`--set NAME=VALUE` tries another number of corpus/search.py (DENSE_SHARE=0.1), or another weight of a field
(PASSAGE_WEIGHTS.header=0.6); it may be repeated.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.model import Document, DocumentKind, Header, Passage, Role, Span, Turn
from corpus.search import Filters, Query, search
from corpus.settings import Settings
from corpus.store import Corpus

DEPTH = 10


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("passages", "precedents"))
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--data", type=Path, help="a corpus that is filled already (precedents), or to keep (passages)"
    )
    parser.add_argument("--every", type=int, default=1, help="take only every n-th query")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args(arguments)
    for assignment in options.set:
        _assign(assignment)
    (passages if options.what == "passages" else precedents)(options.folder, options.data, options.every)
    return 0


def _assign(assignment: str) -> None:
    name, value = assignment.split("=")
    name, _, field = name.partition(".")
    if field:
        getattr(search, name)[field] = float(value)
    else:
        setattr(search, name, float(value))


def passages(folder: Path, data: Path | None, every: int) -> None:
    with tempfile.TemporaryDirectory() as scratch, Corpus.open(Settings(data=data or Path(scratch))) as corpus:
        for line in _lines(folder / "passages.jsonl"):
            corpus.put(_single(line["id"], line["title"], line["text"]), line["text"].encode())
        corpus.refresh()
        corpus.embed()

        def ranked(query: dict[str, Any]) -> list[str]:
            return [hit.document for hit in corpus.search_passages(Query(query["query"]), DEPTH)]

        _report("passages", _lines(folder / "queries.jsonl")[::every], ranked, lambda query: {query["gold"]})


def precedents(folder: Path, data: Path | None, every: int) -> None:
    if data is None:
        raise SystemExit("--data is missing: take the documents in first (python -m ingest)")
    queries = _lines(folder / "cited_precedents.jsonl")[::every]
    with Corpus.open(Settings(data=data)) as corpus:

        def around(query: dict[str, Any]) -> Query:
            return Query(query["query"], filters=Filters(exclude=(query["citing"],)))

        def by_document(query: dict[str, Any]) -> list[str]:
            return [name for name, _ in corpus.search_documents(around(query), DEPTH)]

        def by_case(query: dict[str, Any]) -> list[str]:
            names = (hit.document for hit in corpus.search_cases(around(query), 5 * DEPTH))
            return list(dict.fromkeys(names))[:DEPTH]

        _report("whole documents, BM25", queries, by_document, lambda query: set(query["cited"]))
        _report("cases", queries, by_case, lambda query: set(query["cited"]))


def _report(
    name: str,
    queries: Iterable[dict[str, Any]],
    ranked: Callable[[dict[str, Any]], list[str]],
    gold: Callable[[dict[str, Any]], set[str]],
) -> None:
    ranks, times = [], []
    for query in queries:
        start = time.perf_counter()
        found = ranked(query)
        times.append(1000 * (time.perf_counter() - start))
        wanted = gold(query)
        ranks.append(next((rank for rank, document in enumerate(found, start=1) if document in wanted), 0))
    print(
        f"{name}: {len(ranks)} queries, MRR@{DEPTH} {statistics.mean(1 / r if r else 0.0 for r in ranks):.4f},"
        f" hit@1 {statistics.mean(r == 1 for r in ranks):.3f}, hit@{DEPTH} {statistics.mean(r > 0 for r in ranks):.3f},"
        f" p50 {statistics.median(times):.1f} ms"
    )


def _single(name: str, title: str, text: str) -> Document:
    """A document of one passage."""
    span = Span(0, len(text))
    return Document(
        header=Header(name, DocumentKind.OTHER, None, None, None, None, None, title=title),
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        turns=(Turn(0, None, Role.UNKNOWN, span, None, None, ""),),
        passages=(Passage(0, span, 0, None, (), text),),
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
