"""Writes lines as the elements of a page begin and end."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.formats.openers import begins, names_speaker

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody "
        "td tfoot th thead tr ul",
    )
)
_TIGHT = frozenset({"li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"})
_STRONG = frozenset({"b", "strong"})
_FEW = 4
"""Pieces of text that a line which only names a speaker has at most."""
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_SOURCE_BREAK = re.compile(r"(?<=[^\x00-\x7f])[ \t\r]*\n[ \t\r\n]*(?=[^\x00-\x7f])")
"""A line end in the page's source between two Japanese letters: no space is meant there."""


def clean(text: str) -> str:
    """Close white space that only lays out the source."""
    return _SPACE.sub(" ", _SOURCE_BREAK.sub("", text)).strip()


class Writer:
    """Lines as elements begin and end; numbers of ordered lists are written out."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._pieces: list[str] = []
        self._lists: list[Iterator[str] | None] = []
        self._number = ""
        self._verbatim = 0

    def put(self, text: str | None) -> None:
        """Add text to the line; where the source is shown as it stands, its line ends count."""
        if not text:
            return
        if self._verbatim:
            *whole, text = text.split("\n")
            for line in whole:
                self._pieces.append(line)
                self.end_line()
        self._pieces.append(text)

    def end_line(self) -> None:
        """End the line, unless it is empty."""
        line = clean("".join(self._pieces))
        self._pieces.clear()
        if line:
            self.lines.append(f"{self._number} {line}" if self._number and not begins(line) else line)
            self._number = ""

    def part(self, element: HtmlElement) -> None:
        """End the line at the edge of a block; paragraphs are parted by blank lines, items and rows are not."""
        if element.tag in _BLOCKS:
            self.end_line()
            if element.tag not in _TIGHT and self.lines and self.lines[-1]:
                self.lines.append("")

    def start(self, element: HtmlElement) -> None:
        """Begin an element, with the text before the first one in it."""
        self.part(element)
        if element.tag == "br":
            self.end_line()
        if element.tag in ("ol", "ul"):
            self._lists.append(_numbers(element) if element.tag == "ol" else None)
        elif element.tag == "li" and self._lists and (numbers := self._lists[-1]):
            self._number = next(numbers)
        elif element.tag == "pre":
            self._verbatim += 1
        self.put(element.text)

    def end(self, element: HtmlElement) -> None:
        """End an element."""
        self.part(element)
        if element.tag in ("ol", "ul"):
            self._lists.pop()
        elif element.tag == "li":
            self._number = ""
        elif element.tag == "pre":
            self._verbatim -= 1
        elif element.tag in _STRONG and len(self._pieces) <= _FEW and self._parts_name(element.tail or ""):
            self._pieces.append(" ")

    def _parts_name(self, tail: str) -> bool:
        """Whether the line so far is a name in bold, which nothing but that parts from what is said."""
        return tail[:1].isalnum() and names_speaker(clean("".join(self._pieces)))


def _numbers(ordered: HtmlElement) -> Iterator[str]:
    """What stands before the items of an ordered list: 1., a., i. and so on."""
    kind = ordered.get("type", "1")
    start = ordered.get("start", "")
    number = int(start) if start.isdecimal() and len(start) < 5 else 1
    while True:
        letters = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26]
        yield {"a": f"{letters}.", "A": f"{letters.upper()}."}.get(kind, f"{number}.")
        number += 1
