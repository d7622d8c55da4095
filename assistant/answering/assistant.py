"""The way from a question to an answer that stands."""

import time
from collections.abc import Sequence
from datetime import date

from assistant.answering.answer import Answer
from assistant.answering.extractive import extract
from assistant.answering.find import Weights
from assistant.answering.followup import Message, standalone
from assistant.answering.question import understand
from assistant.answering.vocabulary import load_thesaurus
from corpus.search import Filters
from corpus.settings import Settings
from corpus.store import Corpus


class Assistant:
    """Answers questions from one corpus."""

    def __init__(self, corpus: Corpus, settings: Settings, weights: Weights = Weights()) -> None:
        self.corpus = corpus
        self.settings = settings
        self.weights = weights
        self.thesaurus = load_thesaurus(settings.data)

    def ask(
        self,
        question: str,
        conversation: Sequence[Message] = (),
        filters: Filters = Filters(),
        mode: str | None = None,
        id: str | None = None,
    ) -> Answer:
        """Answer one question.

        Args:
            question: in Japanese, as the user typed it.
            conversation: the messages before it, oldest first.
            filters: only what passes them is searched.
            mode: extractive or generative; by default generative where a chat model is set.
            id: is handed through.
        """
        began = time.perf_counter()
        places = {h.municipality for h in self.corpus.headers() if h.municipality}
        asked = understand(standalone(question, conversation, places), places, date.today())
        found = extract(asked, self.corpus, self.thesaurus, filters, self.weights)
        return Answer(
            id=id,
            question=question,
            standalone_question=asked.text,
            mode="extractive",
            answered=found.answered,
            answer=found.text,
            citations=found.citations,
            nearest=found.nearest,
            notices=found.notices,
            searched=found.searched,
            elapsed_ms=round((time.perf_counter() - began) * 1000),
        )
