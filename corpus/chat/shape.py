"""A reply that is to be JSON of a shape: holding a model to it, and reading it among whatever is written around it."""

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from corpus.errors import SenreiError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

Shape = TypeVar("Shape", bound=BaseModel)
_OPENAI = "response_format"


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


def held_to(model: "BaseChatModel", shape: type[BaseModel]) -> "Runnable[Any, Any]":
    """The model, bound to write JSON of a shape, as LangChain tells its provider; the model itself where that knows no such thing."""
    from langchain_core.runnables import RunnableBinding

    try:
        chain = model.with_structured_output(shape.model_json_schema(), method="json_schema")
    except (NotImplementedError, TypeError, ValueError):
        return model
    bound = getattr(chain, "first", None)
    if not isinstance(bound, RunnableBinding):
        return model
    if _OPENAI not in bound.kwargs:
        return bound
    # LangChain reads such a reply through another client of OpenAI's, which keeps the usage back.
    return model.bind(extra_body={_OPENAI: bound.kwargs[_OPENAI]})
