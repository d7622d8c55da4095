"""Exports an answer or a conversation as text for the clipboard, as Markdown or as a Word document."""

from pathlib import Path

from docx import Document as WordDocument
from docx.document import Document as WordDocumentObject
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle

from assistant.workspace.conversation import Conversation, Turn
from assistant.workspace.downloads import new_file
from assistant.workspace.markup import plain

_FORBIDDEN = '\\/:*?"<>|\n\r\t'


def copied(turn: Turn) -> str:
    """The answer, followed by its quotes with formal citations."""
    return "\n".join([plain(turn.answer.answer), *_notices(turn), "", *_sources(turn)]).strip()


def write(conversation: Conversation, form: str, number: int | None = None) -> Path:
    """Write a conversation, or only turn `number` of it, to a new temporary file.

    Args:
        conversation: what is written.
        form: docx or md.
        number: the place of the only turn that is wanted; None for all of them.
    """
    turns = conversation.turns if number is None else conversation.turns[number : number + 1]
    name = turns[0].question if number is not None and turns else conversation.name
    stem = "".join(c for c in name if c not in _FORBIDDEN)[:40] or "相談"
    path = new_file(f"{stem}.{form}")
    if form == "docx":
        _word(name or "相談", turns, path)
    else:
        path.write_text(_markdown(name or "相談", turns), encoding="utf-8")
    return path


def _markdown(name: str, turns: tuple[Turn, ...]) -> str:
    lines = [f"# {name}", ""]
    for turn in turns:
        lines += [f"## 質問: {turn.question}", ""]
        if turn.limits:
            lines += [f"絞り込み: {'、'.join(turn.limits)}", ""]
        lines += [turn.answer.answer, ""]
        lines += [line for notice in _notices(turn) for line in (f"> {notice}", "")]
        lines += ["### 出典" if turn.answer.answered else "### 近い箇所", ""]
        lines += [line for source in _sources(turn) for line in (source, "")]
        if turn.note:
            lines += [f"メモ: {turn.note}", ""]
    return "\n".join(lines)


def _word(name: str, turns: tuple[Turn, ...], path: Path) -> None:
    document = WordDocument()
    _speak_japanese(document)
    document.add_heading(name, 1)
    for turn in turns:
        document.add_heading(f"質問: {turn.question}", 2)
        if turn.limits:
            document.add_paragraph(f"絞り込み: {'、'.join(turn.limits)}")
        for line in filter(None, plain(turn.answer.answer).split("\n")):
            document.add_paragraph(line)
        for notice in _notices(turn):
            document.add_paragraph(notice, style="Intense Quote")
        document.add_heading("出典" if turn.answer.answered else "近い箇所", 3)
        for source in _sources(turn):
            document.add_paragraph(source)
        if turn.note:
            document.add_paragraph(f"メモ: {turn.note}")
    document.save(str(path))


def _speak_japanese(document: WordDocumentObject) -> None:
    """Set the font for Japanese text, which the template does not set."""
    for style in document.styles:
        if isinstance(style, ParagraphStyle):
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), "游ゴシック" if style.name.startswith("Heading") else "游明朝")


def _sources(turn: Turn) -> list[str]:
    return [f"[{c.marker}] 「{c.quote}」（{c.formal}）" for c in turn.sources]


def _notices(turn: Turn) -> list[str]:
    return list(turn.answer.notices)
