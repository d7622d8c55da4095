"""A reply that is to be JSON of a shape: holding a model to it, and reading it among whatever is written around it."""

import json
import re
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
    """Read a reply: the first JSON object in it that has the shape, whatever stands around it.

    Args:
        reply: as the model wrote it, without its reasoning.
        shape: what it has to hold.

    Raises:
        NonsenseError: it holds no such object.
    """
    decoder = json.JSONDecoder()
    for brace in re.finditer(r"\{", reply):
        try:
            value, _ = decoder.raw_decode(reply, brace.start())
            return shape.model_validate(value)
        except (json.JSONDecodeError, RecursionError, ValidationError):
            continue
    raise NonsenseError("答えが決められた形になっていません。")


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
