"""Bytes to text, in the encodings that Japanese municipalities use.

Encodings are tried strictly, and where several fit, the one that yields the most everyday Japanese wins.
charset-normalizer, the library for this, was measured beside it (`python -m benchmarks.encodings`): it takes short EUC-JP
and CP932 texts for Korean or Chinese ones.
"""

import codecs
import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.errors import UnreadableError
from ingest.formats.registry import SAVE_AS

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
_MULTIBYTE = ("cp932", "euc_jp", "euc_jis_2004", "utf-16-le", "utf-16-be")
"""Encodings that fit many bytes by chance, the likelier ones first."""
_WIDE = ("utf-16-le", "utf-16-be")
_KANA_AND_MARKS = re.compile(r"[ぁ-ゖァ-ヺー々〇、。「」　！-～]")
_SUSPECT = re.compile(r"[\x00-\x08\x0e-\x1f\uff61-\uff9f\ue000-\uf8ff]")
"""Control characters, half-width kana and private characters: what one encoding looks like when it is read as another."""
_EVERYDAY_KANJI = range(0x88, 0x99)
"""First bytes of the kanji of JIS level 1 in Shift_JIS: those in daily use, about half of all."""
_LEAST = 0.2
"""Plausibility below which a text is none."""
_SAMPLE = 20_000
"""Characters by which two encodings that both fit are told apart."""

_UNKNOWN = "文字コードを判別できません。UTF-8のテキストとして保存し直してください。"
_BINARY = f"テキストではないデータが含まれています。{SAVE_AS}"
_CUT = "ファイルが途中で切れています。元のファイルを入手し直してください。"


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode `data`; `declared` is the encoding that it says it has, tried first.

    Raises:
        UnreadableError: no encoding fits, or `data` ends inside a character.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if b"\x00" in data:
        return _likeliest(data, _WIDE, _BINARY)
    for encoding in _certain(data, declared):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8" and _is_cut(error, data):
                raise UnreadableError(_CUT) from error
    return _likeliest(data, _MULTIBYTE, _UNKNOWN)


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


def _likeliest(data: bytes, encodings: Sequence[str], problem: str) -> str:
    whole = _best(data, encodings)
    if whole is not None:
        return whole
    raise UnreadableError(problem if _best(data[:-1], encodings) is None else _CUT)


def _best(data: bytes, encodings: Sequence[str]) -> str | None:
    """What `data` says in the encoding in which it looks most like Japanese; None where it does in none."""
    fitting = []
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            fitting.append(data.decode(encoding))
    best = max(fitting, key=_plausibility, default=None)
    return None if best is None or _plausibility(best) < _LEAST else best


def _plausibility(text: str) -> float:
    """Share of everyday Japanese among the characters that are not ASCII, suspect ones counted against it."""
    counts = Counter(char for char in text[:_SAMPLE] if not char.isascii() or _SUSPECT.match(char))
    return sum(count * _worth(char) for char, count in counts.items()) / counts.total() if counts else 1.0


def _worth(char: str) -> int:
    if _SUSPECT.match(char):
        return -2
    return int(bool(_KANA_AND_MARKS.match(char)) or char.encode("shift_jis", "replace")[0] in _EVERYDAY_KANJI)
