"""Word documents (.docx): paragraphs and tables in their order, with the numbers that Word shows before them.

python-docx opens the package; its paragraphs leave out what tracked changes inserted, so text is taken from the XML.
What is hidden, struck out or deleted is no text.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import LxmlError

from corpus.errors import UnreadableError
from ingest.formats import packed
from ingest.formats.draft import with_draft
from ingest.formats.kinds.word.hiding import Hiding
from ingest.formats.kinds.word.numbers import Numbering
from ingest.formats.reading import Reading
from ingest.formats.table import row_lines

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HOLDERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"))) | {
    f"{_MARKUP}AlternateContent",
    f"{_MARKUP}Choice",
}
"""Elements that hold paragraphs and tables as the body does."""
_UNSEEN = frozenset(map(qn, ("w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr"))) | {f"{_MARKUP}Fallback"}
"""Deleted text, readings over the letters, and the second version of a text box."""
_GONE = frozenset(map(qn, ("w:del", "w:moveFrom")))
"""What marks a paragraph's end as deleted."""
_NOTES = ("/footnotes", "/endnotes")
_HEADS = "/header"
_DELETED_CELL = f"{qn('w:tcPr')}/{qn('w:cellDel')}"
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_BROKEN = "Wordファイルが壊れています。Wordで開いて保存し直してください。"
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    PackageNotFoundError,
    InvalidXmlError,
    LxmlError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    OSError,
    EOFError,
    NotImplementedError,
    RecursionError,
)
"""What zipfile, lxml and python-docx raise on damaged files."""


def read_word(data: bytes) -> Reading:
    """Read a .docx file; footnotes stand at its end.

    Raises:
        UnreadableError: it is damaged, holds macros, or unpacks to too much.
    """
    packed.check(data, "Wordファイル")
    try:
        document = docx.Document(io.BytesIO(data))
        return _read(document)
    except _FAULTS as error:
        raise UnreadableError(_BROKEN) from error


def _read(document: Document) -> Reading:
    hiding = Hiding(document)
    body = _Part(Numbering(document), hiding)
    lines = list(body.lines(document.element.body))
    heads: list[str] = []
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith((*_NOTES, _HEADS)):
            continue
        part = _Part(Numbering(document), hiding)
        if relation.reltype.endswith(_NOTES):
            for note in parse_xml(relation.target_part.blob):
                if note.get(qn("w:type")) is None:
                    lines += [f"（注）{line}" for line in part.lines(note) if line]
        else:
            head = parse_xml(relation.target_part.blob)
            heads += part.lines(head)
            heads += [mark.get("string", "") for mark in head.iter(_WATERMARK)]
    return with_draft(Reading("\n".join(lines)), heads)


class _Part:
    """Writes one part of a document: its body, its notes, the head of its pages."""

    def __init__(self, numbering: Numbering, hiding: Hiding) -> None:
        self._numbering = numbering
        self._hiding = hiding

    def lines(self, parent: Iterable[BaseOxmlElement]) -> Iterator[str]:
        """The lines of everything that stands in `parent`, in order; a blank one after each paragraph."""
        open_: list[BaseOxmlElement] = []
        for element in parent:
            if element.tag == qn("w:p"):
                open_.append(element)
                if not _runs_on(element):
                    yield from self._paragraph(open_)
                    open_ = []
            elif element.tag == qn("w:tbl"):
                yield from self._paragraph(open_)
                open_ = []
                for row in element.iter(qn("w:tr")):
                    if next(row.iterancestors(qn("w:tbl"))) is element and not self._hiding.hides_row(row):
                        yield from row_lines([self._cell(cell) for cell in _cells(row)])
            elif element.tag in _HOLDERS:
                yield from self.lines(element)
        yield from self._paragraph(open_)

    def _paragraph(self, paragraphs: list[BaseOxmlElement]) -> Iterator[str]:
        """The lines of a paragraph; of several, where the ends of those before the last are deleted."""
        if not paragraphs:
            return
        text = "".join(piece for paragraph in paragraphs for piece in self._text(paragraph, paragraph))
        number = self._numbering.of(paragraphs[0]) if text.strip() else ""
        for line in text.split("\n"):
            if line.strip():
                yield number + line.strip()
                number = ""
        yield ""
        for paragraph in paragraphs:
            for box in paragraph.iter(qn("w:txbxContent")):
                if next(box.iterancestors(qn("w:p"))) is paragraph and not any(
                    above.tag in _UNSEEN for above in box.iterancestors()
                ):
                    yield from self.lines(box)

    def _text(self, element: BaseOxmlElement, paragraph: BaseOxmlElement) -> Iterator[str]:
        """What a paragraph shows, without its text boxes."""
        for child in element:
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag == qn("w:tab"):
                yield "\t"
            elif child.tag in (qn("w:br"), qn("w:cr")):
                yield "\n"
            elif child.tag == qn("w:noBreakHyphen"):
                yield "-"
            elif child.tag == qn("w:r") and self._hiding.hides_run(child, paragraph):
                continue
            elif child.tag not in _UNSEEN and child.tag != qn("w:txbxContent"):
                yield from self._text(child, paragraph)

    def _cell(self, cell: BaseOxmlElement) -> list[str]:
        """The paragraphs of a cell; none where it only carries on the cell above."""
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is not None and merge.get(qn("w:val"), "continue") == "continue":
            return []
        return [" ".join(line.split("\t")) for line in self.lines(cell) if line]


def _runs_on(paragraph: BaseOxmlElement) -> bool:
    """Whether a paragraph's end is deleted, so that the next goes on with it."""
    end = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return end is not None and any(child.tag in _GONE for child in end)


def _cells(row: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr"))) is row and cell.find(_DELETED_CELL) is None:
            yield cell
