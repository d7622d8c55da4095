"""The fifth page, 要確認: what is in doubt, one value after another, each judged with one key."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant.workspace.desk import Desk, Proposed
from assistant.workspace.frame import STORAGE_SECRET, header, inform, on, pane, warn
from assistant.workspace.markup import render
from assistant.workspace.sources import reading_html, title
from assistant.workspace.translations import I18N
from corpus.doubts import Doubt, called, count, doubts
from corpus.errors import SenreiError
from corpus.model import Case, CaseKind, DocumentKind, Outcome
from corpus.register import council_of
from corpus.store import Corpus

_LISTED = 30
"""Values that wait in the list; the others follow as these are judged."""
_MOST_LINES = 2000
"""Lines of a document that are numbered beside its division."""

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Round:
    """How far a person has come in one browser session."""

    later: tuple[str, ...] = ()
    """Keys of the doubts that were put off."""
    chosen: str = ""
    """Key of the doubt that was picked from the list; empty: the first."""
    done: tuple[tuple[str, int], ...] = ()
    """Corrections of this session that can be taken back, the last one last: name and number."""
    council: str = ""
    """Whose document was corrected last, by `council_of`."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line of a document whose division is in doubt."""

    number: int
    text: str
    case: Case | None
    """The case that begins here, if any."""


