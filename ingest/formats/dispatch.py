"""One file to one reading, whatever its format."""

from corpus.errors import UnreadableError
from ingest.formats.html import read_html
from ingest.formats.kinds import Format, format_of
from ingest.formats.limits import MOST_BYTES, MOST_CHARACTERS, OCR_SECONDS, PARSE_SECONDS
from ingest.formats.ocr import INSTALL, installed
from ingest.formats.plain import read_plain
from ingest.formats.reading import Reading
from ingest.formats.sandbox import read_apart

_PACKED_NAMES = (".pdf", ".docx")


def read(name: str, data: bytes) -> Reading:
    """Read a file.

    Args:
        name: its name; the format is told from its bytes, so a wrong ending does no harm.
        data: the whole file.

    Raises:
        UnreadableError: it is empty, damaged, locked, too large or in a format that cannot be read; the message
            says in Japanese what to do.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            f"ファイルが大きすぎます（{MOST_BYTES // 2**20}MBまで）。文書を分けて保存し直してください。"
        )
    kind = format_of(name, data)
    if kind is Format.PDF:
        reading = _read_pdf(data)
    elif kind is Format.WORD:
        reading, _ = read_apart("word", data, PARSE_SECONDS)
    elif kind is Format.HTML:
        reading = read_html(data)
    elif name.lower().endswith(_PACKED_NAMES):
        raise UnreadableError(
            "ファイルが壊れているか、名前と中身の形式が違います。元のファイルを入手し直してください。"
        )
    else:
        reading = read_plain(data)
    if not reading.text.strip():
        raise UnreadableError("文書に文字がありません。内容のあるファイルを選び直してください。")
    if len(reading.text) > MOST_CHARACTERS:
        raise UnreadableError(
            f"文書が長すぎます（{MOST_CHARACTERS:,}字まで）。文書を分けて保存し直してください。"
        )
    return reading


def _read_pdf(data: bytes) -> Reading:
    reading, pictures = read_apart("pdf", data, PARSE_SECONDS)
    if not pictures:
        return reading
    if installed():
        return read_apart("ocr", data, OCR_SECONDS)[0]
    if not reading.text.strip():
        raise UnreadableError(
            f"文字情報のないPDF（スキャン画像）です。文字認識のプログラムを入れてから取り込み直してください: {INSTALL}"
        )
    numbers = "、".join(map(str, pictures))
    return Reading(
        reading.text, reading.pages, reading.ocr, (f"{numbers}ページは画像のため読めませんでした。",)
    )
