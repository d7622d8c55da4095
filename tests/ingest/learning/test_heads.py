"""The invented heads that the weights are learned from say what they are labelled with."""

import tomllib
from datetime import date
from typing import Any

import pytest

from corpus.language import fold
from corpus.model import DocumentKind
from ingest.assemble.head import FIELDS, MEETING_FIELDS, REPORT_FIELDS
from ingest.learning.gold import gold_documents
from ingest.learning.heads import HEADS

HEAD_ROWS = [
    pytest.param(row, id=f"{path.stem}-{number}")
    for path in sorted(HEADS.glob("*.toml"))
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("head", ()), start=1)
]
NUMBERS = tomllib.loads((HEADS / "numbers.toml").read_text(encoding="utf-8"))


def dense(text: str) -> str:
    return "".join(fold(text).split())


@pytest.mark.parametrize("row", HEAD_ROWS)
def test_a_head_has_only_fields_of_its_kind(row: dict[str, Any]) -> None:
    assert set(row) <= {*FIELDS, "text", "skip", "title"}
    of_another = MEETING_FIELDS if DocumentKind(row["kind"]) is DocumentKind.REPORT else REPORT_FIELDS
    assert not set(row) & set(of_another)


@pytest.mark.parametrize("row", HEAD_ROWS)
def test_its_values_stand_in_its_text(row: dict[str, Any]) -> None:
    text = dense(row["text"])
    for field in ("municipality", "number", "consultation_number"):
        assert dense(row.get(field, "")) in text, field
    for field in ("held_on", "issued_on", "consulted_on"):
        day = date.fromisoformat(row.get(field, "2000-01-01"))
        assert day.year < 2027
    if meeting := row.get("meeting"):
        assert dense(meeting[meeting.index("第") :]) in text


@pytest.mark.parametrize("row", HEAD_ROWS)
def test_no_two_heads_are_alike(row: dict[str, Any]) -> None:
    texts = [param.values[0]["text"] for param in HEAD_ROWS]
    assert texts.count(row["text"]) == 1


def test_numbers_are_those_of_labelled_reports() -> None:
    reports = {d.name for d in gold_documents() if d.gold["kind"] == DocumentKind.REPORT}
    assert {row["document"] for row in NUMBERS.values()} <= reports
