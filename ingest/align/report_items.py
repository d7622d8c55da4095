"""The items of a report: each consultation that it answers by a conclusion of its own, or the one that it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Span
from ingest.align.items import Item, read_items
from ingest.labels.label import Label, LabelledLine
from ingest.outline.headings import Heading

_LABEL = re.compile(
    r"(?:\d[\s.、]*)?(?:件\s?名|事\s?案(?:名|の名称)?|事件名|諮問(?:件名|案件)|案\s?件(?:名)?|対象事案|題\s?名)[\s:\t]+(?P<title>\S.{5,})"
)
_TITLE = re.compile(
    r"(?P<title>\S.{8,}?(?:について|に関する件|の件|に係る件|審査請求|異議申立て|評価書|に関する答申))(?:\s*[((]?答申(?:書)?[))]?|に(?:関する|ついての)答申)?$"
)
_ASIDE = re.compile(r"[^()]{0,20}答申[^()]{0,12}\((?P<title>[^()]{6,})\)")
_SENTENCE = re.compile(
    r"(?:諮問(?:の?あった|された|を受けた|のありました)|付けで)[^「」。]{0,20}?(?P<title>「[^」]{6,}」[^、。]{0,30}?(?:について|の件|に関し)|[^、。「」]{6,80}?(?:の件|について|に関し))"
)
_NUMBERED = re.compile(r"(?:諮問|類型|第\s?[\d一二三四五六七八九十]+\s?号|事案)")
_POINT = re.compile(r"諮問事項|事項")
_POINTS = frozenset({"circled", "kana", "bullet"})
"""Numberings of the points of one consultation, which are decided as one case."""
_HEAD = 12
"""Lines from the top within which a report says what it is about in a sentence."""


def subject_items(lines: Sequence[LabelledLine], several: Sequence[Item]) -> list[Item]:
    """The one subject of a report; none where no line says it.

    Args:
        lines: the document's lines, labelled.
        several: the consultations that lines name: the number of a single one is kept.
    """
    found = next(_subjects(lines), None)
    if found is None:
        return []
    number = several[0].heading.number if several else None
    return [Item(replace(found, number=number), (), ())]


def several_items(lines: Sequence[LabelledLine]) -> list[Item]:
    """The consultations that lines list or head by number, each once."""
    return [
        item
        for item in read_items(lines)
        if not _POINT.match(item.heading.number or item.title)
        and item.heading.level not in _POINTS
        and (item.heading.number is not None or _NUMBERED.search(item.title) or _is_listed(item, lines))
    ]


def _is_listed(item: Item, lines: Sequence[LabelledLine]) -> bool:
    return any(lines[number].label is Label.AGENDA for number in item.listed if number < len(lines))


def _subjects(lines: Sequence[LabelledLine]) -> Iterator[Heading]:
    """What the report is about, as its lines say it, the surest first."""
    for labelled in lines:
        if labelled.label in (Label.HEAD, Label.TITLE, Label.AGENDA, Label.CASE, Label.ROW) and (
            match := _LABEL.fullmatch(labelled.line.text.strip("\t "))
        ):
            yield _heading(labelled, match["title"])
    for labelled in lines:
        if labelled.label in (Label.TITLE, Label.CASE, Label.AGENDA) and (
            match := _TITLE.match(labelled.line.text.strip())
        ):
            yield _heading(labelled, match["title"])
        if labelled.label is Label.TITLE and (match := _ASIDE.fullmatch(labelled.line.text.strip())):
            yield _heading(labelled, match["title"])
    for labelled in lines[: 2 * _HEAD]:
        if match := _SENTENCE.search(labelled.line.text):
            yield _heading(labelled, match["title"])


def _heading(labelled: LabelledLine, title: str) -> Heading:
    line = labelled.line
    title = re.sub(r"(?:について|に関し)$", "", title.strip()) if title.startswith("「") else title.strip()
    begin = line.span.start + line.text.index(title)
    return Heading(line.number, Span(begin, begin + len(title)), begin, title, "plain", "")
