"""Vectors that are missing are made a document at a time, by one process at a time, until none is missing."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from corpus.errors import IndexMismatchError
from corpus.register import Register
from corpus.search.embedding import Vectors
from corpus.search.missing import LOCK, make_missing
from tests.corpus.factory import many, original


class Slow:
    """An embedder whose vectors follow; tells a listener of every document."""

    name = "slow"
    dimension = 2
    at_once = False

    def __init__(self) -> None:
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += 1
        return np.full((len(texts), 2), 0.5, np.float32)

    def embed_query(self, _text: str) -> Vectors:
        return np.full(2, 0.5, np.float32)


@pytest.fixture
def register(tmp_path: Path):
    opened = Register(tmp_path / "register.sqlite")
    for one in many(4):
        opened.put(one, original(one), None, Slow.name)
    yield opened
    opened.close()


@pytest.fixture
def lock(tmp_path: Path) -> FileLock:
    return FileLock(tmp_path / LOCK)


def test_all_are_made_and_progress_is_told(register: Register, lock: FileLock):
    told: list[tuple[int, int]] = []
    assert register.unembedded() == [1, 2, 3, 4]
    make_missing(register, Slow(), lock, lambda _, done, total: told.append((done, total)), wait=True)
    assert register.unembedded() == []
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert register.standing().dimension == 2
    for id_, vectors in register.vectors([1, 2, 3, 4]):
        assert vectors.shape == (12, 2), id_


def test_what_was_made_before_a_kill_stays(register: Register, lock: FileLock):
    def killed(_what: str, done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_missing(register, Slow(), lock, killed, wait=True)
    assert register.unembedded() == [4]
    again = Slow()
    make_missing(register, again, lock, None, wait=True)
    assert (register.unembedded(), again.embedded) == ([], 1)


def test_documents_that_come_and_go_meanwhile(register: Register, lock: FileLock):
    late, *_ = many(5)[4:]

    class Disturbed(Slow):
        def embed(self, texts: Sequence[str]) -> Vectors:
            if self.embedded == 0:
                register.remove("000.txt")
                register.put(late, original(late), None, Slow.name)
            return super().embed(texts)

    make_missing(register, Disturbed(), lock, None, wait=True)
    assert register.unembedded() == []
    assert {id_ for id_, _ in register.vectors(register.versions())} == register.versions().keys()


def test_one_that_finds_another_at_work_leaves_the_work_to_it(
    register: Register, lock: FileLock, tmp_path: Path
):
    idle = Slow()
    with FileLock(tmp_path / LOCK):
        make_missing(register, idle, lock, None, wait=False)
    assert idle.embedded == 0
    assert not lock.is_locked


def test_one_that_waits_follows_the_other_and_then_does_the_rest(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("corpus.search.missing.LOOK_EVERY_S", 0.01)
    other = FileLock(tmp_path / LOCK)
    other.acquire()
    told: list[tuple[int, int]] = []

    def follow(_what: str, done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 1:
            register.hold_vectors(1, np.zeros((12, 2), np.float32), Slow.name)
        elif other.is_locked:
            other.release()

    rest = Slow()
    make_missing(register, rest, FileLock(tmp_path / LOCK), follow, wait=True)
    assert told[:2] == [(0, 4), (1, 4)]
    assert rest.embedded == 3
    assert register.unembedded() == []


def test_another_embedder_makes_none(register: Register, lock: FileLock):
    class Other(Slow):
        name = "other"

    with pytest.raises(IndexMismatchError, match="other"):
        make_missing(register, Other(), lock, None, wait=False)
    assert register.unembedded() == [1, 2, 3, 4]


def test_while_the_generation_stays_documents_only_leave_the_list(register: Register):
    generation = register.standing().generation
    register.hold_vectors(2, np.zeros((12, 2), np.float32), Slow.name)
    assert (register.unembedded(), register.standing().generation) == ([1, 3, 4], generation)
    register.start_embedding("other")
    assert (register.unembedded(), register.standing().generation) == ([1, 2, 3, 4], generation + 1)
