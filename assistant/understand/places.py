"""Whose documents a question is about: the municipalities and other bodies that it names, in full, in part, or with a slip."""

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cache

from assistant.understand.followup import Standalone
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


def put_right(asked: Standalone, held: Collection[str]) -> tuple[Standalone, tuple[tuple[str, str], ...]]:
    """The question with names that are no municipality's and one character off one that is held put right, and these."""
    known = {p.name for p in find_municipalities(asked.text)} | set(held)
    found = []
    for place in find_municipalities(asked.text, unknown=True):
        near = [name for name in held if place.name not in known and _one_off(place.name, name)]
        if len(near) == 1:
            found.append((place.name, near[0]))
    for wrong, right in found:
        asked = replace(asked, text=asked.text.replace(wrong, right), focus=asked.focus.replace(wrong, right))
    return asked, tuple(found)


def _one_off(name: str, other: str) -> bool:
    """Whether two names of some length differ in one character."""
    return len(name) == len(other) >= _MISSPELT and sum(a != b for a, b in zip(name, other, strict=True)) == 1


def places_in(text: str, held: Collection[str]) -> tuple[str, ...]:
    """Municipalities named, in order: real ones, those held, these also without 市, 町 or 村, and names formed like one."""
    at = {p.name: p.span.start for p in find_municipalities(text)}
    at |= {name: text.index(name) for name in held if name in text}
    for name in held:
        if name not in at and (match := without_kind(name).search(text)):
            at[name] = match.start()
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
