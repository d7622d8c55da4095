"""What a document says of itself: kind, municipality, council, meeting, day; never the page's own date."""

from datetime import date
from pathlib import Path

import pytest

from corpus.model import DocumentKind, Header
from tests.ingest.outline.reading import read_document

BODY = "\n議題\n1 電子申請の開始について(諮問)\n会長:始めます。\n委員:よいと思います。\n会長:承認します。\n"


def header(text: str, name: str = "minutes.txt") -> Header:
    return read_document(name, text.encode()).header


def test_a_plain_head_gives_all_of_it() -> None:
    found = header(
        "令和3年度第2回例示市個人情報保護審議会会議録\n日時 令和3年8月20日(金曜日)午後2時から\n" + BODY
    )
    assert (found.kind, found.municipality, found.council, found.meeting, found.held_on) == (
        DocumentKind.MINUTES,
        "例示市",
        "例示市個人情報保護審議会",
        "令和3年度第2回",
        date(2021, 8, 20),
    )


def test_every_value_has_its_evidence() -> None:
    text = "第 82 回 例示市個人情報保護審議会\n日 時 令和3年8月20日(金)\n" + BODY
    found = read_document("minutes.txt", text.encode())
    spans = {name: span.of(found.text) for name, span in found.header.evidence.items()}
    assert found.header.meeting == "第82回"
    assert "".join(spans["meeting"].split()) == "第82回"
    assert spans["council"] == "例示市個人情報保護審議会"
    assert spans["held_on"].startswith("令和3年8月20日")


@pytest.mark.parametrize(
    ("written", "meeting"),
    [
        ("第１２回例示市個人情報保護審議会会議録", "第12回"),
        ("例示市個人情報保護審議会 第12回会議録", "第12回"),
        ("令和元年度 第3回 例示市個人情報保護審議会", "令和元年度第3回"),
        ("「例示市個人情報保護審議会」会議録(令和4年度第2回)", "令和4年度第2回"),
        ("29年度 第1回 例示市個人情報保護審議会", "29年度第1回"),
        ("平成三十一年度　第十二回　例示市個人情報保護審議会　会議の記録", "平成31年度第12回"),
        ("例示市個人情報保護審議会会議録", None),
    ],
)
def test_the_meeting_is_read_as_written(written: str, meeting: str | None) -> None:
    assert header(f"{written}\n日時 令和3年8月20日(金)\n{BODY}").meeting == meeting


def test_the_number_of_another_meeting_inside_an_item_does_not_count() -> None:
    text = "日時\n令和3年8月20日(金)10時\n議事\n(1)第88回例示市個人情報保護審議会議事録について\n原案のとおり承認された。\n(2)第89回例示市個人情報保護審議会\n"
    assert header(text + "第89回例示市個人情報保護審議会\n").meeting == "第89回"


def test_two_numbers_of_one_meeting_are_reported() -> None:
    text = (
        "第12回例示市個人情報保護審議会審議結果\n開催日時\n令和3年8月20日(金)\n審議経過\n第11回例示市個人情報保護審議会\n"
        + BODY
    )
    found = header(text)
    assert found.meeting == "第12回"
    assert any("第11回" in flag for flag in found.flags)


@pytest.mark.parametrize(
    "page",
    [
        "更新日:2022年3月22日\n日時\n令和3年8月20日(金曜日)\n",
        "[2022年3月9日]\n日時 令和3年8月20日(金)午前10時から\n",
        "掲載日:2022年3月1日\n開催日時\n令和3年8月20日(金)\n次回開催予定日\n令和3年11月5日(金)\n",
        "日時\n例示市役所2階 会議室\n場所\n令和3年8月20日(金曜日)\n午後3時から\n",
        "開催日 令和3年8月20日\n前回(令和3年5月7日(金))の会議録を確認した。\n",
        "令和4年(2022年)2月7日更新\n令和3年8月20日(金曜日)\n午前10時3分開会\n",
    ],
)
def test_the_day_of_the_meeting_is_told_from_other_days(page: str) -> None:
    assert header(f"例示市個人情報保護審議会会議録\n{page}{BODY}").held_on == date(2021, 8, 20)


def test_a_day_inside_a_speech_is_not_the_meetings() -> None:
    text = (
        "(1)諮問事項\nア 端末の貸与について\n(委員)\n開始時期はいつか。\n(担当課)\n令和2年4月1日からである。\n"
    )
    assert header(text).held_on is None


