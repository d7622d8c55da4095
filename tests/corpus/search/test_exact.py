"""Vectors compared one by one: the places asked for, in a fixed order, within a bound of memory."""

from pathlib import Path

import numpy as np
import pytest

from corpus.register import Register
from corpus.search import exact
from corpus.search.exact import ExactVectors
from tests.corpus.factory import many, original

QUERY = np.array([1.0, 0.0], np.float32)


def embedding(count: int, seed: int) -> np.ndarray:
    angles = np.random.default_rng(seed).random(count)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


@pytest.fixture
def register(tmp_path: Path):
    opened = Register(tmp_path / "register.sqlite")
    for seed, one in enumerate(many(4)):
        opened.put(one, original(one), embedding(12, seed), "test")
    yield opened
    opened.close()


def test_the_nearest_come_first(register: Register):
    places = {id_: np.arange(12) for id_ in register.versions()}
    found = ExactVectors(register).nearest(places, QUERY, 10)
    everything = np.concatenate([embedding(12, seed) @ QUERY for seed in range(4)])
    assert [n.cosine for n in found] == pytest.approx(sorted(everything, reverse=True)[:10])
    one = found[0]
    assert one.cosine == pytest.approx(
        (embedding(12, [*register.versions()].index(one.document)) @ QUERY)[one.ordinal]
    )


def test_only_the_places_asked_for_are_compared(register: Register):
    first, second, *_ = register.versions()
    places = {second: np.array([5]), first: np.array([2, 3]), 999: np.array([0])}
    found = ExactVectors(register).nearest(places, QUERY, 10)
    assert {(n.document, n.ordinal) for n in found} == {(first, 2), (first, 3), (second, 5)}
    assert ExactVectors(register).nearest({}, QUERY, 10) == []
    assert ExactVectors(register).nearest({first: np.array([], np.intp)}, QUERY, 10) == []


@pytest.mark.parametrize("kept_bytes", [0, 12 * 2 * 4, 3 * 12 * 2 * 4, 1 << 20])
def test_little_memory_changes_nothing_that_is_found(
    register: Register, monkeypatch: pytest.MonkeyPatch, kept_bytes: int
):
    monkeypatch.setattr(exact, "KEPT_BYTES", kept_bytes)
    vectors = ExactVectors(register)
    places = {id_: np.arange(12) for id_ in register.versions()}
    first = vectors.nearest(places, QUERY, 48)
    assert len(first) == 48
    for id_ in places:
        assert {n.document for n in vectors.nearest({id_: np.arange(12)}, QUERY, 48)} == {id_}
    assert vectors.nearest(places, QUERY, 48) == first


def test_vectors_that_were_made_anew_are_read_again(register: Register):
    vectors = ExactVectors(register)
    (first, *_) = register.versions()
    before = vectors.nearest({first: np.arange(12)}, QUERY, 1)
    register.hold_vectors(first, -embedding(12, 0), "test")
    assert vectors.nearest({first: np.arange(12)}, QUERY, 1) == before
    vectors.forget()
    assert vectors.nearest({first: np.arange(12)}, QUERY, 1)[0].cosine < 0 < before[0].cosine
