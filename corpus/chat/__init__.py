"""A chat model, for whichever floor asks one: built from the settings, read within limits, its thoughts left out."""

from corpus.chat.chat import CancelledError, Chat, Cost, ModelError, Reply
from corpus.chat.providers import load_chat
from corpus.chat.shape import NonsenseError, shaped

__all__ = ["CancelledError", "Chat", "Cost", "ModelError", "NonsenseError", "Reply", "load_chat", "shaped"]
