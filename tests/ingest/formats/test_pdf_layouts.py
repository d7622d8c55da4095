"""PDF pages that are not one column of horizontal lines, and letters that a file only shows."""

import io

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableError
from ingest.formats import dispatch, read
from ingest.formats.kinds.pdf.pages import read_pdf
from tests.ingest.makers import ANSWER, FONT, MINUTES, SPEECH, make_pdf

SIZE, LEADING = 10.0, 16.0
Placed = tuple[float, float, str]

SAID = (
    "会長：ただいまから開会します。見守り名簿の外部提供について、実施機関の説明をお願いします。",
    "実施機関：名簿を消防本部へ提供します。条例第10条第2項第4号によるものです。",
    "委員：提供した後の管理は、誰が確かめるのですか。記録は何年残るのですか。",
    "実施機関：福祉課が年に一度確かめます。記録は三年間残し、その後に消去します。",
    "会長：異議がないので承認することに決定します。",
    "会長：次の議題に移ります。窓口の混雑を知らせる仕組みについて、説明をお願いします。",
    "実施機関：番号札の発行数だけを集め、氏名は集めません。",
    "委員：集めた数は、いつまで残しますか。",
)


def drawn(*pages: list[Placed], size: tuple[float, float] = A4, font: str = FONT) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for page in pages:
        canvas.setFont(font, SIZE)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def wrapped(texts: tuple[str, ...], width: int) -> list[str]:
    return [text[at : at + width] for text in texts for at in range(0, len(text), width)]


def set_in_columns(lines: list[str], lefts: list[float], top: float, by_row: bool) -> list[Placed]:
    """Lines set in columns of one height, written column by column or row by row."""
    height = -(-len(lines) // len(lefts))
    placed = [
        (left, top - LEADING * (at - number * height), lines[at])
        for number, left in enumerate(lefts)
        for at in range(number * height, min(len(lines), (number + 1) * height))
    ]
    return sorted(placed, key=lambda each: (-each[1], each[0])) if by_row else placed


def paragraphs(data: bytes) -> list[str]:
    return [line for line in read_pdf(data).text.split("\n") if line]


@pytest.mark.parametrize("by_row", [True, False], ids=["written-by-row", "written-by-column"])
@pytest.mark.parametrize(
    ("width", "lefts"), [(22, [50.0, 310.0]), (20, [60.0, 275.0]), (14, [50.0, 210.0, 370.0])]
)
def test_columns_are_read_one_after_the_other(width: int, lefts: list[float], by_row: bool) -> None:
    title = [(120.0, 790.0, "令和元年度第2回架空市個人情報保護審議会会議録（要点の記録）")]
    body = set_in_columns(wrapped(SAID, width), lefts, 740.0, by_row)
    number = [(290.0, 40.0, "- 1 -")]
    assert paragraphs(drawn(title + body + number)) == [title[0][2], *SAID]


def test_columns_go_on_over_pages() -> None:
    said = tuple(text.replace("：", f"：{number}点目です。") for number in range(3) for text in SAID)
    lines = wrapped(said, 22)
    pages = [set_in_columns(part, [50.0, 310.0], 780.0, True) for part in (lines[:36], lines[36:])]
    assert paragraphs(drawn(*pages)) == list(said)


def test_names_beside_what_they_say_stay_rows() -> None:
    page: list[Placed] = []
    y = 780.0
    for name, said in (("会長", SPEECH), ("道路課長", ANSWER), ("甲野委員", SPEECH)):
        page.append((60.0, y, name))
        for line in wrapped((said,), 32):
            page.append((150.0, y, line))
            y -= LEADING
    text = "".join(read_pdf(drawn(page)).text.split())
    assert text == f"会長{SPEECH}道路課長{ANSWER}甲野委員{SPEECH}"


def test_labels_beside_their_values_stay_rows() -> None:
    rows = [
        ("日時", "令和元年9月3日"),
        ("場所", "市役所"),
        ("出席者", "会長ほか6人"),
        ("議題", "名簿の提供"),
        ("公開", "公開"),
        ("傍聴者", "2人"),
    ]
    page = [
        each
        for at, (label, value) in enumerate(rows)
        for each in ((60.0, 780 - 16.0 * at, label), (300.0, 780 - 16.0 * at, value))
    ]
    text = "".join(read_pdf(drawn(page)).text.split())
    assert text == "".join(label + value for label, value in rows)


def set_vertically(lines: list[str], right: float, top: float) -> list[Placed]:
    """Letter below letter, line left of line."""
    return [
        (right - 22.0 * column, top - 13.0 * row, letter)
        for column, line in enumerate(lines)
        for row, letter in enumerate(line)
        if letter != "　"
    ]


VERTICAL = [
    "令和元年度第二回架空市個人情報保護審議会会議録",
    "会長　ただいまから開会します。",
    "実施機関　名簿を消防本部へ渡します。",
    "委員　渡した後の管理は誰が確かめるのですか。",
    "会長　承認することに決定します。",
]


def test_vertical_lines_keep_the_space_behind_a_speaker() -> None:
    assert paragraphs(drawn(set_vertically(VERTICAL, 780.0, 530.0), size=landscape(A4))) == [
        line.replace("　", " ") for line in VERTICAL
    ]


def test_vertical_columns_one_below_the_other_are_read_in_their_order() -> None:
    lines = [f"委員　{number}点目です。管理は誰が確かめますか。" for number in "一二三四五六七八九十"]
    upper, lower = lines[:5], lines[5:]
    page = [
        placed
        for above, below in zip(upper, lower, strict=True)
        for placed in (
            *set_vertically([above], 780.0 - 22.0 * upper.index(above), 570.0),
            *set_vertically([below], 780.0 - 22.0 * lower.index(below), 280.0),
        )
    ]
    pages = drawn([(x, y, text) for x, y, text in page], size=landscape(A4))
    squeezed = "".join(read_pdf(pages).text.split())
    assert squeezed == "".join(lines).replace("　", "")


def without_meaning(data: bytes) -> bytes:
    """The same PDF with a font whose glyphs nothing tells."""
    return data.replace(b"/Encoding /UniJIS-UCS2-H", b"/Encoding /Identity-H").replace(
        b"/Ordering (Japan1)", b"/Ordering (Identity)"
    )


def test_letters_of_a_font_that_does_not_tell_them_are_not_taken_for_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dispatch, "installed", lambda: False)
    with pytest.raises(UnreadableError, match="文字の対応表のないフォント"):
        read("a.pdf", without_meaning(make_pdf(MINUTES)))


def test_a_draft_that_only_the_heads_of_pages_tell_is_flagged() -> None:
    draft, final = (
        read_pdf(make_pdf([SPEECH * 3] * 12, head=f"架空市個人情報保護審議会会議録{mark}"))
        for mark in ("（案）", "")
    )
    above = "架空市個人情報保護審議会会議録（案）\n\n"
    assert draft.text == above + final.text
    assert draft.pages == (0, *(start + len(above) for start in final.pages[1:]))
    assert (len(draft.flags), final.flags) == (1, ())
    assert "（案）" in draft.flags[0]
