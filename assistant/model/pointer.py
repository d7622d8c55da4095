"""The generative way: the model plans the search and points at sentences, the program quotes them.

The extractive answer exists before the model is called, and stands wherever the model fails. Of the model's own words
nothing reaches the user but a summary that has passed its gate.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Generator, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.answer import Answer
from assistant.evidence.cases import Weights
from assistant.evidence.pool import Candidate
from assistant.forms.extractive import Extract
from assistant.forms.refusal import FINAL, Why
from assistant.model.exchange import Exchange, Task
from assistant.model.likeliest import Windows
from assistant.model.reply import Form, Planned, Selected
from assistant.model.rewordings import allowed, condensed
from assistant.model.selection import Selection, selection
from assistant.model.sheet import Sheet, Sheets
from assistant.model.showing import Shower
from assistant.understand.cues import Want
from assistant.understand.followup import Message
from assistant.understand.thesaurus import Thesaurus
from corpus.chat import Chat, Cost, ModelError
from corpus.store import Corpus
from prompts import Prompt, fill

LOG = logging.getLogger(__name__)
REMEMBERED = 64
"""Answers that are kept for questions asked again."""
ROUNDS, MORE_ROUNDS = 2, 3
"""How often the model reads sentences: the second time for what the first left unanswered; where its window is small, once more."""
SMALL = 8192
"""Tokens up to which a model's window is small."""
CERTAIN = frozenset({"trend", "overview", "member", "definition"})
"""Forms that tell what the register holds: no model adds to them."""
_BARE = frozenset({"head", "listing"})
"""Forms that do so where the question is about nothing besides: a count, a list, a value of a head."""
_REPLY = 4
"""The part of the model's window that is kept for its reply."""
INSTEAD = "資料から機械的に抜き出した回答を示します。"
NOT_STANDING = f"チャットモデルが選んだ記述を資料の中に確かめられませんでした。{INSTEAD}"
REUSED = "同じ質問への回答をもう一度示しています（チャットモデルは使っていません）。"
TOO_LONG = "質問と資料がチャットモデルの文脈の長さに収まりませんでした。"
PLANNING = "検索の言葉を考えています"
READING = "候補の記述を読み、答えになる文を選んでいます"
WITH_SUMMARY = (
    "summary には、答えを2文までにまとめます。1文ごとに、text（90字まで）、case（案件のキー）、n（根拠にした、上で選んだ文の番号）を書きます。"
    "1文では一つの案件だけを書き、選んだ文の言葉を使い、だれの言葉かを書き分け、数字、条件、「予定」「べき」などの言い方を落としません。書けなければ [] にします。"
)
WITHOUT_SUMMARY = "summary は [] にします。"


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of an answer that is being made."""

    text: str
    """What the model is at, for display only; once settled, the answer's text."""
    answer: Answer
    """The extractive answer, and once settled the answer."""
    settled: bool = False
    """Whether the text has passed the gate."""


@dataclass(slots=True)
class _Question:
    """One question with what was found for it."""

    found: Answer
    extract: Extract
    conversation: Sequence[Message]
    task: Task

    @property
    def text(self) -> str:
        return self.found.standalone_question

    @property
    def said(self) -> str:
        """All that the user and the answers have said."""
        return "\n".join([self.text, self.found.question, *(m.text for m in self.conversation)])


_Steps = Generator[str, None, Answer]
_T = TypeVar("_T")


