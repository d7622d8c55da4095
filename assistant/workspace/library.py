"""The fourth page, 資料: holdings, intake, reading, correction and removal of documents."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.workspace import correct, holdings, intake
from assistant.workspace.correct import Form
from assistant.workspace.desk import Desk
from assistant.workspace.frame import header, inform, on, pane, warn
from assistant.workspace.markup import render
from assistant.workspace.sources import blocks, title
from assistant.workspace.translations import I18N
from corpus.errors import NotHeldError
from corpus.model import Document

Updates = dict[Any, Any]
FOLLOWING_S = 3.0
"""Seconds between two looks at the vectors that are being made."""


class LibraryPage:
    """The page's components and event handlers; built inside a Blocks."""

    def __init__(self, desk: Desk):
        self._desk = desk
        header("library")
        self._name = gr.State("")
        with gr.Row(elem_id="desk", elem_classes="desk"):
            with gr.Column(elem_id="list-side", elem_classes="side", min_width=0, scale=1):
                self._build_list()
            with gr.Column(elem_id="paper-side", elem_classes="side", min_width=0, scale=1):
                self._paper = pane("paper", "back", scroll=True)
                self._build_actions()
        self._wire()

    def _build_list(self) -> None:
        self._matrix = pane("matrix")
        self._following = pane("following")
        self._clock = gr.Timer(FOLLOWING_S, active=False)
        with gr.Row(elem_id="intake"):
            self._files = gr.File(
                label=I18N("upload"),
                file_count="multiple",
                file_types=list(self._desk.suffixes) or None,
                height=120,
                scale=3,
                elem_id="files",
            )
            self._take = gr.Button(I18N("take_in"), variant="primary", min_width=120, scale=0, elem_id="take")
        self._question = pane("replace-question")
        with gr.Row(visible=False, elem_classes="answers") as self._answers:
            self._replace = gr.Button(I18N("replace"), variant="primary", size="sm", min_width=0)
            self._leave = gr.Button(I18N("leave"), size="sm", min_width=0)
        self._progress = pane("progress")
        self._words = gr.Textbox("", label=I18N("search_documents"), placeholder=I18N("search_documents_hint"))
        self._list = pane("holdings", "read", "leaf")

    def _build_actions(self) -> None:
        with gr.Column(elem_id="actions"):
            with gr.Accordion(I18N("correct"), open=False, elem_id="correct"):
                with gr.Row():
                    self._municipality = gr.Textbox("", label=I18N("municipality"), min_width=140)
                    self._held_on = gr.Textbox(
                        "", label=I18N("held_on"), placeholder="2022-01-21", min_width=140
                    )
                self._case = gr.Dropdown([], label=I18N("case"))
                self._title = gr.Textbox("", label=I18N("title"))
                with gr.Row():
                    self._outcome = gr.Dropdown(correct.outcomes(), label=I18N("outcome"), min_width=140)
                    self._author = gr.Textbox("", label=I18N("author"), min_width=140)
                self._save = gr.Button(I18N("save_correction"), variant="primary", size="sm")
            with gr.Row(elem_classes="bar"):
                self._remove = gr.Button(I18N("remove"), size="sm", min_width=0)
            self._sure = pane("remove-question")
            with gr.Row(visible=False, elem_classes="answers") as self._sureness:
                self._yes = gr.Button(I18N("remove_sure"), variant="stop", size="sm", min_width=0)
                self._no = gr.Button(I18N("keep"), size="sm", min_width=0)

    def _wire(self) -> None:
        fields = [self._municipality, self._held_on, self._case, self._title, self._outcome]
        opened = [self._name, self._paper, *fields, self._sure, self._sureness]
        follows = [self._following, self._clock]
        lists = [self._matrix, self._list, *follows]
        intake_areas = [self._question, self._answers, self._progress, self._files, *lists]
        one_at_a_time: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "intake"}

        on(self._take.click, self._begin, [self._files, self._words], intake_areas, **one_at_a_time)
        on(self._replace.click, self._take_all, [self._files, self._words], intake_areas, **one_at_a_time)
        on(self._leave.click, self._take_new, [self._files, self._words], intake_areas, **one_at_a_time)
        on(self._clock.tick, self._followed, None, follows)
        on(self._words.change, self._listed, self._words, self._list, trigger_mode="always_last")
        on(self._list.leaf, self._turned, self._words, self._list)
        on(self._list.read, self._open, None, opened)
        on(self._case.change, self._case_chosen, [self._name, self._case], [self._title, self._outcome])
        correction = [self._name, self._author, *fields, self._words]
        on(self._save.click, self._corrected, correction, [*opened, *lists], self._paper)
        on(self._remove.click, self._ask_removal, self._name, [self._sure, self._sureness])
        on(self._no.click, self._kept, None, [self._sure, self._sureness])
        removing = [*opened, *lists]
        on(self._yes.click, self._removed, [self._name, self._words], removing, self._paper, **one_at_a_time)

    def load(self, page: gr.Blocks) -> None:
        """Fill the page when it is opened."""
        outputs = [self._matrix, self._list, self._following, self._clock]
        on(page.load, self._held, self._words, outputs)

    def _held(self, words: str) -> Updates:
        matrix = holdings.matrix_html(self._desk.corpus)
        return {self._matrix: matrix, self._list: self._listed(words), **self._followed()}

    def _followed(self) -> Updates:
        """How far the vectors are, and whether to look again."""
        html = holdings.following_html(self._desk.corpus)
        return {self._following: html, self._clock: gr.Timer(active=bool(html))}

    def _listed(self, words: str, page: int = 0) -> str:
        return holdings.list_html(holdings.holdings(self._desk.corpus, words), page, words)

    def _turned(self, event: gr.EventData, words: str) -> str:
        return self._listed(words, int(event.number))

    def _begin(self, files: list[str] | None, words: str) -> Iterator[Updates]:
        """Take the files in, or ask first if some would replace documents of the corpus."""
        paths = _paths(files)
        if not paths:
            inform("取り込むファイルを選んでください。")
            return
        changed = intake.changed(paths, self._desk.corpus.digests())
        if changed:
            yield {
                self._question: render("replace", names=changed),
                self._answers: gr.update(visible=True),
                self._progress: "",
            }
        else:
            yield from self._take_in(paths, frozenset(), words)

    def _take_all(self, files: list[str] | None, words: str) -> Iterator[Updates]:
        yield from self._take_in(_paths(files), frozenset(), words)

    def _take_new(self, files: list[str] | None, words: str) -> Iterator[Updates]:
        paths = _paths(files)
        yield from self._take_in(paths, frozenset(intake.changed(paths, self._desk.corpus.digests())), words)

    def _take_in(self, paths: Sequence[Path], leave: frozenset[str], words: str) -> Iterator[Updates]:
        asked = {self._question: "", self._answers: gr.update(visible=False)}
        for steps in intake.take_in_each(paths, self._desk, leave):
            yield {**asked, self._progress: render("progress", steps=steps, words=intake)}
        yield {self._files: None, **self._held(words)}

    def _open(self, event: gr.EventData) -> Updates:
        return self._shown(event.document)

    def _shown(self, name: str) -> Updates:
        asked = {self._sure: "", self._sureness: gr.update(visible=False)}
        try:
            document = self._desk.corpus.document(name)
        except NotHeldError:
            return {self._name: "", self._paper: render("gone", name=name), **asked}
        return {self._name: name, self._paper: _document_html(document), **self._filled(document), **asked}

    def _filled(self, document: Document) -> Updates:
        form = correct.filled(document, 0 if document.cases else None)
        cases = [(f"{case.ordinal + 1} {case.title}", case.ordinal) for case in document.cases]
        return {
            self._municipality: form.municipality,
            self._held_on: form.held_on,
            self._case: gr.update(choices=cases, value=form.case),
            self._title: form.title,
            self._outcome: form.outcome,
        }

    def _case_chosen(self, name: str, case: int | None) -> list[str]:
        form = correct.filled(self._desk.corpus.document(name), case)
        return [form.title, form.outcome]

    def _corrected(self, name: str, author: str, *values: Any) -> Updates:
        *fields, words = values
        form = Form(author, *fields)
        if problems := correct.problems(form):
            warn("\n".join(problems))
            return {self._paper: gr.skip()}
        saved = correct.save(form, self._desk.corpus.document(name), self._desk.corpus)
        inform(f"{'、'.join(saved)}を訂正しました。" if saved else "変わったところがありません。")
        return {**self._shown(name), **self._held(words)}

    def _ask_removal(self, name: str) -> Updates:
        if not name:
            return {self._sure: gr.skip()}
        return {self._sure: render("remove", name=name), self._sureness: gr.update(visible=True)}

    def _kept(self) -> Updates:
        return {self._sure: "", self._sureness: gr.update(visible=False)}

    def _removed(self, name: str, words: str) -> Updates:
        try:
            self._desk.corpus.remove(name)
        except NotHeldError as error:
            warn(str(error))
        else:
            self._desk.corpus.refresh()
            inform(f"「{name}」を外しました。")
        return {self._name: "", self._paper: "", **self._kept(), **self._held(words)}


def _paths(files: list[str] | None) -> list[Path]:
    return [Path(file) for file in files or []]


def _document_html(document: Document) -> str:
    return render(
        "checked",
        document=document,
        title=title(document.header),
        roles=holdings.roles(document),
        blocks=blocks(document, ()),
    )
