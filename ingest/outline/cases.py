"""The cases of minutes: which turns deal with which item of the agenda, and how it ended."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.article import ArticleMatch
from corpus.document import Case, CaseKind, Outcome, Role, Span, Turn
from corpus.text import sentences
from ingest.outline.agenda import Item
from ingest.outline.announcements import Announcement, find_announcements
from ingest.outline.lines import Line
from ingest.outline.outcomes import OutcomeReading, attachments, classify, read_outcome, votes
from ingest.outline.proceedings import Placed, Sort
from ingest.outline.references import case_articles


@dataclass(frozen=True, slots=True)
class _Region:
    """Where an item is dealt with."""

    item: int
    span: Span


_NOT_REACHED = re.compile(
    r"次回(?:の)?審議|次回(?:に|へ)(?:持ち?越|延期|送)|審議(?:に|まで)至ら|審議(?:を|は)?行(?:わ|え)(?:なか|ず)|未審議|見送"
)
_WHICH = re.compile(
    r"(?P<word>諮問案件|案件|議題|諮問事項|諮問)?\s?(?:\((?P<a>\d{1,2})\)|第?(?P<b>\d{1,2})(?!\d|時|分|回|年|月|日)|(?P<c>[①-⑳])|(?P<d>[ア-ン])(?=に|は|、))"
)


def _notes_not_reached(text: str, lines: Sequence[Line], items: Sequence[Item]) -> dict[int, Span]:
    """Items that the document says were not reached, with the sentence that says so."""
    found: dict[int, Span] = {}
    for line in lines:
        if not _NOT_REACHED.search(line.key) or line.is_row:
            continue
        for sentence in sentences(text, line.span):
            said = line.text[sentence.start - line.span.start : sentence.end - line.span.start]
            if not _NOT_REACHED.search("".join(said.split())) or classify(said) is not Outcome.NOT_REACHED:
                continue
            for match in _WHICH.finditer(said):
                ordinal = next(g for g in (match["a"], match["b"], match["c"], match["d"]) if g)
                for index, item in enumerate(items):
                    if item.heading.ordinal == ordinal and not item.heading.is_group and index not in found:
                        found[index] = sentence
                        break
    return found


def _regions(
    items: Sequence[Item], placed: Sequence[Placed], announced: Sequence[Announcement], begin: int, end: int
) -> dict[int, Span]:
    """Where each item is dealt with, from its heading or announcement to the next."""
    starts: list[tuple[int, int | None]] = [
        (p.heading.start, p.item if p.sort is Sort.CASE else None) for p in placed if p.sort is not Sort.SECTION
    ]
    starts += [(a.start, a.item) for a in announced]
    starts.sort(key=lambda s: s[0])
    regions: dict[int, Span] = {}
    for at, (start, item) in enumerate(starts):
        stop = starts[at + 1][0] if at + 1 < len(starts) else end
        if item is not None and item not in regions:
            regions[item] = Span(start, stop)
    dealt = [i for i, item in enumerate(items) if not (item.heading.is_procedural or item.heading.is_group)]
    if not regions and dealt and begin < end:
        stop = min((s for s, i in starts if i is None and s > begin), default=end)
        regions = {i: Span(begin, stop) for i in dealt}
    return regions


def split_turns(turns: Sequence[Turn], starts: Sequence[int]) -> list[Turn]:
    """Part the turns at the offsets at which an announcement stands inside them."""
    found: list[Turn] = []
    for turn in turns:
        cuts = sorted(s for s in starts if turn.span.start < s < turn.span.end)
        begins = [turn.span.start, *cuts]
        for at, (start, end) in enumerate(zip(begins, [*cuts, turn.span.end], strict=True)):
            found.append(
                replace(turn, ordinal=len(found), span=Span(start, end), mark=turn.mark if at == 0 else None)
            )
    return found


def _speaks_for_council(turn: Turn) -> bool:
    return turn.role in (Role.CHAIR, Role.COUNCIL) or turn.speaker is None


_RESOLVED = re.compile(r"(?:こと|もの|する|いたし|した|され|なり|なった|とします|といたします|ます)")
_ANSWER_DRAFT = re.compile(r"答申(?:の|文|案|書)|「[^「」]{0,20}答申")


def _outcome(text: str, turns: Sequence[Turn], kind: CaseKind) -> OutcomeReading | None:
    """How the council decided: what stands under a deciding heading, then narrative, then the chair, from the end."""
    council = [t for t in turns if t.role is Role.COUNCIL]
    for turn in reversed(council):
        if (found := read_outcome(text, turn.span, kind)) is not None:
            return found
    drafts = [
        t for t in turns if t.role in (Role.SECRETARIAT, Role.CHAIR) and _ANSWER_DRAFT.search(t.span.of(text))
    ]
    for turn in reversed(drafts):
        quoted = re.compile(r"「[^「」]*答申(?:[^「」]|「[^「」]*」)*」").search(
            text, turn.span.start, turn.span.end
        )
        if (
            quoted
            and (found := read_outcome(text, Span(quoted.start() + 1, quoted.end() - 1), kind)) is not None
        ):
            return found
    weak: OutcomeReading | None = None
    for turn in reversed(turns):
        if turn.role is Role.COUNCIL or not _speaks_for_council(turn):
            continue
        found = read_outcome(text, turn.span, kind)
        if found is None:
            continue
        if found.outcome not in (Outcome.OTHER, Outcome.REPORTED):
            return found
        weak = weak or found
    return weak


def _requests(text: str, turns: Sequence[Turn]) -> tuple[Span, ...]:
    """What single members asked for."""
    return tuple(
        found.span
        for turn in turns
        if turn.role is Role.MEMBER and turn.speaker is not None
        for found in attachments(text, turn.span)
    )


def _quoted_attachments(text: str, reading: OutcomeReading | None, turns: Sequence[Turn]) -> Iterator[Span]:
    """Where the council's own words stand: its decisions, and the turn that holds the outcome."""
    for turn in turns:
        if turn.role is Role.COUNCIL:
            yield turn.span
        elif reading is not None and turn.span.start <= reading.span.start < turn.span.end:
            yield Span(reading.span.start, turn.span.end)


