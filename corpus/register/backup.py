"""Copies of the register: made while it is in use, looked at before they are trusted, put back in its place."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import DamagedError, SettingsError
from corpus.register.soundness import examine, flushed

_STEP = 2_000
"""Pages that are copied at a time; between two steps others may write."""
_TABLES = frozenset(("documents", "originals", "state"))


def back_up(register: Path, target: Path) -> None:
    """Copy a register to one file, originals, corrections and vectors with it, while others read and write.

    Args:
        register: of the data folder.
        target: must not exist yet.

    Raises:
        SettingsError: there is no register, the target exists, or it cannot be written.
        DamagedError: the copy does not stand an examination: the register itself is damaged.
    """
    if not register.exists():
        raise SettingsError(f"登録簿「{register}」がありません。資料を取り込んでから控えを作ってください。")
    if target.exists():
        raise SettingsError(f"「{target}」は既にあります。別の名前を指定してください。")
    draft = target.with_name(f"{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(register)) as source, closing(sqlite3.connect(draft)) as copy:
            source.backup(copy, pages=_STEP)
            copy.execute("PRAGMA journal_mode=DELETE")
        check(draft)
        draft.replace(target)
        flushed(target)
    except (OSError, sqlite3.OperationalError) as error:
        draft.unlink(missing_ok=True)
        raise SettingsError(
            f"控え「{target}」を書けません（{error}）。空き容量と書き込みの権限を確かめてください。"
        ) from error
    except (DamagedError, sqlite3.DatabaseError) as error:
        draft.unlink(missing_ok=True)
        raise DamagedError(
            f"登録簿「{register}」が壊れているため、控えを作れません。前に作った控えを使ってください。"
        ) from error


def check(copy: Path) -> None:
    """Look at a copy from end to end.

    Raises:
        DamagedError: it is no whole register.
    """
    examine(copy, known=True)
    try:
        with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            names = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
    except sqlite3.DatabaseError as error:
        raise DamagedError(f"控え「{copy}」が壊れています（{error}）。別の控えを使ってください。") from error
    if not sound:
        raise DamagedError(f"控え「{copy}」が壊れています。別の控えを使ってください。")
    if not names >= _TABLES:
        raise DamagedError(f"「{copy}」は登録簿の控えではありません。")


def put_back(copy: Path, register: Path) -> Path | None:
    """Put a copy in the place of a register that no process has open.

    Args:
        copy: is looked at first, and stays.
        register: of the data folder; what is there is kept under another name.

    Returns:
        The name under which the register that was there is kept; None where there was none.

    Raises:
        DamagedError: the copy is no whole register; nothing is changed.
        SettingsError: the copy does not exist, or the folder cannot be written.
    """
    if not copy.is_file():
        raise SettingsError(f"控え「{copy}」がありません。")
    check(copy)
    draft = register.with_name(f"{register.name}.new")
    kept = register.with_name(f"{register.name}.{datetime.now(UTC):%Y%m%d%H%M%S}.before-restore")
    try:
        register.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy, draft)
        flushed(draft)
        there = register.exists()
        if there:
            register.rename(kept)
        for suffix in ("-wal", "-shm"):
            beside = register.with_name(register.name + suffix)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + suffix))
        draft.rename(register)
        flushed(register)
    except OSError as error:
        raise SettingsError(
            f"「{register}」を書けません（{error.strerror}）。空き容量と書き込みの権限を確かめてください。"
        ) from error
    return kept if there else None
