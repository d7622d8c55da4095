"""Exports a draft as Markdown, and as a Word document: A4, 明朝, numbered pages, sources at the end."""

import io
import re
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.answer import Citation
from assistant.drafting.paper import OPEN, Block, Draft, Style, flat

MINCHO, GOTHIC = "ＭＳ 明朝", "ＭＳ ゴシック"
"""If a machine lacks these fonts, Word and LibreOffice substitute their own Mincho and Gothic by font family."""
_BODY = Pt(10.5)
_SMALL = Pt(9)
_SOURCES = "出典"
_OLD = "（旧条例下）"
_PIECES = re.compile(rf"(（{OPEN}：[^（）]*）|(?:\[\d+\])+)")

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def to_markdown(draft: Draft) -> str:
    """The draft as Markdown, with advice in block quotes and placeholders in bold."""
    lines = [line for block in draft.blocks for line in (_markdown(block), "")]
    if draft.citations:
        lines += [f"## {_SOURCES}", ""]
        for citation in draft.citations:
            lines += [f"{citation.marker}. {source_line(draft, citation)}"]
        lines += [""]
    lines += [line for notice in draft.notices for line in (f"※ {notice}", "")]
    return "\n".join(lines).rstrip() + "\n"


def source_line(draft: Draft, citation: Citation) -> str:
    """The formal citation, followed by the quote if the paper does not show the quote itself."""
    words = flat(citation.quote)
    shown = any(words in block.quotes for block in draft.blocks)
    case = f"「{flat(citation.case)}」の審議" if citation.case else ""
    old = _OLD if citation.marker in draft.old else ""
    return f"{citation.formal}{'、' if case else ''}{case}{old}" + ("" if shown else f"：「{words}」")


def _markdown(block: Block) -> str:
    text = " ".join(part for part in (block.number, block.text.strip("　")) if part)
    text = re.sub(rf"（{OPEN}：[^（）]*）", lambda found: f"**{found[0]}**", text)
    forms: dict[Style, Callable[[str], str]] = {
        Style.TITLE: lambda t: f"# {t}",
        Style.HEADING: lambda t: f"## {t}",
        Style.SUBHEADING: lambda t: f"### {t}",
        Style.QUOTE: lambda t: f"- {t}",
        Style.ASIDE: lambda t: f"> {t}",
    }
    return forms.get(block.style, str)(text)


def to_word(draft: Draft) -> bytes:
    """The draft as a .docx file."""
    word = docx.Document()
    _set_up(word, draft.title)
    for block in draft.blocks:
        _paragraph(word, block)
    if draft.citations or draft.notices:
        _sources(word, draft)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _set_up(word: WordDocument, title: str) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(25)
    section.left_margin = section.right_margin = Mm(25)
    word.core_properties.title = title
    word.core_properties.author = ""
    normal = word.styles["Normal"]
    normal.font.size = _BODY
    _font(normal.element.get_or_add_rPr(), MINCHO)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.25
    for name, size, before in (("Title", Pt(14), 18), ("Heading 1", Pt(11.5), 9), ("Heading 2", _BODY, 4)):
        style = word.styles[name]
        style.font.size, style.font.bold = size, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        properties = style.element.get_or_add_rPr()
        _font(properties, GOTHIC)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(12 if name == "Title" else 2)
        style.paragraph_format.keep_with_next = True
    border = word.styles["Title"].element.get_or_add_pPr().find(qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)
    _page_numbers(section.footer.paragraphs[0])


def _font(properties: Any, name: str) -> None:
    """Set one font for Latin and Japanese letters; remove the theme's font, which would take precedence."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "ja-JP")


def _page_numbers(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)


def _paragraph(word: WordDocument, block: Block) -> None:
    names = {Style.TITLE: "Title", Style.HEADING: "Heading 1", Style.SUBHEADING: "Heading 2"}
    paragraph = word.add_paragraph(style=names.get(block.style))
    shape = paragraph.paragraph_format
    if block.style in (Style.TITLE, Style.CENTRE):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if block.style is Style.CENTRE:
        shape.space_before = shape.space_after = Pt(9)
    if block.style is Style.RIGHT:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if block.style is Style.ITEM:
        shape.left_indent, shape.first_line_indent = 3 * _BODY, -2 * _BODY
    if block.style is Style.BODY:
        shape.left_indent, shape.first_line_indent = 1 * _BODY, 1 * _BODY
    if block.style in (Style.QUOTE, Style.ASIDE):
        shape.left_indent, shape.space_after = 3 * _BODY, Pt(2)
    text = f"{block.number}　{block.text}" if block.number else block.text
    if block.style is Style.BODY:
        text = text.lstrip("　")
    for run in _runs(paragraph, text):
        if block.style in (Style.QUOTE, Style.ASIDE):
            run.font.size = _SMALL
        if block.style is Style.ASIDE:
            run.font.color.rgb = RGBColor(0x40, 0x40, 0x40)
            run.italic = False
    if block.style is Style.ASIDE:
        _shade(paragraph)


def _runs(paragraph: Paragraph, text: str) -> list[Run]:
    """Add the text as runs: placeholders highlighted in yellow, markers superscript."""
    runs = []
    for piece in _PIECES.split(text):
        if not piece:
            continue
        run = paragraph.add_run(piece)
        if piece.startswith(f"（{OPEN}"):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        elif _PIECES.fullmatch(piece):
            run.font.superscript = True
        runs.append(run)
    return runs


def _shade(paragraph: Paragraph) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "F2F2F2")
    paragraph._p.get_or_add_pPr().append(shade)


def _sources(word: WordDocument, draft: Draft) -> None:
    heading = word.add_paragraph(_SOURCES, style="Heading 1")
    heading.paragraph_format.page_break_before = True
    for citation in draft.citations:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.left_indent = 3 * _SMALL
        paragraph.paragraph_format.first_line_indent = -3 * _SMALL
        run = paragraph.add_run(f"[{citation.marker}]　{source_line(draft, citation)}")
        run.font.size = _SMALL
    for notice in draft.notices:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.add_run(f"※　{notice}").font.size = _SMALL
