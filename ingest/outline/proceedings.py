"""Classifies the headings of the proceedings: a case, a group of cases, a section of a case, procedure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.language import likeness
from corpus.model import Span
from ingest.lines import Line
from ingest.outline.agenda import LIKE, Item, read_list, tree
from ingest.outline.front import Front, read_label
from ingest.outline.headings import Heading, merged, read_attributes, read_heading
from ingest.outline.wording import kind_of
from ingest.rules import rule

_SAME = 0.9
_TITLE_LEAST = 6
"""Least characters of a line that can be a repeated title."""


class Sort(Enum):
    """The class of a heading."""

    CASE = auto()
    GROUP = auto()
    SECTION = auto()
    PROCEDURE = auto()
    APPENDIX = auto()


@dataclass(frozen=True, slots=True)
class Placed:
    """A heading of the proceedings."""

    heading: Heading
    sort: Sort
    item: int | None = None
    """Index of the item that the heading of a case names."""
    lines: tuple[int, ...] = ()
    """Numbers of its lines."""


def read_agenda(lines: Sequence[Line], front: Front) -> list[Item]:
    """The agenda items of the front matter: the list under 議題, else numbered and bulleted lines."""
    headings: list[Heading] = []
    for field in front.of("agenda"):
        label = read_heading(field.lines[0], end=field.value.start)
        if label is not None and label.is_group and kind_of(label.title) is not None:
            headings.append(label)
        headings += read_list(field.lines, field.value.start)
    if not headings:
        loose = [line for line in lines[: front.body] if read_label(line) is None]
        headings = [h for h in read_list(loose, 0) if h.level != "plain" and h.names_an_item] if loose else []
    return tree(headings)


def first_repeat(lines: Sequence[Line], begin: int, end: int) -> int | None:
    """The first line from `begin` to `end` whose heading repeats an earlier one: there the proceedings begin."""
    seen: list[Heading] = []
    for line in lines[begin:end]:
        heading = read_heading(line)
        if heading is None or heading.level == "plain" or len(heading.key) < _TITLE_LEAST:
            continue
        for earlier in seen:
            marked_alike = heading.level == earlier.level and heading.ordinal == earlier.ordinal
            if (heading.level != earlier.level or (marked_alike and heading.ordinal)) and (
                likeness(heading.title, earlier.title) >= _SAME
            ):
                return line.number
        seen.append(heading)
    return None


class _Placer:
    """Reads the proceedings once and classifies each heading."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = list(items)
        self.open = [i for i, item in enumerate(items) if not item.heading.is_procedural]
        self.listed = bool([i for i in self.open if not items[i].heading.is_group])
        self.groups = {group for item in items for group in item.groups}
        self.placed: list[Placed] = []
        self.path: list[Heading] = []
        self.over = False
        """Whether only lists of documents follow."""

    def match(self, heading: Heading) -> int | None:
        """The index of the item that the heading names, among those without a heading so far."""
        scores = [
            (
                1.0
                if item.heading.number and item.heading.number == heading.number
                else likeness(item.heading.title, heading.title),
                -i,
            )
            for i in self.open
            if (item := self.items[i])
        ]
        if not scores or max(scores)[0] < LIKE:
            return None
        return -max(scores)[1]

    def add(self, heading: Heading, sort: Sort, item: int | None, lines: tuple[int, ...]) -> None:
        self.placed.append(Placed(heading, sort, item, lines))
        if sort is Sort.GROUP:
            levels = [h.level for h in self.path]
            if heading.level in levels:
                del self.path[levels.index(heading.level) :]
            self.path.append(heading)
        elif sort is Sort.CASE and self.path and self.path[-1].level == heading.level:
            self.path.pop()

    def begin(self, heading: Heading, line: int) -> None:
        """Begin a case that is not on the agenda. If the heading right above only names a group, it is no case."""
        last = self.placed[-1] if self.placed else None
        if last is not None and last.sort is Sort.CASE and line - 1 in last.lines and last.heading.is_group:
            self.placed.pop()
            self.add(last.heading, Sort.GROUP, None, last.lines)
        if self.path and self.path[-1].level == heading.level:
            self.path.pop()
        self.items.append(Item(heading, tuple(self.path)))
        self.add(heading, Sort.CASE, len(self.items) - 1, (line,))

    def take(self, line: Line, in_speech: bool) -> bool:
        """Read a line without a speaker's mark; return whether it is a heading."""
        last = self.placed[-1] if self.placed else None
        follows = last is not None and line.number - 1 in last.lines
        if last is not None and follows and (more := read_attributes(line, last.heading)) is not None:
            self.placed[-1] = replace(last, heading=more, lines=(*last.lines, line.number))
            if last.item is not None:
                listed = self.items[last.item]
                said = more if listed.heading == last.heading else merged(listed.heading, more)
                self.items[last.item] = replace(listed, heading=said)
            return True
        heading = read_heading(line)
        if heading is None or line.is_row:
            return False
        if (
            last is not None
            and follows
            and last.sort is Sort.CASE
            and last.item is not None
            and _belongs(heading, last.heading)
        ):
            titled = _joined(last.heading, heading)
            self.placed[-1] = replace(last, heading=titled, lines=(*last.lines, line.number))
            listed = self.items[last.item]
            if listed.heading == last.heading or listed.heading.is_untitled:
                self.items[last.item] = replace(listed, heading=merged(titled, listed.heading))
            return True
        at = (line.number,)
        if self.over or heading.is_appendix:
            self.over = True
            self.add(heading, Sort.APPENDIX, None, at)
        elif (item := self.match(heading)) is not None:
            self.open.remove(item)
            self.items[item] = replace(self.items[item], heading=merged(self.items[item].heading, heading))
            self.add(heading, Sort.CASE, item, at)
        elif heading.is_procedural and heading.level != "plain":
            self.add(heading, Sort.PROCEDURE if not heading.is_group else Sort.GROUP, None, at)
        elif heading.level != "plain" and (
            heading.is_group or any(likeness(g.title, heading.title) >= _SAME for g in self.groups)
        ):
            self.add(heading, Sort.GROUP, None, at)
        elif heading.is_section:
            self.add(heading, Sort.SECTION, None, at)
        elif self._begins_case(heading, follows and last is not None and last.sort is Sort.GROUP, in_speech):
            self.begin(heading, line.number)
        elif not in_speech and heading.level != "plain" and not line.is_sentence and len(heading.key) <= 40:
            self.add(heading, Sort.SECTION, None, at)
        else:
            return False
        return True

    def _begins_case(self, heading: Heading, below_group: bool, in_speech: bool) -> bool:
        if below_group and heading.is_title and not in_speech:
            return True
        if heading.level == "word" or (heading.number is not None and heading.level != "plain"):
            return heading.level != "number" or not in_speech
        if self.listed or heading.level == "plain" or (in_speech and heading.level == "bullet"):
            return False
        return heading.is_title


