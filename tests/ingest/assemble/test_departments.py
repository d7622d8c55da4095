"""The section that brought a case, from everything that names sections."""

import pytest

from ingest.assemble.departments import read_department
from ingest.labels.linear import Linear
from tests.ingest.assemble.conftest import ReadCase

PEOPLE = ("people", "narrator", "説明員 健康部保険課(丁田課長)、都市部住宅課(戊木主査)、事務局(総務部文書課)")
AGENDA = ("agenda", "narrator", "1 受診勧奨の委託について")
OTHER = ("agenda", "narrator", "2 空家の調査について")


@pytest.mark.parametrize(
    ("row", "section"),
    [
        (("case", "narrator", "1 受診勧奨の委託について(保険課)"), "保険課"),
        (("case", "narrator", "1 受診勧奨の委託について【健康部保険課】"), "健康部保険課"),
        (("head", "narrator", "担当:健康部保険課"), "健康部保険課"),
        (("speech", "executive", "保険課長 資料1を御覧ください。委託の内容を説明します。"), "健康部保険課"),
        (("speech", "executive", "(丁田課長)保険課の丁田です。委託の内容を説明します。"), "健康部保険課"),
        (("text", "executive", "保険課から、委託の内容について説明があった。"), "健康部保険課"),
        (("text", "narrator", "(保険課 入室)"), "健康部保険課"),
    ],
)
def test_it_is_read_wherever_it_stands(read_case: ReadCase, row: tuple[str, str, str], section: str) -> None:
    spoken = ("speech", "chair", "会長 それでは承認といたします。")
    later = ("speech", "executive", "住宅課長 空家の調査を説明します。")
    case, record = read_case("受診勧奨の委託について", [PEOPLE, AGENDA, OTHER, row, spoken, later], [1, 3, 4])
    value = read_department(case, record)
    assert value.text is not None
    assert value.text.endswith("保険課")
    assert section.endswith(value.text) or value.text.endswith(section)
    assert value.span is not None
    assert value.span.of(record.text) == value.text


def test_an_affair_of_the_council_has_none(read_case: ReadCase) -> None:
    rows = [
        ("people", "narrator", "事務局 総務部文書課"),
        ("agenda", "narrator", "1 会長の選出について"),
        ("speech", "secretariat", "事務局 会長の選出をお願いします。"),
        ("speech", "member", "委員 甲野委員を推薦します。"),
    ]
    case, record = read_case("会長の選出について", rows, [1, 2, 3])
    value = read_department(case, record)
    assert value.text is None
    assert value.span is None


def test_names_that_are_alike_count_for_each_other(read_case: ReadCase) -> None:
    """A short name and the one with the 部 above it are one section; together they win over a third name."""
    rows = [("text", "executive", "市民部国民健康保険課が説明し、国民健康保険課と住宅課が補足した。")]
    case, record = read_case("受診勧奨の委託について", rows, [0])
    even = read_department(case, record, Linear({"none": -9.0, "rank=0": -9.0}))
    assert even.text in ("市民部国民健康保険課", "国民健康保険課")
    assert even.confidence == pytest.approx(2 / 3, abs=0.01)


def test_the_runner_up_is_another_section(read_case: ReadCase) -> None:
    rows = [AGENDA, ("text", "executive", "健康部保険課が説明し、住宅課が補足した。")]
    case, record = read_case("受診勧奨の委託について", rows, [0, 1])
    value = read_department(case, record)
    assert value.text is not None
    assert value.text.endswith("保険課")
    assert value.runner_up == "住宅課"
