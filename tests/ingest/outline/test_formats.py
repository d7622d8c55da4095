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


def references(written: str) -> Iterator[str]:
    """An index entry (law/article/branch/paragraph/item) as the corpus writes it; finer parts left out."""
    if written == "..":
        return
    _, article, branch, paragraph, item = written.split("/")
    head = "附則" if article == "附則" else f"第{article}条"
    item = re.sub(r"\D.*", "", item)
    yield (
        head
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
def test_every_outcome_is_the_outcome_of_a_case(case: tuple[Document, dict[str, Any]]) -> None:
    found, row = case
    quotes = [squeeze(fold(c.outcome_span.of(found.text))) for c in found.cases if c.outcome_span]
    for sentence in row["outcome"]:
        wanted = squeeze(fold(sentence))
        assert any(quote in wanted or wanted in quote for quote in quotes), sentence


@pytest.mark.shared
def test_every_reference_stands_at_a_passage(case: tuple[Document, dict[str, Any]]) -> None:
    found, row = case
    at_passages = {reference for passage in found.passages for reference in passage.articles}
    wanted = {name for ref in row["refs"] for written in ref["normalised"] for name in references(written)}
    assert wanted <= at_passages