def test_an_odd_day_is_reported_as_written() -> None:
    found = header(
        "例示市個人情報保護審議会会議録\n日時 令和3年8月20日(月)\n" + BODY + "平成30年8月28月に決定した。\n"
    )
    assert found.held_on == date(2021, 8, 20)
    assert len(found.flags) == 2
    assert found.flags[1].startswith("平成30年8月28月")


def test_a_year_that_no_calendar_has_is_reported_and_stops_nothing() -> None:
    """Two countings of one year that lost the bracket between them."""
    found = header(
        "例示市個人情報保護審議会会議録\n日時 令和3年8月20日(金)\n" + BODY + "平成24  2012年1月の件\n"
    )
    assert found.held_on == date(2021, 8, 20)
    assert any(flag.startswith("平成24") for flag in found.flags)


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
    assert header(f"{title}\n日時 令和3年8月20日(金)\n出席者 甲野会長\n{BODY}").kind is kind


def test_a_report_is_told_from_minutes() -> None:
    text = (
        "答申第12号\n令和3年8月20日\n例示市長 様\n例示市個人情報保護審議会\n会長 甲野一郎\n"
        "令和3年7月1日付け例総第5号で諮問のあった件について、次のとおり答申します。\n1 審議会の結論\n決定は妥当である。\n"
    )
    found = header(text, "report.txt")
    assert found.kind is DocumentKind.REPORT
    assert found.held_on is None


def test_other_text_is_neither() -> None:
    found = header("業務の手引\n\nこの手引は、窓口での受付の手順をまとめたものである。\n", "manual.txt")
    assert found.kind is DocumentKind.OTHER
    assert found.municipality is found.council is found.meeting is found.held_on is None


def test_a_union_of_municipalities_is_whose_council_it_is() -> None:
    """Its name stands above the number of the meeting, and in full where the council's rules are cited."""
    found = header(
        "見本の里後期高齢者医療広域連合\n令和2年度第2回個人情報保護審査会(書面開催)会議録\n\n"
        "1 開催方法\n 見本の里後期高齢者医療広域連合個人情報保護審査会運営要領第6条により、書面により開催した。\n\n"
        "2 経過\n 令和3年1月29日 資料の発送\n 令和3年3月2日 会長による確認(この日をもって会議の開催日とする。)\n"
        + BODY
    )
    assert (found.municipality, found.council, found.meeting, found.held_on) == (
        "見本の里後期高齢者医療広域連合",
        "見本の里後期高齢者医療広域連合個人情報保護審査会",
        "令和2年度第2回",
        date(2021, 3, 2),
    )


@pytest.mark.parametrize("body", ["架空県後期高齢者医療広域連合", "例示地区消防組合", "架空中央水道企業団"])
def test_a_union_is_not_the_place_in_its_name(body: str) -> None:
    found = header(f"第3回{body}個人情報保護審議会会議録\n日時 令和3年8月20日(金)\n{BODY}")
    assert (found.municipality, found.council) == (body, f"{body}個人情報保護審議会")


REAL = {
    "000_3aad85167cbf7dd1.txt": (
        "会議録",
        "高槻市",
        "高槻市個人情報保護運営審議会",
        "令和3年度第2回",
        date(2021, 6, 14),
    ),
    "001_c339a8eb093e21c8.txt": ("会議録", "吹田市", "吹田市個人情報保護審議会", "第74回", date(2022, 1, 21)),
    "002_a5b94a5605c68398.txt": (
        "会議録",
        "所沢市",
        "所沢市情報公開・個人情報保護審議会",
        "平成28年度第1回",
        date(2016, 7, 6),
    ),
    "003_4a6c5f40ad5b6a3a.txt": (
        "会議録",
        "小田原市",
        "小田原市個人情報保護運営審議会",
        "第82回",
        date(2021, 7, 1),
    ),
    "004_4bfa099b492c45e0.txt": ("答申", "飯塚市", "飯塚市個人情報保護審議会", None, None),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_real_documents(shared: Path, name: str) -> None:
    found = read_document(name, (shared / "documents" / name).read_bytes()).header
    assert (found.kind, found.municipality, found.council, found.meeting, found.held_on) == REAL[name]
