"""How well answers hold what a person wanted, beside what can be had off the shelf, in one run on the same documents.

    python -m benchmarks.answers SET... [--noise FOLDER] [--data DIR]

A SET is a folder with `documents/` and `questions.jsonl`, as in ingest/learning/data, or two paths
joined by a comma: DOCUMENTS,QUESTIONS. Each set is taken in by itself, with the documents of --noise beside it. The ways are
the assistant; a hybrid (chunks of 400 characters, BM25 over lemmas and vectors of the embedder that the settings name, min-max
scores added half and half, the first eight); LangChain's default recipe (recursive splitter of 1,000 characters overlapping by
200, vectors, the first four) and its BM25Retriever over the same chunks. The last two want the extra `benchmarks`.

Prints recall, precision and abstention, recall within the first characters of quotes, and recall by kind of question.
"""

import argparse
import importlib.util
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.answer import answer_json
from assistant.assistant import Assistant
from assistant.evaluate import Judged, figures, judge, recall_within, squeeze
from assistant.understand.followup import Message
from corpus.language import content_lemmas
from corpus.search import embedder
from corpus.settings import Settings, load_settings
from corpus.store import Corpus
from ingest.pipeline import take_in

BUDGETS = (400, 800, 1600, 3200)
CHUNK, FIRST = 400, 8
SPLIT, OVERLAP, DEFAULT_FIRST = 1000, 200, 4
K1, B = 1.5, 0.75

Quote = tuple[str, str]
"""Name of a document, and what is quoted of it."""
Way = Callable[[dict[str, Any]], Mapping[str, Any]]
"""A question line to an answer in its JSON shape."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one way answered one question."""

    judged: Judged
    within: tuple[float, ...]
    """Recall for each of BUDGETS; of a question that can be answered."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--noise", type=Path, help="a folder of documents that answer nothing")
    parser.add_argument(
        "--data", type=Path, help="a folder in which what was taken in is kept for the next run"
    )
    parser.add_argument("--ours", action="store_true", help="only the assistant")
    options = parser.parse_args(arguments)
    if options.noise and not options.noise.is_dir():
        parser.error(f"{options.noise} is no folder")
    console = Console(width=140)
    found: dict[str, list[list[Row]]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, documents, questions in map(paths_of, options.sets):
            kept = (options.data or Path(scratch)) / (name + ("+noise" if options.noise else ""))
            for way, rows in _scored(kept, documents, questions, options.noise, options.ours, console).items():
                found.setdefault(way, []).append(rows)
            _print(console, name, {way: rows[-1] for way, rows in found.items()})
    if len(options.sets) > 1:
        _print(
            console,
            "mean of the sets",
            {way: [r for rows in of for r in rows] for way, of in found.items()},
            found,
        )
    return 0


def paths_of(named: str) -> tuple[str, Path, Path]:
    """Name, documents and questions of a set as named on the command line."""
    documents, _, questions = named.partition(",")
    folder = Path(documents)
    if questions:
        return folder.parent.name + "-" + folder.name, folder, Path(questions)
    return folder.name, folder / "documents", folder / "questions.jsonl"


def _scored(
    data: Path, documents: Path, questions: Path, noise: Path | None, ours: bool, console: Console
) -> dict[str, list[Row]]:
    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    settings = load_settings(str(data))
    with Corpus.open(settings) as corpus:
        for folder in (documents, *([noise] if noise else [])):
            report = take_in([folder], corpus)
            for failure in report.failed:
                console.print(f"{failure.source}: {failure.error}")
        texts = {header.name: corpus.text(header.name) for header in corpus.headers()}
        squeezed = {name: squeeze(text) for name, text in texts.items()}
        scored = {}
        for way, answer in _ways(corpus, settings, texts, ours, console):
            rows = []
            for line in lines:
                said = answer(line)
                within = tuple(recall_within(line, said, squeezed_of(squeezed), budget) for budget in BUDGETS)
                rows.append(Row(judge(line, said, squeezed_of(squeezed)), within))
            scored[way] = rows
    return scored


def squeezed_of(texts: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: texts.get(name, "")


def _ways(
    corpus: Corpus, settings: Settings, texts: Mapping[str, str], ours: bool, console: Console
) -> Iterator[tuple[str, Way]]:
    assistant = Assistant(corpus, settings)

    def asked(line: dict[str, Any]) -> Mapping[str, Any]:
        conversation = tuple(Message(m["role"], m["text"]) for m in line["conversation"])
        return answer_json(assistant.ask(line["question"], conversation, mode="extractive"))

    yield "ours", asked
    if ours:
        return
    yield "hybrid", _quoting(_Hybrid(texts, settings))
    for module in ("langchain_text_splitters", "langchain_community", "rank_bm25"):
        if importlib.util.find_spec(module) is None:
            console.print(f"LangChain is left out: {module} is not installed (pip install '.[benchmarks]')")
            return
    yield from _langchain(texts, settings)


def _quoting(retrieve: Callable[[str], Sequence[Quote]]) -> Way:
    """The answer of a way that only retrieves: it is given the conversation's questions, and never abstains."""

    def answer(line: dict[str, Any]) -> Mapping[str, Any]:
        told = [m["text"] for m in line["conversation"] if m["role"] == "user"]
        quotes = retrieve(" ".join([*told, line["question"]]))
        cited = [{"document": name, "quote": quote} for name, quote in quotes]
        return {"id": line["id"], "answered": True, "answer": "", "citations": cited, "elapsed_ms": 0}

    return answer