def build_cases(
    text: str,
    items: Sequence[Item],
    regions: Mapping[int, Span],
    not_reached: Mapping[int, Span],
    turns: Sequence[Turn],
    matches: Sequence[ArticleMatch],
) -> tuple[list[Case], dict[int, int]]:
    """Make the cases, in the order in which they are dealt with; those not reached last.

    Returns:
        The cases, and for each item that became one its ordinal.
    """
    ordinals: dict[int, int] = {}
    cases: list[Case] = []
    order = sorted(
        range(len(items)), key=lambda i: (i not in regions, regions[i].start if i in regions else i, i)
    )
    for index in order:
        item = items[index]
        region = regions.get(index)
        held = [t for t in turns if region and region.start <= t.span.start < region.end]
        reading = _outcome(text, held, item.kind)
        if index in not_reached and (reading is None or region is None):
            reading = OutcomeReading(Outcome.NOT_REACHED, not_reached[index])
        if (item.heading.is_procedural or item.heading.is_group or _only_procedure(item)) and (
            reading is None or not _is_resolution(reading)
        ):
            continue
        if region is None and item.heading.is_procedural:
            continue
        ordinals[index] = len(cases)
        cases.append(_case(text, len(cases), item, region, held, reading, matches))
    return cases, ordinals


def _only_procedure(item: Item) -> bool:
    return item.kind is CaseKind.OTHER and any(g.is_procedural for g in item.groups)


def _is_resolution(reading: OutcomeReading) -> bool:
    return reading.outcome is not Outcome.REPORTED


def _named(turns: Sequence[Turn], matches: Sequence[ArticleMatch]) -> Sequence[ArticleMatch]:
    """The references inside the turns whose law is known; all, where the case names none.

    Beside references to the ordinance, a bare 第3条 is one of some paper that is being read out.
    """
    inside = [m for m in matches if any(t.span.covers(m.span) for t in turns)]
    return [m for m in inside if m.law is not None or m.resolved] or inside


def _case(
    text: str,
    ordinal: int,
    item: Item,
    region: Span | None,
    turns: Sequence[Turn],
    reading: OutcomeReading | None,
    matches: Sequence[ArticleMatch],
) -> Case:
    heading = item.heading
    start = region.start if region else heading.start
    ends = [region.end if region else heading.span.end, *([reading.span.end] if reading and not region else [])]
    end = max(t.span.end for t in turns) if turns else max(ends)
    span = Span(start, max(end, start))
    own = list(_quoted_attachments(text, reading, turns))
    evidence = {"title": heading.span}
    for key, value in (
        ("department", heading.department_span),
        ("number", heading.number_span),
        ("kind", heading.kind_span),
    ):
        if value is not None:
            evidence[key] = value
    return Case(
        ordinal=ordinal,
        title=heading.title,
        kind=item.kind,
        span=span,
        title_span=heading.span,
        number=heading.number,
        department=heading.department,
        articles=case_articles(text, [t.span for t in turns], _named(turns, matches)),
        outcome=reading.outcome if reading else None,
        outcome_span=reading.span if reading else None,
        attachments=tuple(a for s in own for a in attachments(text, s)),
        member_requests=_requests(text, turns),
        votes=tuple(v for t in turns if _speaks_for_council(t) for v in votes(text, t.span)),
        evidence=evidence,
    )


def read_cases(
    text: str,
    lines: Sequence[Line],
    items: Sequence[Item],
    placed: Sequence[Placed],
    turns: Sequence[Turn],
    begin: int,
    matches: Sequence[ArticleMatch],
) -> tuple[list[Turn], list[Case]]:
    """Join agenda, headings and speech into cases.

    Args:
        text: the document's text.
        lines: its lines without page chrome.
        items: the agenda's items and those that only the proceedings name.
        placed: the headings of the proceedings.
        turns: the turns, their `case` unknown.
        begin: offset at which the proceedings begin.
        matches: the article references of the document, in order.

    Returns:
        The turns, parted where an announcement stands inside one and each with its case, and the cases.
    """
    spoken = [t for t in turns if t.span.start >= begin]
    not_reached = _notes_not_reached(text, lines, items)
    met = {p.item for p in placed if p.sort is Sort.CASE} | set(not_reached)
    items, announced = find_announcements(text, items, {i for i in met if i is not None}, spoken)
    turns = split_turns(turns, [a.start for a in announced])
    end = turns[-1].span.end if turns else begin
    regions = _regions(items, placed, announced, begin, end)
    for index in not_reached:
        regions.pop(index, None) if not any(p.item == index for p in placed) else None
    cases, ordinals = build_cases(text, items, regions, not_reached, turns, matches)
    titles = {ordinals[i]: items[i].heading.span for i in ordinals}
    return [replace(t, case=_case_at(t, cases, titles)) for t in turns], cases


def _case_at(turn: Turn, cases: Sequence[Case], titles: Mapping[int, Span]) -> int | None:
    """The case in whose treatment a turn stands, or whose agenda line or outcome it holds."""
    for case in cases:
        if case.span.start <= turn.span.start < case.span.end:
            return case.ordinal
    for case in cases:
        if turn.span.covers(titles[case.ordinal]):
            return case.ordinal
    for case in cases:
        if case.outcome_span is not None and turn.span.covers(case.outcome_span):
            return case.ordinal
    return None
