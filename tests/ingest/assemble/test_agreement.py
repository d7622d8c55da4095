"""Whether the rules' reading of a report on one matter stands against a division that the models propose."""

from datetime import date

import pytest

from corpus.model import Case, CaseKind, Document, DocumentKind, Header, Outcome, Span
from ingest.assemble.agreement import settle

TEXT = "架空市個人情報保護審査会 答申 名簿の開示請求に対する決定についての審査請求 妥当である。"


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
    cases=(case(0, "名簿の開示請求に対する決定についての審査請求", Outcome.UPHELD),),
)
SURE = (case(0, "名簿の表紙の開示", Outcome.UPHELD), case(1, "名簿の本文の開示", Outcome.REVOKED))
DOUBTED = (case(0, "名簿の表紙の開示", None), case(1, "名簿の本文の開示", Outcome.REVOKED, "outcome"))


@pytest.mark.parametrize(
    ("parts", "divided", "kept"), [(SURE, 0.5, True), (SURE, 0.9, False), (DOUBTED, 0.9, True)]
)
def test_one_matter_is_divided_only_where_that_is_certain_and_its_endings_are(
    parts: tuple[Case, ...], divided: float, kept: bool
) -> None:
    document = settle(RULED, parts, divided)
    assert (document is not None) is kept
    if document is not None:
        assert document.header.unsure == ("cases",)
        assert [c.title for c in document.cases] == [c.title for c in RULED.cases]
