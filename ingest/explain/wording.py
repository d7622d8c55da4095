"""What the features of the models are called in Japanese: read from `wording.toml`, which says how it is written."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("wording.toml")

_KNOWN = 2**16
"""Features whose words are kept: the lines of a document have many in common."""
_PART = re.compile(r"\{(\w+)\}")
_ANY, _REST = "any", "rest"
_SHARED, _VOCABULARY = "shared", "vocabulary"


@dataclass(frozen=True)
class _Entry:
    """A feature, or a family of features, with the words for it."""

    pattern: re.Pattern[str]
    parts: tuple[str, ...]
    """What stands in each group of the pattern."""
    words: str


class Wording:
    """The words for the features of every model.

    Args:
        tables: as `wording.toml` holds them.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        self._vocabulary: Mapping[str, Mapping[str, str]] = tables.get(_VOCABULARY, {})  # type: ignore[assignment]
        self._exact = {name: table for name, table in tables.items() if name != _VOCABULARY}
        self._entries = {
            name: [self._entry(key, words) for key, words in table.items() if _PART.search(key)]
            for name, table in self._exact.items()
        }

    def _entry(self, key: str, words: str) -> _Entry:
        pieces = _PART.split(key)
        pattern = "".join(self._group(piece) if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
        return _Entry(re.compile(pattern, re.DOTALL), tuple(pieces[1::2]), words)

    def _group(self, part: str) -> str:
        if part in (_ANY, _REST):
            return "(.+)"
        return f"({'|'.join(re.escape(word) for word in self._vocabulary[part])})"

    def find(self, model: str, feature: str) -> str | None:
        """The words for a feature of a model, empty where it tells a reader nothing; None where the table does not know it."""
        for name in (model, _SHARED):
            if (exact := self._exact.get(name, {}).get(feature)) is not None:
                return exact
            for entry in self._entries.get(name, ()):
                match = entry.pattern.fullmatch(feature)
                if match and (words := self._filled(model, entry, match)) is not None:
                    return words
        return None

    def _filled(self, model: str, entry: _Entry, match: re.Match[str]) -> str | None:
        found: dict[str, str] = {}
        for part, held in zip(entry.parts, match.groups(), strict=True):
            if part == _ANY:
                found[part] = held
                continue
            word = self.find(model, held) if part == _REST else self._vocabulary[part][held]
            if not word:
                return word
            found[part] = word
        return _PART.sub(lambda part: found[part[1]], entry.words)


@cache
def wording() -> Wording:
    """The words of the table; read when first needed."""
    return Wording(tomllib.loads(TABLE.read_text(encoding="utf-8")))


@lru_cache(_KNOWN)
def words_for(model: str, feature: str) -> str:
    """The words for a feature of a model, empty where it tells a reader nothing; its own name where the table does not know it."""
    words = wording().find(model, feature)
    return f"特徴 {feature}" if words is None else words
