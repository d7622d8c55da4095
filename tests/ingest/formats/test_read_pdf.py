"""PDF files: pages, heads, wraps, ruled tables, scans, and those that are not read."""

import io
import shutil

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableError
from ingest.formats import dispatch, read
from ingest.formats.kinds.pdf.pages import read_pdf
from ingest.formats.tesseract import installed
from tests.ingest.makers import ANSWER, FONT, MINUTES, SPEECH, TURNS, Rows, make_pdf, make_scan

HEAD = "架空市個人情報保護審議会"
SIZE, LEADING, LEFT, TOP = 10.5, 16.0, 60.0, 780.0


def drawn(
    pages: list[list[tuple[float, float, str]]], rules: list[tuple[float, float, float, float]] = ()
) -> bytes:  # type: ignore[assignment]
    """A PDF with text at given places (points from the lower left corner) and the same rules on every page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        canvas.setFont(FONT, SIZE)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        for rule in rules:
            canvas.line(*rule)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def column(lines: list[str], left: float = LEFT, top: float = TOP) -> list[tuple[float, float, str]]:
    return [(left, top - LEADING * at, line) for at, line in enumerate(lines)]


def wrapped(text: str, width: int = 43) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def paragraphs(data: bytes) -> list[str]:
    return [line for line in read_pdf(data).text.split("\n") if line]


def test_wrapped_lines_and_sentences_over_pages_are_whole_and_heads_are_gone() -> None:
    speeches = [f"委員：{n}点目です。{SPEECH * 3}" for n in range(1, 13)]
    reading = read_pdf(make_pdf(speeches, head=HEAD))
    assert len(reading.pages) >= 3
    assert not reading.unread
    assert HEAD not in reading.text
    assert "- 2 -" not in reading.text
    squeezed = "".join(reading.text.split())
    assert squeezed == "".join(speeches)
    broken = [line for line in reading.text.split("\n") if line and not line.endswith("。")]
    assert broken == []


@pytest.mark.parametrize("number", ["{}", "- {} -", "{}/9", "{}ページ", "（{}）", "P.{}"])
def test_page_numbers_of_every_shape(number: str) -> None:
    reading = read_pdf(make_pdf([SPEECH * 3] * 12, number=number))
    assert "".join(reading.text.split()) == SPEECH * 36


def test_pages_begin_where_their_text_does() -> None:
    first, second = column(["会議録", "一頁目の文です。"]), column(["二頁目の文です。"])
    reading = read_pdf(drawn([first, second]))
    assert [reading.text[at : at + 2] for at in reading.pages] == ["会議", "二頁"]


def test_a_page_that_begins_inside_a_sentence_begins_there() -> None:
    lines = wrapped(SPEECH * 2)
    reading = read_pdf(drawn([column(lines[:3]), column(lines[3:])]))
    assert reading.text == SPEECH * 2
    assert reading.pages == (0, 3 * 43)


def test_a_recurring_line_in_the_middle_of_pages_stays() -> None:
    page = [*column(["議題について"]), *column(["（異議なし）"], top=450.0), *column(["続ける。"], top=420.0)]
    assert paragraphs(drawn([page] * 4)).count("（異議なし）") == 4


def test_line_numbers_are_no_text() -> None:
    said = wrapped(SPEECH * 3)
    page = [*column(said), *column([f"{at:>2}" for at in range(1, len(said) + 1)], left=30.0)]
    assert paragraphs(drawn([page])) == [SPEECH * 3]


def test_headings_and_turns_are_not_joined() -> None:
    assert paragraphs(make_pdf(MINUTES)) == list(MINUTES)


def test_ruled_tables_become_rows_with_turns_over_pages() -> None:
    table = next(block for block in TURNS if isinstance(block, Rows))
    reading = read_pdf(make_pdf(TURNS, head=HEAD))
    rows = [line for line in reading.text.split("\n") if "\t" in line.strip("\t")]
    assert len(reading.pages) > 1
    assert [row.split("\t")[0] for row in rows] == [row[0][0] for row in table.rows]
    squeezed = "".join(reading.text.split())
    assert squeezed == "".join(
        block if isinstance(block, str) else "".join(p for row in block.rows for cell in row for p in cell)
        for block in TURNS
    )


def frame(*heights: float) -> list[tuple[float, float, float, float]]:
    across = [(LEFT, y, 535.0, y) for y in heights]
    return [*across, *((x, heights[0], x, heights[-1]) for x in (LEFT, 150.0, 535.0))]


def test_turns_without_rules_between_them_are_told_by_the_names_beside_them() -> None:
    said = [SPEECH, "はい。", ANSWER]
    names = ["会長", "道路課長", "甲野委員"]
    first, second, y = [], [], 735.0
    for name, text in zip(names, said, strict=True):
        lines = wrapped(text, 35)
        first += [(LEFT + 6, y, name), *column(lines, 156.0, y)]
        y -= LEADING * len(lines)
    second = [
        *column(["続きの文です。"], 156.0, 735.0),
        (LEFT + 6, 719.0, "会長"),
        *column(wrapped(SPEECH, 35), 156.0, 719.0),
    ]
    assert paragraphs(drawn([first, second], frame(60, 755, 780))) == [
        *(f"{name}\t{text}" for name, text in zip(names, said, strict=True)), "\t続きの文です。", f"会長\t{SPEECH}",
    ]  # fmt: skip


def test_a_frame_around_text_is_no_table() -> None:
    box = [(50, 700, 540, 700), (50, 790, 540, 790), (50, 700, 50, 790), (540, 700, 540, 790)]
    assert paragraphs(drawn([column(["答申", "本件は、妥当である。"])], box)) == [
        "答申",
        "本件は、妥当である。",
    ]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_whose_text_is_turned_reads_as_an_upright_one(angle: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setPageRotation(angle)
    canvas.rotate(angle)
    canvas.translate(*{90: (0, -A4[0]), 180: (-A4[0], -A4[1]), 270: (-A4[1], 0)}[angle])
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas.setFont(FONT, SIZE)
    for x, y, text in column(wrapped(SPEECH * 2), top=400.0):
        canvas.drawString(x, y, text)
    canvas.save()
    assert paragraphs(out.getvalue()) == [SPEECH * 2]


def test_the_child_reads_as_the_function_does() -> None:
    data = make_pdf(MINUTES, head=HEAD)
    assert read("a.pdf", data) == read_pdf(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (make_pdf(["本文"], lock="secret"), "暗号化"),
        (make_pdf([SPEECH])[:-300], "途中で切れて"),
        (b"%PDF-1.4\nnothing\n%%EOF", "壊れて"),
    ],
    ids=["locked", "cut", "hollow"],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read("a.pdf", data)


def test_a_scan_asks_for_tesseract_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "installed", lambda: False)
    with pytest.raises(UnreadableError, match="tesseract-ocr-jpn"):
        read("a.pdf", make_scan(["会議録"]))


def test_a_scanned_page_among_others_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "installed", lambda: False)
    import pypdfium2

    with (
        pypdfium2.PdfDocument(make_pdf([SPEECH])) as document,
        pypdfium2.PdfDocument(make_scan(["図"])) as scan,
    ):
        document.import_pages(scan)
        out = io.BytesIO()
        document.save(out)
    reading = read("a.pdf", out.getvalue())
    assert reading.flags == ("2ページは、画像か文字の対応表のないフォントのため読めませんでした。",)
    assert not reading.ocr


@pytest.mark.skipif(
    not (shutil.which("tesseract") and installed()), reason="tesseract with jpn is not installed"
)
def test_a_scan_is_recognised_where_tesseract_is_installed() -> None:
    reading = read("a.pdf", make_scan(["架空市個人情報保護審議会会議録", "本件は、全員一致で承認された。"]))
    assert reading.ocr
    assert "個人情報保護審議会" in reading.text
    assert "承認された" in reading.text
