"""What the cover of a report says of it: its number and day, and those of the consultation that it answers."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.language import find_dates
from ingest.outline.dense import Dense
from ingest.outline.letterhead import Found, municipality_of, read_addressees, read_council
from ingest.rules import rule

_REPORT_NUMBER = rule("report_header.report_number")
_LETTER = rule("report_header.letter")
_LETTER_NUMBER = rule("report_header.letter_number")
_CONSULTATION_LABEL = rule("report_header.consultation_label")
_CITED_NUMBER = rule("report_header.cited_number")
_SIGNATURE = 300
"""Dense characters at a report's end in which it may be dated and signed."""
_TO_THE_CONSULTATION = rule("report_header.to_the_consultation")
_BROKEN_DATE = rule("report_header.broken_date")
_ISSUED_LABEL = rule("report_header.issued_label")
_CONSULTED_LABEL = rule("report_header.consulted_label")
_NOT_ISSUED = rule("report_header.not_issued")
_REFERRED_TO = rule("report_header.referred_to")
_NARRATED = rule("report_header.narrated")


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
    for match in _NARRATED.pattern.finditer(page.text, start, end):
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
    if match := _REPORT_NUMBER.find(cover):
        start = match.start()
        if not (page.begins_line(start) or start in {d.end for d in dates}) and _LETTER.find(cover[start - 1]):
            # A mark that is longer or holds kana, み個審答申第8号, is not to be cut in its middle.
            start = cover.index("答申", start)
        return Found(cover[start : match.end()], start, match.end())
    behind_dates = {d.end for d in dates}
    before_dates = {d.start for d in dates}
    for match in _LETTER_NUMBER.pattern.finditer(cover, 0, letter):
        opens = page.begins_line(match.start()) or match.start() in behind_dates
        closes = page.begins_line(match.end()) or match.end() in before_dates
        if opens and closes and not match.group().startswith("諮問"):
            return Found(match.group(), match.start(), match.end())
    return None


def _issued(cover: str, dates: list[Dated]) -> Dated | None:
    for found in dates:
        if _ISSUED_LABEL.find(cover[max(0, found.start - 8) : found.start]):
            return found
    for found in dates:
        before = cover[max(0, found.start - 16) : found.start]
        if found.date and not _NOT_ISSUED.find(before) and not _REFERRED_TO.find(cover, found.end):
            return found
    return None


def _consultation(cover: str, dates: list[Dated], letter: int) -> tuple[Found | None, Dated | None]:
    """Number and day of the consultation: as labelled, else as the letter says from `letter` on."""
    number = None
    if label := _CONSULTATION_LABEL.find(cover):
        group = "number" if label["number"] else "bare"
        number = Found(label[group], label.start(group), label.end(group))
    labelled = [d for d in dates if _CONSULTED_LABEL.find(cover[max(0, d.start - 8) : d.start])]
    consulted = labelled[0] if labelled else None
    masked = _masked(cover, dates)
    for clause in _TO_THE_CONSULTATION.pattern.finditer(masked, letter):
        cited = list(_CITED_NUMBER.pattern.finditer(masked, *clause.span()))
        referred = [d for d in dates if clause.start() <= d.start and d.end <= clause.end()]
        referred = [d for d in referred if _REFERRED_TO.find(cover, d.end)]
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
    return _BROKEN_DATE.pattern.sub(lambda m: "|" * len(m.group()), cover)
