"""Documents are read once, together, and given up where too many are kept."""

from pathlib import Path

import numpy as np
import pytest

from corpus.register import Entry, Register
from corpus.search import cut_windows, shelf
from corpus.search.shelf import Shelf
from tests.corpus.factory import document, original


@pytest.fixture
def register(tmp_path: Path):
    opened = Register(tmp_path / "register.sqlite")
    for name in ("a.txt", "b.txt"):
        one = document(name)
        opened.put(one, original(one), np.zeros((len(one.passages), 2), np.float32), "test")
    yield opened
    opened.close()


def entries(register: Register) -> list[Entry]:
    return register.entries(sorted(register.versions()))


def test_each_document_stands_there_with_its_windows(register: Register):
    taken = Shelf(register).take(entries(register))
    assert [*taken] == ["a.txt", "b.txt"]
    for name, shelved in taken.items():
        assert shelved.document == document(name)
        assert shelved.windows == cut_windows(shelved.document.turns, shelved.document.passages)


def test_what_is_kept_is_not_read_again_until_it_changes(register: Register, monkeypatch: pytest.MonkeyPatch):
    read: list[list[str]] = []
    real = register.documents
    monkeypatch.setattr(register, "documents", lambda names: (read.append(names), real(names))[1])
    kept = Shelf(register)
    first = kept.take(entries(register)[:1])["a.txt"]
    assert kept.take(entries(register))["a.txt"] is first
    register.correct("a.txt", "municipality", "訂正市", "課員", None)
    assert kept.take(entries(register)[:1])["a.txt"].document.header.municipality == "訂正市"
    assert read == [["a.txt"], ["b.txt"], ["a.txt"]]


def test_those_taken_longest_ago_are_given_up(register: Register, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shelf, "KEPT_CHARACTERS", len(document("a.txt").text))
    kept = Shelf(register)
    (one, other), (a, b) = kept.take(entries(register)).values(), entries(register)
    assert kept.take([b])["b.txt"] is other
    assert kept.take([a])["a.txt"] is not one


@pytest.mark.parametrize("shelved", [True, False])
def test_passages_are_those_of_the_register(register: Register, shelved: bool):
    kept, held = Shelf(register), {entry.id: entry for entry in entries(register)}
    if shelved:
        kept.take(held.values())
    number = register.number("b.txt")
    assert kept.passages_at([(number, 2), (number, 99)], held) == {(number, 2): document("b.txt").passages[2]}