_CHILD = rule("proceedings.child")


def _belongs(heading: Heading, above: Heading) -> bool:
    """Whether a heading right below a case's heading continues it."""
    if above.is_untitled:
        return heading.level == "plain" and not heading.is_section
    return bool(_CHILD.find(heading.key)) and heading.level != above.level


def _joined(above: Heading, heading: Heading) -> Heading:
    if above.is_untitled:
        return replace(above, title=heading.title, span=heading.span)
    unit = re.sub(r"(?:案件|分|関係)$", "", heading.title)
    return merged(
        above,
        replace(
            heading, department=unit, department_span=Span(heading.span.start, heading.span.start + len(unit))
        ),
    )


def place_headings(
    lines: Sequence[Line],
    body: int,
    skipped: Collection[int],
    marked: Collection[int],
    items: Sequence[Item],
    results: Sequence[Heading] = (),
) -> tuple[list[Item], list[Placed]]:
    """Find and classify the headings of the proceedings.

    Args:
        lines: the document.
        body: number of the first line of the proceedings.
        skipped: lines that are no part of the record.
        marked: lines that begin with a speaker's mark.
        items: what the agenda lists.
        results: the lines of a list that sums up the results.

    Returns:
        The items, those that only the proceedings name added at the end, and the headings in order.
    """
    placer = _Placer(items)
    in_speech = False
    summed_up = {heading.line: heading for heading in results}
    for line in lines[body:]:
        if line.number in skipped:
            continue
        if (result := summed_up.get(line.number)) is not None:
            placer.add(result, Sort.APPENDIX, None, ())
            in_speech = False
            continue
        if line.number in marked:
            in_speech = True
        elif placer.take(line, in_speech):
            in_speech = False
    return placer.items, _with_lost_headings(placer)


def _with_lost_headings(placer: _Placer) -> list[Placed]:
    """Add missing headings of cases: if the sections of a case begin again, the next agenda item begins."""
    found: list[Placed] = []
    opening: Heading | None = None
    in_case = False
    waiting = list(placer.open)
    for placed in placer.placed:
        if placed.sort is Sort.SECTION and in_case:
            if opening is None:
                opening = placed.heading
            elif waiting and _restarts(placed.heading, opening):
                item = waiting.pop(0)
                lost = replace(placer.items[item].heading, start=placed.heading.start, line=placed.heading.line)
                found.append(Placed(lost, Sort.CASE, item))
        elif placed.sort is not Sort.SECTION:
            in_case, opening = placed.sort is Sort.CASE, None
        found.append(placed)
    return found


def _restarts(heading: Heading, opening: Heading) -> bool:
    return (heading.level, heading.ordinal, heading.key) == (opening.level, opening.ordinal, opening.key)
