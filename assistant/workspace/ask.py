"""The first page, 相談: the conversation on the left, the sources of its answers on the right."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.workspace import examples, filters, record
from assistant.workspace.conversation import Conversation, Turn, begin, dump, load
from assistant.workspace.desk import Desk
from assistant.workspace.frame import STORAGE_SECRET, fold, header, inform, on, pane, save_file
from assistant.workspace.history import Drawer
from assistant.workspace.markup import answer_html, render
from assistant.workspace.sources import cards_html, document_html, missing_html
from assistant.workspace.translations import I18N
from corpus.errors import NotHeldError, SenreiError

_LONGEST_QUESTION = 2000
_AT_ONCE = 4
_WHEN_FILLED = "async (...inputs) => { await senrei.filled; return inputs; }"
"""Delays a question sent while the page still loads: the page's content would overwrite its answer."""
_FILLED = "() => senrei.fill()"
_SAVE_THREAD = "(thread, shelf) => [senrei.keep(thread, shelf)]"

Updates = dict[Any, Any]


class AskPage:
    """The page's components and event handlers; built inside a Blocks."""

    def __init__(self, desk: Desk):
        self._desk = desk
        self._running: dict[str, threading.Event] = {}
        """Maps a browser session to the event that cancels its question."""
        header("ask")
        self._thread = gr.BrowserState(None, storage_key="senrei.thread", secret=STORAGE_SECRET)
        self._shelf = gr.BrowserState([], storage_key="senrei.conversations", secret=STORAGE_SECRET)
        with gr.Row(elem_id="desk", elem_classes="desk"):
            with gr.Column(elem_id="talk-side", elem_classes="side", min_width=0, scale=11):
                self._build_talk()
            with gr.Column(elem_id="source-side", elem_classes="side", min_width=0, scale=9):
                self._cards = pane("cards", "open", scroll=True)
                self._paper = pane("paper", "open", "back", scroll=True)
        self._drawer = Drawer()
        self._pending = gr.State("")
        self._download = gr.DownloadButton(visible="hidden", elem_id="download")
        self._wire()

    def _build_talk(self) -> None:
        with gr.Row(elem_classes="bar"):
            self._fresh = gr.Button(I18N("new"), size="sm", min_width=0, elem_id="fresh")
            self._past = gr.Button(I18N("history"), size="sm", min_width=0, elem_id="past")
            self._word = gr.Button(I18N("export_word"), size="sm", min_width=0)
            self._markdown = gr.Button(I18N("export_markdown"), size="sm", min_width=0)
        self._talk = pane("talk", "example", "export", "judge", "loosen", scroll=True)
        self._chips = pane("chips", "drop")
        with fold("narrow", "narrow"), gr.Row():
            self._form = filters.inputs()
        with gr.Row(elem_id="composer"):
            self._question = gr.Textbox(
                "",
                label=I18N("question"),
                placeholder=I18N("question_hint"),
                lines=1,
                max_lines=6,
                autofocus=True,
                max_length=_LONGEST_QUESTION,
                elem_id="question",
                scale=1,
            )
            self._send = gr.Button(I18N("send"), variant="primary", elem_id="send", min_width=0, scale=0)
            self._stop = gr.Button(
                I18N("stop"), variant="stop", visible=False, elem_id="stop", min_width=0, scale=0
            )

    def _wire(self) -> None:
        thread, shelf, talk = self._thread, self._shelf, self._talk
        view = [thread, talk, self._cards, self._paper]
        talking = [*view, self._question, self._pending, self._send, self._stop]
        broken_off = [talk, self._question, self._send, self._stop]

        question = [self._question, thread, *self._form]
        asking = on(
            partial(gr.on, [self._question.submit, self._send.click]),
            self._ask,
            question,
            talking,
            concurrency_limit=_AT_ONCE,
            js=_WHEN_FILLED,
        )
        taking = on(talk.example, self._take_example, None, self._question)
        example = on(taking.then, self._ask, question, talking, concurrency_limit=_AT_ONCE)
        loosening = on(talk.loosen, self._loosen, [thread, *self._form], talking, concurrency_limit=_AT_ONCE)
        for answering in (asking, example, loosening):
            answering.failure(self._failed, [thread, self._pending], broken_off, show_progress="hidden")
        on(
            self._stop.click,
            self._stopped,
            [thread, self._pending],
            broken_off,
            cancels=[asking, example, loosening],
        )
        for side in (self._cards, self._paper):
            on(side.open, self._open, thread, self._paper)
        on(talk.judge, self._judge, thread, [thread, talk])
        on(self._fresh.click, self._begin, None, view)

        for field in self._form:
            on(field.change, self._narrowed, self._form, self._chips)
        on(self._chips.drop, self._drop, self._form, self._form)

        save_file(on(talk.export, self._export_answer, thread, self._download))
        save_file(on(self._word.click, partial(self._export, "docx"), thread, self._download))
        save_file(on(self._markdown.click, partial(self._export, "md"), thread, self._download))

        thread.change(None, [thread, shelf], [shelf], js=_SAVE_THREAD)
        self._drawer.wire(self._past, thread, shelf, self._show, view)

    def load(self, blocks: gr.Blocks) -> None:
        """Fill the page when it is opened."""
        view = [self._thread, self._talk, self._cards, self._paper]
        on(blocks.load, self._resume, [self._thread, self._shelf], view).then(None, js=_FILLED)
        on(blocks.load, self._choices, None, self._form)
        blocks.unload(self._leave)

    def _show(self, conversation: Conversation) -> Updates:
        """The component updates that show a conversation."""
        return {
            self._thread: dump(conversation),
            self._talk: self._talk_html(conversation),
            self._cards: cards_html(conversation),
            self._paper: "",
        }

    def _resume(self, stored: Any, kept: list[Any] | None, request: gr.Request) -> Updates:
        wanted = request.query_params.get("c")
        linked = next((item for item in kept or [] if wanted and item.get("id") == wanted), stored)
        return self._show(load(linked))

    def _choices(self) -> list[Any]:
        return filters.choices(self._desk.corpus)

    def _take_example(self, event: gr.EventData) -> str:
        question: str = event.question
        return question

    def _ask(self, request: gr.Request, question: str, stored: Any, *form: Any) -> Iterator[Updates]:
        if not question.strip():
            inform("質問を入力してから「質問する」を押してください。")
            return
        yield from self._answered(request, question.strip(), (), load(stored), filters.chosen(*form))

    def _loosen(self, request: gr.Request, event: gr.EventData, stored: Any, *form: Any) -> Iterator[Updates]:
        """Ask the question of a turn again without one of its constraints."""
        conversation = load(stored)
        number = int(event.turn)
        turn = conversation.turns[number]
        without = (*turn.without, str(event.key))
        yield from self._answered(request, turn.question, without, conversation, filters.chosen(*form), number)

    def _answered(
        self,
        request: gr.Request,
        text: str,
        without: tuple[str, ...],
        conversation: Conversation,
        chosen: filters.Chosen,
        after: int | None = None,
    ) -> Iterator[Updates]:
        """Answer a question after the first `after` turns of a conversation, all where None, and add the turn."""
        yield {
            self._talk: self._talk_html(conversation, pending=text),
            self._question: "",
            self._pending: text,
            self._send: gr.update(visible=False),
            self._stop: gr.update(visible=True),
        }
        ready = {self._send: gr.update(visible=True), self._stop: gr.update(visible=False)}
        cancelled = self._running.setdefault(str(request.session_hash), threading.Event())
        steps = self._desk.assistant.stream(
            text,
            replace(conversation, turns=conversation.turns[:after]).messages(),
            chosen.filters(),
            cancelled=cancelled,
            without=without,
        )
        try:
            for step in steps:
                if step.settled:
                    conversation = conversation.add(Turn(text, step.answer, chosen.labels(), without))
                    yield {**self._show(conversation), **ready}
                elif step.text:
                    yield {self._talk: self._talk_html(conversation, pending=text, stage=step.text)}
        except SenreiError as error:
            yield {self._talk: self._talk_html(conversation, trouble=str(error)), self._question: text, **ready}
        finally:
            self._running.pop(str(request.session_hash), None)

    def _stopped(self, request: gr.Request, stored: Any, pending: str) -> Updates:
        self._leave(request)
        return self._broken_off(stored, pending, "中止しました。質問を直して、もう一度お試しください。")

    def _failed(self, stored: Any, pending: str) -> Updates:
        return self._broken_off(stored, pending, "思わぬ誤りで答えられませんでした。もう一度お試しください。")

    def _broken_off(self, stored: Any, pending: str, trouble: str) -> Updates:
        return {
            self._talk: self._talk_html(load(stored), trouble=trouble),
            self._question: pending,
            self._send: gr.update(visible=True),
            self._stop: gr.update(visible=False),
        }

    def _leave(self, request: gr.Request) -> None:
        """Stop a chat model that still writes for a closed window."""
        running = self._running.get(str(request.session_hash))
        if running:
            running.set()

    def _begin(self) -> Updates:
        return self._show(begin())

    def _open(self, stored: Any, event: gr.EventData) -> str:
        number = int(event.turn)
        sources = load(stored).turns[number].sources
        citation = next(source for source in sources if source.marker == int(event.marker))
        try:
            document = self._desk.corpus.document(citation.document)
        except NotHeldError:
            return missing_html(citation, number)
        return document_html(document, citation, sources, number)

    def _judge(self, stored: Any, event: gr.EventData) -> Updates:
        conversation = load(stored)
        number = int(event.turn)
        if hasattr(event, "note"):
            conversation = conversation.judge(number, note=event.note)
        else:
            same = conversation.turns[number].thumb == event.thumb
            conversation = conversation.judge(number, thumb=None if same else event.thumb)
        return {self._thread: dump(conversation), self._talk: self._talk_html(conversation)}

    def _narrowed(self, *form: Any) -> str:
        return filters.chips_html(filters.chosen(*form))

    def _drop(self, event: gr.EventData, *form: Any) -> list[Any]:
        return filters.chosen(*form).without(event.field, event.value).values()

    def _export_answer(self, stored: Any, event: gr.EventData) -> Path:
        return record.write(load(stored), event.format, int(event.turn))

    def _export(self, form: str, stored: Any) -> Any:
        conversation = load(stored)
        if not conversation.turns:
            inform("まだ質問がありません。質問すると、回答と出典を保存できます。")
            return gr.skip()
        return record.write(conversation, form)

    def _talk_html(
        self, conversation: Conversation, pending: str = "", stage: str = "", trouble: str = ""
    ) -> str:
        bodies = [
            answer_html(turn.answer.answer, {c.marker for c in turn.sources}, number)
            for number, turn in enumerate(conversation.turns)
        ]
        return render(
            "talk",
            conversation=conversation,
            bodies=bodies,
            copies=[record.copied(turn) for turn in conversation.turns],
            pending=pending,
            stage=stage,
            trouble=trouble,
            counts=self._desk.corpus.counts(),
            examples=examples.EXAMPLES,
        )
