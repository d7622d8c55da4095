"""A model's reasoning is no part of what it says."""

import re

_THOUGHT = re.compile(r"<(think|thinking|thought|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_THOUGHT_END = re.compile(r"\A.*</(?:think|thinking|thought|reasoning)>", re.DOTALL | re.IGNORECASE)


def spoken(text: str) -> str:
    """The reply without its reasoning blocks; an unclosed block runs to the end."""
    return _THOUGHT_END.sub("", _THOUGHT.sub("", text)).strip()
