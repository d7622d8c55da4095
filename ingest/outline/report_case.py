"""The case of a report: its subject, its outcome, what the council attached, the articles it turns on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.language import find_articles, sentences
from corpus.model import REVIEWED, ArticleUse, Attachment, AttachmentKind, Case, CaseKind, Span
from ingest.outline.attaching import attached_kind, attachments, points_elsewhere
from ingest.outline.dense import Dense
from ingest.outline.letterhead import Found
from ingest.outline.outcomes import (
    OutcomeReading,
    classify,
    conditioned,
    read_conclusion,
    read_outcome,
    votes,
)
from ingest.outline.references import case_articles
from ingest.outline.report_header import Cover
from ingest.outline.report_headings import Section
from ingest.outline.report_title import read_title
from ingest.outline.sections import ROLES, Part
from ingest.rules import rule

_AGENCY = rule("report_case.agency")
_DECIDED = rule("report_case.decided")
_LABELLED_AGENCY = rule("report_case.labelled_agency")
_TOLD = frozenset({*ROLES, Section.PURPOSE})
"""Sections that tell what parties did and said."""
_LISTED = frozenset({Section.SUBJECT, Section.COURSE, Section.MEMBERS, Section.APPENDIX})
_POST = rule("report_case.post")
_COLLECTIVE = rule("report_case.collective")


_CONCLUDES = rule("report_case.concludes")
_ENCLOSED = rule("report_case.enclosed")


def report_case(text: str, page: Dense, parts: Sequence[Part], cover: Cover) -> Case:
    """The one case of a report: combined numbers are one case, for they share a conclusion."""
    title = read_title(text, page, parts)
    outcome = _outcome(text, page, parts, title)
    attached = _attachments(text, page, parts)
    agency = _agency(page, parts, cover)
    questions = _questions(text, page, parts, title)
    title_span = page.span(title.start, title.end) if title else None
    evidence = {"department": page.span(agency.start, agency.end)} if agency else {}
    if cover.consultation_number:
        evidence["number"] = page.span(cover.consultation_number.start, cover.consultation_number.end)
    return Case(
        ordinal=0,
        title=one_line(text, title_span) if title_span else "答申",
        kind=CaseKind.CONSULTATION,
        span=Span(page.offsets[0], page.offsets[-1] + 1),
        title_span=title_span,
        number=cover.consultation_number.value if cover.consultation_number else None,
        department=agency.value if agency else None,
        articles=_articles(text, page, parts, outcome, questions),
        outcome=conditioned(outcome.outcome, attached) if outcome else None,
        outcome_span=outcome.span if outcome else None,
        attachments=attached,
        questions=questions,
        votes=tuple(
            v for p in parts if p.section is Section.CONCLUSION for v in votes(text, page.span(p.start, p.end))
        ),
        evidence=evidence,
    )


def one_line(text: str, span: Span) -> str:
    """What stands there, in one line: wraps and letter-spacing closed, a space between Latin words kept."""
    return re.sub(
        r"(?<=[A-Za-z0-9,.)])\s+(?=[A-Za-z(])|\s+", lambda gap: " " if _latin(gap) else "", span.of(text)
    ).strip()


def _latin(gap: re.Match[str]) -> bool:
    before, after = gap.string[: gap.start()][-1:], gap.string[gap.end() : gap.end() + 1]
    return before.isascii() and after.isascii() and after.isalpha()


def _regions(page: Dense, parts: Sequence[Part], *sections: Section) -> Iterator[Span]:
    for part in parts:
        if part.section in sections:
            yield page.span(part.start, part.end)


def _outcome(text: str, page: Dense, parts: Sequence[Part], title: Found | None) -> OutcomeReading | None:
    """The outcome: of the conclusion, else of the judgement, else of the first words that decide."""
    found = next((reading for reading in _readings(text, page, parts, title) if reading is not None), None)
    return replace(found, span=trimmed(text, found.span)) if found else None


def _readings(
    text: str, page: Dense, parts: Sequence[Part], title: Found | None
) -> Iterator[OutcomeReading | None]:
    """What may be the outcome, the likeliest first."""
    cover = parts[0]
    judged = [part for part in parts[::-1] if part.section is Section.JUDGEMENT]
    for region in _regions(page, parts, Section.CONCLUSION):
        yield read_conclusion(text, region)
    if len(parts) > 1 and parts[1].section is Section.CONCLUSION:
        # A conversion that interleaves two lines puts the conclusion before its own heading.
        begin = title.end if title and title.end < cover.end else cover.start
        yield read_conclusion(text, page.span(begin, cover.end))
    for part in judged:
        if _CONCLUDES.find(part.heading):
            yield read_conclusion(text, page.span(part.start, part.end))
    for part in judged:
        yield read_outcome(text, page.span(part.start, part.end), CaseKind.CONSULTATION)
    for part in parts:
        if part.section not in _TOLD:
            yield read_conclusion(text, page.span(part.start, part.end), first=True)


_LEADING_LINE = rule("report_case.leading_line")


def trimmed(text: str, span: Span) -> Span:
    """The span without a table of contents, a title or a bullet that leads it."""
    lead = _LEADING_LINE.find(text, span.start, span.end)
    return Span(lead.end(), span.end) if lead and lead.end() < span.end else span


def _agency(page: Dense, parts: Sequence[Part], cover: Cover) -> Found | None:
    """The executive agency that decided or is labelled as the one in charge, by its office where it is addressed."""
    for line in page.lines:
        label = _LABELLED_AGENCY.find(page.text, line, page.line_end(line))
        if label and (label["mark"] or page.parted(label.start("agency"))):
            return Found(label["agency"], label.start("agency"), label.end("agency"))
    for part in parts[1:]:
        named = _AGENCY.find(page.text, part.start, part.end)
        if named is None and part.section is Section.CONCLUSION:
            named = _DECIDED.find(page.text, part.start, part.end)
        if named is None:
            continue
        group = named.lastgroup or "agency"
        for office in cover.addressees:
            if named[group].endswith(_POST.pattern.sub("", office.value)):
                return office
        if not _COLLECTIVE.find(named[group]):
            return Found(named[group], *named.span(group))
    return None


_BULLET = rule("report_case.bullet")


def _questions(text: str, page: Dense, parts: Sequence[Part], title: Found | None) -> tuple[Span, ...]:
    """The 諮問事項: what is listed under the subject, below its first line."""
    found: list[Span] = []
    for part in parts[1:]:
        if part.section is Section.SUBJECT:
            begin = title.end if title and part.start <= title.start < part.end else part.start
            if begin < part.end:
                found += [
                    trimmed(text, s)
                    for s in sentences(text, page.span(begin, part.end))
                    if _BULLET.find(s.of(text))
                ]
    return tuple(found)


_ATTACHED_BY_HEADING = (
    (rule("report_case.conditions"), AttachmentKind.CONDITION),
    (rule("report_case.wishes"), AttachmentKind.REQUEST),
)


_SAID = rule("report_case.said")


def _attachments(text: str, page: Dense, parts: Sequence[Part]) -> tuple[Attachment, ...]:
    """What the council attached; where it says so in the place for it, its reasoning only explains that."""
    found: dict[Span, Attachment] = {}
    stated = _stated(text, page, parts)
    for part in parts:
        if part.section in _TOLD or part.section in _LISTED:
            continue
        region = page.span(part.start, part.end)
        if part.section is not Section.SUPPLEMENT:
            for attachment in attachments(text, region):
                if part.section is not Section.JUDGEMENT or attachment.kind not in stated:
                    found.setdefault(attachment.span, attachment)
            continue
        own = _own_sentences(text, region)
        if (kind := _kind_by_heading(part)) is not None:
            found.update((said, Attachment(_demanded(said.of(text)) or kind, said)) for said in own)
        if own:
            for attachment in attachments(text, Span(region.start, own[-1].end)):
                found.setdefault(attachment.span, attachment)
    pointing = {s for s in found if points_elsewhere(said := s.of(text)) and _ENCLOSED.find(said)}
    worded = {a.kind for span, a in found.items() if span not in pointing}
    kept = (a for span, a in found.items() if span not in pointing or a.kind not in worded)
    return tuple(sorted(kept, key=lambda attachment: attachment.span))


def _kind_by_heading(part: Part) -> AttachmentKind | None:
    """The kind that a heading gives to all below it, its own wording before that of the heading above."""
    for heading in reversed(part.heading.split(" › ")):
        for wording, kind in _ATTACHED_BY_HEADING:
            if wording.find(heading):
                return kind
    return None


def _demanded(sentence: str) -> AttachmentKind | None:
    """求め where a remark is worded as one, whatever its heading calls it."""
    return AttachmentKind.DEMAND if attached_kind(sentence) is AttachmentKind.DEMAND else None


def _stated(text: str, page: Dense, parts: Sequence[Part]) -> frozenset[AttachmentKind]:
    """The kinds that have a place of their own: conditions in the conclusion, wishes and demands in the remarks."""
    concluded = [a for r in _regions(page, parts, Section.CONCLUSION) for a in attachments(text, r)]
    stated = {a.kind for a in concluded if not points_elsewhere(a.span.of(text)) or len(concluded) > 1}
    remarks = [part for part in parts if part.section is Section.SUPPLEMENT]
    if remarks:
        stated |= {AttachmentKind.REQUEST, AttachmentKind.DEMAND, *filter(None, map(_kind_by_heading, remarks))}
    return frozenset(stated)


def _own_sentences(text: str, region: Span) -> list[Span]:
    """The sentences of the remarks, without rows of tables."""
    found: list[Span] = []
    for sentence in sentences(text, region):
        said = sentence.of(text)
        if "\t" not in said and _SAID.find(said.rstrip()):
            found.append(sentence)
    return found


def _articles(
    text: str, page: Dense, parts: Sequence[Part], outcome: OutcomeReading | None, questions: tuple[Span, ...]
) -> tuple[ArticleUse, ...]:
    regions = [*questions, *_regions(page, parts, Section.SUBJECT, Section.CONCLUSION)]
    judged = [part for part in parts if part.section is Section.JUDGEMENT]
    regions += [page.span(part.start, part.end) for part in judged if _CONCLUDES.find(part.heading)]
    regions += [page.span(part.title, part.start) for part in judged if part.title < part.start]
    if not any(part.section in _TOLD for part in parts):
        # A review is asked for under one article and turns on others; a plan turns on the one it is asked under.
        regions += _regions(page, parts, Section.COVER)
    if outcome is not None:
        regions.append(outcome.span)
    matches = [match for region in regions for match in find_articles(text, region.start, region.end)]
    reviewed = outcome is None or outcome.outcome in REVIEWED
    for region in (page.span(part.start, part.end) for part in judged if reviewed):
        ruling = [s for s in sentences(text, region) if classify(s.of(text)) in REVIEWED]
        if ruling:
            regions += ruling
            matches += find_articles(text, region.start, ruling[-1].end)
    return case_articles(text, regions, matches)
