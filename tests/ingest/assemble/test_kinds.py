"""The kind of a case, and whether an item is one."""

import pytest

from corpus.model import CaseKind
from ingest.assemble.kinds import is_case, read_kind, without_mark
from tests.ingest.assemble.conftest import ReadCase


@pytest.mark.parametrize(
    ("rows", "title", "kind"),
    [
        (
            [
                ("agenda", "narrator", "諮問第4号 名簿の提供について"),
                ("speech", "executive", "住宅課 諮問いたします。"),
            ],
            "名簿の提供について",
            CaseKind.CONSULTATION,
        ),
        (
            [("group", "narrator", "報告事項"), ("agenda", "narrator", "(1) 納税通知書の誤送付について")],
            "納税通知書の誤送付について",
            CaseKind.NOTIFICATION,
        ),
        (
            [
                ("agenda", "narrator", "報告第2号 開示請求の状況について"),
                ("speech", "secretariat", "事務局 報告します。"),
            ],
            "開示請求の状況について",
            CaseKind.NOTIFICATION,
        ),
        (
            [
                ("agenda", "narrator", "1 諮問第3号に係る答申案の確認"),
                ("speech", "chair", "会長 答申案のとおりとします。"),
            ],
            "諮問第3号に係る答申案の確認",
            CaseKind.REPORT_CONFIRMATION,
        ),
        (
            [("agenda", "narrator", "1 会長の選任"), ("speech", "member", "委員 甲野委員を推薦します。")],
            "会長の選任",
            CaseKind.OTHER,
        ),
    ],
)
def test_it_is_read_from_title_number_and_group(
    read_case: ReadCase, rows: list[tuple[str, str, str]], title: str, kind: CaseKind
) -> None:
    own = [number for number, (label, _, _) in enumerate(rows) if label != "group"]
    value = read_kind(*read_case(title, rows, own))
    assert value.kind is kind
    assert value.runner_up is not kind


@pytest.mark.parametrize("title", ["開会", "会長あいさつ", "その他", "次回の日程について", "閉会"])
def test_procedure_is_no_case(read_case: ReadCase, title: str) -> None:
    assert is_case(*read_case(title, [("agenda", "narrator", f"5 {title}")], [0])) < 0.5


def test_what_is_consulted_on_is_a_case(read_case: ReadCase) -> None:
    rows = [
        ("agenda", "narrator", "諮問第4号 名簿の提供について"),
        ("speech", "chair", "会長 承認といたします。"),
    ]
    assert is_case(*read_case("名簿の提供について", rows, [0, 1])) > 0.9


@pytest.mark.parametrize(
    ("line", "name"),
    [("(1) 開会", "開会"), ("5 その他", "その他"), ("◆その他", "その他"), ("日程第4 その他", "その他")],
)
def test_a_name_goes_without_its_mark(line: str, name: str) -> None:
    assert without_mark(line) == name
