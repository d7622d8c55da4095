"""The second page, 先例一覧: the cases as a table, as timelines and as charts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.workspace import charts, filters, ledger
from assistant.workspace.courses import timeline_html
from assistant.workspace.desk import Desk
from assistant.workspace.frame import header, on, pane, save_file
from assistant.workspace.markup import render
from assistant.workspace.precedents import SORTS, Row, facts, rows, sort
from assistant.workspace.sources import reading_html
from assistant.workspace.translations import I18N, japanese
from corpus.search import Filters

_PAGE = 50
_CHART_HEIGHT = 340
_MOST_COMPARED = 4
_MOST_SITTINGS = 30

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class View:
    """The state of the list: sort order, page and chosen cases."""

    key: str = ""
    """The column to sort by. If empty, the newest come first, or the best matches of a search."""
    descending: bool = False
    page: int = 0
    chosen: tuple[str, ...] = ()
    """The identifiers of the cases chosen for comparison."""

    def order(self, words: str) -> tuple[str, bool]:
        """The column to sort by, and whether descending; an empty column if the search decides the order."""
        if self.key or words.strip():
            return self.key, self.descending
        return "date", True

    def sorted_by(self, key: str) -> "View":
        """Sort by a column, or reverse the order if it is sorted by that column already."""
        known, downwards = self.order("")
        return replace(self, key=key, descending=known == key and not downwards, page=0)

    def choose(self, case: str) -> "View":
        """Add a case to the chosen ones, or remove it if it is one of them."""
        kept = tuple(other for other in self.chosen if other != case)
        return replace(self, chosen=kept if case in self.chosen else (*kept, case))


class CasesPage:
    """The page's components and event handlers; built inside a Blocks."""

    def __init__(self, desk: Desk):
        self._desk = desk
        header("cases")
        self._view = gr.State(View())
        with gr.Row(elem_id="desk", elem_classes="desk"):
            with gr.Column(elem_id="list-side", elem_classes="side", min_width=0, scale=1):
                self._build_list()
            with gr.Column(elem_id="paper-side", elem_classes="side", min_width=0, scale=1):
                self._paper = pane("paper", "back", scroll=True)
        self._download = gr.DownloadButton(visible="hidden", elem_id="download")
        self._wire()

    def _build_list(self) -> None:
        with gr.Row(elem_id="finder"):
            self._words = gr.Textbox(
                "", label=I18N("search_cases"), placeholder=I18N("search_cases_hint"), min_width=220, scale=2
            )
            self._form = filters.inputs()
        with gr.Tabs(elem_id="views"):
            with gr.Tab(I18N("list"), id="list"):
                with gr.Row(elem_classes="bar"):
                    self._found = pane("found")
                    self._compare = gr.Button(I18N("compare"), size="sm", min_width=0, interactive=False)
                    self._clear = gr.Button(I18N("clear"), size="sm", min_width=0, interactive=False)
                    self._csv = gr.Button(I18N("csv"), size="sm", min_width=0)
                    self._excel = gr.Button(I18N("excel"), size="sm", min_width=0)
                self._comparison = pane("comparison", "uncompare")
                self._list = pane("ledger", "sort", "leaf", "choose", "read")
            with gr.Tab(I18N("timeline"), id="timeline") as self._timeline_tab:
                self._timeline = pane("timeline", "read")
            with gr.Tab(I18N("figures"), id="figures") as self._figures_tab:
                self._by_year = _plot("by_year", japanese("fiscal_year"), 0)
                self._years = pane("years")
                self._by_article = _plot("by_issue", " ", -30)
                self._articles = pane("articles")

    def _wire(self) -> None:
        finding = [self._view, self._words, *self._form]
        listed = [self._view, self._list, self._found, self._compare, self._clear]
        drawn = [self._by_year, self._years, self._by_article, self._articles]
        narrowing = partial(gr.on, [self._words.change, *(field.change for field in self._form)])
        on(narrowing, self._narrow, finding, listed, self._found, trigger_mode="always_last")
        on(self._list.sort, self._sort, finding, listed)
        on(self._list.leaf, self._leaf, finding, listed)
        on(self._list.choose, self._choose, finding, listed)
        on(self._clear.click, self._clear_choice, finding, [*listed, self._comparison])
        on(self._compare.click, self._compare_chosen, self._view, self._comparison, self._found)
        on(self._comparison.uncompare, lambda: "", None, self._comparison)
        for area in (self._list, self._timeline):
            on(area.read, self._read, None, self._paper)
        on(self._timeline_tab.select, self._show_timeline, finding, self._timeline, self._timeline)
        on(self._figures_tab.select, self._show_figures, finding, drawn, self._years)
        save_file(on(self._csv.click, self._write_csv, finding, self._download, self._found))
        save_file(on(self._excel.click, self._write_excel, finding, self._download, self._found))

    def load(self, blocks: gr.Blocks) -> None:
        """Fill the page when it is opened."""
        finding = [self._view, self._words, *self._form]
        listed = [self._view, self._list, self._found, self._compare, self._clear]
        on(blocks.load, self._narrow, finding, listed)
        on(blocks.load, self._choices, None, self._form)

    def _choices(self, request: gr.Request) -> list[Any]:
        return filters.choices(self._desk.corpus, filters.linked(request.query_params))

    def _rows(self, view: View, words: str, form: Sequence[Any]) -> list[Row]:
        found = rows(self._desk.corpus, filters.chosen(*form).filters(), words)
        return sort(found, *view.order(words))

    def _shown(self, view: View, words: str, form: Sequence[Any]) -> Updates:
        found = self._rows(view, words, form)
        last = max(0, (len(found) - 1) // _PAGE)
        view = replace(view, page=min(max(view.page, 0), last))
        shown = found[view.page * _PAGE : (view.page + 1) * _PAGE]
        narrowed = bool(words.strip()) or filters.chosen(*form).filters() != Filters()
        chosen = len(view.chosen)
        column, descending = view.order(words)
        return {
            self._view: view,
            self._list: render(
                "ledger",
                rows=shown,
                view=view,
                last=last,
                sorts=SORTS,
                column=column,
                descending=descending,
                narrowed=narrowed,
            ),
            self._found: render("found", found=len(found), chosen=chosen, most=_MOST_COMPARED),
            self._compare: gr.update(interactive=2 <= chosen <= _MOST_COMPARED),
            self._clear: gr.update(interactive=chosen > 0),
        }

    def _narrow(self, view: View, words: str, *form: Any) -> Updates:
        return self._shown(replace(view, page=0), words, form)

    def _sort(self, event: gr.EventData, view: View, words: str, *form: Any) -> Updates:
        return self._shown(view.sorted_by(event.key), words, form)

    def _leaf(self, event: gr.EventData, view: View, words: str, *form: Any) -> Updates:
        return self._shown(replace(view, page=int(event.number)), words, form)

    def _choose(self, event: gr.EventData, view: View, words: str, *form: Any) -> Updates:
        return self._shown(view.choose(event.case), words, form)

    def _clear_choice(self, view: View, words: str, *form: Any) -> Updates:
        return {**self._shown(replace(view, chosen=()), words, form), self._comparison: ""}

    def _compare_chosen(self, view: View) -> str:
        held = {row.id: row for row in rows(self._desk.corpus, Filters(), "")}
        compared = [held[case] for case in view.chosen if case in held]
        return render("comparison", rows=compared, facts=facts(compared, self._desk.corpus))

    def _read(self, event: gr.EventData) -> str:
        return reading_html(self._desk.corpus, event.document, int(event.case))

    def _show_timeline(self, view: View, words: str, *form: Any) -> str:
        return timeline_html(self._rows(view, words, form), self._desk.corpus, _MOST_SITTINGS)

    def _show_figures(self, view: View, words: str, *form: Any) -> list[Any]:
        found = self._rows(view, words, form)
        years, articles = charts.by_year(found), charts.by_article(found)
        return [
            years,
            charts.counts_html(years, japanese("by_year")),
            articles,
            charts.counts_html(articles, japanese("by_issue")),
        ]

    def _write_csv(self, view: View, words: str, *form: Any) -> Path:
        return ledger.write_csv(self._rows(view, words, form), self._desk.corpus)

    def _write_excel(self, view: View, words: str, *form: Any) -> Path:
        return ledger.write_excel(self._rows(view, words, form), self._desk.corpus)


def _plot(title: str, below: str, angle: int) -> gr.BarPlot:
    return gr.BarPlot(
        x="項目",
        y="件数",
        color="結果",
        label=I18N(title),
        x_title=below,
        y_title=japanese("count"),
        x_label_angle=angle,
        y_axis_format="d",
        color_map=charts.COLOURS,
        colors_in_legend=[],
        sort="x",
        height=_CHART_HEIGHT,
        buttons=[],
    )
