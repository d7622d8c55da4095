"""Formats that are known and not read: their readers say what to do instead."""

from collections.abc import Callable, Mapping
from typing import NoReturn

from corpus.errors import UnreadableError
from ingest.formats import packed
from ingest.formats.reading import Reader
from ingest.formats.registry import SAVE_AS, Format

_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
"""What Office files of before 2007, 一太郎 files and locked files of today begin with."""
_AS_PLAIN_PAGE = "ブラウザーで開き、「ウェブページ、HTMLのみ」で保存し直してください。"
_OLD_WORD = "古いWord形式（.doc）は読み込めません。Wordで「Word文書（.docx）」として保存し直してください。"
_STREAMS: Mapping[str, str] = {
    "EncryptedPackage": "パスワードで保護されたファイルは読み込めません。パスワードを外して保存し直してください。",
    "WordDocument": _OLD_WORD,
}
"""What an OLE file is that holds a stream of such a name."""


def refuse_word(data: bytes) -> NoReturn:
    """Refuse a .doc file."""
    raise UnreadableError(_stream_advice(data) or _OLD_WORD)


def refuse_ichitaro(data: bytes) -> NoReturn:
    """Refuse a .jtd file."""
    raise UnreadableError(
        _stream_advice(data)
        or "一太郎の文書は読み込めません。一太郎で「Word文書（.docx）」かPDFとして保存し直してください。"
    )


def refuse_sheet(data: bytes) -> NoReturn:
    """Refuse a spreadsheet in a format other than .xlsx."""
    raise UnreadableError(
        _stream_advice(data)
        or "この形式の表計算ファイルは読み込めません。「Excelブック（.xlsx）」かCSVとして保存し直してください。"
    )


def refuse_slides(_: bytes) -> NoReturn:
    """Refuse slides."""
    raise UnreadableError("プレゼンテーションのファイルは読み込めません。PDFとして保存し直してください。")


def refuse_unknown(data: bytes) -> NoReturn:
    """Refuse an OLE file of another kind."""
    raise UnreadableError(_stream_advice(data) or f"この形式のファイルは読み込めません。{SAVE_AS}")


def refuse_web_archive(_: bytes) -> NoReturn:
    """Refuse a .mht file."""
    raise UnreadableError(f"Webアーカイブ（.mht）は読み込めません。{_AS_PLAIN_PAGE}")


def refuse_picture(_: bytes) -> NoReturn:
    """Refuse a picture."""
    raise UnreadableError(f"画像は読み込めません。{SAVE_AS}")


def refuse_archive(data: bytes) -> NoReturn:
    """Refuse an archive."""
    if data.startswith(packed.MAGIC) and not packed.members(data):
        raise UnreadableError(
            "ファイルが壊れているか、途中で切れています。元のファイルを入手し直してください。"
        )
    raise UnreadableError("圧縮ファイルは読み込めません。展開して、中のファイルを取り込んでください。")


def refuse_postscript(_: bytes) -> NoReturn:
    """Refuse PostScript."""
    raise UnreadableError(f"PostScriptは読み込めません。{SAVE_AS}")


def _stream_advice(data: bytes) -> str | None:
    if not data.startswith(_OLE):
        return None
    return next((advice for name, advice in _STREAMS.items() if name.encode("utf-16-le") in data), None)


def _holds_slides(data: bytes) -> bool:
    return "ppt/presentation.xml" in packed.members(data)


def _refused(
    reader: Reader,
    suffixes: tuple[str, ...],
    magic: tuple[bytes, ...],
    holds: Callable[[bytes], bool] | None = None,
) -> Format:
    return Format(f"{__name__}:{reader.__name__}", suffixes, magic, holds, by_name=True, parsed=False)


FORMATS = (
    _refused(refuse_unknown, (), _OLE),
    _refused(refuse_word, (".doc", ".dot"), _OLE),
    _refused(refuse_ichitaro, (".jtd", ".jtt", ".jtdc", ".jttc"), _OLE),
    _refused(refuse_sheet, (".xls", ".xlt"), _OLE),
    _refused(refuse_slides, (".ppt", ".pps"), _OLE),
    _refused(refuse_slides, (".pptx", ".ppsx"), packed.MAGIC, _holds_slides),
    _refused(
        refuse_archive,
        (".zip", ".lzh", ".gz", ".tgz", ".7z", ".rar"),
        (*packed.MAGIC, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
    ),
    _refused(
        refuse_picture,
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff"),
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"),
    ),
    _refused(refuse_postscript, (".ps", ".eps"), (b"%!PS",)),
    _refused(refuse_web_archive, (".mht", ".mhtml"), (b"MIME-Version:", b"From: <Saved by")),
)
