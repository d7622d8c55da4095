"""The outline of a council's report (答申): header, sections as turns, its case, its members."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import Case, DocumentKind, Header, Person, Role, Span, Turn
from ingest.outline.dense import Dense, dense
from ingest.outline.report_case import report_case
from ingest.outline.report_header import Cover, Dated, narrated_consultation, read_cover
from ingest.outline.report_headings import Section
from ingest.outline.report_items import item_case, read_items, split_parts
from ingest.outline.sections import ROLES, Part, parts_of
from ingest.rules import rule

_COVER_LIMIT = 8000
"""Dense characters after which a cover has ended, whatever follows."""
_COVER_WITHOUT_HEADINGS = 1500


@dataclass(frozen=True, slots=True)
class ReportOutline:
    """What a report says of itself and decides."""

    header: Header
    turns: tuple[Turn, ...]
    cases: tuple[Case, ...]
    members: tuple[Person, ...]


def outline_report(text: str, header: Header) -> ReportOutline:
    """Outline a report.

    Args:
        text: the document's text.
        header: what is known of the document so far; what the report says of itself goes before it.
    """
    page = dense(text)
    parts = parts_of(page)
    if not parts:
        return ReportOutline(header, (), (), ())
    items = read_items(text, page)
    limit = parts[0].end if len(parts) > 1 else items[0].number.start if items else _COVER_WITHOUT_HEADINGS
    cover = read_cover(text, page, min(limit, _COVER_LIMIT, len(page.text)))
    consulted = cover.consulted or _narrated(text, page, parts)
    case = report_case(text, page, parts, cover)
    cases = tuple(item_case(text, page, item, i) for i, item in enumerate(items)) or (case,)
    pieces = split_parts(parts, items) if items else [(part, 0) for part in parts]
    return ReportOutline(
        header=_header(page, header, cover, consulted, case),
        turns=_turns(page, pieces),
        cases=cases,
        members=_members(page, parts),
    )


def _narrated(text: str, page: Dense, parts: Sequence[Part]) -> Dated | None:
    """The day of the consultation where the letter does not give it, as a section tells it."""
    told = (p for p in parts if p.section in (Section.PURPOSE, Section.OVERVIEW, Section.COURSE))
    found = (narrated_consultation(text, page, p.start, p.end) for p in told)
    return next((dated for dated in found if dated is not None), None)


def _header(page: Dense, header: Header, cover: Cover, consulted: Dated | None, case: Case) -> Header:
    evidence: dict[str, Span] = dict(header.evidence)
    for name in ("number", "consultation_number", "council"):
        if (found := getattr(cover, name)) is not None:
            evidence[name] = page.span(found.start, found.end)
    for name, dated in (("issued_on", cover.issued), ("consulted_on", consulted)):
        if dated is not None:
            evidence[name] = page.span(dated.start, dated.end)
    if cover.addressees:
        evidence["addressee"] = page.span(cover.addressees[0].start, cover.addressees[0].end)
    if case.title_span is not None:
        evidence["title"] = case.title_span
    return replace(
        header,
        kind=DocumentKind.REPORT,
        municipality=cover.municipality or header.municipality,
        council=cover.council.value if cover.council else header.council,
        meeting=None,
        held_on=None,
        number=cover.number.value if cover.number else None,
        issued_on=cover.issued.date if cover.issued else None,
        consultation_number=cover.consultation_number.value if cover.consultation_number else None,
        consulted_on=consulted.date if consulted else None,
        title=case.title,
        flags=tuple(dict.fromkeys((*header.flags, *cover.flags))),
        evidence={k: v for k, v in evidence.items() if k not in ("meeting", "held_on")},
    )


def _turns(page: Dense, pieces: Sequence[tuple[Part, int | None]]) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            ordinal=ordinal,
            speaker=_speaker(part),
            role=_role(part),
            span=page.span(part.start, part.end),
            mark=None,
            case=case,
            heading=part.heading,
        )
        for ordinal, (part, case) in enumerate(pieces)
    )


_OF_A_PARTY = rule("report.of_a_party")


def _role(part: Part) -> Role:
    if part.section is Section.OTHER and _OF_A_PARTY.find(part.heading):
        return Role.UNKNOWN
    return ROLES.get(part.section, Role.COUNCIL)


_PARTY = rule("report.party")


def _speaker(part: Part) -> str | None:
    """The party whose words a section reports, as its heading names it."""
    if part.section not in ROLES:
        return None
    named = _PARTY.find(part.heading)
    return (
        named["party"]
        if named
        else ROLES[part.section].value
        if ROLES[part.section] is Role.EXECUTIVE
        else None
    )


_SEAT = rule("report.seat")
_NAMED = rule("report.named")
_CHAIRS: Mapping[str, Role] = {"会長": Role.CHAIR, "委員長": Role.CHAIR, "部会長": Role.CHAIR}
_NOT_A_NAME = rule("report.not_a_name")


def _members(page: Dense, parts: Sequence[Part]) -> tuple[Person, ...]:
    """The members named in the list of members or at the end of the report."""
    listed = [part for part in parts if part.section is Section.MEMBERS] or [
        part
        for part in parts[1:]
        if part.section in (Section.JUDGEMENT, Section.SUPPLEMENT, Section.COURSE, Section.CONCLUSION)
    ][-1:]
    found: dict[str, Person] = {}
    for part in listed:
        begin = part.start if part.section is Section.MEMBERS else max(part.start, part.end - 1500)
        lines = sorted({begin, part.end, *(line for line in page.lines if begin < line < part.end)})
        for start, end in pairwise(lines):
            line = page.text[start:end]
            seats = list(_SEAT.pattern.finditer(line))
            if not seats and part.section is Section.MEMBERS:
                names = [_NAMED.find(name) for name in re.split("[、,]", line)]
                seats = [name for name in names if name] if all(names) else []
            for seat in seats:
                name, post = seat["name"], seat["post"]
                if not _NOT_A_NAME.find(name) and name not in found:
                    found[name] = Person(name, _CHAIRS.get(post or "", Role.MEMBER), post)
    return tuple(found.values())
