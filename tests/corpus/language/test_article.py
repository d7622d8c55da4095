"""References to articles: every notation of one provision is one value."""

import json
import random
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jaconv
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kanjize import number2kanji

from corpus.language import Article, article, find_articles, parse_reference
from corpus.language.article import tokens
from corpus.language.law import classify

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "article_cases.jsonl").read_text("utf-8").splitlines()
]

numbers = st.integers(1, 199)
articles = st.builds(
    Article,
    article=st.one_of(numbers, st.just("附則")),
    branch=st.one_of(st.none(), numbers),
    paragraph=st.one_of(st.none(), numbers),
    item=st.one_of(st.none(), st.integers(1, 59)),
    sub=st.one_of(st.none(), st.sampled_from(["ただし書", "本文", "柱書"])),
).filter(lambda a: a.article != "附則" or a.branch is not None or a.paragraph is not None)

NOTATIONS: dict[str, Callable[[str], str]] = {
    "half-width": str,
    "full-width": lambda s: jaconv.h2z(s, digit=True),
    "spaced": lambda s: s.replace("第", "第 ").replace("条", " 条").replace("項", " 項 "),
    "letter-spaced": lambda s: " ".join(s),
    "wrapped": lambda s: s.replace("第", "\n第").replace("条", "\n条"),
    "behind a law": lambda s: "条例" + s,
    "behind a law and の": lambda s: "見本市情報公開条例の" + s,
}


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_every_reference_of_a_sentence_is_found_and_no_other(case: dict[str, list[str]]) -> None:
    found = find_articles(str(case["text"]))
    assert [article.format_reference(m.article) for m in found] == case["refs"]
    assert [m.law for m in found] == case["laws"]
    assert [m.resolved for m in found] == case["resolved"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120


@given(articles)
def test_format_and_parse_are_inverse(provision: Article) -> None:
    assert parse_reference(article.format_reference(provision)) == provision


@pytest.mark.parametrize("notation", NOTATIONS)
@given(provision=articles)
def test_all_notations_are_one_value(notation: str, provision: Article) -> None:
    assert parse_reference(NOTATIONS[notation](article.format_reference(provision))) == provision


@given(numbers, numbers, numbers)
def test_kanji_numerals_are_one_value(a: int, b: int, c: int) -> None:
    kanji = f"第{number2kanji(a)}条の{number2kanji(b)}第{number2kanji(c)}項"
    assert parse_reference(kanji) == Article(a, b, c)


@given(st.lists(articles), st.randoms())
def test_the_order_of_articles_is_total(provisions: list[Article], dice: random.Random) -> None:
    shuffled = dice.sample(provisions, len(provisions))
    assert sorted(shuffled) == sorted(provisions)


def test_articles_sort_by_number() -> None:
    written = ["第2条", "第2条第2項", "第2条の2", "第12条第1項第3号", "附則第2項"]
    assert sorted(map(parse_reference, reversed(written))) == [parse_reference(one) for one in written]


PIECES = (
    "第",
    "12",
    "条",
    "の2",
    "第2項",
    "第3号",
    "ア",
    "、",
    "及び",
    "から",
    "同条",
    "前項",
    "本",
    "附則",
    "条例",
    "法",
    " ",
    "\n",
)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), articles)
def test_in_any_text_references_are_found_and_spans_are_verbatim(text: str, provision: Article) -> None:
    text = f"{text}。{provision}による。{text}"
    found = find_articles(text)
    assert provision in [match.article for match in found]
    assert [match.span.of(text) for match in found] == [match.written for match in found]


def test_branch_and_paragraph_are_told_apart() -> None:
    assert parse_reference("第12条の2第1項") != parse_reference("第12条第2項")
    assert parse_reference("第12条第2項") == Article(12, paragraph=2)


@pytest.mark.parametrize("written", ["", "第12条及び第13条", "条例第42号", "同条第2項", "審議会"])
def test_what_is_not_one_reference_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="条文番号として読めません"):
        parse_reference(written)


def test_tokens_hold_the_provision_and_what_it_stands_under() -> None:
    assert tokens(parse_reference("第12条の2第1項第3号ア")) == ("a12_2p1i3sア", "a12_2p1i3", "a12_2p1", "a12_2")
    assert tokens(parse_reference("第12条第2項")) == ("a12p2", "a12")
    assert tokens(parse_reference("附則第3項")) == ("axp3", "ax")
    assert "a12" not in tokens(parse_reference("第12条の2"))


def test_base_leaves_out_what_is_finer_than_an_item() -> None:
    assert article.format_reference(parse_reference("第22条第3号ただし書ウ").base) == "第22条第3号"


