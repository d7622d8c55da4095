"""Text to HTML: whatever a document, a model or a user writes stays text."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from assistant.workspace.markup import answer_html, drafted, plain
from tests.browser.fakes import HOSTILE

WRITTEN = st.text(
    st.sampled_from(list("<>\"'&`*_#[]()!|-~:/ \n再審議。「」ahrefsc0123456789{}$%\\")), max_size=80
)
KNOWN = {
    "p", "strong", "em", "ul", "ol", "li", "br", "hr", "blockquote", "code", "pre", "button",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


class Tags(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(WRITTEN)
def test_only_plain_structure_comes_out(written: str) -> None:
    parser = Tags()
    parser.feed(answer_html(written, {1, 2}, 0))
    assert parser.tags <= KNOWN
    assert parser.attributes <= {"type", "class", "data-turn", "data-marker", "aria-label", "start", "style"}


def test_an_attack_is_shown_as_it_is_written() -> None:
    html = answer_html(HOSTILE, (), 0)
    assert "<img" not in html
    assert "&lt;img src=" in html
    assert "![x](http://evil.example/y.png)" in html


@given(WRITTEN)
def test_a_paragraph_of_a_draft_is_text_with_links_to_its_sources(written: str) -> None:
    parser = Tags()
    parser.feed(drafted(written))
    assert parser.tags <= {"strong", "a"}
    assert parser.attributes <= {"class", "href"}
    assert set(re.findall(r'href="([^"]*)"', drafted(written))) <= {f"#source-{n}" for n in range(1000)}


def test_what_a_draft_leaves_open_stands_out() -> None:
    assert drafted("期間は（要確認：保存期間）[3]") == (
        '期間は<strong>（要確認：保存期間）</strong><a class="to-source" href="#source-3">[3]</a>'
    )


def test_markers_of_citations_become_buttons_and_others_stay_text() -> None:
    html = answer_html("再審議となりました[1][2]。[99]", {1, 2}, 3)
    assert re.findall(r'data-turn="3" data-marker="(\d)"', html) == ["1", "2"]
    assert "[99]" in html


def test_bold_ends_before_a_letter_after_a_bracket() -> None:
    assert "<strong>「再審議」</strong>となりました" in answer_html("**「再審議」**となりました", (), 0)


def test_plain_text_keeps_the_words_and_drops_the_marks() -> None:
    assert plain("# 結論\n**再審議**[1]\n- 「`x`」\n> 引用") == "結論\n再審議[1]\n「x」\n引用"
