"""Numbered series: how a document counts its items."""

import pytest

from ingest.labels.series import Series, rank_of, read_lead
from ingest.lines import read_lines


@pytest.mark.parametrize(
    ("text", "token", "rank"),
    [
        ("諮問第12号 名簿の提供について", "諮問12", 12),
        ("【案件三】見守りカメラ", "案件三", 3),
        ("② 防犯灯の台帳", "②", 2),
        ("Ⅳ 結論", "Ⅳ", 4),
        ("十一、予算の件", "十一", 11),
    ],
)
def test_the_ordinal_that_begins_a_line_is_read(text: str, token: str, rank: int) -> None:
    lead = read_lead(read_lines(text)[0])
    assert lead is not None
    assert (lead.token.replace("第", ""), lead.rank) == (token, rank)


@pytest.mark.parametrize("text", ["令和3年5月1日", "12月の会議", "委員の皆さん", "3人が出席した。"])
def test_a_date_or_a_count_is_no_ordinal(text: str) -> None:
    assert read_lead(read_lines(text)[0]) is None


@pytest.mark.parametrize(("ordinal", "rank"), [("丙", 3), ("ウ", 3), ("⑤", 5), ("二十", 20), ("", None)])
def test_ordinals_of_every_style_have_a_rank(ordinal: str, rank: int | None) -> None:
    assert rank_of(ordinal) == rank


def test_members_of_a_series_know_how_it_runs() -> None:
    lines = read_lines("①名簿の提供\n①について、委員が尋ねた。\n②台帳の閲覧\n以上です。")
    series = Series(lines)
    assert {"series:runs", "series:first"} <= set(series.features(0))
    assert "series:first" not in series.features(2)
    assert any(feature.startswith("series:recurs=2") for feature in series.features(0))
    assert series.features(3) == []
