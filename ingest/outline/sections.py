"""The sections of a report: its headings, however they are numbered, spaced or glued, and whose words stand under them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from corpus.document import Role
from ingest.outline.dense import Dense


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


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, as places in the dense text."""

    section: Section
    start: int
    """Where its number begins."""
    title: int
    """Where its wording begins."""
    end: int
    level: int = 1


_COUNCIL = r"(?:当?(?:審査会|審議会|審査委員会|調査会|委員会|協議会)の)"
_PARTIES = r"(?:異議申立て?|審査請求|不服申立て?|異議申出|苦情の?申出|再審査請求|申立て|請求|申出)"
_GIST = r"(?:等?の?(?:要旨|要点|概要|趣旨|内容|骨子))?"
_PHRASES: tuple[tuple[Section, str], ...] = (
    (Section.CONCLUSION, rf"{_COUNCIL}?結論|答申の?(?:内容|趣旨|事項|要旨)|{_COUNCIL}答申|審議の?結果|主文"),
    (
        Section.CLAIMANT,
        r"(?:異議申立人|審査請求人|不服申立人|申立人|請求人|申出人|開示請求者|参加人|第三者)(?:ら|等)?の[^。、「」]{0,20}?"
        rf"(?:意見|主張|反論|陳述|理由|見解)+{_GIST}",
    ),
    (
        Section.EXECUTIVE,
        r"(?:諮問)?(?:実施機関|実施法人|処分庁|諮問庁|原処分庁|執行機関|審査庁|担当課|所管課|被申立人)の[^。、「」]{0,20}?"
        rf"(?:説明|主張|意見|弁明|理由|考え方?|見解|陳述)+{_GIST}|(?:非開示|不開示|非公開|不公開|処分|本件処分)の?理由(?:の説明|説明){_GIST}"
        r"|[^。、「」()0-9]{2,16}(?:長|委員会|者|員|学|局|部|課|室|署|庁)の[^。、「」]{0,16}?(?:説明|主張|弁明)の?要旨",
    ),
    (
        Section.PURPOSE,
        rf"{_PARTIES}(?:の|に至る|に係る)(?:趣旨|経過|経緯|概要|内容|要旨|対象|理由)(?:(?:及び|と|・|並びに)(?:趣旨|経過|経緯|概要|内容|理由|対象))?"
        r"|事案の(?:概要|経緯|経過)",
    ),
    (
        Section.SUBJECT,
        r"(?:審査|審議|諮問)した?[^。、]{0,8}(?:件名|案件|事項)(?:(?:又は|及び|・)(?:内容|概要))?|件名|事件名|諮問(?:事項|案件|件名|事案)|諮問の(?:内容|趣旨|件名)",
    ),
    (
        Section.OVERVIEW,
        r"(?:諮問|事業|事務|本件|業務|案件|制度)(?:の|に至る)(?:概要|経緯|経過|背景|目的)|(?:諮問|事業|事務|業務)概要|はじめに|背景",
    ),
    (
        Section.JUDGEMENT,
        rf"{_COUNCIL}(?:判断|意見|考え方?|見解)(?:の?(?:理由|要旨|内容|及び(?:その)?理由))?"
        r"|判断の?理由|答申の?理由|結論(?:に至っ|に達し|を導い)た理由|検討(?:内容|結果)|審議(?:内容|の内容)|判断",
    ),
    (
        Section.SUPPLEMENT,
        r"[付附](?:言|記)|[付附]帯(?:意見|事項|条件)|要望(?:事項|意見)?|条件|留意(?:事項|点)|答申に当たって(?:の(?:意見|要望))?|おわりに|結びに?|その他",
    ),
    (
        Section.COURSE,
        rf"{_COUNCIL}(?:処理)?(?:経過|審議経過|審査経過)|(?:調査)?(?:審査|審議)(?:会)?の?(?:経過|経緯|状況)|答申(?:に至る|まで)の?(?:経過|経緯)|処理経過",
    ),
    (
        Section.MEMBERS,
        rf"(?:{_COUNCIL}|審査会|審議会|委員会)?(?:委員|構成員)(?:名簿|名|の氏名|一覧)?|答申(?:に関与した|の)委員|(?:関与|担当)(?:した)?委員(?:の氏名|名)?",
    ),
    (Section.APPENDIX, r"別[表紙添](?:第?[0-9]{1,2})?|[《<]参考[》>]|参考(?:資料)?|資料[0-9]*"),
)
_LINE_NUMBER = (
    r"(?:第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)).．、:章]?|[IVXⅠ-Ⅹ]{1,4}[.．]?|[■◆●◎○□◇]|[≪《【〔])"
)
_HEADING = re.compile(
    rf"(?P<number>{_LINE_NUMBER})?(?:"
    + "|".join(f"(?P<{section.name}>{phrase})" for section, phrase in _PHRASES)
    + r")(?:について)?(?P<close>[≫》】〕])?[::]?"
)
_TAIL = re.compile(
    r"(?P<MEMBERS>\([^()]{1,12}(?:部会|小委員会)\)(?=委員|会長|《|$))"
    r"|(?P<COURSE>《参|[〈〔\[(【]参考[〉〕\])】](?=審|調))"
    r"|(?P<APPENDIX>別[表紙添][0-9]{0,2})(?![のとにをはがで、。])"
)
"""What follows the judgement, glued to it or not."""
_GOES_ON = re.compile(r"[のはがをにともへや、。」』)]|から|まで|により|による|について")
_BEFORE = frozenset("。)」』】》:")
_SUBHEADING = re.compile(r"(?P<number>\([0-9]{1,2}\)?|[⑴-⒇])(?=[^0-9)])")
_GLUED_TITLE = re.compile(r"[^。]{2,50}?(?:について|の該当性|結論|の経緯|の意義)(?![ぁ-ん、。」)])")
_DIVIDED = frozenset(
    {Section.EXECUTIVE, Section.CLAIMANT, Section.JUDGEMENT, Section.OVERVIEW, Section.SUPPLEMENT}
)
_LONGEST_TITLE = 60

