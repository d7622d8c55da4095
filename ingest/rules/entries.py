"""What a file of rules holds."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from corpus.datafile import Table


class Reach(StrEnum):
    """Where in a text a rule looks."""

    ANYWHERE = "anywhere"
    START = "start"
    WHOLE = "whole"
    """The pattern has to take up all of the text."""


class Example(Table):
    """A text that a rule finds."""

    text: str
    found: str | None = None
    """The part that the pattern takes up, where that matters."""
    groups: dict[str, str] = Field(default_factory=dict)
    """What its named groups take up, where that matters; a group that takes up nothing is given as empty."""


def _example(written: Any) -> Any:
    return {"text": written} if isinstance(written, str) else written


def _named(entries: dict[str, Any]) -> dict[str, Any]:
    wrong = [name for name in entries if not name.isidentifier() or name != name.lower()]
    if wrong:
        raise ValueError(f"「{wrong[0]}」は名前になりません(英小文字と数字と_で書いてください)")
    return entries


class Entry(Table):
    """A pattern with what speaks for it."""

    pattern: str = Field(min_length=1)
    """In verbose form: white space and what follows a # mean nothing. `{name}` stands for a fragment."""
    examples: tuple[Annotated[Example, BeforeValidator(_example)], ...] = Field(min_length=1)
    """Together they need every alternative and every optional part of the pattern."""
    counterexamples: tuple[str, ...] = ()
    """Texts that look like it and are not found."""


class RuleEntry(Entry):
    """A rule of a file."""

    reach: Reach = Reach.ANYWHERE


class RuleFile(Table):
    """The rules of one subject."""

    fragments: Annotated[dict[str, Entry], AfterValidator(_named)] = Field(default_factory=dict)
    """Parts that several patterns share; one may use those above it."""
    rules: Annotated[dict[str, RuleEntry], AfterValidator(_named)] = Field(default_factory=dict)
