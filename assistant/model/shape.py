"""Holding a chat model to the shape of its reply: LangChain tells each provider's server in its own way."""

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

_OPENAI = "response_format"


def held_to(model: "BaseChatModel", shape: type[BaseModel]) -> "Runnable[Any, Any]":
    """The model, bound to write JSON of a shape; the model itself where its provider knows no such thing."""
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
