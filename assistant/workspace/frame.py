"""The frame of all pages: header with navigation, theme, script, and the events from HTML to Python."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from assistant.workspace.markup import render
from assistant.workspace.translations import words

TITLE = "Senrei 先例"

STORAGE_SECRET = "senrei"
"""Gradio encrypts its browser storage with this secret. It is fixed so that the storage outlives a restart."""

_HERE = Path(__file__).parent

PAGES = (
    ("ask", "./", "相談", "Ask"),
    ("cases", "cases", "先例一覧", "Cases"),
    ("drafts", "drafts", "類似・起案", "Similar & draft"),
    ("library", "library", "資料", "Library"),
    ("review", "review", "要確認", "Review"),
)
"""(name, path, Japanese, English), in the order of the navigation."""

_SANS = (
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "BIZ UDPGothic",
    "Yu Gothic Medium",
    "Meiryo",
    "sans-serif",
)
_MONO = ("Noto Sans Mono CJK JP", "BIZ UDGothic", "ui-monospace", "monospace")

_INK = gr.themes.Color(
    c50="#eef3f8",
    c100="#dce7f1",
    c200="#bcd0e3",
    c300="#93b3d0",
    c400="#6690b8",
    c500="#3f6f9e",
    c600="#2a5a88",
    c700="#234b72",
    c800="#1e3d5c",
    c900="#19324b",
    c950="#0f2033",
)
_PAPER = gr.themes.Color(
    c50="#faf9f6",
    c100="#f3f1ec",
    c200="#e5e2da",
    c300="#d0ccc1",
    c400="#a5a094",
    c500="#716c62",
    c600="#58544b",
    c700="#413e38",
    c800="#2a2824",
    c900="#1d1c1a",
    c950="#141312",
)


def header(active: str) -> None:
    """Add the header of the page `active` to the current Blocks."""
    pane("head", value=render("header", pages=PAGES, active=active))


def pane(name: str, *events: str, value: str = "", scroll: bool = False) -> gr.HTML:
    """An HTML area. Its buttons with `data-send` raise `events` in Python.

    Args:
        name: the element's id.
        events: names that the area's buttons may raise.
        value: what it shows at first.
        scroll: whether it takes the room that is left and scrolls.
    """
    return gr.HTML(
        value,
        elem_id=name,
        elem_classes=["pane", "scroll"] if scroll else ["pane"],
        apply_default_css=False,
        js_on_load=f"senrei.listen(element, trigger, watch, {json.dumps(events)});",
    )


@contextmanager
def fold(name: str, key: str) -> Iterator[None]:
    """Room that is folded away until its button is pressed.

    It is no Gradio accordion: that one builds what it holds when it opens, and writes the fields' values once more a frame
    later, over what was typed by then.

    Args:
        name: the element's id.
        key: of the button's label among the translations.
    """
    with gr.Column(elem_id=name, elem_classes="fold", min_width=0):
        pane(f"{name}-fold", value=render("fold", name=name, words=words(key)))
        with gr.Column(elem_id=f"{name}-folded", elem_classes="folded", min_width=0):
            yield


@cache
def head() -> str:
    """The style and the script of all pages, as they stand in the head."""
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("style.css", "workspace.js"))
    return f"<style>\n{style}</style>\n<script>\n{script}</script>"


def on(
    event: Callable[..., Dependency],
    handler: Callable[..., Any],
    inputs: Any,
    outputs: Any,
    at_work: Component | None = None,
    **more: Any,
) -> Dependency:
    """Connect an event to its handler; an unexpected error of the handler is shown to the user.

    Args:
        event: what a component offers: `button.click`.
        handler: is called with the inputs.
        inputs: components.
        outputs: components.
        at_work: where Gradio shows that it is at work, for handlers that may take longer.
        **more: goes to Gradio.
    """
    shown = (
        {"show_progress": "minimal", "show_progress_on": at_work} if at_work else {"show_progress": "hidden"}
    )
    connected = event(handler, inputs, outputs, api_visibility="private", **shown, **more)
    connected.failure(_tell, None, None, show_progress="hidden", api_visibility="private")
    return connected


def save_file(connected: Dependency) -> None:
    """Make the browser save the file that the handler gave to the hidden download button."""
    connected.then(None, js="() => senrei.download('download')")


def inform(sentence: str) -> None:
    """Tell the user something that needs no answer."""
    gr.Info(sentence, title="お知らせ")


def warn(sentence: str) -> None:
    """Tell the user what did not work and what to do."""
    gr.Warning(sentence, title="ご注意")


def _tell() -> None:
    warn(
        "思わぬ誤りで処理できませんでした。もう一度お試しください。続くときは、画面を開いた端末の記録を管理者に見せてください。"
    )


def theme() -> gr.themes.Base:
    """The colours and fonts of the pages; it uses only fonts of the user's machine."""
    return gr.themes.Base(
        primary_hue=_INK,
        secondary_hue=_INK,
        neutral_hue=_PAPER,
        radius_size=gr.themes.sizes.radius_sm,
        font=list(_SANS),
        font_mono=list(_MONO),
    ).set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        body_text_color="*neutral_900",
        body_text_color_dark="*neutral_200",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_400",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="*neutral_900",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_label_text_color="*neutral_600",
        block_label_text_color_dark="*neutral_400",
        block_title_text_color="*neutral_600",
        block_title_text_color_dark="*neutral_400",
        block_title_text_size="13px",
        block_padding="0",
        input_background_fill="#ffffff",
        input_background_fill_dark="*neutral_900",
        input_border_width="1px",
        input_border_color="*neutral_400",
        input_border_color_dark="*neutral_500",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_500",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="*neutral_100",
        button_secondary_background_fill_dark="*neutral_900",
        button_secondary_background_fill_hover_dark="*neutral_800",
        button_secondary_border_color="*neutral_300",
        button_secondary_border_color_dark="*neutral_700",
        button_small_text_weight="500",
        button_large_text_weight="600",
        link_text_color="*primary_700",
        link_text_color_dark="*primary_300",
    )
