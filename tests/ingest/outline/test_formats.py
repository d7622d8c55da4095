"""The 26 formats of real councils' pages: marks, day, outcomes and article references come out as the index says."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.language import fold, squeeze
from corpus.model import Document, DocumentKind
from tests.ingest.outline.reading import read_document

ROOT = Path(__file__).resolve().parents[3]
NUMBERS = [f"S{n:02}" for n in range(1, 27)]
PUNCTUATION = re.compile(r"[<>()【】\[\]:;○•\-]")


@cache
def index(folder: Path) -> dict[str, dict[str, Any]]:
    rows = (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, rows)}


@cache
def document(path: Path) -> Document:
    return read_document(path.name, path.read_bytes())


@pytest.fixture(params=NUMBERS)
def case(request: pytest.FixtureRequest, shared: Path) -> tuple[Document, dict[str, Any]]:
    folder = shared / "gold" / "formats"
    return document(folder / f"{request.param}.txt"), index(folder)[request.param]


def bare(mark: str) -> str:
    """A speaker's mark without its punctuation and spacing."""
    return PUNCTUATION.sub("", squeeze(fold(mark)))


def references(normalised: list[str]) -> Iterator[str]:
    """An entry of the index (law/article/branch/paragraph/item, '..' for a range) as the corpus writes it; finer parts left out."""
    for at, written in enumerate(normalised):
        if written != "..":
            yield reference(written)
            continue
        head, first = normalised[at - 1].rsplit("/", 1)
        last = normalised[at + 1].rsplit("/", 1)[1]
        for item in range(int(first) + 1, int(last)):
            yield reference(f"{head}/{item}")


def reference(written: str) -> str:
    _, article, branch, paragraph, item = written.split("/")
    item = re.sub(r"\D.*", "", item)
    return (
        ("附則" if article == "附則" else f"第{article}条")
        + (f"の{branch}" if branch else "")
        + (f"第{paragraph}項" if paragraph else "")
        + (f"第{item}号" if item else "")
    )


@pytest.mark.shared
def test_every_mark_begins_a_turn_and_nothing_else_does(case: tuple[Document, dict[str, Any]]) -> None:
    found, row = case
    marks = [bare(turn.mark.of(found.text)) for turn in found.turns if turn.mark is not None]
    assert marks == [bare(mark) for mark in row["speaker_marks"]]


@pytest.mark.shared
def test_the_day_is_read(case: tuple[Document, dict[str, Any]]) -> None:
    found, row = case
    header = found.header
    day = header.issued_on if header.kind is DocumentKind.REPORT else header.held_on
    assert (day.isoformat() if day else None) == row["date_iso"]


@pytest.mark.shared
def test_cases_end_with_these_outcomes_and_no_others(case: tuple[Document, dict[str, Any]]) -> None:
    """A page on which nothing is decided has no outcome, whatever else it holds."""
    found, row = case
    read = [squeeze(fold(c.outcome_span.of(found.text))) for c in found.cases if c.outcome_span]
    wanted = [squeeze(fold(sentence)) for sentence in row["outcome"]]
    assert [sentence for sentence in wanted if not within(sentence, read)] == []
    assert [quote for quote in read if not within(quote, wanted)] == []


def within(one: str, others: list[str]) -> bool:
    """Whether it holds another or another holds it."""
    return any(one in other or other in one for other in others)


@pytest.mark.shared
def test_these_references_stand_at_passages_and_no_others(case: tuple[Document, dict[str, Any]]) -> None:
    found, row = case
    at_passages = {name for passage in found.passages for name in passage.articles}
    assert at_passages == {name for ref in row["refs"] for name in references(ref["normalised"])}
