"""Number and day of a report, and those of the consultation that it answers."""

from datetime import date

import pytest

from ingest.assemble.head import Head
from tests.ingest.assemble.pages import head

LETTER = (
    "H 例示市長 様\nH 例示市個人情報保護審議会\nH 会長 甲野一郎\n"
    "X 令和元年5月7日付け例総第57号で諮問のあった件について、次のとおり答申します。\nX 1 審議会の結論\nX 決定は妥当である。\n"
)


def report(first: str, letter: str = LETTER) -> Head:
    return head(f"{first}\n{letter}")


@pytest.mark.parametrize(
    "number",
    [
        "答申第12号",
        "例情審答申第48号",
        "平31例個答申第13号",
        "4例総第311号",
        "例個審第6号",
        "令和3年度答申第6号",
        "2例総情第831号の2",
        "答申第302号・第303号・第304号",
        "例情審答申第212号から第214号まで",
        "例示情審第三号",
        "み個審答申第8号",
    ],
)
def test_the_number_is_read_whole(number: str) -> None:
    found = report(f"H {number}\nH 令和元年6月17日")
    assert found.number.value == number
    assert found.issued_on.value == date(2019, 6, 17)
    assert (found.consultation_number.value, found.consulted_on.value) == ("例総第57号", date(2019, 5, 7))


def test_labelled_fields() -> None:
    found = head(
        "T 答申書\nH 答申番号 答申第21号\nH 答申日 平成27年3月26日\nH 諮問番号 諮問第9号\nH 諮問日 平成26年8月5日\n"
        "H 審査会 例示町個人情報保護審査会\nX 第1 審査会の結論\nX 決定は妥当である。\n"
    )
    assert (found.number.value, found.issued_on.value) == ("答申第21号", date(2015, 3, 26))
    assert (found.consultation_number.value, found.consulted_on.value) == ("諮問第9号", date(2014, 8, 5))


def test_the_pages_own_day_is_not_the_reports() -> None:
    found = report("C 答申第6号\nC [2021年3月3日]\nC ID:17119\nH 答申第6号\nH 令和元年6月17日")
    assert found.issued_on.value == date(2019, 6, 17)


def test_the_range_in_a_trail_is_not_the_number() -> None:
    found = report("C ホーム > 情報公開 > 答申(答申第501号~) > 答申第516号\nT 令和元年6月17日 答申第516号")
    assert found.number.value == "答申第516号"


def test_a_note_above_the_number_is_no_part_of_it() -> None:
    found = head(
        "H (別 紙)\nH 例情審答申第48号\nH (諮問第65号)\nT 件名:部分公開決定に関する件\nH 答 申\n"
        "X 例示市長が非公開としたことは妥当である。\n"
    )
    assert (found.number.value, found.consultation_number.value) == ("例情審答申第48号", "諮問第65号")


def test_the_day_of_another_act_is_not_the_consultations() -> None:
    found = head(
        "T 答申第92号の概要\nX (1)開示請求 令和4年2月18日\nX (2)決定 令和4年4月18日付けで部分開示決定\n"
        "X (3)審査請求 令和4年7月15日\nX (4)諮問 令和5年3月2日\nX (5)答申 令和6年3月19日\n"
        "X 審議会の結論\nX 決定は妥当である。\n"
    )
    assert (found.consulted_on.value, found.issued_on.value) == (date(2023, 3, 2), date(2024, 3, 19))


def test_a_letter_without_number_and_day_has_none() -> None:
    found = head(
        "H 例示市長 様\nH 例示市個人情報保護審議会\nH 会 長 甲 野 一 郎\nT 個人情報の目的外利用等に係る答申書\n"
        "X 令和2年9月8日付2例企画第31号で諮問のあった名簿の目的外利用の件は、以下のように考えます。\n"
        "H 記\nX 1 答申の内容\nX 公益上の必要性ありと認める。\n"
    )
    assert found.number.value is found.issued_on.value is None
    assert (found.consultation_number.value, found.consulted_on.value) == ("2例企画第31号", date(2020, 9, 8))
