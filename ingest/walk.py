"""The files under the paths that are to be taken in, and why others among them are not."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.language import without_orders
from ingest.formats import registry

_SYSTEM_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information"})
"""What systems leave in folders, in lower case."""
_LEADS_OUT = (
    "フォルダーの外を指すリンクなので取り込みません。必要なら、元のファイルをフォルダーに入れてください。"
)
_LOCK = "~$"
"""What the files begin with by which Office locks those that are open."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file and the name that its document will be held under."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in."""

    source: str
    error: str
    """In Japanese, with what to do."""


def held_name(path: Path) -> str:
    """The name of a document: its path with letters composed, as systems differ in whether they keep them so.

    What orders a terminal or turns the direction of writing becomes a mark. A name that was written in Shift_JIS, as old archives hold them, is read as what it says.
    """
    written = os.fsencode(path.as_posix())
    try:
        name = written.decode("utf-8")
    except UnicodeDecodeError:
        name = written.decode("cp932", "replace")
    return without_orders(unicodedata.normalize("NFC", name), "\ufffd", kept="")


def sources(paths: Iterable[Path]) -> tuple[list[Source], list[Failure]]:
    """The files under `paths`, each under its path below the folder given, or its name.

    Of a folder only dot files and what systems leave there are passed over in silence; what else cannot be read is
    among the failures.
    """
    found: dict[str, Source] = {}
    failed: list[Failure] = []
    for path in paths:
        for each in _under(path):
            if isinstance(each, Failure):
                failed.append(each)
            elif each.name not in found:
                found[each.name] = each
            elif found[each.name].path.resolve() != each.path.resolve():
                problem = f"同じ名前の文書「{each.name}」が2つ指定されました。名前を変えてください。"
                failed.append(Failure(held_name(each.path), problem))
    return list(found.values()), failed


def _under(path: Path) -> Iterator[Source | Failure]:
    if path.is_dir():
        yield from _inside(path)
    elif path.exists():
        yield Source(held_name(Path(path.name)), path)
    else:
        yield Failure(held_name(path), "ファイルまたはフォルダーが見つかりません。パスを確かめてください。")


def _inside(folder: Path) -> Iterator[Source | Failure]:
    closed: list[OSError] = []
    inside: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not _is_system(name)]
        inside += (Path(place, name) for name in files if not _is_system(name))
    for path in sorted(inside):
        name = held_name(path.relative_to(folder))
        problem = _LEADS_OUT if _leads_out(path, folder) else _problem(path)
        yield Source(name, path) if problem is None else Failure(name, problem)
    for error in closed:
        problem = f"フォルダーを開けません（{error.strerror}）。読み取りの権限を確かめてください。"
        yield Failure(held_name(Path(error.filename)), problem)


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a file is a link to what lies outside the folder that is walked."""
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def _is_system(name: str) -> bool:
    return name.startswith((".", _LOCK)) or name.lower() in _SYSTEM_NAMES or name.lower() in _SYSTEM_FOLDERS


def _problem(path: Path) -> str | None:
    """Why a file is not read, as far as can be told without opening it."""
    if not path.is_file():
        return "ファイルを開けません（リンク先がないか、通常のファイルではありません）。元のファイルを確かめてください。"
    if not path.suffix:
        return "拡張子がなく、形式が分かりません。名前に .txt や .pdf などの拡張子を付けてください。"
    if path.suffix.lower() not in registry.suffixes():
        return f"この形式（{path.suffix}）は読み込めません。{registry.SAVE_AS}"
    return None
