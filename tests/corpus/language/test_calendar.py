"""Japanese dates and periods: read as written, wrong ones reported and never corrected."""

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import jaconv
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kanjize import number2kanji

from corpus.language import Period, find_dates, find_periods, to_japanese
from corpus.language.dates import fiscal_year
from corpus.language.era import ERAS

days = st.dates(date(1873, 1, 1), date(2099, 12, 31))
TODAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected", "written"),
    [
        ("令和4年1月21日に開催", date(2022, 1, 21), "令和4年1月21日"),
        ("令和４年１月２１日に開催", date(2022, 1, 21), "令和４年１月２１日"),
        ("令和 4 年 1 月 21 日 に開催", date(2022, 1, 21), "令和 4 年 1 月 21 日"),
        ("平 成 1 6 年 6 月 1 1 日 の会議", date(2004, 6, 11), "平 成 1 6 年 6 月 1 1 日"),
        ("令和四年一月二十一日に開催", date(2022, 1, 21), "令和四年一月二十一日"),
        ("二〇二二年一月二十一日に開催", date(2022, 1, 21), "二〇二二年一月二十一日"),
        ("令和元年5月1日(水曜日)", date(2019, 5, 1), "令和元年5月1日(水曜日)"),
        ("令和元年５月１日（水）", date(2019, 5, 1), "令和元年５月１日（水）"),
        ("令和元年5月1日【水曜】午後", date(2019, 5, 1), "令和元年5月1日【水曜】"),
        ("令和元年5月1日 ( 水 )", date(2019, 5, 1), "令和元年5月1日 ( 水 )"),
        ("令和元年5月1日 水曜日", date(2019, 5, 1), "令和元年5月1日 水曜日"),
        ("令和元年5月1日(水・祝)", date(2019, 5, 1), "令和元年5月1日(水・祝)"),
        ("平成22年 (2010年)6月 9 日 ( 水 )", date(2010, 6, 9), "平成22年 (2010年)6月 9 日 ( 水 )"),
        ("更新日:令和4(2022)年3月4日", date(2022, 3, 4), "令和4(2022)年3月4日"),
        ("2022(令和4)年3月4日", date(2022, 3, 4), "2022(令和4)年3月4日"),
        ("2022年(令和4年)3月4日", date(2022, 3, 4), "2022年(令和4年)3月4日"),
        ("西暦2022年3月4日", date(2022, 3, 4), "2022年3月4日"),
        ("[2018年3月9日]", date(2018, 3, 9), "2018年3月9日"),
        ("2022/1/21 10:00", date(2022, 1, 21), "2022/1/21"),
        ("2022-01-21", date(2022, 1, 21), "2022-01-21"),
        ("２０２２．１．２１", date(2022, 1, 21), "２０２２．１．２１"),
        ("R4.1.21(金)", date(2022, 1, 21), "R4.1.21(金)"),
        ("答申日平成24年7月2日)", date(2012, 7, 2), "平成24年7月2日"),
        ("平成21年11月6日見情審", date(2009, 11, 6), "平成21年11月6日"),
        ("平\n成21年11月6日", date(2009, 11, 6), "平\n成21年11月6日"),
    ],
)
def test_a_day_is_read_in_every_notation(text: str, expected: date, written: str) -> None:
    (found,) = find_dates(text)
    assert (found.date, found.written, found.problem, found.precision) == (expected, written, None, "day")
    assert found.span.of(text) == written


@pytest.mark.parametrize(
    ("text", "expected", "problem"),
    [
        ("平成30年8月28月に開催", None, "日付として読めません"),
        ("平成30月8月28日に開催", None, "日付として読めません"),
        ("令和4年1205日付け架総第88号", None, "日付として読めません"),
        ("平成9年11月20月付けで請求", None, "日付として読めません"),
        ("令和4年2月30日に開催", None, "存在しない日付です"),
        ("令和4年13月1日に開催", None, "存在しない日付です"),
        ("令和4(2021)年3月4日", None, "西暦と元号が合いません"),
        ("令和4年1月21日(月)", date(2022, 1, 21), "曜日が合いません(暦では金曜日)"),
        ("平成31年5月27日", date(2019, 5, 27), "平成は平成31年4月30日までです"),
        ("令和元年4月5日", date(2019, 4, 5), "令和は令和元年5月1日からです"),
        ("令和6年5月31\n\n架空市長 様", date(2024, 5, 31), "「日」の字がありません"),
    ],
)
def test_what_looks_wrong_is_reported_and_not_corrected(text: str, expected: date | None, problem: str) -> None:
    (found,) = find_dates(text)
    assert (found.date, found.problem) == (expected, problem)
    assert found.span.of(text) == found.written


