"""The third page, 類似・起案: past cases similar to a planned one, and drafts that cite the chosen ones."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.drafting.arrange import ModelArranger
from assistant.drafting.borrow import questions
from assistant.drafting.draft import PRECEDENTS, draft
from assistant.drafting.export import source_line, to_markdown, to_word
from assistant.drafting.held import description_of, find_case
from assistant.drafting.paper import Draft, DraftKind, flat
from assistant.drafting.similar import Similar, similar
from assistant.drafting.smooth import smooth
from assistant.workspace.desk import Desk
from assistant.workspace.downloads import new_file
from assistant.workspace.frame import header, inform, on, pane, save_file, warn
from assistant.workspace.markup import render
from assistant.workspace.sources import reading_html, title
from assistant.workspace.translations import I18N
from corpus.errors import NotHeldError, SenreiError, UnreadableError
from corpus.language import content_lemmas
from corpus.search import Filters

_LONGEST_PLAN = 20_000
_MOST_QUESTIONS = 4

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """The state of one browser session."""

    taken_from: str = ""
    """The document that the description was taken from; the search excludes it."""
    found: tuple[Similar, ...] = ()
    plan: str = ""
    """The description from which the draft was made."""
    chosen: tuple[Similar, ...] = ()
    """The precedents that the draft stands on."""
    composed: Draft | None = None
    shown: Draft | None = None
    """The draft to show: smoothed by a chat model, or as composed."""

    @property
    def filters(self) -> Filters:
        """The filters of the search."""
        return Filters(exclude=(self.taken_from,) if self.taken_from else ())


class DraftsPage:
    """The page's components and event handlers; built inside a Blocks."""

    def __init__(self, desk: Desk):
        self._desk = desk
        self._running: dict[str, threading.Event] = {}
        """Maps a browser session to the event that cancels its chat model."""
        header("drafts")
        self._work = gr.State(Work())
        with gr.Row(elem_id="desk", elem_classes="desk"):
            with gr.Column(elem_id="list-side", elem_classes="side", min_width=0, scale=1):
                self._plan = gr.Textbox(
                    "",
                    label=I18N("plan"),
                    placeholder=I18N("plan_hint"),
                    lines=6,
                    max_lines=14,
                    max_length=_LONGEST_PLAN,
                    elem_id="plan",
                )
                self._origin = pane("origin", "release")
                with gr.Row(elem_classes="answers"):
                    self._find = gr.Button(I18N("similar"), variant="primary", min_width=0)
                    self._file = gr.UploadButton(
                        str(I18N("plan_file")),
                        file_count="single",
                        file_types=list(self._desk.suffixes) or None,
                        min_width=0,
                    )
                self._found = pane("similar", "read", "draft", "plan", value=render("similar", found=None))
            with gr.Column(elem_id="paper-side", elem_classes="side", min_width=0, scale=1):
                self._paper = pane("paper", "back", "save", "smooth", "stop", "composed", scroll=True)
        self._download = gr.DownloadButton(visible="hidden", elem_id="download")
        self._wire()

    def _wire(self) -> None:
        work, paper = self._work, [self._work, self._paper]
        searching: list[Any] = [[work, self._plan], [work, self._found], self._found]
        taking = [work, self._plan, self._origin]
        on(self._find.click, self._search, *searching)
        reading = on(self._file.upload, self._read_plan, [self._file, work], taking, self._plan)
        on(reading.success, self._search, *searching)
        taken = on(self._found.plan, self._take_case, work, taking)
        on(taken.success, self._search, *searching)
        on(self._origin.release, self._release, work, [work, self._origin])
        on(self._found.read, self._read, None, self._paper)
        on(self._found.draft, self._draft, [work, self._plan], paper)
        smoothing = on(self._paper.smooth, self._smooth, work, paper)
        on(self._paper.stop, self._stop, work, paper, cancels=[smoothing])
        on(self._paper.composed, self._composed, work, paper)
        save_file(on(self._paper.save, self._save, work, self._download))

    def load(self, blocks: gr.Blocks) -> None:
        """Load the case that the page's address names."""
        opened = on(blocks.load, self._open, self._work, [self._work, self._plan, self._origin])
        on(opened.success, self._resume, [self._work, self._plan], [self._work, self._found])
        blocks.unload(self._leave)

    def _open(self, work: Work, request: gr.Request) -> Any:
        wanted = request.query_params.get("case")
        return self._taken(work, wanted) if wanted else gr.skip()

    def _resume(self, work: Work, plan: str) -> Any:
        return self._search(work, plan) if plan.strip() else gr.skip()

    def _take_case(self, work: Work, event: gr.EventData) -> Any:
        return self._taken(work, event.case)

    def _taken(self, work: Work, identifier: str) -> Any:
        """Use a case of the corpus as the planned case."""
        try:
            document, case = find_case(identifier, self._desk.corpus)
        except NotHeldError as error:
            warn(str(error))
            return gr.skip()
        return {
            self._work: replace(work, taken_from=document.header.name),
            self._plan: description_of(document, case),
            self._origin: render("origin", title=case.title, where=title(document.header)),
        }

    def _release(self, work: Work) -> Updates:
        return {self._work: replace(work, taken_from=""), self._origin: ""}

    def _read_plan(self, file: str, work: Work) -> Any:
        path = Path(file)
        try:
            plan = self._desk.read_document(path.name, path.read_bytes()).text[:_LONGEST_PLAN]
        except UnreadableError as error:
            warn(str(error))
            return gr.skip()
        return {self._work: replace(work, taken_from=""), self._plan: plan, self._origin: ""}

    def _search(self, work: Work, plan: str) -> Updates:
        if not plan.strip():
            inform("案件の説明を入力するか、文書を読み込んでください。")
            return {self._found: render("similar", found=None)}
        found = similar(plan, self._desk.corpus, work.filters)
        shown = render(
            "similar",
            found=found,
            ticked=PRECEDENTS,
            asked={one.id: self._asked(one, plan) for one in found},
            kinds=[kind.value for kind in DraftKind],
        )
        return {self._work: replace(work, found=found), self._found: shown}

    def _asked(self, one: Similar, plan: str) -> list[tuple[str, str]]:
        corpus = self._desk.corpus
        text = corpus.text(one.header.name)
        found = questions([one], corpus, content_lemmas(plan))[:_MOST_QUESTIONS]
        return [(asked.speaker, flat(asked.span.of(text))) for asked in found]

    def _read(self, event: gr.EventData) -> str:
        return reading_html(self._desk.corpus, event.document, int(event.case))

    def _draft(self, work: Work, plan: str, event: gr.EventData) -> Updates:
        ticked: Sequence[str] = event.ticked
        chosen = [one for one in work.found if one.id in ticked]
        if not chosen:
            warn("起案の参考にする先例を、一つ以上選んでください。")
            return {self._paper: ""}
        made = draft(DraftKind(event.kind), plan, self._desk.corpus, work.filters, chosen)
        return self._laid(replace(work, plan=plan, chosen=tuple(chosen), composed=made, shown=made))

    def _smooth(self, work: Work, request: gr.Request) -> Iterator[Updates]:
        if work.composed is None:
            return
        cancelled = self._running.setdefault(str(request.session_hash), threading.Event())
        yield {self._paper: self._paper_html(work.composed, at_work=True)}
        try:
            chat, corpus = self._desk.assistant.chat, self._desk.corpus
            arranger = ModelArranger(work.plan, chat, cancelled)
            made = draft(work.composed.kind, work.plan, corpus, work.filters, work.chosen, arranger)
            *_, last = smooth(made, work.plan, chat, cancelled)
            yield self._laid(replace(work, shown=last.draft))
        except SenreiError as error:
            warn(str(error))
            yield self._laid(work)
        finally:
            self._running.pop(str(request.session_hash), None)

    def _stop(self, work: Work, request: gr.Request) -> Updates:
        self._leave(request)
        return self._laid(work)

    def _leave(self, request: gr.Request) -> None:
        """Stop a chat model that still writes for a closed window."""
        running = self._running.get(str(request.session_hash))
        if running:
            running.set()

    def _composed(self, work: Work) -> Updates:
        return self._laid(replace(work, shown=work.composed))

    def _laid(self, work: Work) -> Updates:
        return {self._work: work, self._paper: self._paper_html(work.shown) if work.shown else ""}

    def _paper_html(self, paper: Draft, *, at_work: bool = False) -> str:
        return render(
            "draft",
            draft=paper,
            kind=paper.kind.value,
            sources=[(c.marker, source_line(paper, c)) for c in paper.citations],
            chat=self._desk.assistant.mode == "generative",
            at_work=at_work,
        )

    def _save(self, work: Work, event: gr.EventData) -> Any:
        paper = work.shown
        if paper is None:
            return gr.skip()
        path = new_file(f"{paper.kind.value}.{event.format}")
        if event.format == "docx":
            path.write_bytes(to_word(paper))
        else:
            path.write_text(to_markdown(paper), encoding="utf-8")
        return path
