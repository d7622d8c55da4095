"""The items that a record lists or heads: what its lines may be aligned to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from corpus.language import coverage, likeness, squeeze
from corpus.model import Span
from ingest.align.titles import Titles
from ingest.labels.label import Label, LabelledLine
from ingest.lines import Line
from ingest.outline.headings import Heading, read_attributes, read_heading

_MOST = 400
"""Entries and headings that are looked at: no record lists more."""
_SAME = 0.7
"""Likeness from which two titles name one item."""
_HELD = 0.85
"""Share of a shorter title's character pairs that a longer one must hold to name the same item."""
_HEAD_ROW = re.compile(
    r"(?:番号|件名|議題|案件|結果|担当|所管|諮問|内容|区分|備考|概要|審議|議案|事項|課|名|等|の|No\.?|[\s\t・])+"
)
_COLUMN = 25
"""Characters up to which a cell may name a column."""
_ORDINAL = (
    r"[\d一二三四五六七八九十壱弐参]{1,3}|[①-⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ甲乙丙丁戊]|[ア-オイロハニホヘトA-Z](?![ァ-ヴーA-Za-z])"
)
_NAMED = re.compile(
    rf"(?:第\s?\d部\s*)?(?P<alias>(?:議題|議案|案件|日程|議事|案|その|報告|審議|諮問|協議|付議|事案|件名)(?:事項|案件)?\s?第?\s?(?P<n>{_ORDINAL})\s?(?:号|番)?)(?=[\s、:.)】〕》]|「|$)[\s、:.)】〕》]*"
)
"""Begins a heading with a word and an ordinal: 日程第2, 議案乙, その一."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a record lists, heads or announces; a case or procedure."""

    heading: Heading
    """How it is named: title, number, department and kind as written."""
    listed: tuple[int, ...]
    """Numbers of the lines that list it: agenda entries and rows of results."""
    heads: tuple[int, ...] = ()
    """Numbers of the heading lines that open its treatment."""
    groups: tuple[str, ...] = ()
    """The headings above it, outermost first."""

    @property
    def title(self) -> str:
        """Its title."""
        return self.heading.title

    def same(self, other: Heading) -> bool:
        """Whether another heading names this item: by its number, or by its title."""
        ours = self.heading
        if ours.number and other.number:
            return squeeze(ours.number) == squeeze(other.number)
        if likeness(ours.title, other.title) >= _SAME:
            return True
        short, long = sorted((ours.title, other.title), key=len)
        if len(squeeze(short)) >= 6 and coverage(short, long) >= _HELD:
            return True
        return (
            bool(ours.ordinal)
            and (ours.level, ours.ordinal) == (other.level, other.ordinal)
            and (ours.is_untitled or other.is_untitled or squeeze(short) == "")
        )


def _plain(line: Line, start: int, end: int) -> Heading:
    text = line.text[start - line.span.start : end - line.span.start]
    kept = text.strip().strip("。:")
    begin = start + text.index(kept) if kept else start
    return Heading(line.number, Span(begin, begin + len(kept)), start, kept, "plain", "")


def heading_of(labelled: LabelledLine, titles: Titles) -> Heading:
    """Read a line as a heading, whatever it looks like.

    Args:
        labelled: the line.
        titles: of its document.
    """
    line = labelled.line
    start, end = line.span.start, line.span.end
    part = titles.choose(labelled)
    flat = replace_tabs(line)
    whole = read_heading(flat)
    if part is None:
        return _named(whole or _plain(line, start, end))
    span = Span(start + part[0], start + part[1])
    read = whole or read_heading(flat, start, span.end) or _plain(line, start, end)
    heading = _named(read)
    return heading if heading.is_untitled else replace(heading, title=span_text(line, span), span=span)


def span_text(line: Line, span: Span) -> str:
    """What stands in a span of a line."""
    return line.text[span.start - line.span.start : span.end - line.span.start]


def _named(heading: Heading) -> Heading:
    """Take a word with an ordinal at the beginning of a title for the item's numbering."""
    match = _NAMED.match(heading.title)
    if match is None or heading.level not in ("plain", "group"):
        return heading
    rest = heading.title[match.end() :].strip()
    if not rest:
        return replace(
            heading, level="word", ordinal=match["n"], number=heading.number or squeeze(match["alias"])
        )
    begin = heading.span.start + heading.title.index(rest, match.end())
    inner = _with_number(rest)
    found = replace(heading, level="word", ordinal=match["n"], title=rest, span=Span(begin, begin + len(rest)))
    return replace(found, number=found.number or inner or squeeze(match["alias"]))


_NUMBER = re.compile(r"(?:諮問|報告|議案|答申)第\s?\d+\s?号")


def _with_number(title: str) -> str | None:
    match = _NUMBER.match(title)
    return squeeze(match[0]) if match else None


def replace_tabs(line: Line) -> Line:
    """The line with spaces in the place of TABs, as long as it was."""
    return Line(line.number, line.span, line.text.replace("\t", " "))


