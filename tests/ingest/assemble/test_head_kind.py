"""Minutes, summaries, reports, and what is neither."""

import pytest

from corpus.model import DocumentKind
from tests.ingest.assemble.pages import BODY, head


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("例示市個人情報保護審議会会議録", DocumentKind.MINUTES),
        ("第3回例示市個人情報保護審議会 会議概要", DocumentKind.SUMMARY),
        ("例示市個人情報保護審議会 議事要旨", DocumentKind.SUMMARY),
        ("第3回 例示市個人情報保護審議会", DocumentKind.MINUTES),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: DocumentKind) -> None:
    assert head(f"T {title}\nH 日時 令和3年8月20日(金)\n{BODY}").kind.value is kind


def test_results_without_speeches_are_a_summary() -> None:
    found = head(
        "T 例示市個人情報保護審議会の会議結果\nH 開催日 令和3年8月20日\nH 場所 市役所\nA 議題 1 見守り名簿の提供\n"
        "X 諮問のとおり承認された。\nX 質疑では、提供の期間について確認があった。\nX 次回は11月に開くこととされた。\n"
    )
    assert found.kind.value is DocumentKind.SUMMARY


def test_a_report_that_notifies_the_result_of_a_review() -> None:
    found = head(
        "H 例個情審第6号\nH 令和3年8月31日\nH 例示市長 甲野 航 様\nH 例示市個人情報保護審議会\nH 会長 乙川 さやか\n"
        "T 特定個人情報保護評価書の第三者点検結果\n"
        "X 令和3年6月4日付け例総第95号により点検の依頼があった評価書について、点検を終えたので、結果を通知する。\n"
        "X 1 点検の対象\nX 2 総合判定\nX おおむね妥当なものと認められる。\n"
    )
    assert found.kind.value is DocumentKind.REPORT


@pytest.mark.parametrize(
    "text",
    [
        "T 業務の手引\nX この手引は、窓口での受付の手順をまとめたものである。\n",
        "T 例示市個人情報保護審議会規則\nX 第1条 この規則は、審議会の組織に関し必要な事項を定める。\n"
        "X 第2条 審議会は、委員7人以内で組織する。\nX 附 則\nX この規則は、公布の日から施行する。\n",
        "T 例示市個人情報保護審議会委員名簿\nP 甲野 一郎 弁護士\nP 乙川 花子 大学教授\n",
    ],
)
def test_what_records_no_meeting_and_answers_nothing(text: str) -> None:
    assert head(text).kind.value is DocumentKind.OTHER
