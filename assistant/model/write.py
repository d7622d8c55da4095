"""The generative pipeline: rewrite the query, retrieve, write, check, repair once; else the extractive answer.

The extractive answer exists before the model is called. Of the model's text only the preview, marked as such, reaches
the user unchecked; a sentence that does not stand is repaired once, or dropped and counted.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Answer
from assistant.forms.refusal import NO_PRECEDENT
from assistant.model import prose, rewrite
from assistant.model.claims import Judge
from assistant.model.material import Source, fit, gather
from assistant.model.settle import Passage, Weighed, numbered, settle
from assistant.understand.followup import Message
from corpus.chat import Chat, Cost, ModelError
from corpus.language import squeeze
from corpus.model import Document
from prompts import Prompt, fill

LOG = logging.getLogger(__name__)
REMEMBERED = 64
"""Answers that are kept for questions asked again."""
MOST_REPAIRED = 12
"""Sentences that the model is asked to write again."""
INSTEAD = "資料から機械的に抜き出した回答を示します。"
REFUSED = f"チャットモデルは、示した記述の中に答えを見つけられませんでした。{INSTEAD}"
NOT_STANDING = f"チャットモデルの文章は資料との照合に合格しませんでした。{INSTEAD}"
REPHRASED = "質問の言葉では見つからなかったため、言い換えて検索しました。"
REUSED = "同じ質問への回答をもう一度示しています（チャットモデルは使っていません）。"
NOT_JAPANESE = "チャットモデルが日本語で答えませんでした。"
TOO_LONG = "質問と資料がチャットモデルの文脈の長さに収まりませんでした。"


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of an answer that is being written."""

    text: str
    """The text so far, not yet checked, for display only; once settled, the answer's text."""
    answer: Answer
    """The extractive answer, and once settled the answer."""
    settled: bool = False
    """Whether the text has passed the gate."""


@dataclass(slots=True)
class _Task:
    """One question: its extractive answer, its deadline and its cost so far."""

    found: Answer
    deadline: float
    cancelled: threading.Event | None
    cost: Cost = field(default_factory=Cost)
    preview: str = ""

    @property
    def question(self) -> str:
        return self.found.standalone_question

    def instead(self, why: str) -> Answer:
        """The extractive answer with a notice why it is shown; a refusal needs none."""
        return _noticed(self.found, why) if self.found.answered else self.found