def _entries(lines: Sequence[LabelledLine], titles: Titles) -> Iterator[tuple[Label, Heading]]:
    """The headings that name items, in the order in which they stand; wrapped titles and remarks join the one above."""
    above: Heading | None = None
    label_above: Label | None = None
    for labelled, below in zip(lines, (*lines[1:], None), strict=True):
        line, label = labelled.line, labelled.label
        if label not in (Label.AGENDA, Label.CASE, Label.ROW):
            if above is not None and label_above is not None:
                yield label_above, above
            above = label_above = None
            continue
        if label is Label.ROW and (_HEAD_ROW.fullmatch(line.text) or (not above and _is_head_row(line, below))):
            continue
        heading = heading_of(labelled, titles)
        if above is not None and label is label_above and label is not Label.ROW:
            if (more := read_attributes(line, above)) is not None:
                above = more
                continue
            if heading.level == "plain" and (above.is_open or (len(above.title) > 16 and label is Label.CASE)):
                above = _joined(above, heading)
                continue
        if above is not None and label_above is not None:
            yield label_above, above
        above, label_above = heading, label
    if above is not None and label_above is not None:
        yield label_above, above


def _is_head_row(line: Line, below: LabelledLine | None) -> bool:
    """Whether the first row of a table names its columns: no numbers, and much shorter than the row below it."""
    if below is None or below.label is not Label.ROW:
        return False
    names, values = line.text.split("\t"), below.line.text.split("\t")
    short = not any(c.isdigit() for c in line.text) and max(map(len, names)) <= _COLUMN
    return short and 1 < len(names) == len(values) and len(below.line.text) > 2 * len(line.text)


def _joined(above: Heading, below: Heading) -> Heading:
    title = below.title if above.is_untitled else above.title + below.title
    begin = below.span.start if above.is_untitled else above.span.start
    return replace(
        above,
        title=title,
        span=Span(begin, below.span.end),
        department=below.department or above.department,
        department_span=below.department_span or above.department_span,
    )


def _parents(headings: Sequence[tuple[Label, Heading]]) -> tuple[list[tuple[Heading, ...]], set[int]]:
    """The headings above each one, and the positions of those that have others below."""
    stack: list[int] = []
    paths: list[tuple[Heading, ...]] = []
    parents: set[int] = set()
    label_before: Label | None = None
    for at, (label, heading) in enumerate(headings):
        if label is not label_before:
            stack, label_before = [], label
        levels = [headings[i][1].level for i in stack]
        if heading.level == "group":
            stack = []
        elif heading.level in levels:
            del stack[levels.index(heading.level) :]
        if (
            stack
            and heading.level != "plain"
            and label is Label.AGENDA
            and _may_have_below(headings[stack[-1]][1])
        ):
            parents.add(stack[-1])
        paths.append(tuple(headings[i][1] for i in stack))
        stack.append(at)
    return paths, parents


def _may_have_below(heading: Heading) -> bool:
    return heading.is_group or heading.is_procedural or (not heading.number and len(heading.key) <= 10)


def read_items(lines: Sequence[LabelledLine]) -> list[Item]:
    """The items of a record, in the order in which they are first named.

    Args:
        lines: the document's lines with their labels.
    """
    entries = list(islice(_entries(lines, Titles(lines)), _MOST))
    paths, parents = _parents(entries)
    groups = _groups(lines)
    items: list[Item] = []
    for at, (label, heading) in enumerate(entries):
        if at in parents or heading.is_group:
            continue
        above = (*groups[heading.line], *(h.title for h in paths[at]))
        place = (heading.line,)
        known = next((i for i, item in enumerate(items) if item.same(heading)), None)
        if known is None and label is Label.CASE:
            known = _by_ordinal(items, heading)
        if known is None:
            heads = place if label is Label.CASE else ()
            items.append(Item(heading, () if heads else place, heads, above))
            continue
        item = items[known]
        merged = _merged(item.heading, heading)
        if label is Label.CASE:
            items[known] = replace(item, heading=merged, heads=(*item.heads, *place))
        else:
            items[known] = replace(item, heading=merged, listed=(*item.listed, *place))
    return items


def _by_ordinal(items: Sequence[Item], heading: Heading) -> int | None:
    """The listed item without a head of its own that bears the heading's number and shares some of its words."""
    if not heading.ordinal:
        return None
    fitting = [
        i
        for i, item in enumerate(items)
        if item.listed
        and not item.heads
        and item.heading.ordinal == heading.ordinal
        and item.heading.level == heading.level
    ]
    if len(fitting) != 1:
        return None
    item = items[fitting[0]]
    short, long = sorted((item.title, heading.title), key=len)
    return fitting[0] if len(squeeze(short)) <= 4 or coverage(short, long) >= 0.4 else None


def _merged(known: Heading, met: Heading) -> Heading:
    titled = met if known.is_untitled or (len(known.key) < 5 and len(met.key) > len(known.key)) else known
    return replace(
        titled,
        department=known.department or met.department,
        department_span=known.department_span or met.department_span,
        number=known.number or met.number,
        number_span=known.number_span or met.number_span,
        kind=known.kind or met.kind,
        kind_span=known.kind_span or met.kind_span,
        ordinal=known.ordinal or met.ordinal,
        level=known.level,
    )


def _groups(lines: Sequence[LabelledLine]) -> dict[int, tuple[str, ...]]:
    """For each line the group heading above it."""
    found: dict[int, tuple[str, ...]] = {}
    above: tuple[str, ...] = ()
    for labelled in lines:
        if labelled.label is Label.GROUP:
            above = (labelled.line.text.strip(),)
        elif labelled.label is Label.HEAD:
            above = ()
        found[labelled.line.number] = above
    return found