class ReviewPage:
    """The page's components and event handlers; built inside a Blocks."""

    def __init__(self, desk: Desk):
        self._desk = desk
        header("review")
        self._round = gr.State(Round())
        self._proposed = gr.State(None)
        self._author_kept = gr.BrowserState("", storage_key="senrei.author", secret=STORAGE_SECRET)
        with gr.Row(elem_id="desk", elem_classes="desk"):
            with gr.Column(elem_id="list-side", elem_classes="side", min_width=0, scale=1):
                self._doubt = pane("doubt", "right", "later", "undo", "read")
                with gr.Group(elem_id="judging"):
                    self._value = gr.Textbox(
                        "", label=I18N("right_value"), lines=1, max_lines=14, elem_id="right-value"
                    )
                    self._quote = gr.Textbox(
                        "", label=I18N("deciding"), lines=1, max_lines=6, elem_id="right-quote", visible=False
                    )
                    with gr.Row():
                        self._author = gr.Textbox("", label=I18N("checked_by"), min_width=140)
                        self._save = gr.Button(
                            I18N("save_right"), variant="primary", min_width=0, scale=0, elem_id="save-right"
                        )
                self._reread = pane("reread", "propose", "accept", "leave")
                self._queue = pane("queue", "pick")
            with gr.Column(elem_id="paper-side", elem_classes="side", min_width=0, scale=1):
                self._paper = pane("paper", "back", scroll=True)
        self._wire()

    def _wire(self) -> None:
        shown = [self._round, self._doubt, self._value, self._quote, self._queue, self._reread]
        judging = [self._round, self._author]
        # A key that is pressed while the last one is still at work counts: each names the value that it judges.
        keys: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "judge", "trigger_mode": "multiple"}
        on(self._doubt.right, self._right, judging, shown, **keys)
        on(self._doubt.later, self._later, self._round, shown, **keys)
        on(self._doubt.undo, self._undo, judging, shown, **keys)
        on(self._doubt.read, self._read, None, self._paper)
        on(self._queue.pick, self._pick, self._round, shown)
        on(self._save.click, self._set, [*judging, self._value, self._quote], shown, self._doubt)
        rereading = [self._proposed, self._reread]
        on(self._reread.propose, self._propose, self._round, rereading, self._reread)
        accepted = [*rereading, *shown[:-1]]
        on(self._reread.accept, self._accept, [self._round, self._proposed], accepted, self._reread)
        on(self._reread.leave, self._leave, None, rereading)
        on(self._author.change, lambda author: author, self._author, self._author_kept)

    def load(self, page: gr.Blocks) -> None:
        """Fill the page when it is opened."""
        shown = [self._round, self._doubt, self._value, self._quote, self._queue, self._reread]
        on(page.load, self._shown, self._round, shown)
        on(page.load, lambda author: author, self._author_kept, self._author)

    def _right(self, event: gr.EventData, state: Round, author: str) -> Updates:
        doubt = self._current(state)
        # A key that is pressed twice judges once.
        if doubt is None or doubt.key != event.doubt:
            return {self._round: gr.skip()}
        return self._keep(state, author, doubt, [(doubt.field, doubt.value)])

    def _set(self, state: Round, author: str, value: str, quote: str) -> Updates:
        doubt = self._current(state)
        if doubt is None:
            return {self._round: gr.skip()}
        asked: list[tuple[str, str | None]] = [(doubt.field, value.strip() or None)]
        if doubt.field == "outcome" and quote.strip() and quote.strip() != doubt.quote:
            asked.insert(0, ("outcome_quote", quote.strip()))
        return self._keep(state, author, doubt, asked)

    def _keep(
        self, state: Round, author: str, doubt: Doubt, asked: Sequence[tuple[str, str | None]]
    ) -> Updates:
        if not author.strip():
            warn("確認した人の名前を入力してください。")
            return {self._round: gr.skip()}
        corpus, name = self._desk.corpus, doubt.header.name
        case = None if doubt.case is None else doubt.case.ordinal
        before = {each.number for each in corpus.corrections(name)}
        try:
            for field, value in asked:
                corpus.correct(name, field, value, author.strip(), case)
        except ValueError as error:
            warn(str(error))
            return {self._round: gr.skip()}
        corpus.refresh()
        made = tuple((name, each.number) for each in corpus.corrections(name) if each.number not in before)
        council = council_of(doubt.header) or ""
        return self._shown(replace(state, chosen="", done=(*state.done, *made), council=council))

    def _later(self, event: gr.EventData, state: Round) -> Updates:
        left = tuple(key for key in state.later if key != event.doubt)
        return self._shown(replace(state, chosen="", later=(*left, event.doubt)))

    def _undo(self, state: Round, author: str) -> Updates:
        if not state.done:
            inform("この画面で取り消せる確認はありません。")
            return {self._round: gr.skip()}
        *kept, (_, number) = state.done
        self._desk.corpus.undo(number, author.strip() or "不明")
        self._desk.corpus.refresh()
        inform("直前の確認を取り消しました。")
        return self._shown(replace(state, chosen="", done=tuple(kept)))

    def _pick(self, event: gr.EventData, state: Round) -> Updates:
        return self._shown(replace(state, chosen=event.doubt))

    def _read(self, event: gr.EventData) -> str:
        return reading_html(self._desk.corpus, event.document, int(event.case))

    def _propose(self, state: Round) -> Updates:
        if self._desk.rereading is None:
            return {self._proposed: None}
        try:
            proposed = self._desk.rereading.propose(state.council)
        except SenreiError as error:
            warn(str(error))
            return {self._proposed: None, self._reread: ""}
        shown = render("reread", council=state.council, proposed=proposed, called=called)
        return {self._proposed: proposed, self._reread: shown}

    def _accept(self, state: Round, proposed: Proposed | None) -> Updates:
        if proposed is None or self._desk.rereading is None:
            return {self._proposed: None}
        inform(f"{self._desk.rereading.accept(proposed)}件の資料を改めました。")
        return {**self._shown(replace(state, council="")), self._proposed: None}

    def _leave(self) -> Updates:
        return {self._proposed: None, self._reread: ""}

    def _current(self, state: Round) -> Doubt | None:
        return next(iter(_queue(self._desk.corpus, state)), None)

    def _shown(self, state: Round) -> Updates:
        waiting = _queue(self._desk.corpus, state)
        first = waiting[0] if waiting else None
        deciding = first is not None and first.field == "outcome"
        return {
            self._round: state,
            self._doubt: render(
                "doubt",
                doubt=first,
                title=title(first.header) if first else "",
                lines=_lines(self._desk.corpus, first),
                choices=_choices(first),
                left=count(self._desk.corpus),
                undoable=bool(state.done),
            ),
            self._value: (first.value or "") if first else "",
            self._quote: gr.update(value=(first.quote or "") if first else "", visible=deciding),
            self._reread: self._offer(state),
            self._queue: render("queue", waiting=waiting[1:], later=state.later, title=title),
        }

    def _offer(self, state: Round) -> str:
        """The offer to read the council's other documents again by what was corrected."""
        if self._desk.rereading is None or not state.council:
            return ""
        return render("reread", council=state.council, proposed=None, called=called)


def _queue(corpus: Corpus, state: Round) -> list[Doubt]:
    """The doubts in the order in which they are to be judged: the one picked, the others, those put off."""
    listed = doubts(corpus, _LISTED + len(state.later))
    put_off = {key: place for place, key in enumerate(state.later)}
    return sorted(listed, key=lambda doubt: (doubt.key != state.chosen, put_off.get(doubt.key, -1)))


def _lines(corpus: Corpus, doubt: Doubt | None) -> list[Numbered]:
    """The lines of a document whose division is in doubt."""
    if doubt is None or doubt.field != "cases":
        return []
    document = corpus.document(doubt.header.name)
    begins = {document.text.count("\n", 0, case.span.start): case for case in document.cases}
    texts = document.text.split("\n")[:_MOST_LINES]
    return [Numbered(at + 1, text, begins.get(at)) for at, text in enumerate(texts)]


def _choices(doubt: Doubt | None) -> list[str]:
    """The words among which a value is one."""
    if doubt is None or doubt.field not in ("outcome", "kind"):
        return []
    kinds = Outcome if doubt.field == "outcome" else DocumentKind if doubt.case is None else CaseKind
    return [each.value for each in kinds]
