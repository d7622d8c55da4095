"""What a person told of a council's wording holds for what is worded alike, and for nothing that turns the other way."""

import pytest

from corpus.language import fold
from corpus.model import Role
from corpus.register import Lesson, Taught
from ingest.memory import NONE, Memory

CITY = "架空市情報公開審査会"


def memory(taught: Taught, words: str, value: str | None) -> Memory:
    return Memory([Lesson(CITY, taught, words, value)])


@pytest.mark.parametrize(
    ("told", "title", "line", "found"),
    [
        (
            "議案3 名簿の提供について",
            "名簿の提供について",
            "議案12 防犯灯の設置について",
            "防犯灯の設置について",
        ),
        (
            "〔議事のあ〕名簿の提供（受持：福祉課）",
            "名簿の提供",
            "〔議事のう〕防犯灯の設置（受持：安全室）",
            "防犯灯の設置",
        ),
        ("【案件 甲】名簿の提供", "名簿の提供", "【案件 乙】 防犯灯の設置", "防犯灯の設置"),
        ("名簿の提供", "名簿の提供", "名簿の提供", "名簿の提供"),
        ("2 名簿の提供", "名簿の提供", "5 名簿の提供", "名簿の提供"),
    ],
)
def test_a_line_of_the_form_of_a_told_heading_holds_a_title(told: str, title: str, line: str, found: str):
    slot = memory(Taught.HEADING, told, title).heading(fold(line))
    assert slot is not None
    assert fold(line)[slot[0] : slot[1]] == found


@pytest.mark.parametrize(
    ("told", "title", "line"),
    [
        ("議案3 名簿の提供について", "名簿の提供について", "議題3 防犯灯の設置について"),
        ("議案3 名簿の提供について", "名簿の提供について", "続いて議案3 防犯灯の設置について"),
        ("2 名簿の提供", "名簿の提供", "1 開会"),
        ("名簿の提供", "名簿の提供", "名簿の提供を受ける者の範囲を確かめた。"),
        ("名簿の提供", "別の件名", "名簿の提供"),
    ],
)
def test_a_line_of_another_form_holds_none(told: str, title: str, line: str):
    """A number alone is no form: every list has one."""
    assert memory(Taught.HEADING, told, title).heading(fold(line)) is None


def test_a_section_is_named_behind_the_told_label():
    told = memory(Taught.DEPARTMENT, "〔議事のあ〕名簿の提供（受持：福祉課）", "福祉課")
    line = "〔議事のえ〕検針の委託（受持：水道局営業所）"
    slot = told.department(fold(line))
    assert slot is not None
    assert fold(line)[slot[0] : slot[1]] == "水道局営業所"
    assert told.department("（説明者）福祉課の職員が説明した。") is None


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "本件は、御異論なきものとして諮り置くことといたします。",
            "本件は、御異論なきものとして、諮り置くことといたします。",
        ),
        ("諮問第3号については、原案のとおりとする。", "諮問第12号については、原案のとおりとする。"),
        (
            "「名簿の提供」は、差し支えないものとする。",
            "「防犯灯の設置に伴う所有者情報」は、差し支えないものとする。",
        ),
        ("承認いたします。", "（進行役）　承認いたします。"),
    ],
)
def test_a_sentence_said_in_the_same_way_ends_a_case_alike(told: str, said: str):
    assert memory(Taught.OUTCOME, told, "了承").outcome(said) == "了承"
    assert memory(Taught.OUTCOME, told, None).outcome(said) == NONE


@pytest.mark.parametrize(
    "said",
    [
        "本件に係る名簿の外部への提供については、これを承認しないこととする。",
        "本件に係る名簿の外部への提供については、これを不承認とすることとする。",
        "本件に係る名簿の外部への提供については、条件を付してこれを承認することとする。",
        "本件に係る名簿の外部への提供については、これを承認することを保留とする。",
        "ほかに御意見はありませんか。",
    ],
)
def test_one_that_turns_the_other_way_does_not(said: str):
    told = "本件に係る名簿の外部への提供については、これを承認することとする。"
    assert memory(Taught.OUTCOME, told, "承認").outcome(told) == "承認"
    assert memory(Taught.OUTCOME, told, "承認").outcome(said) is None


def test_a_mark_stands_for_a_role_as_a_whole():
    told = memory(Taught.MARK, "（進行役）", "会長")
    assert told.role("（ 進行役 ）") is Role.CHAIR
    assert told.role("（進行役補佐）") is None


def test_the_later_lesson_outweighs_the_earlier():
    one, two = (
        Lesson(CITY, Taught.OUTCOME, f"第{n}号は諮り置くこととする。", value)
        for n, value in ((1, "承認"), (2, "了承"))
    )
    assert Memory([one, two]).outcome("第3号は諮り置くこととする。") == "了承"


def test_nothing_is_told_where_nobody_said_anything():
    empty = Memory()
    assert not empty
    assert (empty.heading("議案1 名簿"), empty.outcome("承認する。"), empty.role("会長")) == (None, None, None)
