"""The number of the meeting, as written."""

import pytest

from tests.ingest.assemble.pages import BODY, head

DAY = "H 日時 令和3年8月20日(金)\n"


@pytest.mark.parametrize(
    ("written", "meeting"),
    [
        ("第１２回例示市個人情報保護審議会会議録", "第12回"),
        ("例示市個人情報保護審議会 第12回会議録", "第12回"),
        ("令和元年度 第3回 例示市個人情報保護審議会 会議録", "令和元年度第3回"),
        ("「例示市個人情報保護審議会」会議録(令和4年度第2回)", "令和4年度第2回"),
        ("29年度 第1回 例示市個人情報保護審議会 会議録", "29年度第1回"),
        ("平成三十一年度 第十二回 例示市個人情報保護審議会 会議の記録", "平成三十一年度第十二回"),
        ("令和5年度 例示市個人情報保護審議会(第3回) 会議録", "令和5年度第3回"),
        ("令和4年例示市教育委員会第7回定例会会議録", "令和4年第7回定例会"),
        ("令和3年度 例示市個人情報保護審議会(通算第14回)会議録", "通算第14回"),
        ("例示市個人情報保護審議会会議録", None),
    ],
)
def test_the_title_gives_the_number(written: str, meeting: str | None) -> None:
    assert head(f"T {written}\n{DAY}{BODY}").meeting.value == meeting


def test_a_field_of_its_own_gives_the_number() -> None:
    assert head(f"T 例示市個人情報保護審査会 議事録\nH 回次 第12回\n{DAY}{BODY}").meeting.value == "第12回"


def test_other_meetings_do_not_count() -> None:
    found = head(
        f"T 例示市個人情報保護審議会 会議録\nH 会議名 令和3年度第2回例示市個人情報保護審議会\n{DAY}{BODY}"
        "X 第1回会議録について、修正の申出はなかった。\nX 次回(第3回)は11月に開く。\n"
    )
    assert found.meeting.value == "令和3年度第2回"
