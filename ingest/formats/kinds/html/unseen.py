"""What a page holds but does not show, and what it strikes out."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_STRIKING = frozenset({"del", "s", "strike"})
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"\s*[a-z]*([.#][\w-]+)\s*")
"""One class or id, and nothing that depends on where it stands."""


class Unseen:
    """How one page hides and strikes out."""

    def __init__(self, tree: HtmlElement) -> None:
        rules = list(_rules(_COMMENT.sub("", "".join(style.text or "" for style in tree.iter("style")))))
        self._hidden = frozenset(_names(rules, _HIDDEN))
        self._struck = frozenset(_names(rules, _STRUCK))

    def hides(self, element: HtmlElement) -> bool:
        """Whether the element is not shown."""
        attribute = element.get("hidden")
        if attribute is not None and attribute.lower() != "until-found":
            return True
        return bool(_HIDDEN.search(element.get("style", ""))) or self._named(element, self._hidden)

    def strikes(self, element: HtmlElement) -> bool:
        """Whether the element is struck out."""
        return (
            element.tag in _STRIKING
            or bool(_STRUCK.search(element.get("style", "")))
            or self._named(element, self._struck)
        )

    @staticmethod
    def _named(element: HtmlElement, names: frozenset[str]) -> bool:
        if not names:
            return False
        own = {f".{name}" for name in element.get("class", "").split()}
        return not names.isdisjoint(own | {f"#{element.get('id', '')}"})


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet: selectors and style. Those for print or narrow screens count as one each."""
    depth = begin = inside = 0
    for brace in _BRACE.finditer(sheet):
        if brace[0] == "{":
            inside = brace.end() if depth == 0 else inside
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield sheet[begin : inside - 1], sheet[inside : brace.start()]
                begin = brace.end()


def _names(rules: list[tuple[str, str]], wanted: re.Pattern[str]) -> Iterator[str]:
    """The classes (.name) and ids (#name) whose style is as wanted."""
    for selectors, style in rules:
        if wanted.search(style):
            for selector in selectors.split(","):
                if found := _SELECTOR.fullmatch(selector):
                    yield found[1]
