"""Filters hold strictly."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.model import CaseKind, Document, Outcome
from corpus.register import Register
from corpus.search import Filters
from corpus.search.catalogue import Catalogue
from tests.corpus.factory import bare, document, original


@pytest.fixture
def register(tmp_path: Path):
    opened = Register(tmp_path / "register.sqlite")
    yield opened
    opened.close()


def catalogue_of(register: Register, *documents: Document) -> Catalogue:
    for one in documents:
        register.put(one, original(one), np.zeros((len(one.passages), 2), np.float32), "test")
    return Catalogue().follow(register)


HELD = (
    document("a.txt", ("甲", "乙"), held_on=date(2020, 4, 1)),
    document("b.txt", ("丙",), municipality="見本市", held_on=date(2021, 4, 1), reference="第12条の2第1項"),
    document(
        "c.txt",
        ("丁",),
        municipality="見本市",
        held_on=None,
        outcome=Outcome.CONTINUED,
        kind=CaseKind.NOTIFICATION,
    ),
    bare("d.txt"),
)


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(), ["a.txt", "b.txt", "c.txt", "d.txt"]),
        (Filters(municipalities=("見本市",)), ["b.txt", "c.txt"]),
        (Filters(municipalities=("見本",)), []),
        (Filters(since=date(2020, 4, 1)), ["a.txt", "b.txt"]),
        (Filters(since=date(2020, 4, 2)), ["b.txt"]),
        (Filters(until=date(2020, 4, 1)), ["a.txt"]),
        (Filters(outcomes=(Outcome.CONTINUED,)), ["c.txt"]),
        (Filters(outcomes=(Outcome.CONTINUED, Outcome.APPROVED)), ["a.txt", "b.txt", "c.txt"]),
        (Filters(kinds=(CaseKind.NOTIFICATION,)), ["c.txt"]),
        (Filters(articles=("第12条第2項",)), ["a.txt", "c.txt"]),
        (Filters(articles=("第12条",)), ["a.txt", "c.txt"]),
        (Filters(articles=("第12条の2",)), ["b.txt"]),
        (Filters(articles=("第12条第2項第1号",)), []),
        (Filters(documents=("d.txt", "a.txt")), ["a.txt", "d.txt"]),
        (Filters(exclude=("a.txt",)), ["b.txt", "c.txt", "d.txt"]),
        (Filters(municipalities=("見本市",), articles=("第12条第2項",), outcomes=(Outcome.APPROVED,)), []),
    ],
)
def test_filters_leave_exactly_what_fits(register: Register, filters: Filters, left: list[str]):
    """All conditions hold at once; a broader article covers its parts and no other article."""
    catalogue = catalogue_of(register, *HELD)
    assert [entry.header.name for entry, _ in catalogue.select(filters)] == left
    scope = catalogue.scope(filters)
    names = {entry.id: entry.header.name for entry in catalogue.entries.values()}
    assert sorted(names[id_] for id_ in catalogue.passages_in(scope)) == left


def test_a_filter_on_cases_leaves_only_their_passages(register: Register):
    mixed = document("a.txt", ("甲", "乙"))
    first, second = mixed.cases
    mixed = replace(mixed, cases=(first, replace(second, outcome=Outcome.REFUSED)))
    catalogue = catalogue_of(register, mixed)
    ((_, ordinals),) = catalogue.passages_in(catalogue.scope(Filters(outcomes=(Outcome.REFUSED,)))).items()
    assert ordinals.tolist() == [6, 7, 8, 9, 10, 11]


def test_following_reads_only_what_was_touched(register: Register):
    before = catalogue_of(register, *HELD)
    register.remove("b.txt")
    changed = document("a.txt", ("甲",))
    after = before.follow(register)
    assert [e.header.name for e in after.entries.values()] == ["a.txt", "c.txt", "d.txt"]
    assert after.entry("c.txt") is before.entry("c.txt")
    register.put(changed, b"", np.zeros((6, 2), np.float32), "test")
    latest = after.follow(register)
    assert len(latest.entry("a.txt").cases) == 1
    assert latest.follow(register) is latest
