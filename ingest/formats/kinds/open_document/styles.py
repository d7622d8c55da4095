"""The styles of an OpenDocument text: what they hide and strike out, and the numbers of its lists."""

from collections import Counter
from collections.abc import Sequence

from lxml.etree import _Element

from ingest.formats.numerals import NUMERALS

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_MOST_STYLES = 20
"""Styles that can be based one on the other before the chain counts as endless."""
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "ア, イ, ウ, ...": "aiueo",
    "イ, ロ, ハ, ...": "iroha",
    "一, 二, 三, ...": "japaneseCounting",
    "①, ②, ③, ...": "decimalEnclosedCircle",
    "１, ２, ３, ...": "decimalFullWidth",
}
"""How OpenDocument names what Word names otherwise."""


def of(space: str, name: str) -> str:
    """The tag `name` of a name space: text, table, style, drawing."""
    return f"{{{_SPACE.format({'draw': 'drawing'}.get(space, space))}}}{name}"


def office(name: str) -> str:
    """The tag `name` of the office name space."""
    return of("office", name)


class Styles:
    """The styles of one document."""

    def __init__(self, roots: Sequence[_Element]) -> None:
        self._styles: dict[str, _Element] = {}
        self._lists: dict[str, _Element] = {}
        for root in roots:
            self._styles |= {style.get(of("style", "name")): style for style in root.iter(of("style", "style"))}
            self._lists |= {
                style.get(of("style", "name")): style for style in root.iter(of("text", "list-style"))
            }
        self._known: dict[str, bool] = {}
        self._counts: dict[str, Counter[int]] = {}

    def hides(self, element: _Element) -> bool:
        """Whether the style of a paragraph or a span hides it or strikes it out, or it says itself that it is hidden."""
        if element.get(of("text", "is-hidden")) == "true":
            return True
        name = element.get(of("text", "style-name"), "")
        if name not in self._known:
            self._known[name] = self._style_hides(name)
        return self._known[name]

    def _style_hides(self, name: str) -> bool:
        for _ in range(_MOST_STYLES):
            style = self._styles.get(name)
            if style is None:
                return False
            for properties in style.iterchildren(of("style", "text-properties")):
                struck = (
                    properties.get(of("style", "text-line-through-style")),
                    properties.get(of("style", "text-line-through-type")),
                )
                if properties.get(of("text", "display")) == "none" or any(
                    s not in (None, "none") for s in struck
                ):
                    return True
            name = style.get(of("style", "parent-style-name"), "")
        return False

    def number(self, style: str, depth: int, item: _Element) -> str:
        """The number before an item of a list, with the space after it; empty for a bullet.

        Items must be asked in their order; a list counts on where another of its style ended only if it says so.
        """
        parent = item.getparent()
        counts = self._counts.setdefault(style, Counter())
        first = item.getprevious() is None
        if (
            first
            and parent.get(of("text", "continue-numbering")) != "true"
            and not parent.get(of("text", "continue-list"))
        ):
            counts[depth] = 0
        level = next(
            (
                level
                for level in self._lists.get(style, ())
                if level.tag == of("text", "list-level-style-number")
                and level.get(of("text", "level")) == str(depth)
            ),
            None,
        )
        if level is None:
            return ""
        start = int(level.get(of("text", "start-value"), "1"))
        counts[depth] += 1
        form = _FORMATS.get(level.get(of("style", "num-format"), ""))
        if form is None:
            return ""
        number = NUMERALS[form](start - 1 + counts[depth])
        return f"{level.get(of('style', 'num-prefix'), '')}{number}{level.get(of('style', 'num-suffix'), '')} "
