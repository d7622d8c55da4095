"""Folding keeps offsets, sentences stay whole, words keep their meaning."""

import threading
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import (
    NUMERAL,
    character_pairs,
    content_lemmas,
    everyday,
    fold,
    likeness,
    may_hold,
    normalise,
    number,
    sentences,
    squeeze,
    squeezed,
    with_proviso,
)
from corpus.language.folding import unspaced
from corpus.language.sentence import LONGEST_BRACKET
from corpus.model import Span

japanese = st.text(
    alphabet=st.one_of(
        st.sampled_from("。、！？!?．.「」『』（）()【】〈〉・ー～－‐〇○ \u3000\n\t①㈱ｶﾞﾊﾟ１２12条項号Ａa⺠"),
        st.characters(min_codepoint=0x3041, max_codepoint=0x30FF),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(codec="utf-8"),
    ),
    max_size=80,
)


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("第１２条（ＡＢＣ）！", "第12条(ABC)!"),
        ("Ｊ‐ＬＩＳ J—LIS J−LIS", "J-LIS J-LIS J-LIS"),
        ("午後2時〜4時～5時", "午後2時~4時~5時"),
        ("〇会長 ◯会長 ○会長", "○会長 ○会長 ○会長"),
        ("ｺﾝﾋﾞﾆ", "コンヒ゛ニ"),
        ("全角\u3000空白\u00a0です", "全角 空白 です"),
        ("市⺠の⾧", "市民の長"),
        ("①は①のまま、ーも", "①は①のまま、ーも"),
    ],
)
def test_variants_fold_to_one_character(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(japanese)
def test_a_text_folds_and_turns_everyday_character_by_character(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))
    assert everyday(text) == "".join(map(everyday, text))


def test_shapes_of_kanji_are_written_in_their_everyday_one() -> None:
    assert everyday("髙﨑の𠮷野家、濵邊") == "高崎の吉野家、浜辺"


@given(japanese, japanese, st.integers(0, 80), st.integers(0, 80))
def test_a_text_may_hold_the_title_that_a_part_of_it_is_like(
    text: str, title: str, start: int, end: int
) -> None:
    for part in (text[start:end], title):
        least = likeness(part, title)
        assert not least or may_hold(text + title, title, least)


@given(japanese)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(japanese)
def test_normalising_leads_back_to_the_original(text: str) -> None:
    made = normalise(text)
    assert len(made.text) == len(made.offsets) == len(made.ends)
    if made.text:
        assert made.span(0, len(made.text)) == Span(0, len(text))
    for at, char in enumerate(made.text):
        source = made.span(at, at + 1).of(text)
        assert char in fold(unicodedata.normalize("NFKC", source))


@pytest.mark.parametrize(
    ("text", "normal", "part", "source"),
    [
        ("ｶﾞｽと水道", "ガスと水道", "ガス", "ｶﾞｽ"),
        ("①の件", "1の件", "1", "①"),
        ("㈱見本", "(株)見本", "株", "㈱"),
        ("面積３㎡", "面積3m2", "m2", "㎡"),
    ],
)
def test_what_changes_its_length_is_found_in_the_original(
    text: str, normal: str, part: str, source: str
) -> None:
    made = normalise(text)
    assert made.text == normal
    at = made.text.index(part)
    assert made.span(at, at + len(part)).of(text) == source


@given(japanese)
def test_squeezing_drops_white_space_and_leads_back(text: str) -> None:
    close = squeezed(text)
    assert squeeze(close.text) == squeeze(fold(text))
    for at, char in enumerate(close.text):
        assert char == "\n" or fold(close.span(at, at + 1).of(text)) == char


def test_squeezing_closes_wraps_but_not_blank_lines_or_numbers() -> None:
    assert squeezed("個人情報保\n護 条例\n\n第 1 2 条\n2 件 12\n3").text == "個人情報保護条例\n第12条2件12\n3"


def test_only_letter_spacing_is_closed() -> None:
    close = unspaced("架 空 市 審 議 会 会議録 令和 3 年 会 長")
    assert close.text == "架空市審議会 会議録 令和 3年会長"
    assert close.span(0, 3).of("架 空 市 審 議 会") == "架 空 市"


