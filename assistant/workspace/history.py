"""The drawer of past conversations; they are kept in the browser, nowhere else."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.workspace.conversation import Conversation, begin, load
from assistant.workspace.frame import pane
from assistant.workspace.markup import render
from assistant.workspace.words import I18N

Show = Callable[[Conversation], dict[Any, Any]]


class Drawer:
    """Search, resume, rename and delete past conversations."""

    def __init__(self) -> None:
        with gr.Column(elem_id="history", visible=False) as self._panel:
            self._close = gr.Button(I18N("close"), size="sm", min_width=0, elem_id="history-close")
            self._wanted = gr.Textbox(label=I18N("history_search"), elem_id="history-search")
            self._list = pane("shelved", "resume", "rename", "forget")

    def wire(
        self, button: gr.Button, thread: gr.BrowserState, shelf: gr.BrowserState, show: Show, view: list[Any]
    ) -> None:
        """Connect the drawer.

        Args:
            button: opens it.
            thread: the conversation on the page.
            shelf: all conversations, newest first.
            show: gives the updates of `view` that put a conversation on the page.
            view: the components that show a conversation.
        """
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

        def opened(kept: list[Any] | None, wanted: str) -> dict[Any, Any]:
            return {self._panel: gr.update(visible=True), self._list: shelf_html(kept or [], wanted)}

        def resumed(kept: list[Any], event: gr.EventData) -> dict[Any, Any]:
            return {**show(load(_named(kept, event.id))), self._panel: gr.update(visible=False)}

        def renamed(kept: list[Any], stored: Any, wanted: str, event: gr.EventData) -> dict[Any, Any]:
            kept = [{**item, "name": event.name} if item.get("id") == event.id else item for item in kept]
            current = {**stored, "name": event.name} if stored and stored.get("id") == event.id else stored
            return {shelf: kept, thread: current, self._list: shelf_html(kept, wanted)}

        def forgotten(kept: list[Any], stored: Any, wanted: str, event: gr.EventData) -> dict[Any, Any]:
            kept = [item for item in kept if item.get("id") != event.id]
            updates = {shelf: kept, self._list: shelf_html(kept, wanted)}
            gone = bool(stored) and stored.get("id") == event.id
            return {**show(begin()), **updates} if gone else updates

        button.click(opened, [shelf, self._wanted], [self._panel, self._list], **quiet)
        self._wanted.input(shelf_html, [shelf, self._wanted], self._list, **quiet)
        self._close.click(lambda: gr.update(visible=False), None, self._panel, **quiet)
        self._list.resume(resumed, shelf, [*view, self._panel], **quiet)
        self._list.rename(renamed, [shelf, thread, self._wanted], [shelf, thread, self._list], **quiet)
        self._list.forget(forgotten, [shelf, thread, self._wanted], [*view, shelf, self._list], **quiet)


def shelf_html(kept: list[Any], wanted: str) -> str:
    """The list of conversations whose name, questions or answers hold every word of `wanted`."""
    conversations = [load(item) for item in kept]
    words = wanted.split()
    found = [c for c in conversations if all(word in _text(c) for word in words)]
    return render("shelf", conversations=found, wanted=wanted)


def _text(conversation: Conversation) -> str:
    return "\n".join([conversation.name, *(message.text for message in conversation.messages())])


def _named(kept: list[Any], wanted: str) -> Any:
    return next((item for item in kept if item.get("id") == wanted), None)
