"""Holdings: the list of documents, and their numbers by municipality and fiscal year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.workspace.filters import year_of
from assistant.workspace.markup import render
from corpus.language import fold
from corpus.model import Document, Header
from corpus.search import Filters
from corpus.store import Corpus

PAGE = 50


@dataclass(frozen=True, slots=True)
class Holding:
    """A document in the list."""

    header: Header
    cases: int
    doubts: int
    """Values of it and its cases that a person should check."""


def holdings(corpus: Corpus, words: str) -> list[Holding]:
    """The documents whose header contains every word, newest first."""
    counted: Counter[str] = Counter()
    doubts: Counter[str] = Counter()
    for header, case in corpus.cases(Filters(samples=True)):
        counted[header.name] += 1
        doubts[header.name] += len(case.unsure)
    wanted = fold(words).split()
    held = [
        Holding(header, counted[header.name], len(header.unsure) + doubts[header.name])
        for header in corpus.headers(Filters(samples=True))
        if _holds(header, wanted)
    ]
    return sorted(held, key=lambda item: (item.header.dated or date.min, item.header.name), reverse=True)


def list_html(held: Sequence[Holding], page: int, words: str) -> str:
    """One page of the list as HTML; pages count from 0."""
    last = max(0, (len(held) - 1) // PAGE)
    page = min(max(page, 0), last)
    return render(
        "holdings",
        held=held[page * PAGE : (page + 1) * PAGE],
        count=len(held),
        page=page,
        last=last,
        words=words,
    )


def matrix_html(corpus: Corpus) -> str:
    """Documents counted by municipality and fiscal year."""
    headers = corpus.headers(Filters(samples=True))
    counted = Counter((h.municipality or "自治体不明", year_of(h.dated) if h.dated else None) for h in headers)
    years = sorted({year for _, year in counted if year is not None})
    undated = any(year is None for _, year in counted)
    totals = Counter(h.municipality or "自治体不明" for h in headers)
    return render(
        "matrix",
        counted=counted,
        years=[*years, None] if undated else years,
        totals=totals.most_common(),
        counts=corpus.counts(Filters(samples=True)),
    )


def following_html(corpus: Corpus) -> str:
    """How far the making of vectors is; empty where all are made."""
    vectorless = corpus.vectorless()
    if not vectorless.documents:
        return ""
    return render("following", vectorless=vectorless, passages=corpus.counts().passages)


def roles(document: Document) -> list[tuple[str, int]]:
    """How many turns each role has, most first."""
    return [
        (role.value, number) for role, number in Counter(turn.role for turn in document.turns).most_common()
    ]


def _holds(header: Header, wanted: Sequence[str]) -> bool:
    values = (header.name, header.municipality, header.council, header.meeting, header.number, header.title)
    text = fold(" ".join(filter(None, values)))
    return all(word in text for word in wanted)
