"""The articles that a case turns on."""

import pytest

from ingest.assemble.articles import read_articles
from tests.ingest.assemble.conftest import ReadCase

AGENDA = ("agenda", "narrator", "1 名簿の提供について")


@pytest.mark.parametrize(
    ("rows", "references"),
    [
        (
            [("speech", "executive", "住宅課 条例第9条第2項第4号により、お諮りするものです。")],
            ["第9条第2項第4号"],
        ),
        (
            [("text", "narrator", "(根拠:見本市個人情報保護条例第13条第2号、第15条第1項)")],
            ["第13条第2号", "第15条第1項"],
        ),
        (
            [
                (
                    "speech",
                    "executive",
                    "保育課 条例第8条第1項の電算処理と、同条第3項の取扱いについて諮問します。",
                )
            ],
            ["第8条第1項", "第8条第3項"],
        ),
        ([("speech", "member", "委員 前に聞いたとおりです。")], []),
    ],
)
def test_all_on_which_it_is_asked_are_read(
    read_case: ReadCase, rows: list[tuple[str, str, str]], references: list[str]
) -> None:
    case, record = read_case("名簿の提供について", [AGENDA, *rows], list(range(len(rows) + 1)))
    read = read_articles(case, record)
    assert [value.reference for value in read.articles] == references
    assert read.confidence > 0.5


@pytest.mark.parametrize(
    "other", ["契約書案の第7条に書いてございます。", "要綱案の第4条に手続を置くつもりです。"]
)
def test_articles_of_contracts_and_guidelines_are_none(read_case: ReadCase, other: str) -> None:
    rows = [
        AGENDA,
        ("speech", "executive", "住宅課 条例第9条第2項第4号により、お諮りするものです。"),
        ("speech", "member", "委員 渡した後はどうなりますか。"),
        ("speech", "executive", f"住宅課 {other}"),
    ]
    case, record = read_case("名簿の提供について", rows, [0, 1, 2, 3])
    read = read_articles(case, record)
    assert [value.reference for value in read.articles] == ["第9条第2項第4号"]
    assert len(read.probabilities) == 2


def test_the_use_that_names_the_ordinance_stands_for_it(read_case: ReadCase) -> None:
    rows = [
        AGENDA,
        ("speech", "chair", "会長 第9条第2項第4号の件です。"),
        ("speech", "executive", "住宅課 見本市個人情報保護条例第9条第2項第4号により、お諮りするものです。"),
    ]
    case, record = read_case("名簿の提供について", rows, [0, 1, 2])
    (value,) = read_articles(case, record).articles
    assert value.law == "見本市個人情報保護条例"
