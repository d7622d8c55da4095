"""Cases that belong together are tied, and only those."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.model import CaseKind, Document, Outcome
from corpus.register import Register
from corpus.search.catalogue import Catalogue
from tests.corpus.factory import document, original


@pytest.fixture
def register(tmp_path: Path):
    opened = Register(tmp_path / "register.sqlite")
    yield opened
    opened.close()


def catalogue_of(register: Register, *documents: Document) -> Catalogue:
    for one in documents:
        register.put(one, original(one), np.zeros((len(one.passages), 2), np.float32), "test")
    return Catalogue().follow(register)


def course(catalogue: Catalogue, name: str, case: int = 0) -> list[str]:
    steps = catalogue.courses.of(catalogue.entry(name).id, case)
    return [entry.header.name for entry, _ in steps]


def test_one_number_ties_meetings_and_report_in_time_order(register: Register):
    report = document("report.txt", ("甲の件",), held_on=None, number=None)
    header = replace(report.header, issued_on=date(2021, 9, 1), consultation_number="諮問第 76 号")
    catalogue = catalogue_of(
        register,
        document("second.txt", ("甲について",), held_on=date(2021, 8, 1), number="諮問第76号"),
        document(
            "first.txt", ("甲",), held_on=date(2021, 5, 1), number="諮問第７６号", outcome=Outcome.CONTINUED
        ),
        replace(report, header=header),
        document("other.txt", ("乙",), held_on=date(2021, 5, 1), number="諮問第77号"),
        document("elsewhere.txt", ("丙",), municipality="見本市", number="諮問第76号"),
    )
    assert course(catalogue, "second.txt") == ["first.txt", "second.txt", "report.txt"]
    assert course(catalogue, "other.txt") == ["other.txt"]


def test_one_title_ties_meetings_of_one_council(register: Register):
    catalogue = catalogue_of(
        register,
        document("first.txt", ("防犯カメラ",), held_on=date(2021, 5, 1)),
        document("second.txt", ("防犯カメラ（継続審議）",), held_on=date(2021, 8, 1)),
        document("elsewhere.txt", ("防犯カメラ",), municipality="見本市", held_on=date(2021, 8, 1)),
        document("long-after.txt", ("防犯カメラ",), held_on=date(2031, 8, 1)),
        document("told.txt", ("防犯カメラ",), held_on=date(2021, 9, 1), kind=CaseKind.NOTIFICATION),
    )
    assert course(catalogue, "first.txt") == course(catalogue, "second.txt") == ["first.txt", "second.txt"]


def test_different_numbers_part_cases_of_one_title(register: Register):
    """Serial rulings bear the same words for their titles; they are no course."""
    catalogue = catalogue_of(
        register,
        document("one.txt", ("非開示決定",), held_on=date(2021, 5, 1), number="第1号"),
        document("two.txt", ("非開示決定",), held_on=date(2021, 6, 1), number="第2号"),
    )
    assert course(catalogue, "one.txt") == ["one.txt"]
