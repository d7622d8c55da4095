"""The day of the meeting, told from all other days."""

from datetime import date

import pytest

from tests.ingest.assemble.pages import BODY, head

DAY = date(2021, 8, 20)


@pytest.mark.parametrize(
    "lines",
    [
        "C 更新日:2022年3月22日\nH 日時\nH 令和3年8月20日(金曜日)\n",
        "C [2022年3月9日]\nH 日時 令和3年8月20日(金)午前10時から\n",
        "C 掲載日:2022年3月1日\nH 開催日時\nH 令和3年8月20日(金)\nH 次回開催予定日\nH 令和3年11月5日(金)\n",
        "H 日時\nH 例示市役所2階 会議室\nH 場所\nH 令和3年8月20日(金曜日)\nH 午後3時から\n",
        "H 開催日 令和3年8月20日\nX 前回(令和3年5月7日(金))の会議録を確認した。\n",
        "C 令和4年(2022年)2月7日更新\nH 令和3年8月20日(金曜日)\nH 午前10時3分開会\n",
        "C 更新日\nH 令和3年8月20日(金曜日)11時00分~11時43分\n",
        "H 作成日 令和3年9月1日\nH と き 令和3年8月20日(金)\n",
        "H 日時 R3.8.20(金) 10時\n",
        "H 日時 令和3.8.20 午後2時から\n",
        "H 開催日 2021/8/20\n",
        "H 資料の送付 令和3年8月5日(木)\nH 表決書の締切 令和3年8月18日(水)\nH 開催日 令和3年8月20日(金)\n",
        "H 第1日 令和3年8月20日(金)9時~\nH 第2日 令和3年8月21日(土)9時~\n",
    ],
)
def test_the_day_of_the_meeting_is_told_from_other_days(lines: str) -> None:
    assert head(f"T 例示市個人情報保護審議会会議録\n{lines}{BODY}").held_on.value == DAY


def test_a_day_without_a_year_is_of_the_fiscal_year_in_the_title() -> None:
    found = head(f"T 令和3年度第4回例示市個人情報保護審議会会議録\nH 日時 2月4日(金) 10時から\n{BODY}")
    assert found.held_on.value == date(2022, 2, 4)


def test_a_day_inside_a_speech_is_not_the_meetings() -> None:
    found = head(
        "A (1)諮問事項\nS (委員)\nX 開始時期はいつか。\nS (担当課)\nX 令和2年4月1日からである。\nS (会長)\nX 承認する。\n"
    )
    assert found.held_on.value is None


def test_a_list_of_meetings_has_no_day_of_its_own_for_sure() -> None:
    found = head(
        "T 例示市個人情報保護審議会 審議結果(令和2年度)\nX 第1回 令和2年6月29日(月) 諮問1件を承認\n"
        "X 第2回 令和2年9月28日(月) 諮問2件を承認\nX 第3回 令和3年2月15日(月) 報告1件を了承\n"
    )
    assert found.held_on.value is None or found.held_on.confidence < 0.7
