"""The agenda: a list of headings, and the items that may be cases."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.language import likeness
from corpus.model import CaseKind, Span
from ingest.lines import Line
from ingest.outline.headings import Heading, read_attributes, read_heading
from ingest.outline.wording import kind_of
from ingest.rules import rule

LIKE = 0.75
"""Likeness from which two titles are one: letter-spacing, widths and endings differ between agenda and body."""
_INLINE = rule("agenda.inline")


_TITLED_CELL = rule("agenda.titled_cell")
_COUNTED = rule("agenda.counted")
_READS_AS_TITLE = rule("agenda.reads_as_title")


def _counted(text: str, offset: int) -> list[int]:
    """Where the items begin that one line counts: 「1 …について【…】 2 …の件」; none where they do not read as titles."""
    marks: list[re.Match[str]] = []
    for mark in _COUNTED.pattern.finditer(text, offset):
        if int(mark["n"]) == len(marks) + 1:
            marks.append(mark)
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    titled = all(_READS_AS_TITLE.find(text, m.end(), end) for m, end in zip(marks, ends, strict=False))
    return [mark.start() for mark in marks] if len(marks) > 1 and titled else []


def _entries(lines: Sequence[Line], first_start: int) -> Iterator[tuple[Line, int, int]]:
    """The entries of an agenda list: a line each, or several in one table cell."""
    for at, line in enumerate(lines):
        start = max(line.span.start, first_start) if at == 0 else line.span.start
        offset = start - line.span.start
        cuts = [m.start() for m in _INLINE.pattern.finditer(line.text, offset)] or _counted(line.text, offset)
        begins = [offset, *(c for c in cuts if c > offset)]
        for begin, end in zip(begins, [*begins[1:], len(line.text)], strict=True):
            titled = _TITLED_CELL.find(line.text, begin, end)
            stop = titled.end() if titled else end
            entry = line.text[begin:stop]
            lead = 0 if "\t" in entry.strip() else len(entry) - len(entry.lstrip())
            if entry.strip():
                yield line, line.span.start + begin + lead, line.span.start + stop


def read_list(lines: Sequence[Line], first_start: int) -> list[Heading]:
    """Read the lines of an agenda field as headings; remarks and wrapped titles join the heading above them."""
    found: list[Heading] = []
    for line, start, end in _entries(lines, first_start):
        if found and (more := read_attributes(line, found[-1])) is not None:
            found[-1] = more
            continue
        heading = read_heading(line, start, end)
        if heading is None or heading.is_section:
            continue
        if heading.level == "plain" and not (
            heading.is_title or heading.department or (found and found[-1].is_open)
        ):
            continue
        if found and heading.level == "plain":
            above = found[-1]
            if above.is_open:
                title = heading.title if above.is_untitled else above.title + heading.title
                begin = heading.span.start if above.is_untitled else above.span.start
                found[-1] = replace(
                    above,
                    title=title,
                    span=Span(begin, heading.span.end),
                    department=heading.department or above.department,
                    department_span=heading.department_span or above.department_span,
                )
                continue
        found.append(heading)
    return found


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda that may be a case."""

    heading: Heading
    groups: tuple[Heading, ...]
    """The headings above it, outermost first."""

    def is_below(self, heading: Heading) -> bool:
        """Whether the agenda lists it under this heading."""
        return any(likeness(group.title, heading.title) >= LIKE for group in self.groups)

    @property
    def is_substantive(self) -> bool:
        """Whether it names a case, neither procedure nor a mere group."""
        return not (self.heading.is_procedural or self.heading.is_group)

    @property
    def kind(self) -> CaseKind:
        """諮問, 答申確認, 報告 or その他, from its own remark, the groups above it, its title."""
        if self.heading.kind is not None:
            return self.heading.kind
        for group in reversed(self.groups):
            if (kind := kind_of(group.title)) is not None:
                return kind
            if group.is_procedural:
                return CaseKind.OTHER
        return kind_of(self.heading.number or "") or kind_of(self.heading.title) or CaseKind.OTHER


def tree(headings: Sequence[Heading]) -> list[Item]:
    """The leaves of a list of headings, each with the groups above it.

    A level that has not been met yet is deeper than the one before; a line without numbering belongs to the group above it.
    """
    above: list[int] = []
    parents: set[int] = set()
    items: list[Item] = []
    for number, heading in enumerate(headings):
        levels = [headings[group].level for group in above]
        if heading.level == "group":
            above.clear()
        elif heading.level in levels:
            del above[levels.index(heading.level) :]
        parents.update(above[-1:])
        items.append(Item(heading, tuple(headings[group] for group in above)))
        above.append(number)
    return [item for number, item in enumerate(items) if number not in parents]
