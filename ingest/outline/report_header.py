"""What the cover of a report says of it: its number and day, and those of the consultation that it answers."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.language import find_dates
from ingest.outline.dense import Dense
from ingest.outline.letterhead import Found, municipality_of, read_addressees, read_council

_FIGURE = r"(?:[0-9]+(?:-[0-9]+)*|[一二三四五六七八九十百千]+)"
_SERIES = r"(?:(?:平成|令和|昭和)(?:元|[0-9]{1,2})年度?)?(?:\((?!答申|諮問)[^()]{1,8}\))?"
_REPORT_NUMBER = re.compile(
    rf"{_SERIES}(?:(?<![0-9])[一-龥々]{{1,10}}?)?"
    rf"答申第{_FIGURE}号?(?:(?:から|~|、|及び|並びに|・)第?{_FIGURE}号(?:まで)?)*"
)
_LETTER = re.compile(r"[ぁ-んァ-ヶー一-龥々]")
_LETTER_NUMBER = re.compile(
    rf"[0-9]{{0,2}}[^\W\d第条項号日]{{1,12}}(?<!法律)(?<!規則)(?<!条例)第{_FIGURE}号(?:の[0-9]+)?"
)
_CONSULTATION_LABEL = re.compile(
    rf"諮問番号[::]?(?P<number>.{{0,30}}?第{_FIGURE}号)"
    rf"|(?P<bare>{_SERIES}諮問第{_FIGURE}号(?:[~・、]第?{_FIGURE}号)*)"
)
_CITED_NUMBER = re.compile(
    r"(?<!条)[0-9]{0,2}[^\s。、「」()\[\]0-9第条項日付け的をのにで|]{1,14}(?:[0-9]{1,2}(?=第))?"
    rf"(?<!法律)(?<!規則)(?<!告示)(?<!答申)(?<!条例)第?(?:[A-Za-z]+-)?{_FIGURE}号(?:から第?{_FIGURE}号まで)?"
)
_SIGNATURE = 300
"""Dense characters at a report's end in which it may be dated and signed."""
_TO_THE_CONSULTATION = re.compile(r"(?:[^。()]|\((?:[^()]|\([^()]*\))*\)|[()]){0,400}?諮問")
_BROKEN_DATE = re.compile(r"[0-9]+日付け?")
_ISSUED_LABEL = re.compile(r"答申(?:年月)?日[::]?\(?$")
_CONSULTED_LABEL = re.compile(r"諮問(?:年月)?日[::]?\(?$")
_NOT_ISSUED = re.compile(
    r"(?:諮問|更新|掲載|登録|公開|公表|受付|受理|請求|作成|印刷)(?:年月)?日?[::]?\(?$|ページ番号.{0,12}$"
)
_REFERRED_TO = re.compile(
    r"付|に(?:諮問|おいて|開催)|諮問|の?第[0-9]+回"
    r"|[0-9A-Za-z一-龥々ぁ-んァ-ヶ]{1,14}号(?:(?!答申|様|会長)[^。]){0,80}?(?:による|により|で|をもって).{0,4}諮問"
)
_NARRATED = re.compile(r"[^。]{0,120}?諮問(?:した|しました|がなされた|を行った|がされた)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its place in the dense text."""

    date: date | None
    start: int
    end: int
    flag: str | None
    """As written, with what looks wrong."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover of a report; places are in the dense text."""

    number: Found | None
    issued: Dated | None
    consultation_number: Found | None
    consulted: Dated | None
    addressees: tuple[Found, ...]
    """The offices addressed, without their holders' names."""
    council: Found | None
    municipality: str | None
    end: int
    flags: tuple[str, ...]


def read_cover(text: str, page: Dense, end: int) -> Cover:
    """Read the cover of a report, which ends at `end` of the dense text."""
    cover = page.text[:end]
    dates = _dates(text, page, end)
    stops = [d.end for d in dates] + [m.end() for m in re.finditer(r"号(?:まで)?\)?", cover)]
    addressees, letter = read_addressees(page, end, stops)
    council, municipality = read_council(page, end, letter)
    consultation_number, consulted = _consultation(cover, dates, letter)
    issued = _issued(cover, dates)
    if issued is None or council is None:
        signed, signer, of_signer = _signature(text, page, end)
        issued = issued or signed
        council, municipality = (council, municipality) if council else (signer, of_signer)
    return Cover(
        number=_number(page, cover, dates, addressees[0].start if addressees else min(end, 300)),
        issued=issued,
        consultation_number=consultation_number,
        consulted=consulted,
        addressees=addressees,
        council=council,
        municipality=municipality or municipality_of(addressees),
        end=end,
        flags=tuple(dict.fromkeys(d.flag for d in dates if d.flag is not None)),
    )


def _signature(text: str, page: Dense, start: int) -> tuple[Dated | None, Found | None, str | None]:
    """Day and council, each on a line of its own, with which some reports end."""
    begin = max(start, len(page.text) - _SIGNATURE)
    last = [
        d
        for d in _dates(text, page, len(page.text), begin)
        if d.date and page.begins_line(d.start) and page.begins_line(d.end)
    ]
    if len(last) != 1:
        return None, None, None
    council, municipality = read_council(page, len(page.text), last[0].end)
    return last[0], council, municipality


def narrated_consultation(text: str, page: Dense, start: int, end: int) -> Dated | None:
    """The day on which a section tells that the council was consulted: 「…、令和4年5月2日に…諮問した。」."""
    for match in _NARRATED.finditer(page.text, start, end):
        dates = [d for d in _dates(text, page, match.end(), match.start()) if d.date is not None]
        if dates:
            return dates[-1]
    return None


def _dates(text: str, page: Dense, end: int, start: int = 0) -> list[Dated]:
    if start >= end:
        return []
    raw = page.span(start, end)
    return [
        Dated(
            match.date,
            page.at(raw.start + match.span.start),
            page.at(raw.start + match.span.end),
            f"{''.join(match.written.split())}: {match.problem}" if match.problem else None,
        )
        for match in find_dates(text[raw.start : raw.end])
        if match.precision == "day"
    ]


def _number(page: Dense, cover: str, dates: list[Dated], letter: int) -> Found | None:
    """The report's own number, never the consultation's."""
    if match := _REPORT_NUMBER.search(cover):
        start = match.start()
        if not (page.begins_line(start) or start in {d.end for d in dates}) and _LETTER.match(cover[start - 1]):
            # A mark that is longer or holds kana, み個審答申第8号, is not to be cut in its middle.
            start = cover.index("答申", start)
        return Found(cover[start : match.end()], start, match.end())
    behind_dates = {d.end for d in dates}
    before_dates = {d.start for d in dates}
    for match in _LETTER_NUMBER.finditer(cover, 0, letter):
        opens = page.begins_line(match.start()) or match.start() in behind_dates
        closes = page.begins_line(match.end()) or match.end() in before_dates
        if opens and closes and not match.group().startswith("諮問"):
            return Found(match.group(), match.start(), match.end())
    return None


def _issued(cover: str, dates: list[Dated]) -> Dated | None:
    for found in dates:
        if _ISSUED_LABEL.search(cover[max(0, found.start - 8) : found.start]):
            return found
    for found in dates:
        before = cover[max(0, found.start - 16) : found.start]
        if found.date and not _NOT_ISSUED.search(before) and not _REFERRED_TO.match(cover, found.end):
            return found
    return None


def _consultation(cover: str, dates: list[Dated], letter: int) -> tuple[Found | None, Dated | None]:
    """Number and day of the consultation: as labelled, else as the letter says from `letter` on."""
    number = None
    if label := _CONSULTATION_LABEL.search(cover):
        group = "number" if label["number"] else "bare"
        number = Found(label[group], label.start(group), label.end(group))
    labelled = [d for d in dates if _CONSULTED_LABEL.search(cover[max(0, d.start - 8) : d.start])]
    consulted = labelled[0] if labelled else None
    masked = _masked(cover, dates)
    for clause in _TO_THE_CONSULTATION.finditer(masked, letter):
        cited = list(_CITED_NUMBER.finditer(masked, *clause.span()))
        referred = [d for d in dates if clause.start() <= d.start and d.end <= clause.end()]
        referred = [d for d in referred if _REFERRED_TO.match(cover, d.end)]
        if number is None and cited:
            number = Found("及び".join(m.group() for m in cited), cited[0].start(), cited[-1].end())
        if consulted is None and referred:
            consulted = referred[0]
        if cited or referred:
            break
    return number, consulted if consulted is None or consulted.date else None


def _masked(cover: str, dates: list[Dated]) -> str:
    """The cover with its dates blotted out, so that no number begins inside one."""
    for found in dates:
        cover = cover[: found.start] + "|" * (found.end - found.start) + cover[found.end :]
    return _BROKEN_DATE.sub(lambda m: "|" * len(m.group()), cover)
