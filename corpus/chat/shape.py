"""A reply that is to be JSON of a shape, among whatever a model writes around it."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from corpus.errors import SenreiError

Shape = TypeVar("Shape", bound=BaseModel)


class NonsenseError(SenreiError):
    """A reply is not what was asked for; the message says why, for the user."""


def shaped(reply: str, shape: type[Shape]) -> Shape:
    """Read the JSON object of a reply: from its first brace to its last.

    Args:
        reply: as the model wrote it, without its reasoning.
        shape: what it has to hold.

    Raises:
        NonsenseError: it holds no such object.
    """
    begin, end = reply.find("{"), reply.rfind("}")
    try:
        return shape.model_validate_json(reply[begin : end + 1] if begin >= 0 else "")
    except ValidationError as error:
        raise NonsenseError("答えが決められた形になっていません。") from error
