"""Corpora for tests of answers, and the questions asked of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
