"""A conversation as the browser keeps it: questions, answers, and the user's ratings and notes."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer, Citation
from assistant.understand.followup import Message

_NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer."""

    question: str
    answer: Answer
    limits: tuple[str, ...] = ()
    """The labels of the filters that were set when it was asked."""
    without: tuple[str, ...] = ()
    """The keys of the constraints that the user had taken away."""
    thumb: Literal["up", "down"] | None = None
    note: str = ""

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The sources to show, by their markers: the citations, or the nearest passages if nothing is cited."""
        return tuple(sorted(self.answer.citations or self.answer.nearest, key=lambda c: c.marker))


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions and answers in order."""

    id: str
    name: str
    started: datetime
    turns: tuple[Turn, ...] = ()

    def add(self, turn: Turn) -> "Conversation":
        """The conversation with one more turn. The first question becomes its name."""
        name = self.name or turn.question.strip()[:_NAME_LENGTH]
        return replace(self, name=name, turns=(*self.turns, turn))

    def judge(self, number: int, **changes: Any) -> "Conversation":
        """The conversation with the user's rating or note on turn `number`; an unknown number changes nothing."""
        turns = tuple(replace(t, **changes) if i == number else t for i, t in enumerate(self.turns))
        return replace(self, turns=turns)

    def messages(self) -> tuple[Message, ...]:
        """The messages so far, as context for a follow-up question."""
        return tuple(
            message
            for turn in self.turns
            for message in (Message("user", turn.question), Message("assistant", turn.answer.answer))
        )


def begin() -> Conversation:
    """A new, empty conversation."""
    return Conversation(secrets.token_urlsafe(8), "", datetime.now(UTC))


def dump(conversation: Conversation) -> dict[str, Any]:
    """The conversation as JSON, for the browser's storage."""
    shape: dict[str, Any] = _adapter().dump_python(conversation, mode="json")
    return shape


def load(stored: Any) -> Conversation:
    """Read a stored conversation; return a new one if the stored one cannot be read."""
    try:
        return _adapter().validate_python(stored)
    except ValidationError:
        return begin()


@cache
def _adapter() -> TypeAdapter[Conversation]:
    return TypeAdapter(Conversation)
