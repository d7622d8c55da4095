"""Whether the rules' reading of a report on one matter stands against a division that the models propose."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Case, CaseKind, Document, DocumentKind, Header, Outcome, Span
from ingest.assemble.agreement import settle

TEXT = "架空市個人情報保護審査会 答申 名簿の外部提供について 適当である。"


def case(ordinal: int, title: str, outcome: Outcome | None, *unsure: str) -> Case:
    return Case(
        ordinal=ordinal,
        title=title,
        kind=CaseKind.CONSULTATION,
        span=Span(0, len(TEXT)),
        outcome=outcome,
        unsure=unsure,
    )


RULED = Document(
    Header(
        "答申第5号.txt",
        DocumentKind.REPORT,
        "架空市",
        "架空市個人情報保護審査会",
        None,
        None,
        "答申第5号",
        issued_on=date(2021, 5, 6),
        consultation_number="架総第12号",
        consulted_on=date(2021, 1, 7),
    ),
    TEXT,
    "",
    cases=(case(0, "名簿の外部提供について", Outcome.APPROVED),),
)
SURE = (case(0, "氏名の提供", Outcome.APPROVED), case(1, "病歴の提供", Outcome.REFUSED))
ALIKE = (case(0, "氏名の提供", Outcome.APPROVED), case(1, "病歴の提供", Outcome.APPROVED))
DOUBTED = (case(0, "氏名の提供", None), case(1, "病歴の提供", Outcome.REFUSED, "outcome"))


@pytest.mark.parametrize(
    ("parts", "divided", "kept"),
    [(SURE, 0.5, True), (SURE, 0.9, False), (DOUBTED, 0.9, True), (ALIKE, 0.9, True)],
)
def test_one_matter_is_divided_only_where_that_is_certain_and_its_endings_are(
    parts: tuple[Case, ...], divided: float, kept: bool
) -> None:
    document = settle(RULED, parts, divided)
    assert (document is not None) is kept
    if document is not None:
        assert document.header.unsure == ("cases",)
        assert [c.title for c in document.cases] == [c.title for c in RULED.cases]


def test_parts_of_a_decision_that_was_reviewed_are_one_case() -> None:
    reviewed = replace(RULED, cases=(replace(RULED.cases[0], outcome=Outcome.PARTLY_REVOKED),))
    document = settle(reviewed, SURE, 0.95)
    assert document is not None
    assert len(document.cases) == 1