@pytest.mark.parametrize(
    ("text", "precision", "period"),
    [
        ("令和2年4月からである", "month", Period(date(2020, 4, 1), date(2020, 4, 30))),
        ("平成28年12月頃", "month", Period(date(2016, 12, 1), date(2016, 12, 31))),
        ("平成28年の改正", "year", Period(date(2016, 1, 1), date(2016, 12, 31))),
        ("令和元年度", "fiscal year", Period(date(2019, 4, 1), date(2020, 3, 31))),
        ("2022年度", "fiscal year", Period(date(2022, 4, 1), date(2023, 3, 31))),
    ],
)
def test_less_than_a_day_gives_a_period_and_no_day(text: str, precision: str, period: Period) -> None:
    (found,) = find_dates(text)
    assert (found.date, found.precision, found.period) == (None, precision, period)


def test_a_year_without_an_era_is_not_guessed() -> None:
    (found,) = find_dates("28年度の報告")
    assert (found.date, found.period, found.problem) == (None, None, "元号がありません")
    assert found.precision == "fiscal year"


@pytest.mark.parametrize(
    "text",
    ["令和〇年〇月〇日付け届出書", "○年○月○日", "1990年代", "3年間", "電話04-2998-9206", "第2022号", "10月7日"],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text) == []


def test_the_same_year_and_month_are_those_before() -> None:
    found = find_dates("令和3年6月14日から同月20日まで、次に同年7月1日、同年8月とした。")
    assert [m.date for m in found] == [date(2021, 6, 14), date(2021, 6, 20), date(2021, 7, 1), None]
    assert found[-1].period == Period(date(2021, 8, 1), date(2021, 8, 31))
    assert find_dates("同年7月1日に開催") == []


@given(days)
def test_a_day_written_in_japanese_reads_back(day: date) -> None:
    for written in (to_japanese(day), jaconv.h2z(to_japanese(day), digit=True), " ".join(to_japanese(day))):
        (found,) = find_dates(written)
        assert (found.date, found.problem, found.written) == (day, None, written)


@given(days)
def test_kanji_numerals_read_back(day: date) -> None:
    written = f"西暦{day.year}年{number2kanji(day.month)}月{number2kanji(day.day)}日"
    assert [m.date for m in find_dates(written)] == [day]


PIECES = (
    "令和",
    "平成",
    "元年",
    "3年",
    "6月",
    "14日",
    "同",
    "度",
    "2021",
    "/",
    ".",
    "-",
    "(月)",
    " ",
    "\n",
    "から",
)


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), days)
def test_in_any_text_days_are_found_and_spans_are_verbatim(text: str, day: date) -> None:
    text = f"{text}、{to_japanese(day)}、{text}"
    found = find_dates(text)
    assert to_japanese(day) in [match.written for match in found]
    assert [match.span.of(text) for match in found] == [match.written for match in found]
    find_periods(text)


def test_first_years_are_gannen() -> None:
    assert to_japanese(date(2019, 5, 1)) == "令和元年5月1日"
    assert to_japanese(date(2019, 4, 30)) == "平成31年4月30日"
    with pytest.raises(ValueError, match="明治より前"):
        to_japanese(date(1800, 1, 1))


def test_eras_follow_one_another_without_a_gap() -> None:
    eras = list(ERAS.values())
    assert len(eras) == 5
    for before, after in pairwise(eras):
        assert before.until is not None
        assert after.since == before.until + timedelta(days=1)


