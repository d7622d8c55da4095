"""What a ZIP file holds: the formats of offices are ZIP files, each with members of its own."""

import io
import zipfile
from functools import lru_cache

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