@given(st.integers(0, 9999))
def test_numerals_are_read(value: int) -> None:
    import re

    from kanjize import number2kanji

    digits = "".join("○一二三四五六七八九"[int(d)] for d in str(value))
    written = [str(value), digits] + ([number2kanji(value)] if value else [])
    for numeral in written:
        assert re.fullmatch(NUMERAL, numeral)
        assert number(numeral) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("承認する。異議はない。", ["承認する。", "異議はない。"]),
        ("よいですか？はい！そうです", ["よいですか？", "はい！", "そうです"]),
        ("よいと思う．次に進む．", ["よいと思う．", "次に進む．"]),
        ("「異議なし。」と述べた。次へ。", ["「異議なし。」と述べた。", "次へ。"]),
        (
            "条例（以下「条例。」という。）による。終わり。",
            ["条例（以下「条例。」という。）による。", "終わり。"],
        ),
        ("同意する。（※次回に続く。）次の件。", ["同意する。", "（※次回に続く。）", "次の件。"]),
        ("同意する」と述べた。次へ。", ["同意する」と述べた。", "次へ。"]),
        ("開いたまま（閉じない。次へ。", ["開いたまま（閉じない。", "次へ。"]),
        ("比率は3.5である。Ver.2.1を使う。", ["比率は3.5である。", "Ver.2.1を使う。"]),
        ("Yahoo!の画面を見る。", ["Yahoo!の画面を見る。"]),
        ("本当ですか！？はい。", ["本当ですか！？", "はい。"]),
        ("  前後の空白は含まない。  ", ["前後の空白は含まない。"]),
        ("", []),
        ("\n \u3000\n", []),
        ("議題\n\n承認する。", ["議題", "承認する。"]),
        ("1 開会\n定足数を満たす。", ["1 開会", "定足数を満たす。"]),
        ("次のとおり\n・同意する\n・反対する", ["次のとおり", "・同意する", "・反対する"]),
        ("次のとおり\n(1) 同意する\n（２）反対する", ["次のとおり", "(1) 同意する", "（２）反対する"]),
        ("【結論】\n承認する。", ["【結論】", "承認する。"]),
        ("よい\n会長:では承認とする。", ["よい", "会長:では承認とする。"]),
        ("(委員)\n異存ない。", ["(委員)", "異存ない。"]),
        ("個人情報を取り扱うことに\n、異議はない。", ["個人情報を取り扱うことに\n、異議はない。"]),
        ("国がすすめるぴったりサ\n\nービスで受け付ける。", ["国がすすめるぴったりサ\n\nービスで受け付ける。"]),
        (
            "説明する。もう1つは既存業務\n\nシステムとの連携である。",
            ["説明する。", "もう1つは既存業務\n\nシステムとの連携である。"],
        ),
        (
            "実施機関が個人情報を電子計算機で処理する場合には、審議会の意見\nを聴かなければならない。",
            ["実施機関が個人情報を電子計算機で処理する場合には、審議会の意見\nを聴かなければならない。"],
        ),
        (
            "本件の取扱いは個人の権利利益を不当に侵害するおそれがないと認め\nられるので適当である。",
            ["本件の取扱いは個人の権利利益を不当に侵害するおそれがないと認め\nられるので適当である。"],
        ),
        (
            "窓口で受け付けた申請書を読み取る装置を新たに置くことについて\n承認された。",
            ["窓口で受け付けた申請書を読み取る装置を新たに置くことについて", "承認された。"],
        ),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_bracket_that_stays_open_too_long_is_stray() -> None:
    short, long = "あ" * 50 + "。", "あ" * LONGEST_BRACKET + "。"
    assert len(cut(f"「{short}{short}」と述べた。")) == 1
    assert len(cut(f"「{long}{short}」と述べた。")) == 3


def test_only_the_part_asked_for_is_cut() -> None:
    text = "一つ目。二つ目。三つ目。"
    assert [s.of(text) for s in sentences(text, Span(4, 8))] == ["二つ目。"]


@given(japanese)
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    spans = sentences(text)
    assert squeeze("".join(s.of(text) for s in spans)) == squeeze(text)
    for span in spans:
        assert span.of(text) == span.of(text).strip() != ""
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("text", "extended"),
    [
        ("認める。ただし、記録は消すこと。次の件。", "認める。ただし、記録は消すこと。"),
        ("認める。ただし記録は消すこと。次の件。", "認める。ただし記録は消すこと。"),
        ("認める。\nなお、次回に報告を求める。次の件。", "認める。\nなお、次回に報告を求める。"),
        (
            "認める。ただし、消すこと。なお、報告を求める。次の件。",
            "認める。ただし、消すこと。なお、報告を求める。",
        ),
        ("認める。次の件。ただし、別である。", "認める。"),
        ("認める。なお一層努める。", "認める。"),
        ("認める。", "認める。"),
    ],
)
def test_a_sentence_takes_its_proviso_along(text: str, extended: str) -> None:
    assert with_proviso(text, sentences(text)[0]).of(text) == extended


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("個人情報を提供しました。", ["個人", "情報", "提供"]),
        ("システムの導入について", ["システム", "導入"]),
        ("第１２条第２項", ["12", "条", "2", "項"]),
        ("Ｊ‐ＬＩＳとAI-OCR", ["j", "lis", "ai", "ocr"]),
        ("非公開と公開", ["非", "公開", "公開"]),
        ("大阪市の件に係る会議", ["大阪", "市", "件", "会議"]),
        ("スメノレアを読む", ["スメノレア", "読む"]),
        ("審議会では、意見がありませんでした。", ["審議", "会", "意見"]),
        ("、。「」・…", []),
        ("", []),
    ],
)
def test_lemmas_are_those_of_words_that_carry_meaning(text: str, lemmas: list[str]) -> None:
    assert content_lemmas(text) == lemmas


def test_inflections_and_spellings_share_a_lemma() -> None:
    assert content_lemmas("断った") == content_lemmas("断りました") == content_lemmas("断る")
    assert content_lemmas("ﾃﾞｰﾀ") == content_lemmas("データ")


def test_lemmas_hold_no_white_space() -> None:
    assert all(lemma.split() == [lemma] for lemma in content_lemmas("Web 会議\u3000の 3 回目\n\t①と㈱"))


def test_threads_have_a_tagger_each() -> None:
    expected = content_lemmas("要配慮個人情報を取り扱う業務" * 50)
    results: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: results.append(content_lemmas("要配慮個人情報を取り扱う業務" * 50)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 8


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("個人情報", ["個人", "人情", "情報"]),
        ("個 人\n情報", ["個人", "人情", "情報"]),
        ("結合、提供", ["結合", "提供"]),
        ("ＡＩｶﾅ", ["ai", "iカ", "カナ"]),
        ("市", []),
        ("", []),
    ],
)
def test_character_pairs_bridge_white_space_and_stop_at_punctuation(text: str, pairs: list[str]) -> None:
    assert character_pairs(text) == pairs
