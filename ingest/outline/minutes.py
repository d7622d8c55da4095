"""The outline of minutes, summaries and whatever else is no report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.language import ArticleMatch, likeness
from corpus.model import Case, Person, Turn
from ingest.lines import Line
from ingest.outline.agenda import LIKE
from ingest.outline.cases import read_cases
from ingest.outline.front import Front, read_front, read_label
from ingest.outline.headings import read_attributes, read_heading
from ingest.outline.proceedings import first_repeat, place_headings, read_agenda
from ingest.outline.references import parted_from_marks
from ingest.outline.results import read_results
from ingest.outline.roster import read_roster
from ingest.outline.speakers import Mark, read_marks
from ingest.outline.turns import read_turns
from ingest.rules import rule


@dataclass(frozen=True, slots=True)
class MinutesOutline:
    """What minutes hold."""

    begin: int
    """Offset at which the proceedings begin."""
    members: tuple[Person, ...]
    turns: tuple[Turn, ...]
    cases: tuple[Case, ...]

    @property
    def is_record(self) -> bool:
        """Whether speeches or decisions show that a meeting is recorded, whatever it is called."""
        return any(turn.mark is not None for turn in self.turns) or any(case.outcome for case in self.cases)


_ATTENDANCE = ("present", "absent", "executive", "secretariat")


def _outside_the_list(marks: Sequence[Mark], front: Front) -> list[Mark]:
    """The marks without the labels of an attendance list that the agenda follows: 【担当課】総務課."""
    agenda = max((field.lines[0].number for field in front.of("agenda")), default=-1)
    listed = {line.number for field in front.of(*_ATTENDANCE) for line in field.lines if line.number < agenda}
    return [mark for mark in marks if mark.line not in listed]


_REMARK = rule("minutes.remark")


def _with_headings_above(lines: Sequence[Line], front: Front, repeat: int) -> int:
    """The first of the labels and groups of items right above a repeated title."""
    begins = repeat
    while begins > 0:
        heading = read_heading(lines[begins - 1])
        labelled = begins - 1 not in _labels(front) and read_label(lines[begins - 1]) is not None
        if not labelled and (heading is None or not heading.is_group):
            break
        begins -= 1
    return begins


def _where_the_body_begins(lines: Sequence[Line], front: Front, marks: Sequence[Mark]) -> int:
    """The first line of the proceedings: a label, a repeated agenda item, a mark, the first narrative sentence."""
    begins = min([front.body, *(mark.line for mark in marks[:1])])
    repeat = first_repeat(lines, 0, begins) or _listed_again(lines, front, begins)
    if repeat is not None:
        return _with_headings_above(lines, front, repeat)
    if begins < len(lines) and begins == front.body and read_label(lines[begins]) is not None:
        first = next((line.number for line in lines[begins:] if line.is_sentence), len(lines))
        first = min([first, *(mark.line for mark in marks[:1]), *_first_item(lines[begins:first], front)])
        later = [line.number for line in lines[begins + 1 : first] if (read_label(line) or ("",))[0] == "body"]
        return first_repeat(lines, begins, first) or max(later, default=begins)
    marked = bool(marks) and begins == marks[0].line
    listed = {line.number for field in front.of("agenda") for line in field.lines}
    while begins > 0 and begins < len(lines) and (begins - 1 not in listed or not marked):
        above = lines[begins - 1]
        if begins > 1 and _REMARK.find(above.text) and above.number not in _labels(front):
            above = lines[begins - 2]
        elif begins > 1 and (title := read_heading(lines[begins - 2])) is not None and title.level != "plain":
            above = above if read_attributes(above, title) is None else lines[begins - 2]
        heading = read_heading(above)
        if heading is None or heading.level == "plain" or above.number in _labels(front):
            break
        if _repeats(lines, begins) and not _repeats(lines, above.number):
            break
        begins = above.number
    return begins


def _repeats(lines: Sequence[Line], number: int) -> bool:
    """Whether a heading stands word for word further above too: behind a list of the agenda it begins what was listed."""
    heading = read_heading(lines[number])
    if heading is None or not heading.ordinal:
        return False
    return any(
        (above.level, above.ordinal, above.key) == (heading.level, heading.ordinal, heading.key)
        for line in lines[:number]
        if (above := read_heading(line)) is not None
    )


def _listed_again(lines: Sequence[Line], front: Front, end: int) -> int | None:
    """The line before `end` that heads what a row or a cell of the agenda has listed: there the proceedings begin."""
    listed = [item.heading for item in read_agenda(lines, front)]
    for at, heading in enumerate(listed):
        rows = (h for h in listed[:at] if lines[h.line].is_row and h.ordinal == heading.ordinal)
        again = not lines[heading.line].is_row and any(likeness(h.title, heading.title) >= LIKE for h in rows)
        if again and heading.line < end:
            return heading.line
    return None


def _first_item(lines: Sequence[Line], front: Front) -> list[int]:
    """The first of the lines that heads an item, where the agenda has been listed: behind it no label begins the body."""
    headings = (h for line in lines if (h := read_heading(line)) is not None and h.level != "plain")
    return [h.line for h in headings if h.is_title and front.of("agenda")][:1]


def _labels(front: Front) -> set[int]:
    return {field.lines[0].number for field in front.fields}


def _before(front: Front, body: int) -> Front:
    """The front matter cut where the proceedings begin."""
    fields = []
    for field in front.fields:
        kept = tuple(line for line in field.lines if line.number < body)
        if kept:
            fields.append(replace(field, lines=kept))
    return Front(tuple(fields), body)


def outline_minutes(
    text: str, lines: Sequence[Line], chrome: frozenset[int], matches: Sequence[ArticleMatch]
) -> MinutesOutline:
    """Outline minutes.

    Args:
        text: the document's text.
        lines: its lines.
        chrome: numbers of the lines that are no part of the record.
        matches: the article references of the document, in order.
    """
    front = read_front(lines, chrome)
    roster = read_roster(front)
    marks = _outside_the_list(read_marks(lines, chrome, roster), front)
    body = _where_the_body_begins(lines, front, marks)
    front = _before(front, body)
    roster = read_roster(front)
    marks = [mark for mark in read_marks(lines, chrome, roster) if mark.line >= body]
    listed = read_agenda(lines, front)
    kept = [line for line in lines if line.number not in chrome]
    results = read_results(kept)
    headings = [result.heading for result in results if result.is_listed]
    items, placed = place_headings(lines, body, chrome, {mark.line for mark in marks}, listed, headings)
    entries = {item.heading.line for item in listed} | {group.line for item in listed for group in item.groups}
    turns = read_turns(lines, front, entries, chrome, marks, placed)
    matches = parted_from_marks(turns, matches)
    begin = lines[body].span.start if body < len(lines) else len(text)
    turns, cases = read_cases(text, kept, items, placed, turns, begin, matches, results)
    return MinutesOutline(begin, roster.members, tuple(turns), tuple(cases))
