"""The facets by which cases are compared: legal question, kind of data, processing, route, partner, people, safeguards."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from corpus.language import fold, squeeze

_OPENING = 1500
"""Length of a text's opening. A mention there counts once, a later mention counts half."""
_DENIED = re.compile(
    r"(?:に|と|へ|から)?は?(?:直接)?(?:接続|公開|利用|使用|提供|保存)?(?:し|され|を)?ない|から切り離|とは?分離"
)
"""Matches right after a word if the text denies it: 「…に接続しない」, 「…から切り離」."""
_OFTEN = 2.0
"""Mentions that a long text needs for a value of an exclusive facet; a value named in passing does not count."""
_DOMINANT = 0.5
"""A value of an exclusive facet needs this share of the mentions of the facet's most frequent value."""

Values = Mapping[str, tuple[str, ...]]
"""Maps a facet to the values that a text has, most frequent first."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet by which cases are compared."""

    name: str
    weight: float
    exclusive: bool
    """Whether two cases differ if they have different values."""
    values: tuple[tuple[str, tuple[str, ...]], ...]
    """Each value with its words, folded and in lower case."""


@cache
def facets() -> tuple[Facet, ...]:
    """The facets of facets.toml, in its order."""
    table = tomllib.loads(resources.files("assistant.drafting").joinpath("facets.toml").read_text("utf-8"))
    return tuple(
        Facet(
            name,
            float(entry["weight"]),
            bool(entry.get("exclusive", False)),
            tuple((v, tuple(fold(w).lower() for w in words)) for v, words in entry["values"].items()),
        )
        for name, entry in table.items()
    )


def values_of(text: str) -> Values:
    """The values that a text has in each facet; facets in which it has none are left out."""
    folded = squeeze(fold(text)).lower()
    found = {}
    for facet in facets():
        mentions = {value: _mentions(folded, words) for value, words in facet.values}
        least = 1.0
        if facet.exclusive:
            often = _OFTEN if len(folded) > _OPENING else 1.0
            least = max(often, _DOMINANT * max(mentions.values()))
        held = [value for value, count in mentions.items() if count >= least]
        if held:
            found[facet.name] = tuple(sorted(held, key=lambda value: -mentions[value]))
    return found


def shared(a: Values, b: Values) -> dict[str, tuple[str, ...]]:
    """The values that two texts share, by facet."""
    both = {name: tuple(v for v in a[name] if v in b[name]) for name in a if name in b}
    return {name: values for name, values in both.items() if values}


def nearness(described: Values, other: Values) -> float:
    """Weighted share of the described values that the other text has as well; 0 to 1."""
    weights = {facet.name: facet.weight for facet in facets()}
    total = sum(weights[name] * len(values) for name, values in described.items())
    common = sum(weights[name] * len(values) for name, values in shared(described, other).items())
    return common / total if total else 0.0


def differences(described: Values, precedent: Values) -> list[str]:
    """The exclusive facets in which a precedent has other values, as Japanese sentences."""
    told = []
    for facet in facets():
        own, theirs = described.get(facet.name, ()), precedent.get(facet.name, ())
        if facet.exclusive and own and theirs and not set(own) & set(theirs):
            told.append(f"{facet.name}: 先例は{_listed(theirs)}、本件は{_listed(own)}")
    return told


def _listed(values: Sequence[str]) -> str:
    return "・".join(values)


def _mentions(folded: str, words: Sequence[str]) -> float:
    """Counts the mentions that are not denied; a mention after the opening counts half."""
    counted = 0.0
    for word in words:
        at = folded.find(word)
        while at >= 0:
            end = at + len(word)
            if not _DENIED.match(folded, end):
                counted += 1.0 if at < _OPENING else 0.5
            at = folded.find(word, end)
    return counted
