"""The gate lets through what stands in the documents, and nothing else."""

from dataclasses import replace

import pytest

from assistant.answer import Citation
from assistant.gate import Draft, Line, check
from corpus.model import Role, Span

TEXT = "会長: 異議がないので、本件は承認とする。ただし、委託先の監督を徹底されたい。"
QUOTE = Span(4, 21)


def citation(marker: int = 1, span: Span = QUOTE, quote: str | None = None) -> Citation:
    return Citation(
        marker=marker,
        document="a.txt",
        municipality="架空市",
        meeting="第3回",
        held_on=None,
        case="窓口受付システムの導入について",
        case_id="a.txt#1",
        speaker="会長",
        role=Role.CHAIR,
        page=None,
        quote=span.of(TEXT) if quote is None else quote,
        span=span,
        passage="a.txt#p0",
        formal="第3回架空市審議会会議録会長発言",
    )


def passed(*lines: Line, citations: tuple[Citation, ...] = (citation(),)):
    return check(Draft(lines, citations), lambda name: {"a.txt": TEXT}[name])


def test_a_line_with_a_standing_quote_passes():
    result = passed(
        Line("会長「異議がないので、本件は承認とする。」[1]", ("異議がないので、本件は承認とする。",))
    )
    assert result.text.endswith("[1]")
    assert [c.marker for c in result.citations] == [1]


@pytest.mark.parametrize(
    "line",
    [
        Line("本件は承認された。"),
        Line("本件は承認された。[2]"),
        Line("会長「本件は不承認とする。」[1]", ("本件は不承認とする。",)),
    ],
    ids=["no marker", "unknown marker", "words that the quote does not hold"],
)
def test_a_line_that_does_not_stand_is_dropped(line: Line):
    result = passed(line)
    assert result.text == ""
    assert not result.holds
    assert result.dropped_lines == (line.text,)


def test_a_citation_that_is_not_to_the_letter_is_dropped_with_its_lines():
    forged = citation(quote="異議がないので、本件は否決とする。")
    result = passed(Line("会長の発言[1]"), citations=(forged,))
    assert not result.holds
    assert result.dropped_citations == (forged,)


def test_left_out_words_are_marked_and_each_part_must_stand():
    both = citation(span=Span(4, len(TEXT)))
    line = Line("「異議がないので…監督を徹底されたい。」[1]", ("異議がないので…監督を徹底されたい。",))
    assert passed(line, citations=(both,)).holds


def test_unused_citations_go_and_the_rest_is_numbered_anew():
    other = replace(citation(2), span=Span(21, len(TEXT)), quote=TEXT[21:])
    result = passed(Line("監督の徹底[2]"), citations=(citation(), other))
    assert result.text == "監督の徹底[1]"
    assert [c.quote for c in result.citations] == [TEXT[21:]]


def test_markers_follow_the_text_and_citations_their_worth():
    other = replace(citation(2), span=Span(21, len(TEXT)), quote=TEXT[21:])
    result = passed(Line("監督の徹底[2]"), Line("異議がない[1]"), citations=(citation(), other))
    assert result.text == "監督の徹底[1]\n異議がない[2]"
    assert [c.marker for c in result.citations] == [2, 1]


def test_a_heading_under_which_nothing_is_left_goes():
    result = passed(
        Line("### 架空市", fixed=True),
        Line("消える行[9]"),
        Line("### 見本市", fixed=True),
        Line("残る行[1]"),
    )
    assert result.text == "### 見本市\n残る行[1]"
