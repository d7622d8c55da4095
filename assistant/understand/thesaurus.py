"""The thesaurus: words that say the same in minutes and reports, and names of the things that cases are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from corpus.datafile import Table, read_table

OWN_FILE = "thesaurus.toml"
"""A file of this name in the data folder adds to the thesaurus that comes with the program."""


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Synonyms and subjects."""

    words: Mapping[str, tuple[str, ...]]
    """Word to its synonyms, the closest first."""
    subjects: frozenset[str]
    """Names of things that cases are about: a question that names one which no document holds has no answer."""


class _Subjects(Table):
    names: tuple[str, ...] = ()


class _File(Table):
    terms: Mapping[str, tuple[str, ...]]
    subjects: _Subjects = _Subjects()


def load_thesaurus(data: Path) -> Thesaurus:
    """Read the program's thesaurus, and that of the data folder over it.

    Raises:
        DataFileError: the data folder's file has not the form of the program's own.
    """
    added = data / OWN_FILE
    if not added.is_file():
        return _own()
    own, more = _own(), _read(added)
    return Thesaurus({**own.words, **more.words}, own.subjects | more.subjects)


@cache
def _own() -> Thesaurus:
    return _read(files("assistant.understand") / OWN_FILE)


def _read(file: Traversable) -> Thesaurus:
    table = read_table(file, _File)
    return Thesaurus(table.terms, frozenset(table.subjects.names))
