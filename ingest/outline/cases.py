"""Reads the cases of minutes: the turns that deal with each agenda item, and its outcome."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.language import ArticleMatch
from corpus.model import INDECISIVE, Case, CaseKind, Outcome, Role, Span, Turn
from ingest.lines import Line
from ingest.outline.agenda import Item
from ingest.outline.announcements import find_announcements
from ingest.outline.case_attachments import read_attachments
from ingest.outline.decisions import is_of_next_meeting, is_review, read_decision, read_votes
from ingest.outline.departments import department_of
from ingest.outline.headings import Heading
from ingest.outline.outcomes import OutcomeReading
from ingest.outline.proceedings import Placed
from ingest.outline.references import case_articles, turned_on
from ingest.outline.regions import find_regions, groups_without_cases, not_reached, passed_over, split_turns
from ingest.outline.requests import read_requests
from ingest.outline.results import Result, stated_beside
from ingest.outline.wording import kind_of
from ingest.rules import rule

UNTITLED = "件名の記載なし"
"""The title of a case that the document decides but does not name."""

_WRAP = re.compile(r"\s*\n\s*|(?<=[ぁ-んァ-ヶー一-龥々、・）」])[ \t]+(?=[ぁ-んァ-ヶー一-龥々（「])")
"""A line wrap in a title, or the space that a wrap in a narrow table cell leaves."""
_TELLS = rule("cases.tells")
_CONSULTED = rule("cases.consulted")
_NOTIFIED = rule("cases.notified")
_DECIDED = frozenset(
    {
        Outcome.APPROVED,
        Outcome.APPROVED_WITH_CONDITIONS,
        Outcome.REFUSED,
        Outcome.CONTINUED,
        Outcome.REDELIBERATION,
    }
)


@dataclass(frozen=True, slots=True)
class _Dealt:
    """An agenda item with the region of the proceedings that deals with it."""

    item: Item
    region: Span | None
    unreached: Span | None
    """The sentence that states that the meeting did not reach the item."""
    listed: bool = True
    """Whether the agenda, a heading or an announcement names it as an item."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A case that is not complete yet."""

    item: Item
    region: Span | None
    reading: OutcomeReading | None
    turns: tuple[Turn, ...]
    listed: bool


def _counts(text: str, draft: _Draft) -> bool:
    """Whether a draft is a case. Procedure, and what is not named as an item, needs a decision to be one."""
    heading, reading = draft.item.heading, draft.reading
    procedural = heading.is_procedural or (
        draft.item.kind is CaseKind.OTHER and any(group.is_procedural for group in draft.item.groups)
    )
    if not procedural:
        decided = reading is not None and reading.outcome not in INDECISIVE
        return decided or (draft.listed and not heading.is_group)
    if draft.region is None or reading is None or reading.outcome is Outcome.REPORTED:
        return False
    resolved = any(t.role is Role.COUNCIL and t.span.covers(reading.span) for t in draft.turns)
    return not heading.is_group or (resolved and not is_of_next_meeting(reading.span.of(text)))


def _named(text: str, draft: _Draft, matches: Sequence[ArticleMatch]) -> Sequence[ArticleMatch]:
    """The article references of a case that name their law, or all if none does.

    If some references name a law, a bare 第3条 usually belongs to a document that is read out.
    """
    inside = turned_on(text, draft.turns, matches, draft.item.kind)
    return [m for m in inside if m.law is not None or m.resolved] or inside


def _kind(text: str, draft: _Draft) -> CaseKind:
    """The kind of the case: from the agenda or heading, else from what its turns say and how it ended."""
    kind = draft.item.kind
    if draft.item.heading.is_own_affair:
        return CaseKind.OTHER
    if kind is not CaseKind.OTHER or any(h.is_procedural for h in (draft.item.heading, *draft.item.groups)):
        return kind
    said = [turn.span.of(text) for turn in draft.turns]
    explained = any(turn.role is Role.EXECUTIVE for turn in draft.turns)
    decided = draft.reading is not None and draft.reading.outcome in _DECIDED
    first = next((turn.span.of(text) for turn in draft.turns if turn.role is Role.EXECUTIVE), "")
    if not decided and draft.item.heading.number is None and _TELLS.find(first):
        return CaseKind.NOTIFICATION
    if draft.item.heading.number is not None or any(map(_CONSULTED.find, said)) or (explained and decided):
        return CaseKind.CONSULTATION
    if draft.reading is not None and draft.reading.outcome is Outcome.NOTED:
        said.append(draft.reading.span.of(text))
    return CaseKind.NOTIFICATION if any(map(_NOTIFIED.find, said)) and not decided else kind


