"""The fourth page, 資料: holdings, intake, reading, correction and removal of documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import Dependency

from assistant.workspace import correct, holdings, intake
from assistant.workspace.desk import Desk
from assistant.workspace.frame import fold, header, inform, on, pane, warn
from assistant.workspace.markup import render
from assistant.workspace.sources import blocks, title
from assistant.workspace.translations import I18N
from corpus.doubts import called
from corpus.errors import NotHeldError
from corpus.model import Document

Updates = dict[Any, Any]
FOLLOWING_S = 3.0
"""Seconds between two looks at the vectors that are being made."""


@dataclass(frozen=True, slots=True)
class Amended:
    """How often a document was set right; each time the form is filled again."""

    times: int = 0
    saved: str = ""
    """The right value as it was typed; empty where a correction was taken back."""


class LibraryPage:
    """The page's components and event handlers; built inside a Blocks."""

    def __init__(self, desk: Desk):
        self._desk = desk
        header("library")
        self._name = gr.State("")
        self._amended = gr.State(Amended())
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
            with fold("correct", "correct"):
                with gr.Row():
                    self._target = gr.Dropdown([], label=I18N("correct_what"), min_width=140)
                    self._field = gr.Dropdown([], label=I18N("correct_field"), min_width=140)
                self._value = gr.Textbox("", label=I18N("right_value"), lines=1, max_lines=10)
                self._present = gr.JSON(None, visible=False)
                self._author = gr.Textbox("", label=I18N("author"), min_width=140)
                self._save = gr.Button(I18N("save_correction"), variant="primary", size="sm")
            self._corrections = pane("kept", "undo")
            with gr.Row(elem_classes="bar"):
                self._remove = gr.Button(I18N("remove"), size="sm", min_width=0)
            self._sure = pane("remove-question")
            with gr.Row(visible=False, elem_classes="answers") as self._sureness:
                self._yes = gr.Button(I18N("remove_sure"), variant="stop", size="sm", min_width=0)
                self._no = gr.Button(I18N("keep"), size="sm", min_width=0)

    def _wire(self) -> None:
        form = [self._target, self._field, self._value]
        about = [self._target, self._field, self._present]
        shown = [self._name, self._paper, self._corrections, self._sure, self._sureness]
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
        opened = on(self._list.read, self._open, None, [*shown, *about], trigger_mode="multiple")
        self._wire_form(opened)
        amended = [*shown, self._amended, *lists]
        correction = [self._name, self._author, *form, self._words, self._amended]
        on(self._save.click, self._corrected, correction, amended, self._paper)
        undoing = [self._name, self._author, self._words, self._amended]
        on(self._corrections.undo, self._undone, undoing, amended, self._paper)
        on(self._remove.click, self._ask_removal, self._name, [self._sure, self._sureness])
        on(self._no.click, self._kept, None, [self._sure, self._sureness])
        removing = [*shown, *lists]
        on(self._yes.click, self._removed, [self._name, self._words], removing, self._paper, **one_at_a_time)

    def _wire_form(self, opened: Dependency) -> None:
        """Fill the form for what is chosen in it; the page's script keeps what was typed since the choice."""
        form = [self._target, self._field, self._value]
        about = [self._target, self._field, self._present]
        one_at_a_time: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "form"}
        last: dict[str, Any] = {"trigger_mode": "always_last", **one_at_a_time}
        for asking in (self._list.read, self._target.input):
            asking(None, self._value, None, js="(value) => senrei.asking(value)")
        chosen = on(self._target.input, self._target_chosen, [self._name, self._target], about, **last)
        filling = [self._name, self._target, self._field, self._amended]
        filled = on(self._amended.change, self._filled, filling, about, **last)
        for answered in (opened, chosen, filled):
            answered.success(None, [self._present, *form], self._value, js="(...form) => senrei.offer(...form)")
        self._field.input(None, [self._present, *form], self._value, js="(...form) => senrei.choose(...form)")

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
        # Files that are chosen while these are taken in stay chosen.
        yield {self._question: "", self._answers: gr.update(visible=False), self._files: None}
        for steps in intake.take_in_each(paths, self._desk, leave):
            yield {self._progress: render("progress", steps=steps, words=intake)}
        yield self._held(words)

    def _open(self, event: gr.EventData) -> Updates:
        return {**self._shown(event.document), **self._form(event.document)}

    def _shown(self, name: str) -> Updates:
        asked = {self._sure: "", self._sureness: gr.update(visible=False)}
        try:
            document = self._desk.corpus.document(name)
        except NotHeldError:
            return {self._name: "", self._paper: render("gone", name=name), **asked}
        return {
            self._name: name,
            self._paper: _document_html(document),
            self._corrections: correct.kept_html(name, self._desk.corpus),
            **asked,
        }

    def _target_chosen(self, name: str, target: str) -> Updates:
        return self._form(name, target)

    def _filled(self, name: str, target: str, field: str, amended: Amended) -> Updates:
        return self._form(name, target, field, amended.saved)

    def _form(self, name: str, target: str | None = None, field: str | None = None, saved: str = "") -> Updates:
        """What can be chosen in the form, and the present values; what is chosen stays where it still can be."""
        try:
            document = self._desk.corpus.document(name)
        except NotHeldError:
            return {self._present: None}
        targets = correct.targets(document)
        about = target if target in [key for _, key in targets] else correct.OF_DOCUMENT
        return {
            self._target: _among(targets, target),
            self._field: _among(correct.fields(about), field),
            self._present: {"target": about, "saved": saved, "fields": correct.form(document, about)},
        }

    def _corrected(
        self, name: str, author: str, target: str, field: str, value: str, words: str, amended: Amended
    ) -> Updates:
        if problem := correct.save(name, target, field, value, author, self._desk.corpus):
            warn(problem)
            return {self._paper: gr.skip()}
        inform(f"{called(field)}を訂正しました。")
        return {**self._shown(name), self._amended: Amended(amended.times + 1, value), **self._held(words)}

    def _undone(self, event: gr.EventData, name: str, author: str, words: str, amended: Amended) -> Updates:
        if not author.strip():
            warn("取り消す人の名前を「訂正した人」に入力してください。")
            return {self._paper: gr.skip()}
        self._desk.corpus.undo(int(event.number), author.strip())
        self._desk.corpus.refresh()
        inform("訂正を取り消しました。")
        return {**self._shown(name), self._amended: Amended(amended.times + 1), **self._held(words)}

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


def _among(choices: Sequence[tuple[str, str]], chosen: str | None) -> Any:
    """New choices; the first is chosen where the present one is none of them."""
    keys = [key for _, key in choices]
    return gr.update(choices=choices) if chosen in keys else gr.update(choices=choices, value=keys[0])


def _document_html(document: Document) -> str:
    return render(
        "checked",
        document=document,
        title=title(document.header),
        roles=holdings.roles(document),
        blocks=blocks(document, ()),
    )
