"""The headings of a report, however they are numbered, spaced or glued."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from corpus.language import NUMERAL, number
from ingest.outline.dense import Dense
from ingest.rules import rule


class Section(Enum):
    """What a section of a report holds."""

    COVER = "表書き"
    CONCLUSION = "結論"
    SUBJECT = "件名"
    PURPOSE = "申立ての趣旨"
    EXECUTIVE = "実施機関の説明"
    CLAIMANT = "申立人の意見"
    OVERVIEW = "概要"
    JUDGEMENT = "判断"
    SUPPLEMENT = "付言"
    COURSE = "経過"
    MEMBERS = "委員"
    APPENDIX = "別表"
    OTHER = "その他"


class Style(Enum):
    """How a heading is numbered."""

    ORDINAL = "第1"
    KANJI = "一"
    PLAIN = "1"
    ENCLOSURE = "別紙1"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, as places in the dense text."""

    section: Section
    start: int
    """Where its number begins."""
    title: int
    """Where its wording begins."""
    end: int
    style: Style = Style.NONE
    number: int | None = None


_HEADING = rule("report_headings.heading")
BEGINS = re.compile(
    "[第0-9○一二三四五六七八九零十百千IVXⅠ-Ⅹ■◆●◎□◇≪《【〔(本当結答審調委協主異不申開参請実原処諮執担所被非再苦事件業務案制は背検判理条要付附留おそ構関別<資]"
)
"""Characters with which a heading of known wording may begin: the search passes over all others, five of six."""
_TAIL = rule("report_headings.tail")
_GOES_ON = rule("report_headings.goes_on")
_BEFORE = frozenset("。)」』】》:")
"""What may stand right before a heading that is glued to the text above it."""
_WEAK = frozenset({Section.SUPPLEMENT, Section.MEMBERS, Section.APPENDIX, Section.SUBJECT})
"""Sections named by common words: only a line of its own makes such a word a heading."""
_SHORTEST = 4
_FURTHER = 4
"""How far the numbers of two headings in sequence may lie apart, where one between them was not recognised."""
_LONGEST_UNKNOWN = 40
_UNKNOWN = {
    Style.ORDINAL: rule("report_headings.ordinal"),
    Style.KANJI: rule("report_headings.kanji"),
    Style.PLAIN: rule("report_headings.plain"),
}


_ENCLOSURE = rule("report_headings.enclosure")
_OF_AN_ENCLOSURE = frozenset({Section.CONCLUSION, Section.SUPPLEMENT, Section.SUBJECT, Section.OVERVIEW})
"""Sections that only the title of an enclosure begins, where a report has several: what is numbered inside one is of it."""


def headings(page: Dense) -> list[Heading]:
    """The main headings of a report, in order; numbers that run backwards are no headings."""
    known = list(_known(page))
    enclosures = list(_enclosures(page))
    if len(enclosures) > 1:
        lead = {enclosure.start: enclosure.end for enclosure in enclosures}
        inner = (h for h in known if not any(start <= h.start < end for start, end in lead.items()))
        kept = (h for h in inner if h.start < enclosures[0].start or h.section not in _OF_AN_ENCLOSURE)
        return sorted([*enclosures, *kept], key=lambda heading: heading.start)
    styles = Counter(heading.style for heading in known if heading.number is not None)
    main = styles.most_common(1)[0][0] if styles else Style.NONE
    begin = next((heading.start for heading in known if heading.style is main), 0)
    found: list[Heading] = []
    last = 0
    for heading in sorted(
        [*known, *_unknown(page, main, begin)], key=lambda h: (h.start, h.section is Section.OTHER)
    ):
        if found and heading.start < found[-1].end:
            continue
        if heading.number is not None:
            if heading.style is main and heading.start == begin:
                last = 0
            elif heading.style is not main and heading.start > begin:
                continue
            follows = (
                heading.number == last + 1
                if heading.section is Section.OTHER
                else (not last or last <= heading.number <= last + _FURTHER)
            )
            if not follows:
                continue
            last = heading.number
        found.append(heading)
    return _with_tail(page, found)


