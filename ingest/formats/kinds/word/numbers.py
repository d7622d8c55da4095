"""The numbers that Word shows before headings and list items but does not store in their text."""

import re
from collections import defaultdict
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.formats.numerals import NUMERALS

_PLACE = re.compile(r"%([1-9])")
_MOST_DIGITS = 5
_MOST_STYLES = 20
"""Styles that can be based one on the other before the chain counts as endless."""


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str
    """With a place for the number of each level: 第%1, (%2)."""
    kind: str
    start: int


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    """Lists of one definition count on from each other."""
    levels: dict[int, _Level]
    starts: dict[int, int]
    """Levels that this list starts anew."""


class Numbering:
    """Counts through a document; paragraphs must be asked in their order."""

    def __init__(self, document: Document) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))
        }
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                self._read(relation.target_part.element)

    def _read(self, root: BaseOxmlElement) -> None:
        shared = {a.get(qn("w:abstractNumId")): _levels(a) for a in root.findall(qn("w:abstractNum"))}
        for num in root.findall(qn("w:num")):
            abstract = _value(num, "w:abstractNumId") or ""
            levels, starts = dict(shared.get(abstract, {})), {}
            for override in num.findall(qn("w:lvlOverride")):
                levels |= _levels(override)
                if (start := _number(_value(override, "w:startOverride"))) is not None:
                    starts[_number(override.get(qn("w:ilvl"))) or 0] = start
            self._lists[num.get(qn("w:numId"))] = _List(abstract, levels, starts)

    def of(self, paragraph: BaseOxmlElement) -> str:
        """The number before a paragraph (w:p), with the space after it; empty where it has none or a bullet."""
        key, depth = self._place(paragraph)
        if key not in self._lists or depth not in self._lists[key].levels:
            return ""
        list_ = self._lists[key]
        level, counts = list_.levels[depth], self._counts[list_.abstract]
        if key not in self._begun:
            self._begun.add(key)
            counts |= {at: start - 1 for at, start in list_.starts.items()}
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.kind not in NUMERALS or not level.shape.strip():
            return ""

        def number(place: re.Match[str]) -> str:
            at = int(place.group(1)) - 1
            shown = list_.levels.get(at, level)
            return NUMERALS.get(shown.kind, str)(max(1, counts.get(at, shown.start)))

        return _PLACE.sub(number, level.shape).strip() + " "

    def _place(self, paragraph: BaseOxmlElement) -> tuple[str | None, int]:
        """Which list a paragraph belongs to and how deep, by itself or by its style."""
        properties = paragraph.find(qn("w:pPr"))
        key, depth = _list_of(properties)
        style = _value(properties, "w:pStyle")
        for _ in range(_MOST_STYLES):
            if key is not None or style not in self._styles:
                break
            element = self._styles[style]
            key, own = _list_of(element.find(qn("w:pPr")))
            depth = own if depth is None else depth
            style = _value(element, "w:basedOn")
        return key, depth or 0


def _value(element: BaseOxmlElement | None, tag: str) -> str | None:
    child = element.find(qn(tag)) if element is not None else None
    return child.get(qn("w:val")) if child is not None else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def _list_of(properties: BaseOxmlElement | None) -> tuple[str | None, int | None]:
    numbers = properties.find(qn("w:numPr")) if properties is not None else None
    return _value(numbers, "w:numId"), _number(_value(numbers, "w:ilvl"))


def _levels(parent: BaseOxmlElement) -> dict[int, _Level]:
    return {
        _number(element.get(qn("w:ilvl"))) or 0: _Level(
            _value(element, "w:lvlText") or "",
            _value(element, "w:numFmt") or "decimal",
            1 if (start := _number(_value(element, "w:start"))) is None else start,
        )
        for element in parent.findall(qn("w:lvl"))
    }
