"""The results that a record sums up beside its proceedings: a table 議題 | 結果, a list 「議題1 承認」, a field 決定事項."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.language import coverage, decisions, likeness, squeeze
from corpus.model import Outcome, Span
from ingest.lines import Line
from ingest.outline.agenda import LIKE
from ingest.outline.headings import Heading, read_heading
from ingest.outline.outcomes import OutcomeReading, classify
from ingest.outline.wording import kind_of
from ingest.rules import rule

_TITLES = rule("results.titles")
_RESULTS = rule("results.results")
_DEPARTMENTS = rule("results.departments")
_CONDITIONAL = rule("results.conditional")
_LONGEST, _LONGEST_LISTED = 120, 40
"""Characters of a cell, and of a line of a list, that still name a result."""
_LONGEST_MARK = 8
"""Characters of a cell that numbers an item and may tell its kind: 報告1."""
_NAMED = 0.9
_WORDS = decisions().cells
"""Results of one word that no sentence would state so."""


@dataclass(frozen=True, slots=True)
class Result:
    """One item of a summary with its result."""

    heading: Heading
    """The item's; in a list its title is the result's wording."""
    reading: OutcomeReading
    is_listed: bool = False
    """Whether it stands in a list that names the items by number alone."""

    def names(self, heading: Heading) -> bool:
        """Whether it is the result of the item under this heading."""
        if heading.number and self.heading.number:
            return heading.number == self.heading.number
        if self.is_listed:
            return (heading.level, heading.ordinal) == (self.heading.level, self.heading.ordinal)
        return likeness(heading.title, self.heading.title) >= LIKE


def read_results(lines: Sequence[Line]) -> tuple[Result, ...]:
    """Read the tables and lists of items and results; empty where there is none."""
    found: list[Result] = []
    column: int | None = None
    department: int | None = None
    for at, line in enumerate(lines):
        if not line.is_row:
            column = None
            found += _listed(lines[at + 1 :]) if _RESULTS.find(line.key) else []
            continue
        cells = list(_cells(line))
        keys = [squeeze(text) for text, _ in cells]
        if any(map(_TITLES.find, keys)) and any(map(_RESULTS.find, keys)):
            column = next(i for i, key in enumerate(keys) if _RESULTS.find(key))
            department = next((i for i, key in enumerate(keys) if _DEPARTMENTS.find(key)), None)
        elif column is not None and column < len(cells):
            unit = cells[department] if department is not None else None
            result = _result(line, [cell for cell in cells[:column] if cell != unit], *cells[column])
            found += [_explained(result, unit)] if result is not None else []
    return tuple(found)


def _explained(result: Result, unit: tuple[str, Span] | None) -> Result:
    """The result with the department that its row gives."""
    if unit is None or not unit[0]:
        return result
    heading = replace(result.heading, department=unit[0], department_span=unit[1])
    return replace(result, heading=heading)


def _listed(lines: Sequence[Line]) -> list[Result]:
    """The results of a list that begins with the first of the lines, an item to a line; one alone is no list."""
    found: list[Result] = []
    for line in lines:
        heading = read_heading(line)
        if heading is None or line.is_row or not (heading.number or heading.level == "word"):
            break
        outcome = _outcome(heading.title)
        if outcome is None or len(heading.title) > _LONGEST_LISTED:
            break
        found.append(Result(heading, OutcomeReading(outcome, heading.span), is_listed=True))
    return found if len(found) > 1 else []


def _outcome(said: str) -> Outcome | None:
    outcome = _WORDS.get(squeeze(said)) or classify(said)
    conditional = outcome is Outcome.APPROVED and _CONDITIONAL.find(said)
    return Outcome.APPROVED_WITH_CONDITIONS if conditional else outcome


def _cells(line: Line) -> Iterator[tuple[str, Span]]:
    at = line.span.start
    for text in line.text.split("\t"):
        begin = at + len(text) - len(text.lstrip())
        yield text.strip(), Span(begin, max(begin, at + len(text.rstrip())))
        at += len(text) + 1


def _result(line: Line, cells: Sequence[tuple[str, Span]], said: str, span: Span) -> Result | None:
    outcome = _outcome(said)
    if outcome is None or len(said) > _LONGEST:
        return None
    headings = [h for text, place in cells if text and (h := read_heading(line, place.start, place.end))]
    if not headings:
        return None
    heading = max(headings, key=lambda h: len(h.key))
    numbered = next((h for h in headings if h.number is not None), heading)
    if heading.kind is None:
        marks = ((kind_of(text), place) for text, place in cells if len(text) <= _LONGEST_MARK)
        kind, kind_span = next((mark for mark in marks if mark[0] is not None), (None, None))
        heading = replace(heading, kind=kind, kind_span=kind_span)
    heading = replace(heading, number=numbered.number, number_span=numbered.number_span)
    return Result(heading, OutcomeReading(outcome, span))


_NEAR_END = 200
"""Characters of a line's end in which its result stands."""
_SAID = rule("results.said")


def stated_beside(lines: Sequence[Line], heading: Heading) -> OutcomeReading | None:
    """The result that a line outside the proceedings gives the item under this heading: 「諮問第5号 承認」.

    Args:
        lines: those before the proceedings.
        heading: of the item.
    """
    for line in lines:
        match = _SAID.find(line.text, max(0, len(line.text) - _NEAR_END))
        if match is None:
            continue
        before = line.text[: match.start()]
        if (
            not (heading.number and heading.number in squeeze(before))
            and coverage(heading.title, before) < _NAMED
        ):
            continue
        outcome = _outcome(match["said"])
        if outcome not in (None, Outcome.OTHER, Outcome.REPORTED):
            return OutcomeReading(outcome, Span(line.span.start + match.start("said"), line.span.end))
    return None
