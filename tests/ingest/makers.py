"""Makes files of every format from the same content, on the spot. All of it is invented."""

import html
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import docx
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

FONT = "HeiseiMin-W3"
SCAN_FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"


@dataclass(frozen=True)
class Rows:
    """A table; a cell is a tuple of paragraphs."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]


Block = str | Rows

SPEECH = (
    "それでは、児童見守りシステムの更新に伴う電子計算機の結合について、御審議をお願いします。"
    "このシステムは、架空市個人情報保護条例第12条第2項第3号の規定により、審議会の意見を聴く必要があるものです。"
    "登録される情報は、児童の氏名、通学路及び緊急連絡先であり、保存期間は卒業の日から一年とします。"
)
ANSWER = (
    "通信は閉域網に限り、操作の記録を三年間保存します。委託先には再委託を認めず、契約の終わりに全ての情報を消去させます。"
    "なお、職員の権限は、所属する課ごとに分け、年度の初めに見直します。"
)
MINUTES: tuple[Block, ...] = (
    "令和4年度第2回架空市個人情報保護審議会会議録",
    "1 日時 令和4年9月6日（火曜日）午後2時から",
    "2 場所 架空市役所本庁舎3階第1会議室",
    "3 議題",
    "(1) 児童見守りシステムの更新に係る個人情報の取扱いについて（諮問第7号）",
    "4 議事の概要",
    f"会長：{SPEECH}",
    f"実施機関：{ANSWER * 2}",
    "委員：保存期間が過ぎた情報は、だれが消去を確かめるのですか。",
    f"実施機関：{ANSWER}{SPEECH}",
    "会長：全員一致で承認することとします。",
)
TURNS: tuple[Block, ...] = (
    "令和4年度第3回架空市個人情報保護審議会会議録",
    Rows(
        (
            (("発言者",), ("内容",)),
            (("会長",), (SPEECH, "次に、実施機関から説明をお願いします。")),
            (("道路課長",), tuple(f"{n}点目です。{ANSWER * 2}" for n in range(1, 8))),
            (("甲野委員",), ("一点だけ確かめます。" + SPEECH * 2,)),
            (("会長",), ("異議がないので、承認します。",)),
        )
    ),
    "以上",
)


def make_txt(blocks: Sequence[Block]) -> bytes:
    """Plain text, tables as TAB rows, paragraphs parted by blank lines."""
    out: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            out += [block, ""]
        else:
            out += ["\t".join("\n".join(cell) for cell in row) for row in block.rows]
    return "\n".join(out).encode()


def make_html(blocks: Sequence[Block]) -> bytes:
    """A municipal page with the site around the content."""
    heading = next(block for block in blocks if isinstance(block, str))
    body = []
    for block in blocks:
        if isinstance(block, str):
            tag = "h1" if block is heading else "p"
            body.append(f"<{tag}>{html.escape(block)}</{tag}>")
            continue
        rows = (
            "<tr>"
            + "".join(f"<td>{''.join(f'<p>{html.escape(p)}</p>' for p in cell)}</td>" for cell in row)
            + "</tr>"
            for row in block.rows
        )
        body.append(f"<table>{''.join(rows)}</table>")
    return (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{html.escape(heading)} - 架空市</title>'
        "<script>var x = '会長';</script></head><body>"
        '<div id="header"><p><a href="#c">本文へ</a></p><ul><li><a href="/a">くらし</a></li></ul></div>'
        f'<div id="main_body">{"".join(body)}</div>'
        '<div id="footer"><p>Copyright (C) Kaku City</p></div></body></html>'
    ).encode()


def make_docx(blocks: Sequence[Block], finish: Callable[[docx.document.Document], None] | None = None) -> bytes:
    """A Word document; `finish` may change it before it is saved."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block.rows), len(block.rows[0]))
        for row, made in zip(block.rows, table.rows, strict=True):
            for cell, box in zip(row, made.cells, strict=True):
                box.text = cell[0]
                for paragraph in cell[1:]:
                    box.add_paragraph(paragraph)
    if finish is not None:
        finish(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_pdf(
    blocks: Sequence[Block], *, head: str = "", number: str = "- {} -", lock: str | None = None
) -> bytes:
    """A PDF with a text layer, wrapped lines, ruled tables, a running head and page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("body", fontName=FONT, fontSize=10.5, leading=17, wordWrap="CJK")
    flow: list[Flowable] = []
    for block in blocks:
        if isinstance(block, str):
            flow += [Paragraph(html.escape(block), style), Spacer(1, 4)]
            continue
        rows = [[[Paragraph(html.escape(p), style) for p in cell] for cell in row] for row in block.rows]
        grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        flow.append(Table(rows, colWidths=[90, 370], style=grid, splitInRow=1))

    def edge(canvas: Canvas, made: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(60, A4[1] - 40, head)
        canvas.drawCentredString(A4[0] / 2, 30, number.format(made.page))

    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, encrypt=lock).build(flow, onFirstPage=edge, onLaterPages=edge)
    return out.getvalue()


def make_scan(lines: Sequence[str]) -> bytes:
    """A PDF that holds a picture of text and no text."""
    page = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(SCAN_FONT, 36)
    for at, line in enumerate(lines):
        pen.text((120, 150 + 70 * at), line, font=font, fill=0)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=150)
    return out.getvalue()