def _case(text: str, ordinal: int, draft: _Draft, matches: Sequence[ArticleMatch]) -> Case:
    heading, reading, turns = draft.item.heading, draft.reading, draft.turns
    attached = read_attachments(text, reading, turns)
    start = draft.region.start if draft.region else heading.start
    ends = [turn.span.end for turn in turns] or [heading.span.end]
    if reading is not None and draft.region is None:
        ends.append(reading.span.end)
    spans = {
        "title": heading.span,
        "department": heading.department_span,
        "number": heading.number_span,
        "kind": heading.kind_span,
    }
    return Case(
        ordinal=ordinal,
        title=_WRAP.sub("", heading.span.of(text)) or heading.title,
        kind=_kind(text, draft),
        span=Span(start, max(ends)),
        title_span=heading.span if heading.title != UNTITLED else None,
        number=heading.number,
        department=heading.department,
        articles=case_articles(text, [turn.span for turn in turns], _named(text, draft, matches)),
        outcome=reading.outcome if reading else None,
        outcome_span=reading.span if reading else None,
        attachments=attached,
        member_requests=read_requests(text, turns, attached),
        votes=read_votes(text, turns),
        evidence={name: span for name, span in spans.items() if span is not None},
    )


def _explained(text: str, draft: _Draft, front: int) -> _Draft:
    """Add the department that explains the case, if neither the agenda nor the heading names one."""
    heading = draft.item.heading
    if heading.department is not None or heading.is_procedural:
        return draft
    span = department_of(text, draft.turns, draft.region, front)
    if span is None:
        return draft
    return replace(
        draft,
        item=replace(draft.item, heading=replace(heading, department=span.of(text), department_span=span)),
    )


def _untitled(whole: Span) -> Item:
    return Item(Heading(-1, Span(whole.start, whole.start), whole.start, UNTITLED, "spoken", ""), ())


def read_cases(
    text: str,
    lines: Sequence[Line],
    items: Sequence[Item],
    placed: Sequence[Placed],
    turns: Sequence[Turn],
    begin: int,
    matches: Sequence[ArticleMatch],
    results: Sequence[Result],
) -> tuple[list[Turn], list[Case]]:
    """Combine agenda, headings and announcements into cases, in the order of the proceedings.

    Args:
        text: the document's text.
        lines: its lines without page chrome.
        items: the agenda's items and those that only the proceedings name.
        placed: the headings of the proceedings.
        turns: the turns, their `case` unknown.
        begin: offset at which the proceedings begin.
        matches: the article references of the document, in order.
        results: what the record sums up beside the proceedings.

    Returns:
        The turns, parted where an announcement stands inside one and each with its case, and the cases.
    """
    spoken = [turn for turn in turns if turn.span.start >= begin]
    whole = Span(begin, max([begin, *(turn.span.end for turn in spoken)]))
    items = [_of_a_row(item, results) for item in items]
    rows = [result for result in results if not result.is_listed]
    items = [*items, *(Item(r.heading, ()) for r in rows if not any(r.names(i.heading) for i in items))]
    unreached = not_reached(text, lines, items, begin)
    headed = {p.item for p in placed if p.item is not None}
    items, announced = find_announcements(text, items, headed | set(unreached), spoken)
    unheaded = {i: span for i, span in unreached.items() if i not in headed}
    announced += passed_over(text, spoken, items, unheaded)
    turns = split_turns(turns, {a.start for a in announced})
    summed_up = {i for i, item in enumerate(items) if any(r.names(item.heading) for r in results)}
    apart = summed_up if sum(item.is_substantive for item in items) > 1 else set()
    regions = find_regions(items, placed, announced, apart | set(unreached), whole)
    dealt = [_Dealt(item, regions.get(i), unreached.get(i)) for i, item in enumerate(items)]
    dealt = _with_groups(dealt, groups_without_cases(placed, announced, whole))
    if not any(d.item.is_substantive or not d.listed for d in dealt):
        dealt.append(_Dealt(_untitled(whole), whole, None, listed=False))
    dealt.sort(key=lambda d: (d.region is None, d.region.start if d.region else d.item.heading.start))

    heads = {p.heading.start for p in placed}
    dealt = _without_empty_groups(dealt, turns, heads)
    openings = heads | {a.start for a in announced}
    front = [line for line in lines if line.span.start < begin]
    drafts = [_summed_up(_draft(text, d, turns, openings), results, front) for d in dealt]
    drafts = [_explained(text, draft, begin) for draft in drafts if _counts(text, draft)]
    cases = [_case(text, ordinal, draft, matches) for ordinal, draft in enumerate(drafts)]
    titles = {ordinal: draft.item.heading.span for ordinal, draft in enumerate(drafts)}
    return [replace(turn, case=_case_at(turn, cases, titles)) for turn in turns], cases


