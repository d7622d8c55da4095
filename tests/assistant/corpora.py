"""Corpora that tests of answers share: taken in once a session, each in a folder of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from corpus.settings import Settings
from corpus.store import Corpus
from ingest.pipeline import take_in

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"


def opened(folder: Path, data: Path) -> Iterator[Assistant]:
    """An assistant over the documents of a folder."""
    settings = Settings(data=data)
    with Corpus.open(settings) as corpus:
        report = take_in([folder], corpus)
        assert not report.failed
        yield Assistant(corpus, settings)


@pytest.fixture(scope="session")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from opened(shared / "documents", tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from opened(SAMPLES, tmp_path_factory.mktemp("samples"))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
