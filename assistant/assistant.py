"""The assistant: from a question to a checked answer."""

import threading
import time
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cached_property

from assistant.answer import Answer
from assistant.evidence.cases import Weights
from assistant.forms import FORMS, Extract, Form, extract
from assistant.model.pointer import Pointer, Progress
from assistant.understand.english import gloss, in_japanese, is_english
from assistant.understand.followup import Message, standalone
from assistant.understand.plan import without as lifted
from assistant.understand.question import Question, understand
from assistant.understand.thesaurus import load_thesaurus
from corpus.chat import Chat, load_chat
from corpus.search import Filters
from corpus.settings import Settings
from corpus.store import Corpus

READ_AS = "The question was read as: {} Quotes stand in the language of the records."


class Assistant:
    """Answers questions from one corpus."""

    def __init__(
        self,
        corpus: Corpus,
        settings: Settings,
        weights: Weights = Weights(),
        forms: Sequence[Form] = FORMS,
    ) -> None:
        self.corpus = corpus
        self.settings = settings
        self.weights = weights
        self.forms = forms
        self.thesaurus = load_thesaurus(settings.data)

    @property
    def mode(self) -> str:
        """The default mode: generative where a chat model is set, else extractive."""
        return "generative" if self.settings.chat_model else "extractive"

    @cached_property
    def chat(self) -> Chat:
        """The chat model that the settings name.

        Raises:
            SettingsError: none is named, or it cannot be used.
        """
        return load_chat(self.settings)

    @cached_property
    def pointer(self) -> Pointer:
        """Has the chat model point at what answers; raises as `chat` does."""
        summaries = self.settings.chat_summary
        return Pointer(self.chat, self.corpus, self.thesaurus, self.weights, summaries=summaries)

    def ask(
        self,
        question: str,
        conversation: Sequence[Message] = (),
        filters: Filters = Filters(),
        mode: str | None = None,
        id: str | None = None,
        without: Collection[str] = (),
    ) -> Answer:
        """Answer one question.

        Args:
            question: in Japanese, as the user typed it.
            conversation: the messages before it, oldest first.
            filters: only what passes them is searched.
            mode: extractive or generative; by default generative where a chat model is set.
            id: is handed through.
            without: keys of constraints of the question that are not to be applied (`Constraint.key`).

        Raises:
            SettingsError: a chat model is wanted and cannot be used.
        """
        *_, last = self.stream(question, conversation, filters, mode, id, without=without)
        return last.answer

    def stream(
        self,
        question: str,
        conversation: Sequence[Message] = (),
        filters: Filters = Filters(),
        mode: str | None = None,
        id: str | None = None,
        cancelled: threading.Event | None = None,
        without: Collection[str] = (),
    ) -> Iterator[Progress]:
        """Answer one question as `ask` does, telling what a chat model is at.

        Closing the iterator frees the model; so does `cancelled`, set from another thread, with a CancelledError.

        Yields:
            The stage, with the extractive answer; the last item is settled.
        """
        found, drawn = self._extracted(question, conversation, filters, id, without)
        if (mode or self.mode) == "extractive":
            yield Progress(found.answer, found, settled=True)
            return
        yield from self.pointer.answer(
            found, drawn, conversation, scope=(filters, tuple(sorted(without))), cancelled=cancelled
        )

    def _extracted(
        self,
        question: str,
        conversation: Sequence[Message],
        filters: Filters,
        id_: str | None,
        without: Collection[str] = (),
    ) -> tuple[Answer, Extract]:
        began = time.perf_counter()
        places = {
            h.municipality for h in self.corpus.headers(Filters(samples=filters.samples)) if h.municipality
        }
        english = is_english(question)
        said = question
        if english:
            question = in_japanese(question, places).text

        def read(*, leans: bool) -> Question:
            alone = standalone(question, conversation, places, leans=leans)
            return lifted(understand(alone, places, date.today()), without)

        def found_for(asked: Question) -> Extract:
            return extract(asked, self.corpus, self.thesaurus, filters, self.weights, self.forms)

        asked = read(leans=False)
        found = found_for(asked)
        if conversation and found.names_nothing:
            leaning = read(leans=True)
            again = found_for(leaning)
            asked, found = (leaning, again) if again.answered else (asked, found)
        answer = Answer(
            id=id_,
            question=said,
            standalone_question=asked.text,
            mode="extractive",
            answered=found.answered,
            answer=f"{gloss(found.text.splitlines()[0])} {found.text}".strip() if english else found.text,
            citations=found.citations,
            nearest=found.nearest,
            notices=(READ_AS.format(question), *found.notices) if english else found.notices,
            searched=found.searched,
            elapsed_ms=round((time.perf_counter() - began) * 1000),
            plan=found.plan,
            more=found.more,
            choices=found.choices,
        )
        return answer, found
