"""The seal of an index folder: the register and documents that it was made from, and checksums of its files.

A folder is unsealed before its files are changed and sealed after. So a missing seal tells of a change that was cut
short, and a seal that its files do not fit tells of damage; either way the index is made anew from the register.
"""

import json
import os
import zlib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

NAME = "seal.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Seal:
    """What an index was made from."""

    format: str
    """Version of the index's files; an index of another version is rebuilt."""
    register: str
    generation: int
    documents: Mapping[int, int] = field(default_factory=dict)
    """Number of each document in it, to the generation that last touched that document."""


def _checksum(path: Path) -> list[int]:
    value = size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            value, size = zlib.crc32(chunk, value), size + len(chunk)
    return [size, value]


def set_seal(folder: Path, seal: Seal, volatile: Collection[str] = ()) -> None:
    """Seal the files of the folder as they are now, except locks and `volatile` files, which change on reading."""
    files = {
        path.relative_to(folder).as_posix(): _checksum(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in (".lock", ".new") and path.name not in {NAME, *volatile}
    }
    content = asdict(seal) | {"files": files}
    draft = folder / f"{NAME}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / NAME)


def break_seal(folder: Path) -> None:
    """Unseal the folder: its files are about to change."""
    (folder / NAME).unlink(missing_ok=True)


def read_seal(folder: Path) -> Seal | None:
    """The folder's seal; None where there is none, or none that can be read."""
    content = _content(folder)
    return None if content is None else _seal(content)


INDEX_FOLDERS = ("lexical", "chroma")
"""Folders of the indexes in a data folder."""


def told_of_documents(data: Path) -> bool:
    """Whether the indexes of a data folder were made from a register that held documents."""
    seals = [read_seal(data / folder) for folder in INDEX_FOLDERS]
    return any(seal is not None and seal.documents for seal in seals)


def sound_seal(folder: Path) -> Seal | None:
    """The folder's seal, if every sealed file is as it was; else None. Reads the whole folder."""
    content = _content(folder)
    if content is None:
        return None
    for name, checksum in content["files"].items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != checksum[0] or _checksum(path) != checksum:
            return None
    return _seal(content)


def _content(folder: Path) -> dict[str, Any] | None:
    try:
        content = json.loads((folder / NAME).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    shaped = (
        isinstance(content, dict)
        and {"format", "register", "generation", "documents", "files"} <= content.keys()
    )
    return content if shaped else None


def _seal(content: Mapping[str, Any]) -> Seal:
    documents = {int(document): generation for document, generation in content["documents"].items()}
    return Seal(content["format"], content["register"], content["generation"], documents)
