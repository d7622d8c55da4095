"""Finds the region of each item: from its heading or announcement to the next one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from corpus.language import fold, sentences, squeeze
from corpus.model import Role, Span, Turn
from ingest.lines import Line
from ingest.outline.agenda import Item
from ingest.outline.announcements import Announcement
from ingest.outline.polarity import WITHDRAWN
from ingest.outline.proceedings import Placed, Sort
from ingest.rules import rule

_NOT_REACHED = rule("regions.not_reached")
_CALLED_UP = rule("regions.called_up")
_WHICH = rule("regions.which")


def not_reached(text: str, lines: Sequence[Line], items: Sequence[Item], begin: int) -> dict[int, Span]:
    """Find the items that the meeting did not reach, with the sentence that states it; the proceedings take precedence.

    Args:
        text: the document's text.
        lines: its lines without page chrome.
        items: the agenda's items and those that only the proceedings name.
        begin: offset at which the proceedings begin.
    """
    found: dict[int, Span] = {}
    for line in sorted(lines, key=lambda line: line.span.start < begin):
        if not _NOT_REACHED.find(line.key):
            continue
        named: list[int] = []
        for sentence in sentences(text, line.span):
            said = line.text[sentence.start - line.span.start : sentence.end - line.span.start]
            meant = _meant(said, items)
            if _NOT_REACHED.find(squeeze(said)) and not WITHDRAWN.find(squeeze(said)):
                for index in meant or named:
                    found.setdefault(index, sentence)
            named = meant if _CALLED_UP.find(squeeze(said)) else []
    return found


def passed_over(
    text: str, turns: Sequence[Turn], items: Sequence[Item], unreached: Mapping[int, Span]
) -> list[Announcement]:
    """Turns in which the chair names an item only to say that it is not reached: they end the item before it."""
    found = []
    for index, span in unreached.items():
        for turn in turns:
            if turn.role is Role.CHAIR and turn.span.covers(span):
                first = fold(sentences(text, turn.span)[0].of(text))
                if _CALLED_UP.find(squeeze(first)) and index in _meant(first, items):
                    found.append(Announcement(turn.span.start, None))
    return found


def _meant(said: str, items: Sequence[Item]) -> list[int]:
    """The items that a sentence refers to, by consultation number, else by agenda number."""
    key = squeeze(said)
    counted = [i for i, item in enumerate(items) if item.heading.number and item.heading.number in key]
    if counted:
        return counted
    ordinals = {
        next(match[group] for group in "abcd" if match[group]) for match in _WHICH.pattern.finditer(said)
    }
    return [i for i, item in enumerate(items) if item.heading.ordinal in ordinals and item.is_substantive]


def find_regions(
    items: Sequence[Item],
    placed: Sequence[Placed],
    announced: Sequence[Announcement],
    unreached: Collection[int],
    whole: Span,
) -> dict[int, Span]:
    """Find the region of each item.

    If there are neither headings nor announcements, the whole proceedings are the region of every item.

    Args:
        items: the agenda's items and those that only the proceedings name.
        placed: the headings of the proceedings.
        announced: what is taken up in speech.
        unreached: items that were not reached.
        whole: the proceedings.
    """
    starts: list[tuple[int, int | None]] = [
        (p.heading.start, p.item if p.sort is Sort.CASE else None) for p in placed if p.sort is not Sort.SECTION
    ]
    starts += [(a.start, a.item) for a in announced]
    starts.sort(key=lambda start: start[0])
    regions: dict[int, Span] = {}
    for at, (start, item) in enumerate(starts):
        stop = starts[at + 1][0] if at + 1 < len(starts) else whole.end
        if item is not None:
            regions.setdefault(item, Span(start, stop))
    for group, region in groups_without_cases(placed, announced, whole):
        waiting = (i for i, item in enumerate(items) if i not in regions and i not in unreached)
        below = [i for i in waiting if items[i].is_below(group.heading)]
        if len(below) == 1:
            regions[below[0]] = region
    if not regions and whole.start < whole.end:
        stop = min((start for start, _ in starts if start > whole.start), default=whole.end)
        dealt = [i for i, item in enumerate(items) if item.is_substantive and i not in unreached]
        regions = {i: Span(whole.start, stop) for i in dealt}
    return regions


def groups_without_cases(
    placed: Sequence[Placed], announced: Sequence[Announcement], whole: Span
) -> list[tuple[Item, Span]]:
    """Group and procedure headings without a case below them, with their regions: they may be cases themselves."""
    found = []
    marks = [p for p in placed if p.sort is not Sort.SECTION]
    for at, group in enumerate(marks):
        stop = marks[at + 1].heading.start if at + 1 < len(marks) else whole.end
        if group.sort not in (Sort.GROUP, Sort.PROCEDURE):
            continue
        if not any(group.heading.start <= a.start < stop for a in announced if a.item is not None):
            found.append((Item(group.heading, ()), Span(group.heading.start, stop)))
    return found


def split_turns(turns: Sequence[Turn], starts: Collection[int]) -> list[Turn]:
    """Split the turns at the announcements inside them, given by their offsets."""
    found: list[Turn] = []
    for turn in turns:
        cuts = sorted(start for start in starts if turn.span.start < start < turn.span.end)
        begins = [turn.span.start, *cuts]
        for at, (start, end) in enumerate(zip(begins, [*cuts, turn.span.end], strict=True)):
            found.append(
                replace(turn, ordinal=len(found), span=Span(start, end), mark=turn.mark if at == 0 else None)
            )
    return found
