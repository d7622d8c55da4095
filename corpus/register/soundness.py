"""Whether the register's file is there and whole, looked at before it is opened: a lost register is never taken for an empty one."""

import os
from pathlib import Path

from corpus.errors import DamagedError

FILE = "register.sqlite"
_MAGIC = b"SQLite format 3\x00"
_HEAD = 100
"""Bytes of the head of an SQLite file; its form: https://sqlite.org/fileformat.html."""
_PAGE, _PAGES, _CHANGED, _VALID = slice(16, 18), slice(28, 32), slice(24, 28), slice(92, 96)
_LARGEST_PAGE = 65_536
RESTORE = "控えがあれば senrei restore で戻してください。"
ANEW = "控えがなければ、データフォルダーを別の名前に変えてから、資料を取り込み直してください。"


def examine(path: Path, *, known: bool) -> None:
    """Look at a register's file before it is opened.

    Args:
        path: of the file.
        known: whether the data folder shows that a register with documents was there.

    Raises:
        DamagedError: the file is lost, empty, of another kind, or cut short.
    """
    log = path.with_name(f"{path.name}-wal")
    if not path.exists():
        if known:
            raise DamagedError(
                f"登録簿「{path}」が見つかりません。索引には資料の記録が残っています。{RESTORE}{ANEW}"
            )
        return
    size = path.stat().st_size
    if not size:
        if known:
            raise DamagedError(f"登録簿「{path}」の中身が空です（0バイト）。{RESTORE}{ANEW}")
        return
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.startswith(_MAGIC) or len(head) < _HEAD:
        raise DamagedError(f"登録簿「{path}」が壊れています（先頭を読み取れません）。{RESTORE}{ANEW}")
    whole = _size_told(head)
    waits = log.exists() and log.stat().st_size > 0
    if size < whole and not waits:
        raise DamagedError(
            f"登録簿「{path}」が途中で切れています（{whole:,}バイトのうち{size:,}バイト）。{RESTORE}{ANEW}"
        )


def damaged(path: Path) -> DamagedError:
    """The error for a register that proves damaged while it is read."""
    return DamagedError(f"登録簿「{path}」の一部が壊れていて読み取れません。{RESTORE}{ANEW}")


def _size_told(head: bytes) -> int:
    """The file's size by its own head, in bytes; 0 where the head does not tell it."""
    if head[_CHANGED] != head[_VALID]:
        return 0
    page = int.from_bytes(head[_PAGE], "big")
    return int.from_bytes(head[_PAGES], "big") * (_LARGEST_PAGE if page == 1 else page)


def flushed(path: Path) -> None:
    """Wait until a file, and its name in its folder, are on the disk."""
    for target, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY)):
        handle = os.open(target, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
