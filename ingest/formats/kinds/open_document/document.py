"""OpenDocument texts: paragraphs, lists and tables in their order, by lxml.

Its one library, odfpy, loads every element as an object of its own and knows no more of what is shown than the XML.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

import lxml.etree
from lxml.etree import _Element

from corpus.errors import UnreadableError
from ingest.formats import packed
from ingest.formats.draft import with_draft
from ingest.formats.kinds.open_document.styles import Styles, of, office
from ingest.formats.reading import Reading
from ingest.formats.table import row_lines

_PARAGRAPHS = frozenset({of("text", "p"), of("text", "h")})
_UNSEEN = frozenset(
    {
        of("text", "tracked-changes"),
        of("text", "note"),
        of("text", "ruby-text"),
        of("text", "hidden-text"),
        of("text", "soft-page-break"),
        office("annotation"),
        office("forms"),
        of("draw", "text-box"),
        of("draw", "custom-shape"),
        of("text", "table-of-content"),
    }
)
"""What stands in a paragraph without being of its text, or is not shown."""
_BOXES = frozenset({of("draw", "text-box"), of("draw", "custom-shape")})
_HOLDERS = frozenset(
    {of("text", "section"), of("text", "list-header"), of("text", "index-body"), of("draw", "frame")} | _BOXES
)
_MOST_REPEATED = 50
"""How often a cell can be repeated: spreadsheets pasted in repeat their empty ones without end."""
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lxml.etree.LxmlError,
    ValueError,
    LookupError,
    OSError,
    EOFError,
    NotImplementedError,
    RecursionError,
)
_BROKEN = "OpenDocument（.odt）のファイルが壊れています。元のソフトウェアで開いて保存し直してください。"
_LOCKED = "パスワードで保護されたファイルは読み込めません。パスワードを外して保存し直してください。"


def read_document(data: bytes) -> Reading:
    """Read a text document; its notes stand at its end.

    Raises:
        UnreadableError: it is damaged, locked, or unpacks to too much.
    """
    packed.check(data, "OpenDocument（.odt）のファイル")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise UnreadableError(_LOCKED)
            content = _parsed(archive.read("content.xml"))
            shared = _parsed(archive.read("styles.xml")) if "styles.xml" in names else None
        writer = _Writer(Styles([root for root in (shared, content) if root is not None]))
        body = content.find(f"{office('body')}/{office('text')}")
        lines = list(writer.lines(body)) if body is not None else []
        lines += [
            f"（注）{line}"
            for note in content.iter(of("text", "note-body"))
            for line in writer.lines(note)
            if line
        ]
        heads = (
            []
            if shared is None
            else [line for head in shared.iter(of("style", "header")) for line in writer.lines(head)]
        )
    except _FAULTS as error:
        raise UnreadableError(_BROKEN) from error
    return with_draft(Reading("\n".join(lines)), heads)


def _parsed(source: bytes) -> _Element:
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    return lxml.etree.fromstring(source, parser)


class _Writer:
    """Writes what a document shows."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def lines(self, parent: _Element) -> Iterator[str]:
        """The lines of everything that stands in `parent`, in order; a blank one after each paragraph."""
        for element in parent:
            if element.tag in _PARAGRAPHS:
                yield from self._paragraph(element)
            elif element.tag == of("text", "list"):
                yield from self._list(element)
            elif element.tag == of("table", "table"):
                for row in element.iter(of("table", "table-row")):
                    if next(row.iterancestors(of("table", "table"))) is element and not _is_folded(row):
                        yield from row_lines(list(self._cells(row)))
            elif element.tag in _HOLDERS and element.get(of("text", "display"), "true") != "none":
                yield from self.lines(element)

    def _paragraph(self, paragraph: _Element, number: str = "") -> Iterator[str]:
        text = "" if self._styles.hides(paragraph) else "".join(self._text(paragraph))
        for line in text.split("\n"):
            if line.strip():
                yield number + line.strip()
                number = ""
        yield ""
        for box in paragraph.iter(*_BOXES):
            if next(box.iterancestors(*_PARAGRAPHS)) is paragraph:
                yield from self.lines(box)

    def _list(self, items: _Element, depth: int = 1, style: str = "") -> Iterator[str]:
        style = items.get(of("text", "style-name"), style)
        for item in items.iterchildren(of("text", "list-item")):
            number = self._styles.number(style, depth, item)
            for element in item:
                if element.tag in _PARAGRAPHS:
                    for line in self._paragraph(element, number):
                        yield line
                        number = "" if line else number
                elif element.tag == of("text", "list"):
                    yield from self._list(element, depth + 1, style)

    def _text(self, element: _Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.tag == of("text", "s"):
                yield " " * min(int(child.get(of("text", "c"), "1")), _MOST_REPEATED)
            elif child.tag == of("text", "tab"):
                yield "\t"
            elif child.tag == of("text", "line-break"):
                yield "\n"
            elif child.tag not in _UNSEEN and not self._styles.hides(child):
                yield from self._text(child)
            yield child.tail or ""

    def _cells(self, row: _Element) -> Iterator[list[str]]:
        for cell in row:
            if cell.tag not in (of("table", "table-cell"), of("table", "covered-table-cell")):
                continue
            repeated = min(int(cell.get(of("table", "number-columns-repeated"), "1")), _MOST_REPEATED)
            lines = [" ".join(line.split("\t")) for line in self.lines(cell) if line]
            yield from [lines] * repeated


def _is_folded(row: _Element) -> bool:
    return bool(row.get(of("table", "visibility"), "visible") != "visible")
