"""The documents that a gold file names, as they are read or held."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from corpus.errors import SettingsError
from corpus.model import Case, Header
from corpus.shapes import case_json, header_json
from corpus.store import Corpus
from ingest.pipeline import load
from ingest.walk import Failure, sources


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents as `cases --json` prints them."""

    read: tuple[dict[str, Any], ...]
    failed: tuple[Failure, ...] = ()
    """Files that could not be read."""


def read_folder(folder: Path, names: Collection[str]) -> Documents:
    """Read documents from a folder without taking them in.

    Args:
        folder: walked.
        names: of the files to read, without their folders; others are left alone.

    Raises:
        SettingsError: there is no such folder.
    """
    if not folder.is_dir():
        raise SettingsError(f"フォルダーが見つかりません: {folder}")
    files, failed = sources([folder])
    lost = [failure for failure in failed if PurePath(failure.source).name in names]
    found = []
    for source in files:
        if PurePath(source.name).name not in names:
            continue
        result = load(source)
        if isinstance(result, Failure):
            lost.append(result)
        elif (document := result[0]) is not None:
            found.append(_shape(document.header, document.cases, document.text))
    return Documents(tuple(found), tuple(lost))


def held_documents(corpus: Corpus) -> Documents:
    """All documents that a corpus holds."""
    return Documents(
        tuple(_shape(header, cases, corpus.text(header.name)) for header, cases in corpus.outlines())
    )


def _shape(header: Header, cases: Collection[Case], text: str) -> dict[str, Any]:
    return header_json(header) | {"cases": [case_json(header, case, text, ()) for case in cases]}
