"""Several processes on one data folder, and processes that are killed in the middle of everything."""

import multiprocessing
import random
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import SettingsError
from corpus.search import Query, vectors
from corpus.settings import Settings
from corpus.store import Corpus
from tests.corpus.factory import bare, many, original

LEAK = Query("漏えいしたときの連絡")
KILLS = 20
AT_WORK = multiprocessing.get_context("forkserver")
AT_WORK.set_forkserver_preload(["chromadb", "corpus.store", "tests.corpus.factory"])


def take_in_for_ever(data: Path, ready: Connection) -> None:
    """Put, take out and put again, refreshing every second time and saying so, until killed."""
    vectors.SYNC_EVERY = 40
    with Corpus.open(Settings(data=data)) as corpus:
        ready.send("ready")
        held = corpus.digests()
        for turn, one in enumerate(one for one in many(400) if one.header.name not in held):
            corpus.put(one, original(one))
            if turn % 3 == 0:
                corpus.remove(one.header.name)
                corpus.put(one, original(one))
            if turn % 2 == 0:
                corpus.refresh()
                ready.send("refreshed")


def run(work: Callable[..., None], *arguments: Any) -> tuple[Any, Connection]:
    here, there = AT_WORK.Pipe()
    process = AT_WORK.Process(target=work, args=(*arguments, there))
    process.start()
    there.close()
    return process, here


def test_a_kill_at_any_moment_leaves_a_corpus_that_opens_and_answers(tmp_path: Path):
    """20 kills at random moments, during opening too; every document is held whole or not at all."""
    moments = random.Random(11)
    known = {one.header.name: one for one in many(400)}
    held = 0
    for kill in range(KILLS):
        process, pipe = run(take_in_for_ever, tmp_path)
        if kill % 4:
            assert pipe.recv() == "ready"
            for _ in range(moments.randrange(3)):
                assert pipe.recv() == "refreshed"
        time.sleep(moments.uniform(0.0, 0.2))
        process.kill()
        process.join()
        with Corpus.open(Settings(data=tmp_path)) as corpus:
            assert corpus.verify() == []
            names = corpus.digests().keys()
            assert len(names) >= held - 1
            held = len(names)
            assert all(corpus.document(name) == known[name] for name in names)
            found = {hit.document for hit in corpus.search_passages(LEAK, 3 * held)}
            assert found <= names
            assert held == 0 or found
    assert held >= 5


def own(data: Path, pipe: Connection) -> None:
    """Stand for the server: open, and answer how many documents are found, until told to stop."""
    with Corpus.open(Settings(data=data)) as corpus:
        pipe.send("ready")
        while pipe.recv() == "search":
            hits = corpus.search_passages(LEAK, 500)
            pipe.send((len({hit.document for hit in hits}), any(hit.dense for hit in hits), corpus.verify()))


@pytest.fixture
def server(tmp_path: Path):
    with Corpus.open(Settings(data=tmp_path)) as corpus:
        for one in many(4):
            corpus.put(one, original(one))
        corpus.refresh()
    process, pipe = run(own, tmp_path)
    assert pipe.recv() == "ready"
    yield pipe
    pipe.send("stop")
    process.join()


def asked(server: Connection) -> tuple[int, bool, list[str]]:
    server.send("search")
    return server.recv()


def test_a_second_process_searches_beside_the_first(server: Connection, tmp_path: Path):
    """It may not open Chroma's folder, and compares the vectors one by one instead: the same is found."""
    with Corpus.open(Settings(data=tmp_path)) as corpus:
        hits = corpus.search_passages(LEAK, 500)
        assert len({hit.document for hit in hits}) == 4
        assert any(hit.dense for hit in hits)
        assert corpus.verify() == []
    assert asked(server) == (4, True, [])


def test_what_a_second_process_takes_in_is_found_by_the_first(server: Connection, tmp_path: Path):
    with Corpus.open(Settings(data=tmp_path)) as corpus:
        for one in many(6):
            corpus.put(one, original(one))
        corpus.remove("000.txt")
        corpus.refresh()
        assert len({hit.document for hit in corpus.search_passages(LEAK, 500)}) == 5
    assert asked(server) == (5, True, [])
    assert asked(server) == (5, True, [])


def test_a_second_process_may_not_rebuild(server: Connection, tmp_path: Path):
    with (
        Corpus.open(Settings(data=tmp_path), indexes=False) as corpus,
        pytest.raises(SettingsError, match="別の処理"),
    ):
        corpus.rebuild()
    assert asked(server) == (4, True, [])


def refresh_slowly(data: Path, pipe: Connection) -> None:
    """Hold the refresh for as long as the other side wants."""

    def told(_what: str, _done: int, _total: int) -> None:
        pipe.send("refreshing")
        pipe.recv()

    with Corpus.open(Settings(data=data)) as corpus:
        late = bare("late.txt")
        corpus.put(late, original(late))
        corpus.refresh(told)


def test_a_refresh_that_takes_long_keeps_nobody_from_searching(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    """What was published before is searched, and a line on standard error says so."""
    monkeypatch.setattr("corpus.search.indexes.PATIENCE_S", 0.2)
    with Corpus.open(Settings(data=tmp_path)) as corpus:
        for one in many(4):
            corpus.put(one, original(one))
        corpus.refresh()
    process, pipe = run(refresh_slowly, tmp_path)
    assert pipe.recv() == "refreshing"
    with Corpus.open(Settings(data=tmp_path)) as corpus:
        assert "更新前の索引で検索します" in caplog.text
        found = {hit.document for hit in corpus.search_passages(LEAK, 500) if hit.lexical}
        assert found == {one.header.name for one in many(4)}
        process.kill()
        process.join()
        corpus.refresh()
        assert [hit.document for hit in corpus.search_passages(Query("窓口の混雑"), 1)] == ["late.txt"]
