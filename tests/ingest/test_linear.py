"""Reading takes time that grows with the size of a file and no faster, whatever stands in it.

Measured in time of the processor that this thread took, with wide margins: four times the text may take ten times as long, but not sixteen.
"""

import time
from collections.abc import Callable
from timeit import timeit

import pytest

from corpus.errors import UnreadableError
from ingest.formats import limits, read
from ingest.formats.kinds.html.page import read_html
from ingest.formats.kinds.rich_text import read_rich_text
from ingest.pipeline import read_document

SHORT, TIMES = 8_000, 4
FASTEST, SLACK = 2.5, 0.3
LINES = (
    "第", "一", "○", "1", "市", "条例", "審議会", "第1条", "会長は承認する。", "あ ", "あ\t", "|あ", "あ\n", "・あ\n", "会長：はい。\n",
    "議題1\n", "1 件名について\n", "○会長 はい\n", "甲野 太郎\n", "会長：本件は、条例第12条第2項により承認します。\n", "あ\f", "<p>", "**あ", "承\u00ad認", "葛\U000e0100見",
)  # fmt: skip
PAGES = {
    "comments": "あ<!-- x -->",
    "attributes": "<p a=1 b=2 c=3>会",
    "colspans": "<tr><td colspan=999 rowspan=999>あ<td>い",
    "cells": "<td>あ",
    "breaks": "あ<br>",
    "paragraphs": "<p>あ",
    "items": "<li>あ",
    "links": "<a href=x>あ</a>",
    "site": "<nav></nav>あ",
    "struck": "<del>あ</del>い",
    "nested": f"{'<div>' * 50}あ{'</div>' * 50}",
    "tables": "<table><tr><td>あ<td>い</table>",
    "signs": "<",
    "one line": "あ",
    "spaces": " ",
}


def seconds(reader: Callable[[str], object], text: str) -> float:
    """Seconds of this thread alone; timeit keeps the garbage collector out, whose passes grow with the other tests' objects."""
    return timeit(lambda: reader(text), timer=time.thread_time, number=1)


def check(reader: Callable[[str], object], head: str, pattern: str) -> None:
    texts = [head + pattern * (size // len(pattern)) for size in (SHORT, SHORT * TIMES)]
    short, long = (seconds(reader, text) for text in texts)
    assert long <= FASTEST * TIMES * short + SLACK


@pytest.mark.parametrize("pattern", LINES)
def test_a_text_takes_time_in_proportion(pattern: str) -> None:
    check(lambda text: read_document("a.txt", text.encode()), "会議録\n", pattern)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_time_in_proportion(name: str) -> None:
    head = f"<html><body><h1>会議録</h1>{'<table>' if name == 'colspans' else '<p>あ'}"
    check(lambda text: read_html(text.encode()), head, PAGES[name])


@pytest.mark.parametrize("pattern", ["a", "\\'82", "{\\v a}", "\\u20250?", "{\\*\\x a}"])
def test_a_rich_text_takes_time_in_proportion(pattern: str) -> None:
    check(lambda text: read_rich_text(f"{text}}}".encode()), r"{\rtf1\ansi\ansicpg932 ", pattern)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("a.txt", "第"),
        ("a.txt", "あ\n"),
        ("a.html", "<!-- -->"),
        ("a.html", "<b>"),
        ("a.html", "あ"),
        ("a.md", "|あ"),
    ],
)
def test_five_million_characters_are_read_or_refused_in_time(name: str, pattern: str) -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableError):
        read(name, (pattern * (5_000_000 // len(pattern))).encode())
    assert time.monotonic() - begun < limits.PARSE_SECONDS + 10
