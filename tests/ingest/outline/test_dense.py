"""A text without its white space leads back to the original, and remembers where lines began."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from ingest.outline.dense import dense


def test_letter_spacing_wraps_and_widths_are_closed() -> None:
    text = "平 成 １ 6 年\n\n 　答　申\n"
    page = dense(text)
    assert page.text == "平成16年答申"
    assert page.span(5, 7) == Span(text.index("答"), text.index("申") + 1)


def test_lines_are_remembered() -> None:
    page = dense("\n 1\n審査会の結論\n妥当である。\n")
    assert [page.begins_line(at) for at in (0, 1, 2, 7, 13)] == [True, True, False, True, True]
    assert (page.line_end(0), page.line_end(3), page.line_end(8)) == (1, 7, 13)


def test_white_space_between_two_characters_is_remembered() -> None:
    page = dense("所管課\t市民課")
    assert page.parted(3)
    assert not page.parted(1)
    assert not page.parted(0)


@given(st.text(alphabet="第1１ 　\n\f審\t", max_size=40))
def test_every_character_leads_back_to_itself(text: str) -> None:
    page = dense(text)
    assert len(page.text) == len(page.offsets)
    assert [text[at] for at in page.offsets] == [c for c in text if not c.isspace()]
    assert all(page.at(offset) == place for place, offset in enumerate(page.offsets))
