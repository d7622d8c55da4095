"""The sections of a report and whose words stand in them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.language import number
from corpus.model import Role
from ingest.outline.dense import Dense
from ingest.outline.report_headings import Heading, Section, Style, headings
from ingest.rules import Rule, rule

ROLES = {Section.EXECUTIVE: Role.EXECUTIVE, Section.CLAIMANT: Role.UNKNOWN}
"""Whose words stand in a section; all others are the council's."""
_DIVIDED = frozenset(
    {Section.EXECUTIVE, Section.CLAIMANT, Section.JUDGEMENT, Section.OVERVIEW, Section.SUPPLEMENT}
)
_BRACKETED = rule("sections.bracketed")
_PLAIN = rule("sections.plain")
_UNIT = rule("sections.unit")
_GLUED_TITLE = rule("sections.glued_title")
_LONGEST_TITLE = 60
_BEFORE = frozenset("。)」』】》:")


@dataclass(frozen=True, slots=True)
class Part:
    """A section, or a part of one, as places in the dense text."""

    section: Section
    heading: str
    """The headings above it, joined with ' › '."""
    title: int
    """Where its own heading begins."""
    start: int
    end: int


def subheadings(page: Dense, heading: Heading, end: int) -> list[Heading]:
    """The headings (1), (2), … within a section, or 1, 2, … where the section itself is 第1, 一 or 別紙; counted from 1."""
    plain = heading.style in (Style.ORDINAL, Style.KANJI, Style.ENCLOSURE)
    found = _counted(page, _PLAIN, heading.end, end) if plain else []
    return found or _counted(page, _BRACKETED, heading.end, end)


def _marks(page: Dense, marks: Rule, start: int, end: int) -> Iterator[re.Match[str]]:
    """The marks, none of which runs over the end of a line: there a page's number stands above a heading's."""
    while (match := marks.find(page.text, start, end)) is not None:
        line_end = page.line_end(match.start())
        start = min(match.end(), line_end)
        if match.end() <= line_end:
            yield match


def _counted(page: Dense, marks: Rule, start: int, end: int) -> list[Heading]:
    found: list[Heading] = []
    for match in _marks(page, marks, start, end):
        numeral = match["number"] or unicodedata.normalize("NFKC", match.group()).strip("()")
        opens = page.begins_line(match.start()) or page.text[match.start() - 1] in _BEFORE
        counts = marks is _PLAIN and _UNIT.find(page.text, match.end()) and not page.parted(match.end())
        if number(numeral) != len(found) + 1 or not opens or counts:
            continue
        title, stop = match.end(), min(page.line_end(match.start()), end)
        line = page.text[title:stop]
        if len(line) > _LONGEST_TITLE or "。" in line:
            glued = _GLUED_TITLE.find(line)
            if glued is None:
                continue
            stop = title + glued.end()
        if stop > title:
            found.append(Heading(Section.OTHER, match.start(), title, stop, number=len(found) + 1))
    return found


def parts_of(page: Dense) -> list[Part]:
    """Cut a report into its sections, the cover first; none is empty."""
    found = headings(page)
    while found and found[0].section is Section.APPENDIX:
        found = found[1:]
    parts = [Part(Section.COVER, "", 0, 0, found[0].start if found else len(page.text))]
    for heading, end in zip(found, [*(h.start for h in found[1:]), len(page.text)], strict=False):
        above = _label(page, heading)
        subs = subheadings(page, heading, end) if heading.section in _DIVIDED else []
        parts.append(Part(heading.section, above, heading.start, heading.end, subs[0].start if subs else end))
        for sub, stop in zip(subs, [*(h.start for h in subs[1:]), end], strict=False):
            parts.append(Part(heading.section, f"{above} › {_label(page, sub)}", sub.start, sub.end, stop))
    return [part for part in parts if part.start < part.end]


def _label(page: Dense, heading: Heading) -> str:
    mark, title = page.text[heading.start : heading.title], page.text[heading.title : heading.end]
    return f"{mark} {title.rstrip(':')}" if heading.number is not None else title.strip("≪》【】〔〕()《:")
