"""Training on the labelled documents, and reading those left out."""

import pytest

from ingest.learning.field_report import FieldReport, Reading, evaluate_fields
from ingest.learning.gold import GoldDocument, gold_documents


@pytest.fixture(scope="module")
def documents() -> list[GoldDocument]:
    """The plain ones, which are soon read."""
    return [document for document in gold_documents() if document.path.suffix == ".txt"]


def test_documents_left_out_are_read(documents: list[GoldDocument]) -> None:
    reports = evaluate_fields(documents)
    assert set(reports) == {"department", "articles", "kind", "is_case"}
    assert reports["department"].accuracy > 0.7
    assert reports["articles"].accuracy > 0.8


def test_a_report_tells_how_doubt_parts_right_from_wrong() -> None:
    readings = [("a", True, 0.9), ("b", True, 0.8), ("c", False, 0.4), ("d", False, 0.85)]
    report = FieldReport(tuple(Reading("x", title, right, sure, "", "") for title, right, sure in readings))
    assert report.accuracy == 0.5
    assert report.separation == 0.75
    assert report.marked(0.5) == (0.25, 0.25)
