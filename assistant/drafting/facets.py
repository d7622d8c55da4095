"""By what a council tells cases apart: legal question, kind of data, processing, route, partner, people, safeguards."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from corpus.language import fold, squeeze

_OPENING = 1500
"""Characters at the head of a text in which one mention of a value is enough; further on it takes two."""
_DENIED = re.compile(
    r"(?:に|と|へ|から)?は?(?:直接)?(?:接続|公開|利用|使用|提供|保存)?(?:し|され|を)?ない|から切り離|とは?分離"
)
"""Right behind a word: that the thing is not there."""
_OFTEN = 2.0
"""Mentions from which a long text has the value of an exclusive facet: what is named in passing is no difference."""
_DOMINANT = 0.5
"""Share of the most frequent value's mentions from which a value of an exclusive facet counts."""

Values = Mapping[str, tuple[str, ...]]
"""Facet to the values that a text has in it, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One point of comparison."""

    name: str
    weight: float
    exclusive: bool
    """Whether another value is a difference."""
    values: tuple[tuple[str, tuple[str, ...]], ...]
    """Each value with the words for it, folded and in lower case."""


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
    """Facet to the values that two texts have in common."""
    both = {name: tuple(v for v in a[name] if v in b[name]) for name in a if name in b}
    return {name: values for name, values in both.items() if values}


def nearness(described: Values, other: Values) -> float:
    """Weighted share of the described values that the other text has too, 0 to 1."""
    weights = {facet.name: facet.weight for facet in facets()}
    total = sum(weights[name] * len(values) for name, values in described.items())
    common = sum(weights[name] * len(values) for name, values in shared(described, other).items())
    return common / total if total else 0.0


def differences(described: Values, precedent: Values) -> list[str]:
    """What a precedent has otherwise, as sentences for the reader."""
    told = []
    for facet in facets():
        own, theirs = described.get(facet.name, ()), precedent.get(facet.name, ())
        if facet.exclusive and own and theirs and not set(own) & set(theirs):
            told.append(f"{facet.name}: 先例は{_listed(theirs)}、本件は{_listed(own)}")
    return told


def _listed(values: Sequence[str]) -> str:
    return "・".join(values)


def _mentions(folded: str, words: Sequence[str]) -> float:
    """How often the words stand undenied; one mention outside the opening counts half."""
    counted = 0.0
    for word in words:
        at = folded.find(word)
        while at >= 0:
            end = at + len(word)
            if not _DENIED.match(folded, end):
                counted += 1.0 if at < _OPENING else 0.5
            at = folded.find(word, end)
    return counted