class _Hybrid:
    """BM25 and vectors over chunks, added half and half."""

    def __init__(self, texts: Mapping[str, str], settings: Settings) -> None:
        self.chunks = [
            (name, text[at : at + CHUNK])
            for name, text in texts.items()
            for at in range(0, len(text), CHUNK)
            if text[at : at + CHUNK].strip()
        ]
        self.words = [Counter(content_lemmas(text)) for _, text in self.chunks]
        self.held = Counter(word for words in self.words for word in words)
        self.sizes = np.array([sum(words.values()) for words in self.words], float)
        self.embedder = embedder(settings.embedding_model, settings.models_folder)
        self.vectors = self.embedder.embed([text for _, text in self.chunks])

    def __call__(self, question: str) -> list[Quote]:
        scores = 0.5 * _levelled(self._bm25(question)) + 0.5 * _levelled(
            self.vectors @ self.embedder.embed_query(question)
        )
        return [self.chunks[i] for i in np.argsort(-scores, kind="stable")[:FIRST]]

    def _bm25(self, question: str) -> np.ndarray:
        scores = np.zeros(len(self.chunks))
        for word in set(content_lemmas(question)):
            rarity = log(1 + (len(self.chunks) - self.held[word] + 0.5) / (self.held[word] + 0.5))
            times = np.array([words[word] for words in self.words], float)
            scores += rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * self.sizes / self.sizes.mean()))
        return scores


def _levelled(scores: np.ndarray) -> np.ndarray:
    width = scores.max() - scores.min()
    return (scores - scores.min()) / width if width else np.zeros_like(scores)


def _langchain(texts: Mapping[str, str], settings: Settings) -> Iterator[tuple[str, Way]]:
    from langchain_community.retrievers import BM25Retriever
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_core.vectorstores import InMemoryVectorStore
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    model = embedder(settings.embedding_model, settings.models_folder)

    class Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return model.embed(texts).tolist()

        def embed_query(self, text: str) -> list[float]:
            return model.embed_query(text).tolist()

    splitter = RecursiveCharacterTextSplitter(chunk_size=SPLIT, chunk_overlap=OVERLAP)
    chunks = splitter.split_documents([Document(text, metadata={"name": name}) for name, text in texts.items()])
    store = InMemoryVectorStore.from_documents(chunks, Adapter())
    vectors = store.as_retriever(search_kwargs={"k": DEFAULT_FIRST})
    words = BM25Retriever.from_documents(chunks, k=DEFAULT_FIRST)
    for name, retriever in (("LangChain", vectors), ("BM25Retriever", words)):
        yield (
            name,
            _quoting(lambda q, r=retriever: [(d.metadata["name"], d.page_content) for d in r.invoke(q)]),
        )


def _print(
    console: Console,
    title: str,
    ways: Mapping[str, Sequence[Row]],
    sets: Mapping[str, Sequence[Sequence[Row]]] | None = None,
) -> None:
    """Print the figures of each way; over several sets, the mean of the sets' own figures."""
    table = Table(title=title)
    for column in ("way", "recall", "precision", "verbatim", "abstained", "over", "violations", "characters"):
        table.add_column(column, justify="left" if column == "way" else "right")
    for budget in BUDGETS:
        table.add_column(f"first {budget:,}", justify="right")
    for way, rows in ways.items():
        of_sets = sets[way] if sets else [rows]
        shown = [figures([row.judged for row in some]) for some in of_sets]
        table.add_row(
            way,
            *(f"{mean(getattr(f, name) for f in shown):.3f}" for name in ("recall", "precision", "verbatim")),
            *(f"{mean(getattr(f, name) for f in shown):.3f}" for name in ("abstained", "over_abstained")),
            str(sum(f.violations for f in shown)),
            f"{mean(row.judged.characters for row in rows if row.judged.answerable):,.0f}",
            *(
                f"{mean(mean(r.within[i] for r in some if r.judged.answerable) for some in of_sets):.3f}"
                for i in range(len(BUDGETS))
            ),
        )
    console.print(table)
    kinds = Table(title=f"{title}: recall by kind")
    kinds.add_column("kind")
    for way in ways:
        kinds.add_column(way, justify="right")
    by_kind = {way: figures([row.judged for row in rows]).by_kind for way, rows in ways.items()}
    for kind, (count, _) in next(iter(by_kind.values())).items():
        kinds.add_row(f"{kind} ({count})", *(f"{by_kind[way][kind][1]:.3f}" for way in ways))
    console.print(kinds)


if __name__ == "__main__":
    sys.exit(main())
