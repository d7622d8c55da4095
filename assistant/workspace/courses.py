"""Timelines: the meetings of each council, and the course of each case from one meeting to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.workspace.markup import render
from assistant.workspace.precedents import Row
from corpus.store import Corpus


@dataclass(frozen=True, slots=True)
class Council:
    """A council with its meetings and reports, newest first."""

    municipality: str
    name: str
    sittings: tuple[tuple[Row, ...], ...]
    """The cases of each meeting or report."""


def courses(listed: Sequence[Row], corpus: Corpus) -> list[tuple[Row, ...]]:
    """The courses of the cases among `listed` that were dealt with on more than one day."""
    found: dict[tuple[str, ...], tuple[Row, ...]] = {}
    for row in listed:
        steps = tuple(Row(header, case) for header, case in corpus.course(row.header.name, row.case.ordinal))
        if len({step.header.dated for step in steps}) > 1:
            found[tuple(step.id for step in steps)] = steps
    return sorted(found.values(), key=lambda steps: steps[-1].header.dated or date.min, reverse=True)


def councils(listed: Sequence[Row]) -> list[Council]:
    """Group the cases by council and meeting."""

    def council(row: Row) -> tuple[str, str]:
        return row.header.municipality or "自治体不明", row.header.council or "審議会名不明"

    made = []
    for (municipality, name), rows in groupby(sorted(listed, key=council), key=council):
        ordered = sorted(rows, key=lambda row: (row.header.dated or date.min, row.header.name), reverse=True)
        sittings = tuple(
            tuple(sorted(sitting, key=lambda row: row.case.ordinal))
            for _, sitting in groupby(ordered, key=lambda row: row.header.name)
        )
        made.append(Council(municipality, name, sittings))
    return made


def timeline_html(listed: Sequence[Row], corpus: Corpus, most: int) -> str:
    """The timelines as HTML: the courses of cases, then each council's meetings.

    Args:
        listed: the cases.
        corpus: where the other meetings of a case are looked up.
        most: how many meetings of a council are shown.
    """
    return render("timeline", courses=courses(listed, corpus), councils=councils(listed), most=most)
