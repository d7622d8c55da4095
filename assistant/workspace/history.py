"""The drawer of past conversations. They are stored only in the browser."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.workspace.conversation import Conversation, begin, load
from assistant.workspace.frame import on, pane
from assistant.workspace.markup import render
from assistant.workspace.translations import I18N

_OPEN = "(shelf) => { senrei.openDrawer(shelf); return [shelf]; }"
_CLOSE = "() => senrei.closeDrawer()"

Show = Callable[[Conversation], dict[Any, Any]]


class Drawer:
    """Search, resume, rename and delete past conversations."""

    def __init__(self) -> None:
        with gr.Column(elem_id="history"):
            self._close = gr.Button(I18N("close"), size="sm", min_width=0, elem_id="history-close")
            gr.Textbox("", label=I18N("history_search"), elem_id="history-search")
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

        def resumed(kept: list[Any], event: gr.EventData) -> dict[Any, Any]:
            return show(load(_named(kept, event.id)))

        def renamed(kept: list[Any], stored: Any, event: gr.EventData) -> dict[Any, Any]:
            kept = [{**item, "name": event.name} if item.get("id") == event.id else item for item in kept]
            current = {**stored, "name": event.name} if stored and stored.get("id") == event.id else stored
            return {shelf: kept, thread: current, self._list: shelf_html(kept)}

        def forgotten(kept: list[Any], stored: Any, event: gr.EventData) -> dict[Any, Any]:
            kept = [item for item in kept if item.get("id") != event.id]
            updates = {shelf: kept, self._list: shelf_html(kept)}
            gone = bool(stored) and stored.get("id") == event.id
            return {**show(begin()), **updates} if gone else updates

        on(button.click, shelf_html, shelf, self._list, js=_OPEN)
        self._close.click(None, None, None, js=_CLOSE)
        on(self._list.resume, resumed, shelf, view)
        on(self._list.rename, renamed, [shelf, thread], [shelf, thread, self._list])
        on(self._list.forget, forgotten, [shelf, thread], [*view, shelf, self._list])


def shelf_html(kept: list[Any] | None) -> str:
    """The list of conversations as HTML; the page's script filters it by the search words."""
    return render("shelf", conversations=[load(item) for item in kept or []])


def _named(kept: list[Any], wanted: str) -> Any:
    return next((item for item in kept if item.get("id") == wanted), None)
