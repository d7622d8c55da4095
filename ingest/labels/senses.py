"""The senses of the words by which councils decide: what is common to 可とする, 差し支えない and 承認する."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from corpus.datafile import Table, read_table
from corpus.language.vocabulary.entries import Words


class _File(Table):
    senses: dict[str, Words]


@cache
def senses() -> Mapping[str, str]:
    """Each word that has a sense, as a lemma or as it is written, with its sense.

    Raises:
        DataFileError: senses.toml is malformed.
    """
    table = read_table(files("ingest.labels") / "senses.toml", _File)
    return {word: sense for sense, words in table.senses.items() for word in words}
