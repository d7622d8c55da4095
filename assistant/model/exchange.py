"""Exchanges with a chat model about one question: a prompt, and the reply in the shape that was asked for."""

import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TypeVar

from pydantic import BaseModel

from assistant.model.reply import NOT_AS_ASKED
from corpus.chat import Chat, Cost, ModelError, NonsenseError, shaped
from prompts import Prompt

Shape = TypeVar("Shape", bound=BaseModel)
_UNKNOWN_FIELD = frozenset(
    (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_IMPLEMENTED)
)
"""With these a server refuses a request for a shape that it does not know."""


@dataclass(slots=True)
class Task:
    """One question to the model: until when, and what it has cost so far."""

    deadline: float
    """On `time.monotonic`, in seconds."""
    cancelled: threading.Event | None = None
    cost: Cost = field(default_factory=Cost)


class Exchange:
    """Asks one chat model; remembers whether its server can be held to a shape."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self._held = True

    def ask(self, prompt: Prompt, shape: type[Shape], task: Task) -> Generator[None, None, Shape]:
        """The model's reply in its shape; asked once more, in words alone, of a server that refuses to be held to one.

        Yields:
            At least every quarter of a second while the model writes.

        Raises:
            ModelError: nothing came that can be used, within the limits.
            CancelledError: the user gave up.
        """
        if self._held:
            try:
                return _read((yield from self._said(prompt, task, shape)), shape)
            except ModelError as error:
                if getattr(error.__cause__, "status_code", None) not in _UNKNOWN_FIELD:
                    raise
                self._held = False
        return _read((yield from self._said(prompt, task, None)), shape)

    def _said(self, prompt: Prompt, task: Task, shape: type[Shape] | None) -> Generator[None, None, str]:
        stream = self.chat.stream(prompt.system, prompt.user, task.deadline, task.cancelled, shape)
        try:
            while True:
                next(stream)
                yield
        except ModelError as error:
            task.cost += error.cost
            raise
        except StopIteration as end:
            task.cost += end.value.cost
            said: str = end.value.text
            return said
        finally:
            stream.close()


def _read(said: str, shape: type[Shape]) -> Shape:
    try:
        return shaped(said, shape)
    except NonsenseError as error:
        raise ModelError(NOT_AS_ASKED) from error
