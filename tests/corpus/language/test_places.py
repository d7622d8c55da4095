"""Municipalities and councils: real ones, and those that no list holds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import find_councils, find_municipalities
from corpus.language.places import municipalities


def names(text: str, *, unknown: bool = False) -> list[str]:
    return [match.name for match in find_municipalities(text, unknown=unknown)]


def test_the_list_holds_all_of_japan() -> None:
    held = municipalities()
    assert {"大阪市", "世田谷区", "東京都", "北海道", "京都府", "四日市市", "つくば市", "青ヶ島村"} <= held
    assert sum(name[-1] in "都道府県" for name in held) == 47
    assert 1700 < len(held) < 1900
    assert {"当別町", "上郡町", "三宅村"} <= held
    assert not {"石狩郡当別町", "赤穂郡上郡町", "三宅島三宅村", "大阪市北区"} & held


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吹田市の審議会", ["吹田市"]),
        ("大阪府吹田市の審議会", ["吹田市"]),
        ("大阪府の審議会", ["大阪府"]),
        ("北海道石狩郡当別町の審議会", ["当別町"]),
        ("東京都府中市と京都府京都市", ["府中市", "京都市"]),
        ("四日市市、廿日市市、野々市市及び市川市", ["四日市市", "廿日市市", "野々市市", "市川市"]),
        ("大和郡山市と郡山市", ["大和郡山市", "郡山市"]),
        ("津市と大津市", ["津市", "大津市"]),
        ("三重県津市", ["津市"]),
        ("大阪市北区の窓口", ["大阪市"]),
        ("東京都北区の窓口", ["北区"]),
        ("世田谷区長", ["世田谷区"]),
        ("高槻市民の声", ["高槻市"]),
        ("高槻市・小田原市", ["高槻市", "小田原市"]),
        ("高 槻 市 個 人 情 報 保 護 審 議 会", ["高槻市"]),
        ("第74回吹田市個人情報保護審議会", ["吹田市"]),
        ("令和3年度高槻市個人情報保護運営審議会", ["高槻市"]),
    ],
)
def test_real_municipalities_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == names(text, unknown=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "本市、同市、他市、各市及び当市では",
        "市町村、都道府県、市区町村",
        "都市計画と政令指定都市",
        "一般市民と青果市場",
        "地区と区分、学区、選挙区",
        "水道、鉄道、報道、政府",
        "町内会、村落、県道",
        "副市長と区長",
        "市長が定める",
        "",
    ],
)
def test_common_words_are_no_places(text: str) -> None:
    assert names(text) == names(text, unknown=True) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("架空市個人情報保護審議会", ["架空市"]),
        ("第21回見本県個人情報保護審議会", ["見本県"]),
        ("第三回見本市情報公開審査会", ["見本市"]),
        ("令和元年度見本市の審議会", ["見本市"]),
        ("平成 30 年度 見本市の審議会", ["見本市"]),
        ("見本県架空市情報公開審査会", ["架空市"]),
        ("見本都情報公開審査会", ["見本都"]),
        ("架空府情報公開審査会答申", ["架空府"]),
        ("例示町長 様", ["例示町"]),
        ("例示村役場", ["例示村"]),
        ("例示区議会", ["例示区"]),
        ("緑が丘市の条例", ["緑が丘市"]),
        ("みほん市情報公開審査会", ["みほん市"]),
        ("見本市教育長甲野一様例示市情報公開審査会", ["見本市", "例示市"]),
        ("架空市立病院", ["架空市"]),
        ("見 本 市 審 議 会", ["見本市"]),
    ],
)
def test_well_formed_names_are_found_where_asked_for(text: str, expected: list[str]) -> None:
    assert names(text, unknown=True) == expected
    assert names(text) == []


def test_the_span_takes_the_prefecture_along() -> None:
    text = "会場は大阪府吹田市です"
    (match,) = find_municipalities(text)
    assert match.span.of(text) == "大阪府吹田市"


@pytest.mark.parametrize(
    ("text", "name", "municipality"),
    [
        ("第74回架空市個人情報保護審議会 会議録", "架空市個人情報保護審議会", "架空市"),
        ("第12回見本県情報公開・個人情報保護審議会審議結果", "見本県情報公開・個人情報保護審議会", "見本県"),
        (
            "平成29年度第4回 見本市行政不服及び個人情報保護審議会会議録",
            "見本市行政不服及び個人情報保護審議会",
            "見本市",
        ),
        ("見本市個人情報の保護に関する審議会", "見本市個人情報の保護に関する審議会", "見本市"),
        ("見本都情報公開審査会第一部会", "見本都情報公開審査会第一部会", "見本都"),
        ("「情報公開・個人情報保護委員会」会議録(令和4年度第2回)", "情報公開・個人情報保護委員会", None),
        ("29年度 第3回 個人情報保護運営審議会", "個人情報保護運営審議会", None),
        ("第5回個人情報保護審査会会議録の表", "個人情報保護審査会", None),
        ("第五回個人情報保護審査会", "個人情報保護審査会", None),
        ("架 空 市 個 人 情 報 保 護 審 議 会", "架空市個人情報保護審議会", "架空市"),
        ("大阪府吹田市個人情報保護審議会", "吹田市個人情報保護審議会", "吹田市"),
        ("見本市個人情報保護運営委員会委員名簿", "見本市個人情報保護運営委員会", "見本市"),
    ],
)
def test_councils_are_found_with_their_municipality(text: str, name: str, municipality: str | None) -> None:
    (council,) = find_councils(text)
    assert (council.name, council.municipality) == (name, municipality)
    assert "".join(council.span.of(text).split()) == name


@pytest.mark.parametrize(
    "text",
    [
        "審議会の意見",
        "本審議会では",
        "当審査会は",
        "見本市教育委員会",
        "選挙管理委員会",
        "委員会委員",
        "見本市の審議会",
    ],
)
def test_what_names_no_council_is_left_alone(text: str) -> None:
    assert find_councils(text) == []


PIECES = (
    "架空",
    "見本",
    "市",
    "区",
    "町",
    "村",
    "都道府県",
    "大阪府",
    "審議会",
    "第3回",
    " ",
    "\n",
    "各",
    "の",
)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_in_any_text_places_are_found_and_spans_lie_in_it(text: str) -> None:
    text = f"{text}。吹田市と架空市個人情報保護審議会。{text}"
    found = find_municipalities(text, unknown=True)
    councils = find_councils(text)
    assert "吹田市" in [match.name for match in found]
    assert "架空市個人情報保護審議会" in [match.name for match in councils]
    for match in (*found, *councils):
        assert "".join(match.span.of(text).split()).endswith(match.name[-1])
        assert not any(char.isspace() for char in match.name)


def test_time_is_linear_in_the_document() -> None:
    text = (
        "令和4年度第6回架空市個人情報保護運営審議会が大阪府吹田市の会議室で開かれ、市町村の事例を比べた。\n"
        * 10_000
    )
    begun = time.process_time()
    assert len(find_municipalities(text)) == 10_000
    assert len(find_councils(text)) == 10_000
    assert time.process_time() - begun < 10