def _enclosures(page: Dense) -> Iterator[Heading]:
    """別紙1, 別紙2, … each before a known wording, on its line or on the one below, which titles it."""
    for line in page.lines:
        mark = _ENCLOSURE.find(page.text, line)
        if mark is None:
            continue
        end = page.line_end(line if mark.end() < page.line_end(line) else mark.end())
        match = _HEADING.pattern.fullmatch(page.text, mark.end(), end) if mark.end() < end else None
        if match is not None and match["mark"] is None:
            yield Heading(_section(match), line, mark.end(), end, Style.ENCLOSURE)


def _section(match: re.Match[str]) -> Section:
    return next(s for s in Section if match.groupdict().get(s.name) is not None)


def _known(page: Dense) -> Iterator[Heading]:
    """Headings of known wording."""
    at = 0
    while (match := _next(page.text, at)) is not None:
        section = _section(match)
        heading = _numbered(section, match["mark"] or "", match.start(), match.start("wording"), match.end())
        if _stands(page, match, heading):
            yield heading
            at = match.end()
        else:
            # The digit behind 別紙 may number the next heading.
            at = match.start(section.name) + 2 if section is Section.APPENDIX else match.end()


def _next(text: str, at: int) -> re.Match[str] | None:
    """The first known wording at or after a place."""
    places = (begin.start() for begin in BEGINS.finditer(text, at))
    return next((match for place in places if (match := _HEADING.pattern.match(text, place))), None)


def _stands(page: Dense, match: re.Match[str], heading: Heading) -> bool:
    """Whether a known wording stands as a heading, not within a sentence."""
    wording = match["wording"]
    opens = page.begins_line(heading.start)
    closes = page.begins_line(heading.end) or match["close"] is not None
    if opens and (closes or (heading.section is Section.SUBJECT and page.parted(heading.end))):
        return True
    if opens and heading.section is Section.APPENDIX and page.parted(heading.end):
        return "。" not in page.text[heading.end : page.line_end(heading.start)]
    if closes and heading.section is Section.CONCLUSION and "会の" in wording:
        return True
    if closes and heading.section is Section.JUDGEMENT and "会の" in wording:
        return page.text[heading.start - 1 : heading.start] in _BEFORE
    if heading.number is None or heading.section in _WEAK or len(wording) < _SHORTEST:
        return False
    glued = closes or _GOES_ON.find(page.text, heading.end) is None
    return glued and (opens or heading.start == 0 or page.text[heading.start - 1] in _BEFORE)


def _numbered(section: Section, mark: str, start: int, title: int, end: int) -> Heading:
    numeral = re.search(NUMERAL, mark)
    if numeral is None:
        return Heading(section, start, title, end)
    style = Style.ORDINAL if "第" in mark else Style.PLAIN if numeral.group().isdigit() else Style.KANJI
    return Heading(section, start, title, end, style, number(numeral.group()))


def _unknown(page: Dense, style: Style, begin: int) -> Iterator[Heading]:
    """Short lines from `begin` on that are numbered as the known headings are."""
    if style is Style.NONE:
        return
    for line in page.lines:
        mark = _UNKNOWN[style].find(page.text, line) if line > begin else None
        end = page.line_end(line)
        if mark is None or not mark.end() < end <= mark.end() + _LONGEST_UNKNOWN:
            continue
        if "。" not in page.text[mark.end() : end] and page.text[line - 1] in "。」)":
            yield _numbered(Section.OTHER, mark.group(), line, mark.end(), end)


def _with_tail(page: Dense, found: list[Heading]) -> list[Heading]:
    """Add where members and course of deliberation begin after the judgement, be it in mid-line."""
    judged = next((h.end for h in found if h.section is Section.JUDGEMENT), None)
    if judged is None:
        return found
    tail: list[Heading] = []
    for match in _TAIL.pattern.finditer(page.text, judged):
        section = Section[match.lastgroup or ""]
        if section is Section.APPENDIX and not (tail and page.begins_line(match.start())):
            continue
        if not any(h.start <= match.start() < h.end for h in found):
            tail.append(Heading(section, match.start(), match.start(), match.end()))
    return sorted([*found, *tail], key=lambda heading: heading.start)
