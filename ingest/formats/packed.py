"""What a ZIP file holds: the formats of offices are ZIP files, each with members of its own."""

import io
import zipfile
from functools import lru_cache

from corpus.errors import UnreadableError

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
"""What ZIP files begin with."""
_END, _END_BYTES = b"PK\x05\x06", 65_557
"""What their directory ends with, and in how many bytes from the end of the file."""
_SIZE = slice(12, 16)
"""Where behind that the directory's size stands."""
_MOST_BYTES = 2**20
"""Bytes of the largest directory that is looked at: of ten thousand members."""


@lru_cache(maxsize=1)
def members(data: bytes) -> frozenset[str]:
    """The names of the files in a ZIP file; none where it is damaged or no document."""
    end = data.rfind(_END, -_END_BYTES)
    if end < 0 or int.from_bytes(data[end:][_SIZE], "little") > _MOST_BYTES:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


UNPACKED_BYTES = 300 * 1024 * 1024
"""Bytes that a document may unpack to; a zip bomb unpacks to more."""
PARTS = 5_000
"""Files that a document may hold."""
_LOCKED = "パスワードで保護されたファイルは読み込めません。パスワードを外して保存し直してください。"


def check(data: bytes, what: str) -> None:
    """Check that a document can be unpacked.

    Args:
        data: the whole file.
        what: the user's name for files of its kind.

    Raises:
        UnreadableError: it is damaged, locked or unpacks to more than UNPACKED_BYTES.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError(
            f"{what}が壊れているか、途中で切れています。元のファイルを入手し直してください。"
        ) from error
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(_LOCKED)
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES:
        raise UnreadableError(f"{what}が大きすぎます。文書を分けて保存し直してください。")
    if any(part.filename.endswith("vbaProject.bin") for part in parts):
        raise UnreadableError(
            f"マクロを含む{what}は読み込めません。マクロを含まない形式で保存し直してください。"
        )
