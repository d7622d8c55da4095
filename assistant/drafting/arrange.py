"""Which of the writer's sentences stand under which section of a paper, and which sentences of precedents are quoted there.

By the words of the sections; or by a chat model, which points at sentences by their numbers. It writes nothing: what
stands in the paper are the writer's sentences and slices of documents either way.
"""

import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

from pydantic import BaseModel

from assistant.drafting.requirements import REQUIREMENTS, assigned
from corpus.chat import Chat, ModelError, NonsenseError, shaped
from prompts import Prompt, fill

ARRANGED = "チャットモデルが、説明の文を項目に振り分けました。文の言葉は変えていません。"
CHOSEN = "先例の文は、似た案件の候補の中からチャットモデルが選びました。引用は原文のままです。"
BY_WORDS = "{why}そのため、{what}は言葉の一致によります。"

_REPLY = 600
"""Tokens that are left for the reply."""

Pools = Mapping[str, Sequence[str]]
"""Section to the sentences of precedents that may be quoted there, the best by words first."""


class Arranger:
    """Arranges by the words of the sections."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        self.arranged = False
        """Whether a chat model laid out or chose anything."""

    def assigned(self, sentences: Sequence[str]) -> Mapping[str, list[str]]:
        """The writer's sentences by section; those that fit none are left out."""
        return assigned(sentences)

    def chosen(self, pools: Pools, most: int) -> Mapping[str, Sequence[int]]:
        """What is quoted in each section, by its place in the pool, in order; at most so many.

        Args:
            pools: what may be quoted.
            most: how many sentences for each section.
        """
        return {section: range(min(most, len(pool))) for section, pool in pools.items()}


class _Section(BaseModel):
    section: int
    sentences: list[int]


class _Reply(BaseModel):
    sections: list[_Section]


class ModelArranger(Arranger):
    """Arranges as a chat model points; where it fails, by words, and a notice says so."""

    def __init__(self, description: str, chat: Chat, cancelled: threading.Event | None = None) -> None:
        super().__init__()
        self._description = description
        self._chat = chat
        self._cancelled = cancelled
        self._deadline = time.monotonic() + chat.total_s
        self._silent: ModelError | None = None
        """Why the model gave nothing: then it is asked no more."""

    def assigned(self, sentences: Sequence[str]) -> Mapping[str, list[str]]:
        """The writer's sentences as the model lays them; one that it leaves out stands where its words put it.

        Raises:
            CancelledError: the user gave up.
        """
        by_words = super().assigned(sentences)
        if not sentences:
            return by_words
        named = dict(enumerate((requirement.name for requirement in REQUIREMENTS), 1))
        numbered = dict(enumerate(sentences, 1))
        prompt = fill("arrange", sections=_listed(named), sentences=_listed(numbered))
        try:
            laid = self._pointed(prompt, named.keys() | {0}, dict.fromkeys(numbered))
        except (ModelError, NonsenseError) as error:
            self.notices.append(BY_WORDS.format(why=error, what="説明の文の振り分け"))
            return by_words
        self._did(ARRANGED, laid)
        placed = {number for numbers in laid.values() for number in numbers}
        return {
            name: [numbered[each] for each in laid.get(section, ())]
            + [left for each, left in numbered.items() if each not in placed and left in by_words[name]]
            for section, name in named.items()
        }

    def chosen(self, pools: Pools, most: int) -> Mapping[str, Sequence[int]]:
        """What the model chooses; a section that it does not name is filled by words. Arguments as of `Arranger`.

        Raises:
            CancelledError: the user gave up.
        """
        by_words = super().chosen(pools, most)
        number = count(1)
        numbered = {name: {next(number): text for text in pool} for name, pool in pools.items() if pool}
        if not numbered:
            return by_words
        named = dict(enumerate(numbered, 1))
        shown = {at: f"項目{at} {name}\n{_listed(numbered[name])}" for at, name in named.items()}
        laid: dict[int, list[int]] = {}
        try:
            for batch in self._batches(shown, most):
                prompt = self._lending([shown[at] for at in batch], most)
                laid |= self._pointed(prompt, batch, {each: at for at in batch for each in numbered[named[at]]})
            if any(len(numbers) > most for numbers in laid.values()):
                raise NonsenseError("先例の文を選びすぎています。")
        except (ModelError, NonsenseError) as error:
            self.notices.append(BY_WORDS.format(why=error, what="先例の文の選び方"))
            return by_words
        self._did(CHOSEN, laid)
        told = {named[at]: numbers for at, numbers in laid.items()}
        return {
            name: [[*numbered[name]].index(each) for each in told[name]] if name in told else by_words[name]
            for name in pools
        }

    def _lending(self, shown: Sequence[str], most: int) -> Prompt:
        return fill("lend", most=str(most), plan=self._description, sections="\n\n".join(shown))

    def _batches(self, shown: Mapping[int, str], most: int) -> Iterator[list[int]]:
        """The sections in as few prompts as fit the context window; one that does not fit alone is a prompt too."""
        batch: list[int] = []
        for at in shown:
            if batch and not self._fits(self._lending([shown[each] for each in (*batch, at)], most)):
                yield batch
                batch = []
            batch.append(at)
        yield batch

    def _fits(self, prompt: Prompt) -> bool:
        return self._chat.count(prompt.system + prompt.user) <= self._chat.context_tokens - _REPLY

    def _did(self, notice: str, laid: Mapping[int, Sequence[int]]) -> None:
        if laid:
            self.arranged = True
            self.notices.append(notice)

    def _pointed(
        self, prompt: Prompt, sections: Collection[int], sentences: Mapping[int, int | None]
    ) -> Mapping[int, list[int]]:
        """The numbers that the model lays under each section.

        Args:
            prompt: what it is asked.
            sections: numbers of those that were shown.
            sentences: number of each sentence that was shown to the section to which it belongs; None: to any.

        Raises:
            ModelError: it gave nothing.
            NonsenseError: it points at what was not shown, or at something twice.
            CancelledError: the user gave up.
        """
        if self._silent is not None:
            raise self._silent
        if not self._fits(prompt):
            raise NonsenseError("チャットモデルの文脈に収まりません。")
        try:
            reply = self._chat.reply(prompt.system, prompt.user, self._deadline, self._cancelled)
        except ModelError as error:
            self._silent = error
            raise
        laid: dict[int, list[int]] = {}
        seen: set[int] = set()
        for each in shaped(reply.text, _Reply).sections:
            if each.section not in sections:
                raise NonsenseError(f"示されていない項目{each.section}があります。")
            for number in each.sentences:
                if number not in sentences or sentences[number] not in (None, each.section):
                    raise NonsenseError(f"項目{each.section}に示されていない文{number}があります。")
                if number in seen:
                    raise NonsenseError(f"文{number}が二度あります。")
                seen.add(number)
            laid.setdefault(each.section, []).extend(each.sentences)
        return laid


def _listed(numbered: Mapping[int, str]) -> str:
    return "\n".join(f"{number}: {' '.join(text.split())}" for number, text in numbered.items())
