"""What is dropped from a pattern, and what is left of it."""

import pytest

from tests.ingest.rules.mutants import mutants


def left(source: str) -> set[str]:
    return {mutant.source for mutant in mutants(source)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("可決|否決|保留", {"否決|保留", "可決|保留", "可決|否決"}),
        ("(?:可|否)決", {"(?:否)決", "(?:可)決"}),
        ("(?P<how>可|否)決", {"(?P<how>否)決", "(?P<how>可)決"}),
        ("(?<!不|非)開示", {"(?<!非)開示", "(?<!不)開示"}),
        ("[付附]帯", {"[附]帯", "[付]帯"}),
        (r"[\d一-十]", {"[一-十]", r"[\d]"}),
        (r"[ \u3000]号", {r"[\u3000]号", "[ ]号"}),
        ("取り?消す", {"取消す", "取り消す"}),
        (r"第\d*号", {"第号", r"第\d+号"}),
        (".{0,12}号", {"号", ".{1,12}号"}),
        (".{,12}?号", {"号", ".{1,12}号"}),
        ("(?:第{ordinal})?号", {"号", "(?:第{ordinal})号"}),
    ],
)
def test_alternatives_signs_and_optional_parts_are_dropped_in_turn(source: str, expected: set[str]):
    assert left(source) == expected


@pytest.mark.parametrize(
    "source", [r"第\|号", "[^。、]", "第{ordinal}号", r"\d{1,3}", r"\(案\)", "# 可 | 否\n承認"]
)
def test_nothing_is_dropped_where_nothing_can_be_missed(source: str):
    assert left(source) == set()


def test_a_change_is_told_as_it_is_written():
    assert [mutant.change for mutant in mutants("取り?消す\n| 可決")] == [
        "without 「り?」",
        "always 「り」",
        "without 「取り?消す |」",
        "without 「| 可決」",
    ]