class Writer:
    """Writes answers with one chat model."""

    def __init__(
        self, chat: Chat, document_of: Callable[[str], Document], generation: Callable[[], int]
    ) -> None:
        self._chat = chat
        self._document_of = document_of
        self._generation = generation
        self._remembered: OrderedDict[Hashable, Answer] = OrderedDict()
        self._remembering = threading.Lock()

    def write(
        self,
        found: Answer,
        find: Callable[[str], Answer],
        conversation: Sequence[Message] = (),
        *,
        scope: Hashable = (),
        rephrase: bool = True,
        cancelled: threading.Event | None = None,
    ) -> Iterator[Progress]:
        """Write the answer to a question that has been answered, or refused, extractively.

        Args:
            found: the extractive answer.
            find: answers another wording extractively, in the same scope.
            conversation: the messages before the question, oldest first.
            scope: the filters in force.
            rephrase: whether another wording may still find what `found` did not.
            cancelled: set where the user gives up.

        Yields:
            What is written so far, at least four times a second; the last one is settled. Closing the iterator
            frees the model.

        Raises:
            CancelledError: `cancelled` was set.
        """
        if not (found.answered or rephrase):
            yield Progress(found.answer, found, settled=True)
            return
        began = time.monotonic()
        first = next((m.text for m in conversation if m.role == "user"), found.question)
        key = (first, found.standalone_question, scope, self._generation())
        answer = self._recall(key)
        if answer is not None:
            answer = _noticed(replace(answer, id=found.id, question=found.question), REUSED)
        else:
            task = _Task(found, began + self._chat.total_s, cancelled)
            try:
                answer = yield from self._write(task, find, conversation)
                self._remember(key, answer)
            except ModelError as error:
                answer = _noticed(found, f"{error}{INSTEAD if found.answered else ''}")
            LOG.info("model=%s %s mode=%s", self._chat.name, task.cost, answer.mode)
            answer = _noticed(answer, self._priced(task.cost))
        elapsed_ms = found.elapsed_ms + round((time.monotonic() - began) * 1000)
        yield Progress(answer.answer, replace(answer, elapsed_ms=elapsed_ms), settled=True)

    def _write(
        self, task: _Task, find: Callable[[str], Answer], conversation: Sequence[Message]
    ) -> Generator[Progress, None, Answer]:
        said = rewrite.condensed(conversation, self._chat.context_tokens // 4, self._chat.count)
        asked = fill("rewrite", conversation=said, question=task.question)
        reworded = yield from self._listen(asked, task)
        refused = not task.found.answered
        asked_too = rewrite.queries(reworded, task.question, refused=refused)
        others = [other for query in asked_too if (other := find(query)).answered]
        if refused and not others:
            return task.found
        base = _as_asked(others[0], task.found) if refused else task.found
        citations = numbered(base, others)
        sources, prompt = self._prompt("write", gather(citations, self._document_of), question=task.question)
        written = yield from self._listen(prompt, task, {s.key: s.citation.marker for s in sources})
        if squeeze(NO_PRECEDENT) in squeeze(written):
            return task.instead(REFUSED)
        if not prose.japanese(written):
            raise ModelError(NOT_JAPANESE)
        judge = Judge(sources)
        text = self._weighed(written, sources, judge, task)
        first_cited = frozenset(key for passage in text for s in passage.sentences for key in s.written.keys)
        text = yield from self._repaired(text, sources, judge, task)
        answer = settle(text, first_cited, sources, base, citations, lambda name: self._document_of(name).text)
        if answer is None:
            return task.instead(NOT_STANDING)
        documents = {c.document for c in answer.citations}
        notices = [n for a in others if documents & {c.document for c in a.citations} for n in a.notices]
        return _noticed(answer, *notices, REPHRASED if refused else "")

    def _prompt(self, name: str, sources: Sequence[Source], **values: str) -> tuple[tuple[Source, ...], Prompt]:
        """The prompt with the best sources that fit the context window; a third of it is left for the reply."""
        values |= {"refusal": NO_PRECEDENT, "example": sources[0].key}
        bare = fill(name, sources="", **values)
        taken = self._chat.count(bare.system + bare.user) + self._chat.context_tokens // 3
        chosen = fit(sources, self._chat.context_tokens - taken, self._chat.count)
        if not chosen:
            raise ModelError(TOO_LONG)
        values["example"] = chosen[0].key
        return chosen, fill(name, sources="\n\n".join(s.shown() for s in chosen), **values)

    def _listen(
        self, prompt: Prompt, task: _Task, markers: dict[str, int] | None = None
    ) -> Generator[Progress, None, str]:
        """The model's reply; with `markers`, previewed while it streams."""
        stream = self._chat.stream(prompt.system, prompt.user, task.deadline, task.cancelled)
        try:
            while True:
                arrived = next(stream)
                if markers is not None:
                    task.preview = prose.preview(arrived, markers)
                yield Progress(task.preview, task.found)
        except ModelError as error:
            task.cost += error.cost
            raise
        except StopIteration as end:
            task.cost += end.value.cost
            said: str = end.value.text
            return said
        finally:
            stream.close()

    def _weighed(
        self, written: str, sources: Sequence[Source], judge: Judge, task: _Task, *, repaired: bool = False
    ) -> list[Passage]:
        return [
            Passage(
                tuple(Weighed(s, judge.check(s, task.question), repaired) for s in paragraph.sentences),
                paragraph.bullet,
            )
            for paragraph in prose.parse(written, {s.key for s in sources})
        ]

    def _repaired(
        self, text: list[Passage], sources: Sequence[Source], judge: Judge, task: _Task
    ) -> Generator[Progress, None, list[Passage]]:
        """The text after one repair: sentences that did not stand, replaced by new versions that do."""
        faulty = [s for passage in text for s in passage.sentences if not s.stands][:MOST_REPAIRED]
        if not faulty:
            return text
        cited = {key for s in faulty for key in s.written.keys}
        listed = "\n".join(_listed(number, s) for number, s in enumerate(faulty, 1))
        try:
            _, prompt = self._prompt(
                "repair", sorted(sources, key=lambda s: s.key not in cited), sentences=listed
            )
            reply = yield from self._listen(prompt, task)
        except ModelError:
            return text
        again: dict[Weighed, tuple[Weighed, ...]] = {}
        for number, rewritten in prose.numbered(reply):
            passages = self._weighed(rewritten, sources, judge, task, repaired=True)
            sentences = tuple(s for passage in passages for s in passage.sentences)
            if 0 < number <= len(faulty) and sentences and all(s.stands for s in sentences):
                again[faulty[number - 1]] = sentences
        return [
            replace(passage, sentences=tuple(r for s in passage.sentences for r in again.get(s, (s,))))
            for passage in text
        ]

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


def _noticed(answer: Answer, *notices: str) -> Answer:
    return replace(answer, notices=tuple(dict.fromkeys(n for n in (*answer.notices, *notices) if n)))


def _as_asked(answer: Answer, found: Answer) -> Answer:
    """The answer to a rewritten query, as one to the question that was asked."""
    return replace(answer, id=found.id, question=found.question, standalone_question=found.standalone_question)


def _listed(number: int, sentence: Weighed) -> str:
    keys = "".join(f"[{key}]" for key in sentence.written.keys)
    reasons = "。".join(str(fault) for fault in sentence.checked.faults)
    return f"{number}: {sentence.written.text}{keys}\n   理由: {reasons}"
