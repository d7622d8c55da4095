"""Repair changes white space only, joins what belongs together and nothing else."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats import Reading, read
from ingest.repair import repair

WIDE = "この案件では、保健所が持つ健診の記録を外部の事業者に渡すことの可否について"
"""Prose of more than 60 columns that breaks off."""


def repaired(text: str, pages: tuple[int, ...] = ()) -> str:
    return repair(Reading(text, pages)).text


def squeezed(text: str) -> str:
    return re.sub(r"\s|</?p>", "", text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "前年度の二月に第三者点検をお願いし、意見を求めたところ「お",
            "おむね問題なし」との答申をいただきました。",
        ),
        (
            "新しい仕組みでは、申請を受け付けた後の連携はすべて自動になります。今のところマイ",
            "ナンバーの記載は行いません。",
        ),
        (
            "機能は二つあります。一つは帳票の作成で、もう一つは既存業務",
            "システムとの連携です。これにより、手間が減ります。",
        ),
        ("電子計算機そのものを結合することになれば、個人情報漏えい", "の可能性は高まる。"),
        (
            "保育所で使う端末については、利用者ごとに権限を分ける必要があると考え、具体的",
            "に申し上げると、次のとおりです。",
        ),
        ("記載した内容については、指針に照らして点検し、その結果は特定", "個人情報保護評価書に反映しました。"),
        ("市では「次の年度までに、サーバー基準に沿って点検を行うこととしている。」", "と説明している。"),
        ("委託先との契約では、再委託を認めないこととしており、その旨を定期的に確", "認しています。"),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_whole_again(before: str, after: str) -> None:
    assert repaired(f"{before}\n\n{after}") == before + after


def test_a_cell_that_goes_on_after_a_page_break_joins_its_sentence() -> None:
    text = "課長\tリスク対策の項目のうち、次に三十四ページの、漏えいに対するリ\n\n\tスク対策に移ります。\n委員\tはい。"
    assert (
        repaired(text)
        == "課長\tリスク対策の項目のうち、次に三十四ページの、漏えいに対するリスク対策に移ります。\n委員\tはい。"
    )


@pytest.mark.parametrize(
    "after",
    [
        "会長：次に移ります。", "会 長 次に移ります。", "委員 質問があります。", "(委員)", "【会長】次に移ります。",
        "<会長>", "○事務局　説明します。", "事務局\tはい。", "- 委員", "(2) 概要", "第2 審査請求の趣旨", "① 保存期間", "ア 目的",
        "2 議事要旨", "イ実施機関は", "（異議なし）",
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_marks_begin_lines_whatever_stands_before(after: str, between: str) -> None:
    text = f"{WIDE}{between}{after}"
    assert repaired(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "職員採用管理システムの導入に伴う個人情報の取扱いについて\n\n前回、実施機関から諮問のあった案件について、答申案が示された。",
        "出席委員　甲野会長、乙川委員、丙田委員、丁山委員、戊井委員、己上委員\n\n会議の議題",
        "日時\n\n令和3年6月14日(月曜日)\n\n午前10時から",
        "架空市長 甲野 太郎 様\n\n架空市個人情報保護審議会\n\n会長 乙川 花子",
        "そのように考えます。\n\n続いて、別紙を御覧ください。",
        "はい。\nわかりました。",
        "会議の名称\t第1回審議会\n開催場所\t市役所",
    ],
)
def test_titles_lists_and_whole_sentences_stay_apart(text: str) -> None:
    assert repaired(text) == text


def test_hard_wrapped_prose_is_unwrapped_and_its_paragraphs_stay() -> None:
    paragraphs = [
        f"委員　{n}点目ですが、台帳に載る情報の範囲が広すぎるのではないかと考えます。保存の期間も、規則に合わせて見直すべきです。"
        "そのうえで、委託先の点検を年に一度は行うよう求めます。" + "なお、これは意見です。" * (n % 3)
        for n in range(1, 12)
    ]
    wrapped = "\n".join(p[at : at + 37] for p in paragraphs for at in range(0, len(p), 37))
    joined = repaired(wrapped).split("\n")
    assert all(line.endswith("。") for line in joined)
    assert [line[:9] for line in joined if line.startswith("委員")] == [p[:9] for p in paragraphs]
    assert len(joined) < 3 * len(paragraphs)


def test_entries_that_a_word_with_a_number_counts_stay_apart() -> None:
    entries = [
        "日程第１　諮問第４号　帰宅困難者の受入れ施設に置く名簿の項目の追加について",
        "日程第２　諮問第５号　公用車の運転記録を事故の検証のために用いることについて",
        "日程第３　諮問第６号　河川の監視画像を消防団の携帯端末で見られるようにすることについて",
    ]
    prose = "\n".join([WIDE, WIDE, WIDE])
    text = "\n".join(["議事日程", *(f"　{entry}" for entry in entries), "", prose])
    assert repaired(text).splitlines()[1:4] == entries


def test_a_short_wrapped_text_is_joined_where_a_word_is_torn() -> None:
    text = "請求人は、平成 18 年 3 月 10 日付けで、架空市個人情報保\n護条例(昭和 60 年条例第 26 号)第 15 条により、請求した。"
    assert "保護条例" in repaired(text)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("平 成 1 6 年 6 月 1 1 日", "平成16年6月11日"),
        ("会 議 録", "会議録"),
        ("会　議　録", "会議録"),
        ("会 長 挨 拶", "会長 挨拶"),
        ("会 長 甲 野 太 郎", "会長 甲野太郎"),
        ("第 1 審 査 会 の 結 論", "第1 審査会の結論"),
        ("開 催 日 時\t平成22年6月 9 日 ( 水 ) 午 後 2 時 0 0 分", "開催日時\t平成22年6月 9日(水)午後2時00分"),
        ("本 件 不 開 示 決 定 は 妥 当 で あ る 。", "本件不開示決定は妥当である。"),
        ("- 1 日 時 令和4年9月6日", "- 1 日時 令和4年9月6日"),
        ("- (1) 会 長 甲野 太郎", "- (1) 会 長 甲野 太郎"),
        ("○ 会 議 録", "○ 会議録"),
        ("- 2 場 所 架空市役所 3 階 大会議室", "- 2 場所 架空市役所 3 階 大会議室"),
        ("法 律(平 成 1 1 年 法 律 第 4 2 号 。) に 基 づ く 。", "法律(平成11年法律第42号。)に基づく。"),
        ("会 長", "会 長"),
        ("会 長 はい。", "会 長 はい。"),
        ("1 2 3", "1 2 3"),
        ("○ × ○", "○ × ○"),
        ("LGWAN を 使 う", "LGWAN を使う"),
    ],
)
def test_letter_spacing(text: str, closed: str) -> None:
    assert repaired(text) == closed


def test_letters_below_each_other_and_numbers_above_their_title() -> None:
    assert (
        repaired("架空市長\n甲\n野\n一\n様\n1\n審査会の結論\n(1)\n経緯")
        == "架空市長\n甲野一様\n1 審査会の結論\n(1) 経緯"
    )


def test_a_page_number_inside_a_sentence_stays_inside_it() -> None:
    text = "審議会としては、この取扱いが条例の趣旨に照らして適当で\n- 3 -\nないと判断する。"
    assert repaired(text) == "審議会としては、この取扱いが条例の趣旨に照らして適当で - 3 - ないと判断する。"


def test_tags_of_converters_go_and_styled_ones_stand_alone() -> None:
    text = '会長\t<p>始めます。</p> <p>資料は揃いましたか。</p>\n\t<p>（確認）</p> <p style="text-indent: 1em;">以上</p>'
    assert repaired(text).split("\n") == [
        "会長\t始めます。", "資料は揃いましたか。", "\t（確認）", '<p style="text-indent: 1em;">', "以上",
    ]  # fmt: skip


def test_every_line_end_counts_and_blank_lines_become_one() -> None:
    assert repaired("一。\r\n二。\r三。\u2028四。\n \n\n　\n五。") == "一。\n二。\n三。\n四。\n\n五。"


def test_pages_move_along() -> None:
    text = f"\n\n{WIDE}、\n\f市長の意見を聴いた。\n\f\n\f終わり。\n\f"
    reading = repair(read("a.txt", text.encode()))
    assert [reading.text[at : at + 2] for at in reading.pages] == ["この", "市長", "終わ", "終わ"]
    assert "について、市長の意見" in reading.text


@given(
    st.text(st.sampled_from("会長委員。、「」（）\n\n \t　1(2)アおのマ\f\r<p></p>年月"), max_size=400),
    st.data(),
)
def test_nothing_but_white_space_and_tags_changes(text: str, data: st.DataObject) -> None:
    starts = [at for at in range(len(text) + 1) if at == 0 or text[at - 1] == "\n"]
    pages = tuple(sorted(data.draw(st.lists(st.sampled_from(starts), max_size=4))))
    reading = repair(Reading(text, pages))
    assert squeezed(reading.text) == squeezed(text)
    assert len(reading.pages) == len(pages)
    assert all(0 <= at <= len(reading.text) for at in reading.pages)
    assert list(reading.pages) == sorted(reading.pages)


@pytest.mark.parametrize(
    "text",
    ["会 " * 300_000, "（" * 600_000, "委員　" * 200_000, "あ、\n" * 200_000, "\n" * 600_000, "<p>" * 200_000, "1\n" * 200_000],
)  # fmt: skip
def test_strange_texts_take_no_longer_than_others(text: str) -> None:
    begun = time.process_time()
    repaired(text)
    assert time.process_time() - begun < 10


@pytest.mark.shared
def test_real_documents_keep_every_character(shared: Path) -> None:
    names = [
        *sorted((shared / "documents").glob("*.txt")),
        *sorted((shared / "data/yokohama/documents").glob("*.txt"))[::10],
    ]
    assert len(names) > 100
    for name in names:
        original = name.read_text(encoding="utf-8")
        assert squeezed(repair(read(name.name, name.read_bytes())).text) == squeezed(original), name.name


@pytest.mark.shared
def test_nine_million_characters_take_seconds(shared: Path) -> None:
    texts = [name.read_text(encoding="utf-8") for name in (shared / "data/yokohama/documents").glob("*.txt")]
    assert sum(map(len, texts)) > 9_000_000
    begun = time.process_time()
    for text in texts:
        repaired(text)
    assert time.process_time() - begun < 15
