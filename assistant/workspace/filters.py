"""The filters of the question and of the list of cases: the form, its chips, and the corpus filters they set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import gradio as gr
from starlette.datastructures import QueryParams

from assistant.workspace.markup import render
from assistant.workspace.translations import I18N
from corpus.language import to_japanese
from corpus.model import Outcome
from corpus.search import Filters
from corpus.store import Corpus

_APRIL = 4


@dataclass(frozen=True, slots=True)
class Chosen:
    """The values of the form. Years are fiscal years: 2021 is 令和3年度."""

    municipalities: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    articles: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()

    def filters(self) -> Filters:
        """The form's values as filters of a corpus search."""
        return Filters(
            municipalities=self.municipalities,
            since=date(self.since, _APRIL, 1) if self.since else None,
            until=date(self.until + 1, _APRIL - 1, 31) if self.until else None,
            outcomes=tuple(Outcome(outcome) for outcome in self.outcomes),
            articles=self.articles,
        )

    def chips(self) -> list[tuple[str, str, str]]:
        """(field, value, label) of each value that is set."""
        made = [("municipalities", name, name) for name in self.municipalities]
        if self.since:
            made.append(("since", str(self.since), f"{fiscal_year(self.since)}から"))
        if self.until:
            made.append(("until", str(self.until), f"{fiscal_year(self.until)}まで"))
        made += [("articles", article, article) for article in self.articles]
        return made + [("outcomes", outcome, outcome) for outcome in self.outcomes]

    def labels(self) -> tuple[str, ...]:
        """The labels of the chips."""
        return tuple(label for _, _, label in self.chips())

    def without(self, field: str, value: str) -> "Chosen":
        """The form without one of its values."""
        values = self.values()
        at = _FIELDS.index(field)
        kept = values[at]
        values[at] = [item for item in kept if item != value] if isinstance(kept, list) else None
        return chosen(*values)

    def values(self) -> list[Any]:
        """The values of the five inputs, in their order."""
        return [list(self.municipalities), self.since, self.until, list(self.articles), list(self.outcomes)]


NOTHING = Chosen()
_FIELDS = ("municipalities", "since", "until", "articles", "outcomes")


def chosen(
    municipalities: Sequence[str] | None,
    since: int | None,
    until: int | None,
    articles: Sequence[str] | None,
    outcomes: Sequence[str] | None,
) -> Chosen:
    """Read the form's inputs, in their order."""
    return Chosen(
        tuple(municipalities or ()), since or None, until or None, tuple(articles or ()), tuple(outcomes or ())
    )


def linked(query: QueryParams) -> Chosen:
    """The values that a link to a page sets."""
    since, until = (query.get(name, "") for name in ("since", "until"))
    return Chosen(
        tuple(query.getlist("municipality")),
        int(since) if since.isdecimal() else None,
        int(until) if until.isdecimal() else None,
        tuple(query.getlist("article")),
        tuple(name for name in query.getlist("outcome") if name in set(Outcome)),
    )


def chips_html(chosen: Chosen) -> str:
    """The chips as HTML, each with a button that removes it."""
    return render("chips", chips=chosen.chips())


def inputs() -> list[gr.Dropdown]:
    """The form's inputs, in the order of `chosen`."""
    return [
        gr.Dropdown([], label=I18N("municipality"), multiselect=True, min_width=104),
        gr.Dropdown([], label=I18N("since"), min_width=104),
        gr.Dropdown([], label=I18N("until"), min_width=104),
        gr.Dropdown([], label=I18N("article"), multiselect=True, min_width=104),
        gr.Dropdown([], label=I18N("outcome"), multiselect=True, min_width=104),
    ]


def choices(corpus: Corpus, linked: Chosen = NOTHING) -> list[Any]:
    """Updates that set the inputs' choices to the values that occur in the corpus, and their values to those of a link."""
    cases = corpus.cases(Filters())
    headers = corpus.headers(Filters())
    years = sorted({year_of(header.dated) for header in headers if header.dated}, reverse=True)
    labelled: list[tuple[str, Any]] = [("指定なし", 0), *((fiscal_year(year), year) for year in years)]
    articles = {use.reference for _, case in cases for use in case.articles}
    held = {case.outcome for _, case in cases}
    offered: list[list[Any]] = [
        sorted({header.municipality for header in headers if header.municipality}),
        labelled,
        labelled,
        sorted(articles, key=_article_order),
        [outcome.value for outcome in Outcome if outcome in held],
    ]
    return [
        gr.update(choices=some, value=value) if value else gr.update(choices=some)
        for some, value in zip(offered, linked.values(), strict=True)
    ]


def fiscal_year(year: int) -> str:
    """令和3年度 (2021): the fiscal year that begins in April of `year`."""
    era = to_japanese(date(year, _APRIL + 1, 1)).split("年")[0]
    return f"{era}年度（{year}）"


def year_of(day: date) -> int:
    """The fiscal year of a day."""
    return day.year if day.month >= _APRIL else day.year - 1


def _article_order(reference: str) -> tuple[int, ...]:
    digits = "".join(c if c.isdigit() else " " for c in reference).split()
    return tuple(int(part) for part in digits)
