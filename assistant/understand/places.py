"""Whose documents a question is about: the municipalities and other bodies that it names, in full, in part, or with a slip."""

import re
from collections.abc import Collection
from functools import cache

from corpus.language import find_municipalities

_SHORT_NAME = 2
"""Characters of a name up to which it is not known without its kind: 津市."""
_MISSPELT = 4
"""Characters of a municipality's name from which one wrong character is taken for a slip."""
_FIRST_PLACE = re.compile(
    r"(?!市?区?町村|.{0,5}(?:[各全他隣当本同両諸近]|市町|区町|地区|学区|校区|政区|治区|街区|管区|特別区|選挙区))[一-龠々ヶ]{2,6}[町村区](?=で(?:は|も)?、|で(?!す|し)|の)"
)
"""A town, village or ward that a question begins with; in a document most such words are parts of an address."""
_BODY_PART = 3
"""Characters from which the beginning or the end of a body's name stands for it: 水道企業団 for 澪川水道企業団."""


def slips_in(text: str, held: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Names in a text that are no municipality's and one character off one that is held, each with that one."""
    known = {p.name for p in find_municipalities(text)} | set(held)
    found = []
    for place in find_municipalities(text, unknown=True):
        near = [name for name in held if place.name not in known and _one_off(place.name, name)]
        if len(near) == 1:
            found.append((place.name, near[0]))
    return tuple(found)


def _one_off(name: str, other: str) -> bool:
    """Whether two names of some length differ in one character."""
    return len(name) == len(other) >= _MISSPELT and sum(a != b for a, b in zip(name, other, strict=True)) == 1


def known_in(text: str, held: Collection[str]) -> dict[str, int]:
    """Municipalities named that are real or held, these also without 市, 町 or 村, and where each stands first."""
    at = {p.name: p.span.start for p in find_municipalities(text)}
    at |= {name: text.index(name) for name in held if name in text}
    for name in held:
        if name not in at and (match := without_kind(name).search(text)):
            at[name] = match.start()
    return at


def places_in(text: str, held: Collection[str]) -> tuple[str, ...]:
    """Municipalities named, in order: those known, and names formed like one."""
    at = known_in(text, held)
    for place in find_municipalities(text, unknown=True):
        other = place.name if len(place.name) > _SHORT_NAME else ""
        if other and "各" not in other and not any(other in name or name in other for name in (*held, *at)):
            at[other] = place.span.start
    first = _FIRST_PLACE.match(text)
    if first and not any(first[0] in name or name in first[0] for name in (*held, *at)):
        at[first[0]] = 0
    return tuple(sorted(at, key=lambda name: at[name]))


@cache
def without_kind(name: str) -> re.Pattern[str]:
    """A municipality's name without its kind, where it stands as a word of its own: 吹田の, 小田原では."""
    stem = re.escape(name[:-1]) if len(name) > _SHORT_NAME else "(?!)"
    return re.compile(rf"(?<![一-鿿々ァ-ヶー]){stem}(?![一-鿿々ァ-ヶー])")


def bodies_in(topics: Collection[str], held: Collection[str]) -> tuple[str, ...]:
    """The bodies in the corpus that are no municipality (unions, authorities) and are named in part, by most of their names."""
    named = {
        name: sum(len(t) >= _BODY_PART and (name.startswith(t) or name.endswith(t)) for t in topics)
        for name in sorted(held)
        if not name.endswith(("市", "区", "町", "村"))
    }
    most = max(named.values(), default=0)
    return tuple(name for name, count in named.items() if count == most) if most else ()