def _without_empty_groups(dealt: Sequence[_Dealt], turns: Sequence[Turn], heads: set[int]) -> list[_Dealt]:
    """Drop agenda items that are only a parent heading: nothing is said before a heading of another level begins."""
    found: list[_Dealt] = []
    for at, d in enumerate(dealt):
        below = dealt[at + 1] if at + 1 < len(dealt) else None
        if d.region is not None and below is not None and below.region is not None:
            said = any(d.region.covers(t.span) for t in turns if t.span.start not in heads)
            if (
                not said
                and d.region.end == below.region.start
                and d.item.heading.level != below.item.heading.level
            ):
                continue
        found.append(d)
    return found


def _with_groups(dealt: Sequence[_Dealt], groups: Sequence[tuple[Item, Span]]) -> list[_Dealt]:
    """Add group and procedure headings without items below them: they may be cases themselves."""
    taken = {d.region for d in dealt}
    named = (g for g in groups if g[0].heading.is_procedural or kind_of(g[0].heading.title) is not None)
    return [*dealt, *(_Dealt(g, region, None, listed=False) for g, region in named if region not in taken)]


def _draft(text: str, dealt: _Dealt, turns: Sequence[Turn], openings: set[int]) -> _Draft:
    region = dealt.region
    held = tuple(t for t in turns if region is not None and region.start <= t.span.start < region.end)
    reading = read_decision(text, held, dealt.item, openings)
    if dealt.unreached is not None and reading is None:
        reading = OutcomeReading(Outcome.NOT_REACHED, dealt.unreached)
    return _Draft(dealt.item, region if held else None, reading, held, dealt.listed)


def _summed_up(draft: _Draft, results: Sequence[Result], front: Sequence[Line]) -> _Draft:
    """Take the outcome from the record's summary of results if the proceedings state none, or contradict it."""
    heading = draft.item.heading
    listed = next((r.reading for r in results if r.names(heading)), None)
    if listed is not None and listed.outcome is Outcome.UPHELD and not is_review(heading):
        listed = replace(listed, outcome=Outcome.APPROVED)
    if draft.reading is not None and draft.reading.outcome not in INDECISIVE:
        return draft if listed is None or _agree(draft.reading, listed) else replace(draft, reading=listed)
    reading = listed or (stated_beside(front, heading) if draft.item.is_substantive else None)
    return draft if reading is None else replace(draft, reading=reading)


_ALIKE = (
    frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS, Outcome.NOTED}),
    frozenset({Outcome.CONTINUED, Outcome.REDELIBERATION, Outcome.NOT_REACHED}),
)
"""Groups of outcomes that do not contradict each other: a summary may be less precise than the proceedings."""


def _agree(said: OutcomeReading, listed: OutcomeReading) -> bool:
    both = {said.outcome, listed.outcome}
    return len(both) == 1 or listed.outcome in INDECISIVE or any(both <= alike for alike in _ALIKE)


def _of_a_row(item: Item, results: Sequence[Result]) -> Item:
    """Add the department from the item's row in the table of results, and the row's title if that is its agenda line."""
    rows = [r.heading for r in results if not r.is_listed and r.names(item.heading)]
    own = next((r.heading for r in results if r.heading.line == item.heading.line), None)
    heading = item.heading if own is None else replace(item.heading, title=own.title, span=own.span)
    row = own or next(iter(rows), None)
    if row is not None and heading.department is None:
        heading = replace(heading, department=row.department, department_span=row.department_span)
    return replace(item, heading=heading)


def _case_at(turn: Turn, cases: Sequence[Case], titles: Mapping[int, Span]) -> int | None:
    """The case of a turn: it lies in the case's span, or contains the case's title or outcome."""
    for case in cases:
        if case.span.start <= turn.span.start < case.span.end:
            return case.ordinal
    for case in cases:
        if titles[case.ordinal].start < titles[case.ordinal].end and turn.span.covers(titles[case.ordinal]):
            return case.ordinal
    for case in cases:
        if case.outcome_span is not None and turn.span.covers(case.outcome_span):
            return case.ordinal
    return None