def test_a_fiscal_year_is_read_alone() -> None:
    assert fiscal_year("平成31年度") == fiscal_year("令和元年度") == Period(date(2019, 4, 1), date(2020, 3, 31))
    with pytest.raises(ValueError, match="年度として読めません"):
        fiscal_year("28年度")


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("令和元年度の案件", date(2019, 4, 1), date(2020, 3, 31)),
        ("平成の時代に開かれた審議会", date(1989, 1, 8), date(2019, 4, 30)),
        ("平成に入ってから", date(1989, 1, 8), None),
        ("令和になってからの答申", date(2019, 5, 1), None),
        ("令和より前の答申", None, date(2019, 4, 30)),
        ("2022年に開催された審議会", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022年より後の審議会", date(2023, 1, 1), None),
        ("令和3年以降の答申", date(2021, 1, 1), None),
        ("令和3年以前の答申", None, date(2021, 12, 31)),
        ("令和3年より前の答申", None, date(2020, 12, 31)),
        ("令和5年4月以降の答申", date(2023, 4, 1), None),
        ("令和5年4月からの答申", date(2023, 4, 1), None),
        ("令和3年6月14日までの答申", None, date(2021, 6, 14)),
        ("令和4年1月21日の審議会", date(2022, 1, 21), date(2022, 1, 21)),
        ("令和4年1月21日より後の審議会", date(2022, 1, 22), None),
        ("令和4年1月の審議会", date(2022, 1, 1), date(2022, 1, 31)),
        ("平成28年から令和3年までの答申", date(2016, 1, 1), date(2021, 12, 31)),
        ("平成28年度～令和2年度の答申", date(2016, 4, 1), date(2021, 3, 31)),
        ("2020年から2022年の答申", date(2020, 1, 1), date(2022, 12, 31)),
        ("令和4年4月から10月まで", date(2022, 4, 1), date(2022, 10, 31)),
        ("改正法施行後の答申", date(2023, 4, 1), None),
        ("改正個人情報保護法の施行後に", date(2023, 4, 1), None),
        ("令和5年4月の改正個人情報保護法の施行後に", date(2023, 4, 1), None),
        ("令和3年改正法の施行後に", date(2023, 4, 1), None),
        ("改正法が施行されてから", date(2023, 4, 1), None),
        ("法改正後の扱い", date(2023, 4, 1), None),
        ("制度の一元化後", date(2023, 4, 1), None),
        ("改正前の扱い", None, date(2023, 3, 31)),
        ("施行前の答申", None, date(2023, 3, 31)),
        ("改正法の施行までの答申", None, date(2023, 3, 31)),
        ("個人情報保護法の改正前", None, date(2023, 3, 31)),
        ("平成29年5月の改正個人情報保護法の施行後", date(2017, 5, 1), None),
        ("ここ5年の答申", date(2019, 2, 28), TODAY),
        ("過去三年間の答申", date(2021, 2, 28), TODAY),
        ("昨年の答申", date(2023, 1, 1), date(2023, 12, 31)),
        ("今年度の答申", date(2023, 4, 1), date(2024, 3, 31)),
    ],
)
def test_a_question_names_a_period(question: str, since: date | None, until: date | None) -> None:
    assert [m.period for m in find_periods(question, TODAY)] == [Period(since, until)]


@pytest.mark.parametrize("question", ["最近の答申", "28年度の答申", "平成30年8月28月の審議会"])
def test_a_period_that_the_words_do_not_tell_is_found_but_open(question: str) -> None:
    assert [m.period for m in find_periods(question, TODAY)] == [None]


def test_words_that_count_from_today_need_to_be_told_it() -> None:
    assert [m.period for m in find_periods("ここ5年の答申")] == [None]


@pytest.mark.parametrize(
    "question", ["番号法の施行後", "条例の施行後", "昭和区の案件", "平成の大合併", "条件は何か"]
)
def test_other_reforms_and_names_are_no_periods(question: str) -> None:
    assert find_periods(question, TODAY) == []


def test_two_years_are_two_periods() -> None:
    question = "2021年と2022年の答申"
    assert [m.span.of(question) for m in find_periods(question)] == ["2021年", "2022年"]


def test_a_period_covers_its_ends() -> None:
    period = Period(date(2022, 1, 1), date(2022, 12, 31))
    assert period.covers(date(2022, 1, 1))
    assert period.covers(date(2022, 12, 31))
    assert not period.covers(date(2023, 1, 1))
    assert Period(None, None).covers(date(1900, 1, 1))


@pytest.mark.shared
def test_dates_in_the_formats_of_real_councils(shared: Path) -> None:
    formats = shared / "gold" / "formats"
    index = map(json.loads, (formats / "index.jsonl").read_text("utf-8").splitlines())
    dated = [entry for entry in index if entry["date_iso"]]
    assert len(dated) == 22
    for entry in dated:
        found = {m.written: m.date for m in find_dates((formats / f"{entry['id']}.txt").read_text("utf-8"))}
        assert found[entry["date"]] == date.fromisoformat(entry["date_iso"]), entry["id"]
