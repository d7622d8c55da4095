"""Where a case is dealt with: what is passed over, put to the council and closed."""

import pytest

from corpus.model import AttachmentKind, CaseKind, Document, Outcome
from tests.ingest.outline.reading import read_document

HEAD = (
    "第3回見本市個人情報保護審議会会議録\n日時 令和3年5月12日(水曜日)午後2時から\n出席者 甲野会長、乙川委員、丙山委員\n"
    "議題\n1 諮問第5号 宛名の印刷の委託について\n2 諮問第6号 図書の予約の通知について\n3 報告第1号 事故の状況について\n議事録\n"
    "会長:議題1、諮問第5号について説明してください。\n市民課:説明します。\n会長:諮問第5号は適当と認めます。\n"
)


def read(text: str) -> Document:
    return read_document("minutes.txt", (HEAD + text).replace("\n", "\n\n").encode())


def test_an_item_called_up_only_to_be_passed_over_ends_the_one_before_it() -> None:
    """The sentence that puts it off need not repeat which it is."""
    found = read(
        "会長:議題2の諮問第6号ですが、時刻が4時を過ぎました。図書課には申し訳ありませんが、時間の都合により次回に送ります。\n図書課:承知しました。\n"
        "会長:議題3の報告第1号について説明してください。\n市民課:報告します。\n会長:報告のとおり了承します。\n"
    )
    outcomes = {case.number: case.outcome for case in found.cases}
    assert outcomes == {
        "諮問第5号": Outcome.APPROVED,
        "諮問第6号": Outcome.NOT_REACHED,
        "報告第1号": Outcome.NOTED,
    }
    passed = next(case for case in found.cases if case.number == "諮問第6号")
    assert passed.outcome_span is not None
    assert (
        passed.outcome_span.of(found.text) == "図書課には申し訳ありませんが、時間の都合により次回に送ります。"
    )


def test_an_item_passed_over_below_its_heading_keeps_what_is_said_there() -> None:
    found = read_document(
        "minutes.txt",
        (
            "第3回見本市個人情報保護審議会会議録\n日時 令和3年5月12日(水曜日)午後2時から\n実施機関 危機管理課\n議題\n1 諮問第5号 宛名の印刷の委託について\n"
            "2 諮問第6号 訓練の映像の提供について\n議事録\n1 諮問第5号 宛名の印刷の委託について\n会長:説明してください。\n市民課:説明します。\n"
            "会長:諮問第5号は適当と認めます。\n2 諮問第6号 訓練の映像の提供について\n"
            "会長:諮問第6号は、時間の都合により審議に入らず、次回に送ります。\n危機管理課長:承知しました。\n"
        )
        .replace("\n", "\n\n")
        .encode(),
    )
    assert [(case.department, case.outcome) for case in found.cases] == [
        ("市民課", Outcome.APPROVED),
        ("危機管理課", Outcome.NOT_REACHED),
    ]


def test_what_all_agree_to_in_a_remark_is_what_the_chair_put_to_them() -> None:
    """(一同了承) is no outcome of its own."""
    found = read(
        "会長:議題2、諮問第6号について説明してください。\n図書課:説明します。\n"
        "会長:諮問第6号は適当と認め、併せて、一年後に運用の状況を報告することを求める、という答申でよろしいでしょうか。\n(一同了承)\n"
        "会長:議題3の報告第1号について説明してください。\n市民課:報告します。\n会長:報告のとおり了承します。\n"
    )
    second = found.cases[1]
    assert second.outcome is Outcome.APPROVED
    assert [a.kind for a in second.attachments] == [AttachmentKind.DEMAND]


def test_any_other_business_ends_the_last_case() -> None:
    found = read(
        "会長:議題2、諮問第6号について説明してください。\n図書課:説明します。\n会長:諮問第6号は適当と認めます。\n"
        "会長:議題3の報告第1号について説明してください。\n市民課:報告します。\n会長:報告のとおり了承します。\n"
        "会長:その他ですが、事務局から何かありますか。\n総務課:次回は八月です。\n"
    )
    said = {turn.span.of(found.text): turn.case for turn in found.turns}
    assert said["報告のとおり了承します。"] == 2
    assert said["次回は八月です。"] is None


def test_items_below_a_heading_of_the_agenda_that_only_groups_them_have_its_kind() -> None:
    found = read_document(
        "summary.txt",
        (
            "第8回見本市個人情報保護審議会の結果について\n\n日時 令和3年5月12日(水)14:00から\n\n議事\n\n1 答申案の確認\n\n2 報告事項\n\n"
            "議事の結果\n\n■ 答申案の確認\n\n【諮問第30号】河川監視カメラの増設について(河川課)\n\n答申案を修正の上承認した。\n\n"
            "■ 報告事項\n\n【報告1】事務の登録の状況について(総務課)\n\n登録の状況について報告があった。\n\n(質疑なし)\n"
        ).encode(),
    )
    assert [(case.kind, case.outcome) for case in found.cases] == [
        (CaseKind.REPORT_CONFIRMATION, Outcome.APPROVED),
        (CaseKind.NOTIFICATION, Outcome.REPORTED),
    ]


@pytest.mark.parametrize("title", ["会議の公開について", "会議の非公開の決定について"])
def test_whether_the_meeting_is_public_is_procedure(title: str) -> None:
    found = read_document(
        "minutes.txt",
        (
            "第3回見本市個人情報保護審議会会議録\n\n日時 令和3年5月12日(水)14:00から\n\n"
            f"1.{title}\n\n傍聴者は3名であることを確認した。\n\n2.案件\n\n案件1 宛名の印刷の委託について(諮問第5号)\n\n"
            "会長:説明してください。\n\n市民課:説明します。\n\n会長:諮問第5号は適当と認めます。\n"
        ).encode(),
    )
    assert [case.number for case in found.cases] == ["諮問第5号"]
