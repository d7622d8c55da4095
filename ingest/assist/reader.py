"""Values in doubt put to a chat model one by one; what it says is kept, and every failure is told."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from corpus.chat import Chat, Cost, ModelError, NonsenseError, load_chat
from corpus.model import Case, Document, case_id
from corpus.register import Opinion, wording_of, written
from corpus.settings import Settings
from corpus.store import Corpus
from ingest.assist.agreement import agrees, value_of
from ingest.assist.answer import NOTHING, Answer, Verdict
from ingest.assist.pointing import read_pointing, spans
from ingest.assist.questions import asked, choices, form_of
from ingest.assist.surroundings import surroundings
from prompts import Prompt, fill

MOST = 4000
"""Characters of a document that are shown for one value."""
LEAST = 400
"""Characters below which a model's context is too small for any evidence."""
_REPLY = 600
"""Tokens that are left for the reply."""
_FAILURES = 2
"""Failures in a row after which a model is asked no more."""


class SecondReader:
    """A chat model that reads values in doubt a second time."""

    def __init__(self, chat: Chat, cancelled: threading.Event | None = None) -> None:
        self._chat = chat
        self._cancelled = cancelled

    def read(self, document: Document) -> Iterator[Answer]:
        """Put every value of a document that is in doubt to the model, one after another.

        Args:
            document: as it is held.

        Raises:
            CancelledError: the event that it was made with is set.
        """
        failures = 0
        for case, field in _doubted(document):
            if failures == _FAILURES:
                yield _answer(
                    document, case, field, Verdict.NOT_ASKED, "チャットモデルが続けて答えませんでした。"
                )
                continue
            answer = self._ask(document, case, field)
            failures = failures + 1 if answer.verdict is Verdict.FAILED else 0
            yield answer

    def _ask(self, document: Document, case: Case | None, field: str) -> Answer:
        question = asked(case).get(field)
        if question is None:
            why = "この値は、行を指して答えられるものではありません。"
            return _answer(document, case, field, Verdict.NOT_ASKED, why)
        listed = choices(field, case)

        def prompt(lines: str) -> Prompt:
            return fill("assist", question=question.of(case), form=form_of(question, listed), lines=lines)

        empty = prompt("")
        room = self._chat.context_tokens - self._chat.count(empty.system + empty.user) - _REPLY
        if room < LEAST:
            why = "SENREI_CHAT_CONTEXT_TOKENSが小さく、原文を見せられません。"
            return _answer(document, case, field, Verdict.NOT_ASKED, why)
        around = surroundings(document, case, field, min(MOST, room))
        said = prompt(around.numbered())
        deadline = time.monotonic() + self._chat.total_s
        try:
            reply = self._chat.reply(said.system, said.user, deadline, self._cancelled)
        except ModelError as error:
            return _answer(document, case, field, Verdict.FAILED, str(error), error.cost)
        try:
            pointed = read_pointing(reply.text, around, question.form, listed)
        except NonsenseError as error:
            return _answer(document, case, field, Verdict.NONSENSE, str(error), reply.cost)
        if pointed is None:
            return _answer(
                document, case, field, Verdict.UNKNOWN, "示した行からは判断できないと答えました。", reply.cost
            )
        agreed = agrees(document, case, field, question.form, pointed, whole=around.whole)
        opinion = Opinion(
            name=document.header.name,
            field=field,
            value=_value(document, case, field),
            agrees=agreed,
            reader=self._chat.name,
            at=datetime.now(UTC),
            wording=wording_of(document.text),
            case=None if case is None else case.ordinal,
            region=None if case is None else case.span,
            suggestion=value_of(document.text, field, question.form, pointed),
            points=spans(pointed),
        )
        return Answer(
            _place(document, case),
            field,
            opinion.value,
            Verdict.AGREED if agreed else Verdict.DIFFERS,
            opinion=opinion,
            quotes=tuple(span.of(document.text) for span in opinion.points),
            cost=reply.cost,
        )


@contextmanager
def second_reader(settings: Settings) -> Iterator[SecondReader]:
    """The second reader of the settings, while the block runs.

    Raises:
        SettingsError: they name no chat model, or it cannot be used.
    """
    chat = load_chat(settings)
    try:
        yield SecondReader(chat)
    finally:
        chat.close()


Listener = Callable[[Answer], None]


def read_again(
    names: Iterable[str], corpus: Corpus, reader: SecondReader, told: Listener | None = None
) -> tuple[Answer, ...]:
    """Have the values in doubt of held documents read a second time, and keep what was said of them.

    Args:
        names: of the documents.
        corpus: what is held.
        reader: who reads.
        told: is told of every value.

    Raises:
        NotHeldError: nothing is held under a name.
        CancelledError: the reader was cancelled; what was said before is kept.
    """
    answers: list[Answer] = []
    try:
        for name in names:
            for answer in reader.read(corpus.document(name)):
                if answer.opinion is not None:
                    corpus.opine(name, [answer.opinion])
                if told is not None:
                    told(answer)
                answers.append(answer)
    finally:
        corpus.refresh()
    return tuple(answers)


def _doubted(document: Document) -> Iterator[tuple[Case | None, str]]:
    yield from ((None, field) for field in document.header.unsure)
    yield from ((case, field) for case in document.cases for field in case.unsure)


def _answer(
    document: Document, case: Case | None, field: str, verdict: Verdict, why: str, cost: Cost = NOTHING
) -> Answer:
    return Answer(_place(document, case), field, _value(document, case, field), verdict, why, cost=cost)


def _value(document: Document, case: Case | None, field: str) -> str | None:
    return written(document, field, None if case is None else case.ordinal)


def _place(document: Document, case: Case | None) -> str:
    return document.header.name if case is None else case_id(document.header.name, case.ordinal)
