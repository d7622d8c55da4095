"""Rules, read from the files beside this one when they are first needed."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.datafile import read_table
from corpus.errors import DataFileError
from corpus.language.folding import NUMERAL
from corpus.language.vocabulary import marks, offices, one_of
from ingest.rules.entries import Entry, Example, Reach, RuleFile

SHARED = "fragments"
"""The file whose fragments stand in the patterns of all files."""
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, where it looks, and the texts that show what it is for."""

    id: str
    """File and name: polarity.told."""
    source: str
    """The pattern as it is written, fragments in braces."""
    pattern: re.Pattern[str]
    reach: Reach
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]

    def find(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first place that the rule finds, in its reach of `text[start:end]`; None where there is none."""
        if self.reach is Reach.ANYWHERE:
            return self.pattern.search(text, start, end)
        if self.reach is Reach.START:
            return self.pattern.match(text, start, end)
        return self.pattern.fullmatch(text, start, end)


def rule(id: str) -> Rule:
    """A rule by file and name.

    Raises:
        DataFileError: there is no such rule, or its file is malformed.
    """
    file, _, name = id.partition(".")
    found = rules(file).get(name)
    if found is None:
        raise DataFileError(f"{file}.tomlに規則「{name}」がありません。")
    return found


@cache
def rules(file: str) -> Mapping[str, Rule]:
    """The rules of a file, by name.

    Args:
        file: its name without ending.

    Raises:
        DataFileError: the file is missing or malformed; the message names file, entry and reason.
    """
    return {name: _rule(file, name, entry, entry.reach) for name, entry in _table(file).rules.items()}


@cache
def fragments(file: str) -> Mapping[str, Rule]:
    """The fragments of a file, by name, each as a rule for a whole text."""
    return {name: _rule(file, name, entry, Reach.WHOLE) for name, entry in _table(file).fragments.items()}


def written(file: str, source: str) -> str:
    """The regular expression that a pattern of a file stands for, its fragments put in; still in verbose form.

    Raises:
        DataFileError: it names a fragment that neither the file, the shared file nor the vocabulary has.
    """
    return _put_in(file, source, _fragments(file))


def _put_in(file: str, source: str, known: Mapping[str, str]) -> str:
    unknown = [name for name in _FRAGMENT.findall(source) if name not in known]
    if unknown:
        raise DataFileError(f"{file}.tomlを読み込めません。断片「{unknown[0]}」がありません。")
    return _FRAGMENT.sub(lambda name: f"(?:{known[name[1]]})", source)


def _rule(file: str, name: str, entry: Entry, reach: Reach) -> Rule:
    try:
        pattern = re.compile(written(file, entry.pattern), re.VERBOSE)
    except re.error as error:
        raise DataFileError(
            f"{file}.tomlを読み込めません。{name}: 正規表現として読めません({error})。"
        ) from error
    return Rule(f"{file}.{name}", entry.pattern, pattern, reach, entry.examples, entry.counterexamples)


@cache
def _table(file: str) -> RuleFile:
    return read_table(files("ingest.rules") / f"{file}.toml", RuleFile)


@cache
def _fragments(file: str) -> Mapping[str, str]:
    """Name to regular expression: the words that all rooms share, the shared fragments, and the file's own."""
    found = _vocabulary() if file == SHARED else dict(_fragments(SHARED))
    for name, entry in _table(file).fragments.items():
        found[name] = _put_in(file, entry.pattern, found)
    return found


def _vocabulary() -> dict[str, str]:
    """What the words that all rooms share become in a pattern."""
    return {"unit": offices().unit, "shape": one_of(marks().shapes), "whole_number": NUMERAL}
