"""What a document says of itself is chosen among all that it could be, with a confidence. All texts here are invented."""

from datetime import date

import pytest

from corpus.model import DocumentKind
from ingest.assemble.head import FIELDS, MODEL, head_model
from tests.ingest.assemble.pages import BODY, head, labelled

REPORT = """
H 例審第7号
H 令和2年3月19日
H 例示市長 丁野 正 様
H 例示市個人情報保護審議会
H 会長 戊田 和子
T 避難行動要支援者名簿の外部提供について(答申)
X 令和2年2月20日付け例福第512号で諮問のあった標記の件について、審議の結果、下記のとおり答申します。
H 記
X 1 結論
X 名簿を提供することは、適当である。
"""


def test_a_plain_head_gives_all_of_it() -> None:
    found = head(
        "T 令和3年度第2回例示市個人情報保護審議会会議録\nH 日時 令和3年8月20日(金曜日)午後2時から\n" + BODY
    )
    assert found.kind.value is DocumentKind.MINUTES
    assert found.municipality.value == "例示市"
    assert found.council.value == "例示市個人情報保護審議会"
    assert found.meeting.value == "令和3年度第2回"
    assert found.held_on.value == date(2021, 8, 20)
    assert found.number.value is found.issued_on.value is found.consultation_number.value is None


def test_a_report_has_numbers_and_days_and_no_meeting() -> None:
    found = head(REPORT)
    assert found.kind.value is DocumentKind.REPORT
    assert (found.municipality.value, found.council.value) == ("例示市", "例示市個人情報保護審議会")
    assert (found.number.value, found.issued_on.value) == ("例審第7号", date(2020, 3, 19))
    assert (found.consultation_number.value, found.consulted_on.value) == ("例福第512号", date(2020, 2, 20))
    assert found.meeting.value is found.held_on.value is None


def test_every_value_stands_in_the_text_where_its_span_says() -> None:
    marked = "T 第 82 回 例示市個人情報保護審議会 会議録\nH 日 時 令和3年8月20日(金)\n" + BODY
    reading, _ = labelled(marked)
    found = head(marked)
    for value in (found.municipality, found.council, found.meeting):
        assert value.span is not None
        assert "".join(value.span.of(reading.text).split()) == value.value
    assert found.held_on.span is not None
    assert found.held_on.span.of(reading.text).startswith("令和3年8月20日")


def test_every_value_has_a_confidence() -> None:
    found = head(REPORT)
    assert all(0.0 < getattr(found, field).confidence <= 1.0 for field in FIELDS)


def test_a_value_that_competes_with_another_is_less_sure() -> None:
    sure = head("T 例示市個人情報保護審議会会議録\nH 開催日 令和3年8月20日(金)\n" + BODY)
    torn = head("T 例示市個人情報保護審議会会議録\nH 令和3年8月20日\nH 令和3年8月23日\n" + BODY)
    assert torn.held_on.confidence < sure.held_on.confidence
    assert {torn.held_on.value, torn.held_on.runner_up} & {date(2021, 8, 20), date(2021, 8, 23)}


def test_an_odd_day_is_reported_as_written() -> None:
    found = head(
        "T 例示市個人情報保護審議会会議録\nH 日時 令和3年8月20日(月)\n"
        + BODY
        + "X 平成30年8月28月に決定した。\n"
    )
    assert found.held_on.value == date(2021, 8, 20)
    assert [flag.partition(":")[0] for flag in found.flags] == ["令和3年8月20日(月)", "平成30年8月28月"]


def test_two_numbers_of_one_meeting_are_reported() -> None:
    found = head(
        "T 第12回例示市個人情報保護審議会審議結果\nH 開催日時 令和3年8月20日(金)\nT 第11回例示市個人情報保護審議会\n"
        + BODY
    )
    assert found.meeting.value == "第12回"
    assert any("第11回" in flag for flag in found.flags)


def test_a_text_that_names_nothing_has_no_head() -> None:
    found = head("T 日記\nX 朝から雨。庭の紫陽花が咲いた。\nX 夜は手紙を書いた。\n")
    assert found.kind.value is DocumentKind.OTHER
    assert found.municipality.value is found.council.value is found.meeting.value is found.held_on.value is None


def test_an_empty_document_has_no_head() -> None:
    reading, _ = labelled("X 。")
    assert head("X 。").council.value is None
    assert reading.text.strip() == "。"


def test_the_weights_are_small_and_readable() -> None:
    assert MODEL.stat().st_size < 200_000
    assert set(head_model().fields) == set(FIELDS) - {"kind"}


@pytest.mark.parametrize("times", [3])
def test_reading_again_gives_the_same(times: int) -> None:
    assert len({head(REPORT) for _ in range(times)}) == 1
