"""Which format a file really has: its first bytes decide, not its name."""

import io
import re
import zipfile
from enum import Enum

from corpus.errors import UnreadableError


class Format(Enum):
    """A format that can be read."""

    PLAIN = "plain"
    HTML = "html"
    PDF = "pdf"
    WORD = "word"


_HEAD = 4096
"""Bytes at the beginning in which a format has to show."""
_PDF, _PDF_END = b"%PDF-", b"%%EOF"
_PDF_JUNK = 1024
"""Bytes that may stand before a PDF's head and after its end."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S
)
_ANY_HTML = re.compile(rb"<(?:html|head|body)[\s>]", re.I)
_HTML_NAMES = (".html", ".htm", ".xhtml")
_FOREIGN = {
    b"{\\rtf": "リッチテキスト（RTF）",
    b"\x89PNG": "画像",
    b"\xff\xd8\xff": "画像",
    b"GIF8": "画像",
    b"II*\x00": "画像",
    b"MM\x00*": "画像",
    b"Rar!": "圧縮ファイル",
    b"7z\xbc\xaf": "圧縮ファイル",
    b"\x1f\x8b": "圧縮ファイル",
    b"%!PS": "PostScript",
}
_ADVICE = "PDF、Word（.docx）、HTML、テキスト（.txt）のいずれかで保存し直してください。"


def format_of(name: str, data: bytes) -> Format:
    """Tell the format of a file.

    Args:
        name: its name; only where the bytes do not tell (HTML without a head) its ending counts.
        data: the whole file.

    Raises:
        UnreadableError: it is none that can be read.
    """
    if not data.strip(b"\x00\t\n\x0b\x0c\r "):
        raise UnreadableError("ファイルが空です。内容のあるファイルを選び直してください。")
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.lstrip().startswith(_PDF) or (_PDF in head[:_PDF_JUNK] and _PDF_END in data[-_PDF_JUNK:]):
        return Format.PDF
    if head.startswith(_OLE):
        raise UnreadableError(_ole_advice(data))
    if head.startswith(_ZIP):
        return _zip_format(data)
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise UnreadableError(f"{what}は読み込めません。{_ADVICE}")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    head = head.replace(b"\x00", b"") if wide else head
    if _HTML.match(head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")) or _ANY_HTML.search(head):
        return Format.HTML
    return Format.HTML if name.lower().endswith(_HTML_NAMES) else Format.PLAIN


def _ole_advice(data: bytes) -> str:
    if _ENCRYPTED_PACKAGE in data:
        return "パスワードで保護されたファイルは読み込めません。パスワードを外して保存し直してください。"
    if "WordDocument".encode("utf-16-le") in data:
        return "古いWord形式（.doc）は読み込めません。Wordで「Word文書（.docx）」として保存し直してください。"
    return f"この形式のファイルは読み込めません。{_ADVICE}"


def _zip_format(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError(
            "ファイルが壊れているか、途中で切れています。元のファイルを入手し直してください。"
        ) from error
    if "word/document.xml" in names:
        return Format.WORD
    if "xl/workbook.xml" in names or "ppt/presentation.xml" in names:
        raise UnreadableError(f"表計算・プレゼンテーションのファイルは読み込めません。{_ADVICE}")
    raise UnreadableError("圧縮ファイルは読み込めません。展開して、中のファイルを取り込んでください。")
