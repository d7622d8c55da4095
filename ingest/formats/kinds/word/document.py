"""Word documents (.docx): paragraphs and tables in their order, with the numbers that Word shows before them.

python-docx opens the package; its paragraphs leave out what tracked changes inserted, so text is taken from the XML.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import LxmlError

from corpus.errors import UnreadableError
from ingest.formats.kinds.word.numbers import Numbering
from ingest.formats.reading import Reading
from ingest.formats.table import row_lines

UNPACKED_BYTES = 300 * 1024 * 1024
"""Bytes that a document may unpack to; a zip bomb unpacks to more."""
PARTS = 5_000
"""Files that a document may hold."""

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HOLDERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"))) | {
    f"{_MARKUP}AlternateContent",
    f"{_MARKUP}Choice",
}
"""Elements that hold paragraphs and tables as the body does."""
_UNSEEN = frozenset(map(qn, ("w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr"))) | {f"{_MARKUP}Fallback"}
"""Deleted text, readings over the letters, and the second version of a text box."""
_NOTES = ("/footnotes", "/endnotes")
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
        UnreadableError: it is damaged, holds macros, or unpacks to more than UNPACKED_BYTES.
    """
    try:
        _check(data)
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document.element.body, Numbering(document)))
        lines += _notes(document)
    except _FAULTS as error:
        raise UnreadableError(_BROKEN) from error
    return Reading("\n".join(lines))


def _check(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableError(
                "パスワードで保護されたファイルは読み込めません。パスワードを外して保存し直してください。"
            )
        if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES:
            raise UnreadableError("Wordファイルが大きすぎます。文書を分けて保存し直してください。")
        if any(part.filename.endswith("vbaProject.bin") for part in parts):
            raise UnreadableError(
                "マクロを含むWordファイルは読み込めません。「Word文書（.docx）」として保存し直してください。"
            )


def _lines(parent: BaseOxmlElement, numbering: Numbering) -> Iterator[str]:
    """The lines of everything that stands in `parent`, in order; a blank one after each paragraph."""
    for element in parent:
        if element.tag == qn("w:p"):
            yield from _paragraph(element, numbering)
        elif element.tag == qn("w:tbl"):
            for row in element.iter(qn("w:tr")):
                if next(row.iterancestors(qn("w:tbl"))) is element:
                    yield from row_lines([_cell(cell, numbering) for cell in _cells(row)])
        elif element.tag in _HOLDERS:
            yield from _lines(element, numbering)


def _paragraph(paragraph: BaseOxmlElement, numbering: Numbering) -> Iterator[str]:
    text = "".join(_text(paragraph))
    number = numbering.of(paragraph) if text.strip() else ""
    for line in text.split("\n"):
        if line.strip():
            yield number + line.strip()
            number = ""
    yield ""
    for box in paragraph.iter(qn("w:txbxContent")):
        if not any(above.tag in _UNSEEN for above in box.iterancestors()):
            yield from _lines(box, numbering)


def _text(element: BaseOxmlElement) -> Iterator[str]:
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
        elif child.tag not in _UNSEEN and child.tag != qn("w:txbxContent"):
            yield from _text(child)


def _cells(row: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr"))) is row:
            yield cell


def _cell(cell: BaseOxmlElement, numbering: Numbering) -> list[str]:
    """The paragraphs of a cell; none where it only carries on the cell above."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    if merge is not None and merge.get(qn("w:val"), "continue") == "continue":
        return []
    return [" ".join(line.split("\t")) for line in _lines(cell, numbering) if line]


def _notes(document: Document) -> Iterator[str]:
    numbering = Numbering(document)
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_NOTES) and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if note.get(qn("w:type")) is None:
                    yield from (f"（注）{line}" for line in _lines(note, numbering) if line)