ROLES = {Section.EXECUTIVE: Role.EXECUTIVE, Section.CLAIMANT: Role.UNKNOWN}
"""Whose words stand in a section; all others are the council's."""
_KANJI = {c: i for i, c in enumerate("一二三四五六七八九", 1)}


def _ordinal(mark: str) -> int | None:
    """The value of a heading's number; None where it carries none."""
    if digits := re.search(r"[0-9]+", mark):
        return int(digits.group())
    if kanji := re.search(r"[一二三四五六七八九十]+", mark):
        tens, ten, units = kanji.group().rpartition("十")
        return (10 * _KANJI.get(tens, 1) if ten else 0) + _KANJI.get(units, 0)
    return None


def _known(page: Dense) -> Iterator[tuple[Heading, int | None]]:
    """Headings of known wording, with their numbers."""
    for match in _HEADING.finditer(page.text):
        section = Section[next(s.name for s, _ in _PHRASES if match[s.name] is not None)]
        mark = match["number"]
        opens = page.begins_line(match.start())
        closes = page.begins_line(match.end()) or match["close"] is not None
        numbered = mark is not None and _ordinal(mark) is not None
        after_stop = match.start() == 0 or page.text[match.start() - 1] in _BEFORE
        goes_on = not closes and _GOES_ON.match(page.text, match.end()) is not None
        weak = (
            section in (Section.SUPPLEMENT, Section.MEMBERS, Section.APPENDIX, Section.SUBJECT)
            or len(match[section.name]) < 4
        )
        if goes_on or not (
            (opens and closes)
            or (numbered and opens and not weak)
            or (numbered and after_stop and not weak)
            or (closes and section is Section.CONCLUSION and "会の" in match[section.name])
        ):
            continue
        title = match.start(section.name)
        yield Heading(section, match.start(), title, match.end()), _ordinal(mark) if numbered and mark else None


def headings(page: Dense) -> list[Heading]:
    """The main headings of a report, in order; numbers that run backwards are no headings."""
    found: list[Heading] = []
    last = 0
    for heading, number in _known(page):
        if found and heading.start < found[-1].end:
            continue
        if number is not None:
            if not last <= number <= last + 4 and last:
                continue
            last = number
        found.append(heading)
    return _with_tail(page, found)


def _with_tail(page: Dense, found: list[Heading]) -> list[Heading]:
    """Add where members and course of deliberation begin after the judgement, be it in mid-line."""
    judged = next((h.end for h in found if h.section is Section.JUDGEMENT), None)
    if judged is None:
        return found
    tail: list[Heading] = []
    for match in _TAIL.finditer(page.text, judged):
        section = Section[match.lastgroup or ""]
        if section is Section.APPENDIX and not (tail and page.begins_line(match.start())):
            continue
        if not any(h.start <= match.start() < h.end for h in found):
            tail.append(Heading(section, match.start(), match.start(), match.end()))
    return sorted([*found, *tail], key=lambda heading: heading.start)


def subheadings(page: Dense, start: int, end: int) -> list[Heading]:
    """The headings (1), (2), … within a section; they count up from 1."""
    found: list[Heading] = []
    for match in _SUBHEADING.finditer(page.text, start, end):
        number = _ordinal(unicodedata.normalize("NFKC", match["number"]))
        if number != len(found) + 1 or not (
            page.begins_line(match.start()) or page.text[match.start() - 1] in _BEFORE
        ):
            continue
        title, stop = match.end(), min(page.line_end(match.start()), end)
        line = page.text[title:stop]
        if len(line) > _LONGEST_TITLE or "。" in line:
            glued = _GLUED_TITLE.match(line)
            if glued is None:
                continue
            stop = title + glued.end()
        if stop > title:
            found.append(Heading(Section.OTHER, match.start(), title, stop, 2))
    return found


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


def parts_of(page: Dense) -> list[Part]:
    """Cut a report into its sections, the cover first; none is empty."""
    found = headings(page)
    while found and found[0].section is Section.APPENDIX:
        found = found[1:]
    parts = [Part(Section.COVER, "", 0, 0, found[0].start if found else len(page.text))]
    for heading, end in zip(found, [*(h.start for h in found[1:]), len(page.text)], strict=False):
        above = _label(page, heading)
        subs = subheadings(page, heading.end, end) if heading.section in _DIVIDED else []
        parts.append(Part(heading.section, above, heading.start, heading.end, subs[0].start if subs else end))
        for sub, stop in zip(subs, [*(h.start for h in subs[1:]), end], strict=False):
            parts.append(Part(heading.section, f"{above} › {_label(page, sub)}", sub.start, sub.end, stop))
    return [part for part in parts if part.start < part.end]


def _label(page: Dense, heading: Heading) -> str:
    number, title = page.text[heading.start : heading.title], page.text[heading.title : heading.end]
    return f"{number} {title.rstrip(':')}".strip()
