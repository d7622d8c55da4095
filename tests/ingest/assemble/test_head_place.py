"""Municipalities, prefectures, unions and boards, on a list or on none."""

import pytest

from tests.ingest.assemble.pages import BODY, head


@pytest.mark.parametrize(
    "place",
    [
        "架空市",
        "葛ヶ例市",
        "樫ノ例町",
        "かくう町",
        "例示ヶ丘村",
        "架空区",
        "架空県",
        "架空県後期高齢者医療広域連合",
        "例示地区消防組合",
        "架空中央水道企業団",
        "例示里地区環境衛生一部事務組合",
    ],
)
def test_an_unknown_place_is_read_whole_from_the_councils_name(place: str) -> None:
    found = head(f"T 第3回{place}個人情報保護審議会会議録\nH 日時 令和3年8月20日(金)\n{BODY}")
    assert (found.municipality.value, found.council.value) == (place, f"{place}個人情報保護審議会")


def test_a_place_stands_without_its_prefecture() -> None:
    found = head(f"T 架空県例示市個人情報保護審議会会議録\nH 日時 令和3年8月20日(金)\n{BODY}")
    assert found.municipality.value == "例示市"


def test_the_addressee_of_a_report_tells_whose_it_is() -> None:
    found = head(
        "H 答申第4号\nH 令和2年3月19日\nH 樫ノ例市長 様\nH 個人情報保護審議会\nH 会長 戊田 和子\n"
        "T 名簿の提供について(答申)\nX 令和2年2月20日付け総第5号で諮問のあった件について、次のとおり答申します。\n"
    )
    assert found.municipality.value == "樫ノ例市"


def test_a_union_whose_council_is_named_in_full_elsewhere() -> None:
    """The union's name stands above the number of the meeting."""
    found = head(
        "T 見本の里後期高齢者医療広域連合\nT 令和2年度第2回個人情報保護審査会(書面開催)会議録\n"
        "X 見本の里後期高齢者医療広域連合個人情報保護審査会運営要領第6条により、書面により開催した。\n"
        "H 令和3年3月2日 会長による確認(この日をもって会議の開催日とする。)\n" + BODY
    )
    assert found.municipality.value == "見本の里後期高齢者医療広域連合"
    assert found.council.value == "見本の里後期高齢者医療広域連合個人情報保護審査会"


def test_a_rare_form_of_a_letter_stays() -> None:
    found = head(
        f"T 令和元年度第2回葛\U000e0101例市個人情報保護審議会会議録\nH 日時 令和元年9月3日(火曜日)\n{BODY}"
    )
    assert found.municipality.value == "葛\U000e0101例市"


@pytest.mark.parametrize("contact", ["(問い合わせ 総務課情報係 市役所本館3階)", "・出た意見と市の答え"])
def test_neither_an_office_nor_a_word_before_the_city_is_part_of_its_name(contact: str) -> None:
    found = head(
        "T 情報公開・個人情報保護審議会 会議のあらまし(19年度 No.2)\n"
        f"H とき 平成19年11月20日(火) 18:30～20:40\n{BODY}X {contact}\n"
    )
    assert found.municipality.value is None
