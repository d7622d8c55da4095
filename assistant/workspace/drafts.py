"""The third page, 類似・起案: past cases near a planned one; drafts grow from the ones chosen there."""

from pathlib import Path
from typing import Any

import gradio as gr

from assistant.drafting.borrow import questions
from assistant.drafting.draft import draft
from assistant.drafting.export import to_markdown, to_word
from assistant.drafting.paper import Draft, DraftKind, flat
from assistant.drafting.similar import Similar, similar
from assistant.workspace.desk import Desk
from assistant.workspace.downloads import new_file
from assistant.workspace.frame import header, inform, on, pane, save_file, warn
from assistant.workspace.markup import answer_html, render
from assistant.workspace.sources import reading_html
from assistant.workspace.words import I18N
from corpus.errors import UnreadableError
from corpus.text import content_lemmas

_LONGEST_PLAN = 20_000
_MOST_QUESTIONS = 4


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
                self._found = pane("similar", "read", "draft", value=render("similar", found=None))
            with gr.Column(elem_id="paper-side", elem_classes="side", min_width=0, scale=1):
                self._paper = pane("paper", "back", "save", scroll=True)
        self._download = gr.DownloadButton(visible="hidden", elem_id="download")
        on(self._find.click, self._search, self._plan, self._found, self._found)
        reading = on(self._file.upload, self._read_plan, self._file, self._plan, self._plan)
        on(reading.success, self._search, self._plan, self._found, self._found)
        on(self._found.read, self._read, None, self._paper)
        on(self._found.draft, self._draft, self._plan, self._paper)
        save_file(on(self._paper.save, self._save, self._plan, self._download))

    def _search(self, plan: str) -> str:
        if not plan.strip():
            inform("案件の説明を入力するか、文書を読み込んでください。")
            return render("similar", found=None)
        found = similar(plan, self._desk.corpus)
        asked = {one.id: self._asked(one, plan) for one in found}
        return render("similar", found=found, asked=asked, kinds=[kind.value for kind in DraftKind])

    def _asked(self, one: Similar, plan: str) -> list[tuple[str, str]]:
        corpus = self._desk.corpus
        text = corpus.text(one.header.name)
        found = questions([one], corpus, content_lemmas(plan))[:_MOST_QUESTIONS]
        return [(asked.speaker, flat(asked.span.of(text))) for asked in found]

    def _read_plan(self, file: str) -> Any:
        path = Path(file)
        try:
            return self._desk.read_document(path.name, path.read_bytes()).text[:_LONGEST_PLAN]
        except UnreadableError as error:
            warn(str(error))
            return gr.skip()

    def _read(self, event: gr.EventData) -> str:
        return reading_html(self._desk.corpus, event.document, int(event.case))

    def _draft(self, plan: str, event: gr.EventData) -> str:
        paper = self._drafted(plan, event.kind)
        body = answer_html(to_markdown(paper), (), 0)
        return render("draft", draft=paper, kind=paper.kind.value, body=body)

    def _save(self, plan: str, event: gr.EventData) -> Path:
        paper = self._drafted(plan, event.kind)
        path = new_file(f"{paper.kind.value}.{event.format}")
        if event.format == "docx":
            path.write_bytes(to_word(paper))
        else:
            path.write_text(to_markdown(paper), encoding="utf-8")
        return path

    def _drafted(self, plan: str, kind: str) -> Draft:
        return draft(DraftKind(kind), plan, self._desk.corpus)
