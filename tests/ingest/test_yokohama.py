"""All published reports of one council are read: PDF conversions of twenty years with all their noise, against their index."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from corpus.model import Document, DocumentKind
from ingest.pipeline import read_document

pytestmark = [pytest.mark.shared, pytest.mark.xdist_group("yokohama"), pytest.mark.timeout(600)]

VERDICTS = Path(__file__).with_name("yokohama_verdicts.jsonl")
"""Sixty reports, drawn by `random.Random(20261101).sample(sorted(names), 60)`, with the outcome read by eye.

A complaint to be dismissed counts as upholding the decision; an order to decide on further documents beside
those that were disclosed, as revoking in part.
"""


@dataclass(frozen=True)
class Entry:
    """What the city's index says of a report, beside what was read from the report itself."""

    document: Document
    numbers: tuple[int, ...]
    issued_on: date
    agency: str
    """Office, then its holder's name; several joined with commas."""
    subject: str


def likeness(a: str, b: str) -> float:
    """Dice coefficient over character pairs, as score.py defines it."""
    a, b = ("".join(unicodedata.normalize("NFKC", text).split()) for text in (a, b))
    x, y = (Counter(text[i : i + 2] for i in range(len(text) - 1)) for text in (a, b))
    return 1.0 if a == b else 2 * sum((x & y).values()) / max(1, sum(x.values()) + sum(y.values()))


def lines(path: Path) -> Iterator[dict[str, object]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@pytest.fixture(scope="module")
def entries(shared: Path) -> list[Entry]:
    folder = shared / "data" / "yokohama"
    return [
        Entry(
            document=read_document(row["document"], (folder / "documents" / row["document"]).read_bytes()),
            numbers=tuple(row["numbers"]),
            issued_on=date.fromisoformat(row["date"]),
            agency=row["agency"],
            subject=row["subject"],
        )
        for row in lines(folder / "index.jsonl")
    ]


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_all_go_in_as_reports_with_one_case(entries: list[Entry]) -> None:
    assert len(entries) == 1253
    assert {entry.document.header.kind for entry in entries} == {DocumentKind.REPORT}
    assert {len(entry.document.cases) for entry in entries} == {1}


def test_numbers_and_days(entries: list[Entry]) -> None:
    def numbers(written: str | None) -> tuple[int, ...]:
        return tuple(int(figure) for figure in re.findall("[0-9]+", written or ""))

    headers = [(entry, entry.document.header) for entry in entries]
    assert share([numbers(header.number) == entry.numbers for entry, header in headers]) >= 0.98
    assert share([header.issued_on == entry.issued_on for entry, header in headers]) >= 0.98


def test_consultations(entries: list[Entry]) -> None:
    headers = [entry.document.header for entry in entries]
    assert share([header.consultation_number is not None for header in headers]) >= 0.98
    assert share([header.consulted_on is not None for header in headers]) >= 0.98
    assert not [h.name for h in headers if h.consulted_on and h.issued_on and h.consulted_on > h.issued_on]


def test_subjects(entries: list[Entry]) -> None:
    titles = [(entry.document.cases[0].title, entry.subject) for entry in entries]
    assert share([likeness(title, subject) >= 0.8 for title, subject in titles]) >= 0.90


def test_agencies(entries: list[Entry]) -> None:
    offices = [(entry.document.cases[0].department, entry.agency.split()[0]) for entry in entries]
    assert share([department == office for department, office in offices]) >= 0.95


def test_councils(entries: list[Entry]) -> None:
    headers = [entry.document.header for entry in entries]
    assert share([header.municipality == "横浜市" for header in headers]) >= 0.99
    councils = {"横浜市情報公開・個人情報保護審査会", "横浜市公文書公開審査会"}
    assert share([header.council in councils for header in headers]) >= 0.99


def test_outcomes(entries: list[Entry]) -> None:
    cases = {entry.document.header.name: entry.document.cases[0] for entry in entries}
    assert share([case.outcome is not None for case in cases.values()]) >= 0.99
    verdicts = [(cases[str(row["document"])].outcome, row["outcome"]) for row in lines(VERDICTS)]
    assert len(verdicts) == 60
    assert share([outcome == verdict for outcome, verdict in verdicts]) >= 0.95


def test_every_report_is_cut_into_the_councils_and_the_parties_words(entries: list[Entry]) -> None:
    roles = [{turn.role.value for turn in entry.document.turns} for entry in entries]
    assert share([{"審議会", "実施機関", "不明"} <= found for found in roles]) >= 0.98
