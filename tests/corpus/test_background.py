"""Vectors follow in a process of their own, for real: with the default embedder, killed, started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from corpus import background
from corpus.search import Query
from corpus.search.missing import LOCK
from corpus.settings import Settings
from corpus.store import Corpus
from tests.conftest import ROOT
from tests.corpus.factory import bare, many, original

PATIENCE_S = 120
PARAPHRASE = Query("情報が外に流れてしまったときはどうするのか")


@pytest.fixture
def settings(tmp_path: Path, models: Path) -> Settings:
    return Settings(data=tmp_path, embedding_model="", models=models)


def wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


def put(corpus: Corpus, count: int) -> None:
    for one in many(count):
        corpus.put(one, original(one))
    corpus.refresh()


def test_documents_are_found_by_words_at_once_and_by_vectors_when_they_have_followed(settings: Settings):
    with Corpus.open(settings) as corpus:
        put(corpus, 2)
        hits = corpus.search_passages(PARAPHRASE, 24)
        assert hits
        assert not any(hit.dense for hit in hits)
        lacking = corpus.vectorless()
        assert (lacking.documents, lacking.passages) == (("000.txt", "001.txt"), 24)
        assert corpus.verify() == []
        corpus.embed_in_background()
        wait_for(lambda: not corpus.vectorless().documents)
        assert any(hit.dense > 0.5 for hit in corpus.search_passages(PARAPHRASE, 24))
        assert corpus.verify() == []
    with Corpus.open(settings) as corpus:
        assert corpus.verify() == []
        assert len(corpus.search_passages(PARAPHRASE, 24)) == 24


def test_killed_it_leaves_what_it_made_and_the_next_one_goes_on(settings: Settings):
    with Corpus.open(settings) as corpus:
        put(corpus, 6)
        environment = os.environ | {
            "SENREI_DATA": str(settings.data),
            "SENREI_MODELS": str(settings.models),
            "SENREI_EMBEDDING_MODEL": "",
        }
        command = [sys.executable, "-m", "corpus.background"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        wait_for(lambda: len(corpus.vectorless().documents) < 6)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = len(corpus.vectorless().documents)
        assert left > 0
        corpus.embed_in_background()
        wait_for(lambda: not corpus.vectorless().documents)
        assert corpus.verify() == []


def test_none_is_started_where_nothing_is_missing_or_one_is_at_work(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    started: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *call, **_: started.append(call))
    with Corpus.open(settings) as corpus:
        corpus.embed_in_background()
        put(corpus, 1)
        with FileLock(settings.data / LOCK):
            corpus.embed_in_background()
        assert started == []
        corpus.embed_in_background()
        assert len(started) == 1


def test_its_failure_is_told_and_forgotten_once_it_works(settings: Settings, tmp_path: Path):
    missing = settings.model_copy(update={"embedding_model": str(tmp_path / "nowhere")})
    with Corpus.open(missing) as corpus:
        one = bare()
        corpus.put(one, original(one))
        corpus.embed_in_background()
        wait_for(lambda: corpus.vectorless().failure)
        assert "SENREI_EMBEDDING_MODEL" in str(corpus.vectorless().failure)
    (tmp_path / background.FAILURE_NAME).unlink()
    assert background.failure(tmp_path) is None
