"""Web pages of municipalities as lines, without the site around the document.

lxml parses; `site` tells the site from the document. Of trafilatura, jusText and this, measured on templates of municipal pages,
only this kept all of the minutes: trafilatura, even with favor_recall, left out nested lists without a word.
"""

import re
from collections import Counter
from collections.abc import Set

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from corpus.errors import UnreadableError
from ingest.formats.decoding import decode
from ingest.formats.kinds.html.site import NEVER_TEXT, left_out
from ingest.formats.kinds.html.writer import Writer, clean
from ingest.formats.reading import Reading
from ingest.formats.table import row_lines

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_TAG = re.compile(r"<(?=/?[^\x00-\x7f])")
"""<会長>: no tag, since a tag begins with a letter of the Latin alphabet."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HEAD = 4096
"""Bytes in which a page declares its encoding."""

_HEADINGS = ("h1", "h2", "h3")
_TITLE_PARTS = re.compile(r"\s*[|｜／/]\s*|\s+[-‐–—―]\s+|:\s*")
_MUNICIPALITY = re.compile(r"[^\s・、]{1,6}?[都道府県市区町村](?!民|政|長|議|内|立|場)")
_TITLE_CHARACTERS = 300
_FRAME_NOTE_CHARACTERS = 300
"""Characters up to which a page of frames only says that a browser should show them."""
_MOST_FRAMES = 5
_FOLDED_CHARACTERS = 160
"""Characters of hidden text from which leaving it out is told."""
_NO_TEXT = "ページに本文がありません。会議録や答申の本文があるページを保存してください。"
_FRAMES = "フレームで分けられたページで、本文は別のファイル（{}）にあります。そのファイルを取り込んでください。"
_FRAMED = "ページの一部は別のファイル（{}）にあり、読んでいません。"
_FOLDED = "ページに表示されない部分があり、読んでいません。"
_LAYOUT_CHARACTERS = 1500
"""Characters in one cell from which a table of few rows only arranges the page."""
_LAYOUT_ROWS = 3
_MOST_COLUMNS = 50
"""Columns of a table up to which cells that reach down are followed."""
_SPEAKER_CHARACTERS = 20
"""Characters up to which a row's first cell can name a speaker, however long the second is."""


def read_html(data: bytes) -> Reading:
    """Read a page.

    Raises:
        UnreadableError: its encoding cannot be told, nothing is left once the site's own text is gone, or its text
            stands in other files.
    """
    declared = _CHARSET.search(data[:_HEAD])
    return read_source(decode(data, declared.group(1).decode("ascii") if declared else None))


def read_source(source: str, site: bool = True) -> Reading:
    """Read a page that has been decoded, with a site around it or not; see `read_html`."""
    tree = _parsed(_NO_TAG.sub("&lt;", _CONTROL.sub("", _DECLARATION.sub("", source))))
    title = clean((tree.findtext(".//title") or "")[:_TITLE_CHARACTERS])
    out, hidden = left_out(tree, site)
    lines = _lines(tree, out)
    frames = "、".join(_sources(tree, "frame"))
    if frames and sum(map(len, lines)) <= _FRAME_NOTE_CHARACTERS:
        raise UnreadableError(_FRAMES.format(frames))
    if not any(lines):
        inner = "、".join(_sources(tree, "iframe"))
        raise UnreadableError(_FRAMES.format(inner) if inner else _NO_TEXT)
    flags = [_FRAMED.format(frames)] if frames else []
    flags += [_FOLDED] if hidden >= _FOLDED_CHARACTERS else []
    return Reading("\n".join([*_from_title(title, tree, "".join(lines)), *lines]), flags=tuple(flags))


def _parsed(source: str) -> HtmlElement:
    """The page as a tree without comments.

    Raises:
        UnreadableError: it is no page, or nested so deep that the parser gives up on the rest.
    """
    # Without huge_tree the parser drops texts of ten megabytes and what stands deeper than 256 tags, and says nothing.
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(source, parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise UnreadableError("HTMLとして読み込めません。ブラウザーで開いて保存し直してください。") from error
    if any(problem.type == lxml.etree.ErrorTypes.ERR_RESOURCE_LIMIT for problem in parser.error_log):
        raise UnreadableError(
            "HTMLのタグの入れ子が深すぎて、終わりまで読めません。閉じていないタグを直すか、テキスト（.txt）で保存し直してください。"
        )
    return tree


def _sources(tree: HtmlElement, tag: str) -> list[str]:
    """The files that a page shows in its frames."""
    named = (element.get("src", "").strip() for element in tree.iter(tag))
    return list(dict.fromkeys(name for name in named if name))[:_MOST_FRAMES]


def _from_title(title: str, tree: HtmlElement, text: str) -> list[str]:
    """What of the page's title its text does not say: its heading, where it has none, or whose page it is."""
    _, *site = _TITLE_PARTS.split(title)
    if title and not any(tree.find(f".//{tag}") is not None for tag in _HEADINGS):
        return [] if title in text else [title, ""]
    unnamed = [part for part in site if any(name not in text for name in _MUNICIPALITY.findall(part))]
    return [unnamed[-1], ""] if unnamed else []


def _lines(root: HtmlElement, out: Set[HtmlElement]) -> list[str]:
    """The lines of `root` without the elements in `out`."""
    writer = Writer()
    walker = lxml.etree.iterwalk(root, events=("start", "end"))
    skipped: HtmlElement | None = None
    for event, element in walker:
        if event == "start" and (element.tag in NEVER_TEXT or element in out) and element is not root:
            walker.skip_subtree()
            skipped = element
        elif event == "start" and element.tag == "table" and element is not root and _is_data(element):
            writer.end_line()
            writer.lines += _rows(element, out)
            walker.skip_subtree()
            skipped = element
        elif event == "start":
            writer.start(element)
        else:
            if element is not skipped:
                writer.end(element)
            if element is not root:
                writer.put(element.tail)
    writer.end_line()
    return writer.lines


def _is_data(table: HtmlElement) -> bool:
    """Whether a table holds rows of several cells, and does not only arrange the page."""
    if any(next(table.iterdescendants(tag), None) is not None for tag in ("table", *_HEADINGS)):
        return False
    rows = [_cells(row) for row in table.iterdescendants("tr")]
    if max(map(len, rows), default=0) < 2:
        return False
    if len(rows) > _LAYOUT_ROWS:
        return True
    first = [clean(row[0].text_content()) for row in rows if row]
    longest = max(len(cell.text_content()) for row in rows for cell in row)
    return longest < _LAYOUT_CHARACTERS or all(0 < len(text) <= _SPEAKER_CHARACTERS for text in first)


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _rows(table: HtmlElement, out: Set[HtmlElement]) -> list[str]:
    """The rows of a data table; a cell that reaches down over rows is empty in those after its first."""
    lines = [line for caption in table.findall("caption") for line in _lines(caption, out)]
    reaching: Counter[int] = Counter()
    for row in table.iterdescendants("tr"):
        cells: list[list[str]] = []
        for cell in _cells(row):
            while len(cells) < _MOST_COLUMNS and reaching[len(cells)] > 0:
                reaching[len(cells)] -= 1
                cells.append([])
            span = cell.get("rowspan", "1")
            reaching[len(cells)] = int(span) - 1 if span.isdecimal() and len(span) < 4 else 0
            cells.append(_lines(cell, out))
        lines += row_lines(cells)
    return lines