@pytest.mark.parametrize("between", ["ただし書", "ただし書の", "但書", "本文"])
def test_an_item_behind_a_proviso_is_one_of_its_paragraph(between: str) -> None:
    assert article.format_reference(parse_reference(f"第10条第1項{between}第4号")) == "第10条第1項第4号"


def test_only_the_part_asked_for_is_searched_but_what_stands_before_is_known() -> None:
    text = "見本市個人情報保護条例(以下「条例」という。)の話。条例第12条に当たるか。第2項には当たらない。"
    at = text.index("第2項")
    (match,) = find_articles(text, at)
    assert (match.article, match.law, match.resolved) == (
        Article(12, paragraph=2),
        "見本市個人情報保護条例",
        True,
    )
    assert find_articles(text, at, context=at) == []
    assert [m.article for m in find_articles(text, 0, at)] == [Article(12)]


def test_too_far_back_is_not_what_it_refers_to() -> None:
    assert len(find_articles("条例第12条。" + "説明を続ける。" * 200 + "第2項には当たらない。")) == 1


def test_a_defined_abbreviation_counts_from_where_it_is_defined() -> None:
    text = (
        "見本市情報公開条例(以下「条例」という。)による。条例第5条。"
        "例示市個人情報保護条例(以下「条例」という。)による。条例第6条。"
    )
    assert [m.law for m in find_articles(text)] == ["見本市情報公開条例", "例示市個人情報保護条例"]


def test_two_ordinances_leave_the_bare_word_open() -> None:
    text = "見本市情報公開条例と見本市個人情報保護条例を改める。条例第5条に当たる。"
    assert [m.law for m in find_articles(text)] == ["条例"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("見本市個人情報保護条例", "ordinance"),
        ("条例", "ordinance"),
        ("個人情報の保護に関する法律", "law"),
        ("法", "law"),
        ("番号法施行令", "law"),
        ("条例施行規則", "rule"),
        ("規則", "rule"),
        ("委託契約書", "contract"),
        ("連携協定", "contract"),
        ("要綱(案)", "guideline"),
        ("要綱案", "guideline"),
        ("取扱要領", "guideline"),
        ("文書管理規程", "guideline"),
        ("指針", "guideline"),
        ("運用ガイドライン", "guideline"),
        ("見本市個人情報保護審議会条例", "council"),
        ("審議会規則", "council"),
        ("情報公開審査会設置条例", "council"),
        ("審査会運営要領", "council"),
        (None, None),
        ("資料", None),
    ],
)
def test_an_instrument_is_told_by_its_ending(name: str | None, kind: str | None) -> None:
    assert classify(name) == kind


def test_a_squeezed_head_does_not_run_into_the_name_of_the_law() -> None:
    text = (
        "見本市教育委員会教育長甲野一様見本市情報公開・個人情報保護審査会会長乙野二見本市個人情報の保護に関する条例"
        "第53条第1項の規定に基づく諮問について見本市長が見本市個人情報を開示した。"
    )
    assert [m.law for m in find_articles(text)] == ["見本市個人情報の保護に関する条例"]


def _expected(refs: list[dict[str, list[str]]]) -> list[Article]:
    """The references of gold/formats/index.jsonl: law/条/枝番/項/号 with what is finer, '..' for a range."""
    found: list[Article] = []
    ranged = False
    for normal in [n for ref in refs for n in ref["normalised"]]:
        if normal == "..":
            ranged = True
            continue
        _, head, branch, paragraph, item = normal.split("/")
        digits = re.match("[0-9]*", item)
        assert digits
        number, sub = digits.group(), item[digits.end() :]
        one = Article(
            "附則" if head == "附則" else int(head),
            int(branch) if branch else None,
            int(paragraph) if paragraph else None,
            int(number) if number else None,
            sub or None,
        )
        if ranged:
            found += [replace(one, item=i) for i in range((found[-1].item or 0) + 1, one.item or 0)]
            ranged = False
        found.append(one)
    return found


@pytest.mark.shared
def test_references_in_the_formats_of_real_councils(shared: Path) -> None:
    formats = shared / "gold" / "formats"
    lines = (formats / "index.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 26
    for entry in map(json.loads, lines):
        text = (formats / f"{entry['id']}.txt").read_text("utf-8")
        assert [m.article for m in find_articles(text)] == _expected(entry["refs"]), entry["id"]


def test_time_is_linear_in_the_document() -> None:
    text = (
        "見本市個人情報保護条例(以下「条例」という。)第7条第2項第1号及び第3号に当たる。同条第3項は別である。\n"
        * 9_000
    )
    begun = time.process_time()
    assert len(find_articles(text)) == 27_000
    assert time.process_time() - begun < 5