class Pointer:
    """Answers with one chat model from one corpus."""

    def __init__(
        self, chat: Chat, corpus: Corpus, thesaurus: Thesaurus, weights: Weights, *, summaries: bool = True
    ) -> None:
        self._chat, self._corpus = chat, corpus
        self._exchange = Exchange(chat)
        self._windows = Windows(corpus, thesaurus, weights)
        self._shower = Shower(corpus, summaries)
        self._remembered: OrderedDict[Hashable, Answer] = OrderedDict()
        self._remembering = threading.Lock()

    def answer(
        self,
        found: Answer,
        extract: Extract,
        conversation: Sequence[Message] = (),
        *,
        scope: Hashable = (),
        cancelled: threading.Event | None = None,
    ) -> Iterator[Progress]:
        """Answer a question that has been answered, or refused, extractively.

        Args:
            found: the extractive answer.
            extract: from which it was made.
            conversation: the messages before the question, oldest first.
            scope: the filters in force.
            cancelled: set where the user gives up.

        Yields:
            What the model is at, at least four times a second; the last one is settled. Closing the iterator frees
            the model.

        Raises:
            CancelledError: `cancelled` was set.
        """
        if not wants_model(extract):
            yield Progress(found.answer, found, settled=True)
            return
        began = time.monotonic()
        first = next((m.text for m in conversation if m.role == "user"), found.question)
        key = (first, found.standalone_question, scope, self._corpus.generation)
        answer = self._recall(key)
        if answer is not None:
            answer = _noticed(replace(answer, id=found.id, question=found.question), REUSED)
        else:
            task = Task(began + self._chat.total_s, cancelled)
            steps = self._answer(_Question(found, extract, conversation, task))
            try:
                while True:
                    yield Progress(next(steps), found)
            except StopIteration as end:
                answer = end.value
                self._remember(key, answer)
            except ModelError as error:
                answer = _noticed(found, f"{error}{INSTEAD if found.answered else ''}")
            finally:
                steps.close()
            LOG.info("model=%s %s mode=%s", self._chat.name, task.cost, answer.mode)
            answer = _noticed(answer, self._priced(task.cost))
        elapsed_ms = found.elapsed_ms + round((time.monotonic() - began) * 1000)
        yield Progress(answer.answer, replace(answer, elapsed_ms=elapsed_ms), settled=True)

    def _answer(self, question: _Question) -> _Steps:
        said = condensed(question.conversation, self._chat.context_tokens // 4, self._chat.count)
        asked = fill("plan", conversation=said, question=question.text)
        planned = yield from self._reply(self._exchange.ask(asked, Planned, question.task), PLANNING)
        topics = " ".join(planned.topics)
        wordings = allowed([*planned.search, topics], question.said)
        windows = self._windows.ranked(
            question.extract, wordings, each_place=_of_each_place(question.extract, planned.form)
        )
        chosen, read = yield from self._select(question, windows)
        if not chosen.answers:
            return self._shower.silent(question.found, chosen, read)
        shown = self._shower.show(question.found, question.extract, planned.form, chosen)
        return shown or _noticed(question.found, NOT_STANDING)

    def _select(
        self, question: _Question, windows: list[Candidate]
    ) -> Generator[str, None, tuple[Selection, int]]:
        """The model's choice among the windows, and how many there were."""
        sheets = Sheets(self._corpus.document, self._chat.count)
        chosen = Selection()
        for turn in range(MORE_ROUNDS if self._chat.context_tokens <= SMALL else ROUNDS):
            if turn and chosen.complete:
                break
            if 0 < turn < ROUNDS:
                words = allowed(chosen.search, question.said)
                more = self._windows.ranked(question.extract, words, own=False) if words else []
                windows = [*more, *windows]
            if turn and not sheets.left(windows):
                break
            sheet, prompt = self._prompt(question, sheets, windows, chosen)
            if not sheet.sentences and not turn:
                raise ModelError(TOO_LONG)
            reply = yield from self._reply(self._exchange.ask(prompt, Selected, question.task), READING)
            chosen = (
                chosen.followed_by(selection(reply, sheets.shown)) if turn else selection(reply, sheets.shown)
            )
        return chosen, len({(c.header.name, c.window.ordinal) for c in windows})

    def _prompt(
        self, question: _Question, sheets: Sheets, windows: Sequence[Candidate], chosen: Selection
    ) -> tuple[Sheet, Prompt]:
        """The sentences of the best windows that fit the model's window, and the prompt that asks to choose."""
        remaining = ""
        if chosen.points:
            parts = "、".join(chosen.unanswered) or "すべて"
            remaining = f"まだ答えのない点: {parts}\n前に選んだ文の番号: {'、'.join(map(str, chosen.numbers)) or 'なし'}"
        summary = WITH_SUMMARY if self._shower.summaries else WITHOUT_SUMMARY
        values = {"question": question.text, "remaining": remaining, "summary": summary}
        bare = fill("select", sheet="", **values)
        room = self._chat.context_tokens - self._chat.context_tokens // _REPLY
        room -= self._chat.count(bare.system + bare.user)
        sheet = sheets.lay_out(windows, room, chosen.numbers)
        return sheet, fill("select", sheet=sheet.text, **values)

    def _reply(self, asking: Generator[None, None, _T], stage: str) -> Generator[str, None, _T]:
        """The reply that is waited for, telling the stage meanwhile."""
        try:
            while True:
                next(asking)
                yield stage
        except StopIteration as end:
            reply: _T = end.value
            return reply
        finally:
            asking.close()

    def _priced(self, cost: Cost) -> str:
        if not (cost.input_tokens or cost.output_tokens):
            return ""
        about = "約" if cost.estimated else ""
        return (
            f"チャットモデル {self._chat.name}: 入力{about}{cost.input_tokens:,}トークン、"
            f"出力{about}{cost.output_tokens:,}トークン、{cost.elapsed_s:.1f}秒"
        )

    def _recall(self, key: Hashable) -> Answer | None:
        with self._remembering:
            if key in self._remembered:
                self._remembered.move_to_end(key)
            return self._remembered.get(key)

    def _remember(self, key: Hashable, answer: Answer) -> None:
        with self._remembering:
            self._remembered[key] = answer
            if len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)


def wants_model(extract: Extract) -> bool:
    """Whether a model can add to what was found: not where the register tells all, or where nothing is in scope."""
    form = extract.plan.form
    if extract.answered:
        return form not in CERTAIN and not (form in _BARE and not extract.terms)
    return bool(extract.scope.headers) and extract.why not in FINAL and extract.why is not Why.ASIDE


def _of_each_place(extract: Extract, form: Form) -> bool:
    question = extract.question
    return form in ("比較", "一覧") or question.wants is Want.COMPARISON or len(question.municipalities) > 1


def _noticed(answer: Answer, *more: str) -> Answer:
    return replace(answer, notices=tuple(dict.fromkeys(n for n in (*answer.notices, *more) if n)))
