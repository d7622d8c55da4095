"""Headings of reports are sought where their wordings may begin."""

from itertools import chain

from corpus.language.folding import KANJI_DIGITS
from ingest.outline.report_headings import BEGINS
from ingest.rules import rule
from ingest.rules.rulebook import fragments

_INSIDE = {"gist", "also", "some_executive"}
"""Fragments that stand only behind others."""


def test_every_wording_begins_where_it_is_sought() -> None:
    opening = [each for name, each in fragments("report_headings").items() if name not in _INSIDE]
    texts = [example.text for example in chain.from_iterable(each.examples for each in opening)]
    assert texts
    assert [text for text in texts if not BEGINS.match(text)] == []


def test_every_heading_of_the_rule_is_sought_where_it_begins() -> None:
    heading = rule("report_headings.heading")
    found = [heading.find(example.text) for example in heading.examples]
    assert [match[0] for match in found if match and not BEGINS.match(match[0])] == []


def test_a_number_of_any_digit_may_begin_a_heading() -> None:
    assert all(map(BEGINS.match, "0123456789零十百千" + KANJI_DIGITS))
