"""The reply of a second reader: line numbers that were shown, words that stand there, choices of a closed list; else nonsense."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from corpus.chat import NonsenseError, shaped
from corpus.language import fold
from corpus.model import Span
from corpus.register.wording import find
from ingest.assist.questions import Form
from ingest.assist.surroundings import Surroundings

MOST = 12
"""Places from which a reply points at everything and says nothing."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A place that a second reader points at."""

    span: Span
    """Of the words it copied, else of the line."""
    choice: str | None = None


class _Point(BaseModel):
    line: int
    choice: str | None = None
    words: str | None = None


class _Reply(BaseModel):
    points: list[_Point] | None


def read_pointing(
    reply: str, around: Surroundings, form: Form, listed: Collection[str]
) -> tuple[Pointed, ...] | None:
    """Read a reply.

    Args:
        reply: as the model wrote it.
        around: the lines that it was shown.
        form: how it was to point.
        listed: the words among which it had to choose.

    Returns:
        Where it points; nowhere where it says that the value is not stated; None where it cannot tell.

    Raises:
        NonsenseError: it is none of these.
    """
    points = shaped(reply, _Reply).points
    if points is None:
        return None
    if len(points) > MOST:
        raise NonsenseError(f"{len(points)}行を指しています。")
    return tuple(_pointed(point, around, form, listed) for point in points)


def _pointed(point: _Point, around: Surroundings, form: Form, listed: Collection[str]) -> Pointed:
    line = around.line(point.line)
    if line is None:
        raise NonsenseError(f"示されていない{point.line}行を指しています。")
    if form == "choice":
        if point.choice not in listed:
            raise NonsenseError(f"「{point.choice}」は選べる語ではありません。")
        return Pointed(line.span, point.choice)
    if form != "words":
        return Pointed(line.span)
    within = find(line.text, fold(point.words or ""))
    if within is None:
        raise NonsenseError(f"「{point.words or ''}」はその行にありません。")
    return Pointed(Span(line.span.start + within.start, line.span.start + within.end))


def spans(pointed: Sequence[Pointed]) -> tuple[Span, ...]:
    """Where they point, each place once."""
    return tuple(dict.fromkeys(each.span for each in pointed))
