"""Plain text in the encodings that Japanese municipalities use.

Encodings are tried strictly, one after the other, and where two fit, the one that yields more everyday Japanese
wins: charset-normalizer, the library for this, takes short EUC-JP and CP932 texts for Korean or Chinese ones.
"""

import codecs
import re
from collections.abc import Iterator

from corpus.errors import UnreadableError
from ingest.formats.reading import Reading

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_JIS_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
_DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms932": "cp932",
    "cp932": "cp932",
    "euc-jp": "euc_jp",
    "x-euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp_ext",
}
"""Encodings that Japanese pages declare, and what they mean by them; any other declaration is not believed."""
_DOUBLE_BYTE = ("cp932", "euc_jp", "euc_jis_2004")
_EVERYDAY = re.compile(r"[ぁ-ゖァ-ヺー、。「」\u4e00-\u9fff]")
_SUSPECT = re.compile(r"[\uff61-\uff9f\ue000-\uf8ff]")
"""Half-width kana and private characters: what EUC-JP looks like when it is read as CP932."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.001
"""Share of control characters above which a file is no text."""
_SAMPLE = 20_000
"""Characters by which two encodings that both fit are told apart."""

_UNKNOWN = "文字コードを判別できません。UTF-8のテキストとして保存し直してください。"
_CUT = "ファイルが途中で切れています。元のファイルを入手し直してください。"
_BINARY = "テキストではないデータが含まれています。PDF、Word（.docx）、HTML、テキスト（.txt）のいずれかで保存し直してください。"


def read_plain(data: bytes) -> Reading:
    """Read a text file; form feeds begin pages.

    Raises:
        UnreadableError: it is binary, cut inside a character, or in an encoding that cannot be told.
    """
    text = decode(data)
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise UnreadableError(_BINARY)
    end = len(text.rstrip())
    breaks = [at + 1 for at, char in enumerate(text) if char == "\f" and at + 1 < end]
    return Reading(text, (0, *breaks) if breaks else ())


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode `data`; `declared` is the encoding that it says it has, tried first.

    Raises:
        UnreadableError: no encoding fits, or `data` ends inside a character.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if b"\x00" in data:
        return _wide(data)
    for encoding in _certain(data, declared):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8" and _is_cut(error, data):
                raise UnreadableError(_CUT) from error
    fitting = [text for encoding in _DOUBLE_BYTE if (text := _attempt(data, encoding)) is not None]
    if not fitting:
        cut = any(_attempt(data[:-1], encoding) is not None for encoding in _DOUBLE_BYTE)
        raise UnreadableError(_CUT if cut else _UNKNOWN)
    best = max(fitting, key=_plausibility)
    if _plausibility(best) <= 0:
        raise UnreadableError(_UNKNOWN)
    return best


def _certain(data: bytes, declared: str | None) -> Iterator[str]:
    """Encodings that hardly fit by chance."""
    if declared and declared.lower() in _DECLARED:
        yield _DECLARED[declared.lower()]
    if any(escape in data for escape in _JIS_ESCAPES):
        yield "iso2022_jp_ext"
    yield "utf-8"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(_CUT if _is_cut(error, data) else _UNKNOWN) from error


def _is_cut(error: UnicodeDecodeError, data: bytes) -> bool:
    return error.end >= len(data) and ("unexpected end" in error.reason or "truncated" in error.reason)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark, told by where its zero bytes stand; anything else with zero bytes is binary."""
    encoding = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
    text = _attempt(data, encoding)
    if text is None or "\x00" in text or _plausibility(text) <= 0:
        raise UnreadableError(_BINARY)
    return text


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausibility(text: str) -> float:
    """Share of everyday Japanese among the characters that are not ASCII, suspect ones counted against it."""
    sample = [c for c in text[:_SAMPLE] if not c.isascii()]
    joined = "".join(sample)
    return (len(_EVERYDAY.findall(joined)) - 2 * len(_SUSPECT.findall(joined))) / max(1, len(sample))
