"""The third page, 類似・起案: past cases near a planned one; drafts grow from the ones chosen there."""

from pathlib import Path
from typing import Any

import gradio as gr

from assistant.workspace.desk import Desk
from assistant.workspace.frame import header, inform, on, pane, warn
from assistant.workspace.markup import render
from assistant.workspace.similar import similar
from assistant.workspace.sources import reading_html
from assistant.workspace.words import I18N
from corpus.errors import UnreadableError

_SHOWN = 8
_LONGEST_PLAN = 20_000

Updates = dict[Any, Any]


class DraftsPage:
    """The page's components and what they do; made inside a Blocks."""

    def __init__(self, desk: Desk):
        self._desk = desk
        header("drafts")
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
                with gr.Row(elem_classes="answers"):
                    self._find = gr.Button(I18N("similar"), variant="primary", min_width=0)
                    self._file = gr.UploadButton(str(I18N("plan_file")), file_count="single", min_width=0)
                self._found = pane("similar", "read", value=render("similar", found=None))
            with gr.Column(elem_id="paper-side", elem_classes="side", min_width=0, scale=1):
                self._paper = pane("paper", "back", scroll=True)
        on(self._find.click, self._search, self._plan, self._found, self._found)
        reading = on(self._file.upload, self._read_plan, self._file, self._plan, self._plan)
        on(reading.success, self._search, self._plan, self._found, self._found)
        on(self._found.read, self._read, None, self._paper)

    def _search(self, plan: str) -> str:
        if not plan.strip():
            inform("案件の説明を入力するか、文書を読み込んでください。")
            return render("similar", found=None)
        return render("similar", found=similar(plan, self._desk.corpus, _SHOWN))

    def _read_plan(self, file: str) -> Any:
        path = Path(file)
        try:
            return self._desk.read_document(path.name, path.read_bytes()).text[:_LONGEST_PLAN]
        except UnreadableError as error:
            warn(str(error))
            return gr.skip()

    def _read(self, event: gr.EventData) -> str:
        return reading_html(self._desk.corpus, event.document, int(event.case))
