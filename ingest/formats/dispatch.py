"""One file to one reading, whatever its format."""

from dataclasses import replace
from itertools import accumulate, pairwise

from corpus.errors import UnreadableError
from corpus.language import shown, without_orders
from ingest.formats.limits import MOST_BYTES, MOST_CHARACTERS, MOST_LINES, OCR_SECONDS
from ingest.formats.reading import Reading
from ingest.formats.registry import Format, format_of, load
from ingest.formats.sandbox import read_apart
from ingest.formats.tesseract import INSTALL, installed


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
    form = format_of(name, data)
    reading = _shown(read_apart(form.reader, data, form.seconds)) if form.parsed else load(form.reader)(data)
    if reading.unread:
        reading = _shown(_with_pictures(form, data, reading))
    if not reading.text.strip():
        raise UnreadableError("文書に文字がありません。内容のあるファイルを選び直してください。")
    if len(reading.text) > MOST_CHARACTERS:
        raise UnreadableError(
            f"文書が長すぎます（{MOST_CHARACTERS:,}字まで）。文書を分けて保存し直してください。"
        )
    if reading.text.count("\n") > MOST_LINES:
        raise UnreadableError(
            f"文書の行が多すぎます（{MOST_LINES:,}行まで）。文書を分けて保存し直してください。"
        )
    return replace(reading, text=without_orders(reading.text))


def _shown(reading: Reading) -> Reading:
    """A reading without soft hyphens and the like: where the text is not the file's own, they are no part of it."""
    parts = [shown(reading.text[start:end]) for start, end in pairwise((*reading.pages, len(reading.text)))]
    before = shown(reading.text[: reading.pages[0] if reading.pages else len(reading.text)])
    starts = accumulate(map(len, parts), initial=len(before))
    return replace(reading, text="".join((before, *parts)), pages=tuple(starts)[: len(parts)])


def _with_pictures(form: Format, data: bytes, reading: Reading) -> Reading:
    """The file read again with its pictures, or a flag for what they hold."""
    if installed():
        return read_apart(form.recogniser, data, OCR_SECONDS)
    if not reading.text.strip():
        raise UnreadableError(
            f"文字情報のないPDF（スキャン画像、または文字の対応表のないフォント）です。文字認識のプログラムを入れてから取り込み直してください: {INSTALL}"
        )
    numbers = "、".join(map(str, reading.unread))
    return replace(
        reading,
        flags=(*reading.flags, f"{numbers}ページは、画像か文字の対応表のないフォントのため読めませんでした。"),
    )
