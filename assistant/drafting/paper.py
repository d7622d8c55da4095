"""What a draft is made of: blocks of text, the sources they borrow from, and what is still open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation

OPEN = "要確認"
_NESTED = str.maketrans("（）", "〔〕")
_BLANK = re.compile(rf"（{OPEN}：[^（）]*）")


class DraftKind(StrEnum):
    """Which paper is drafted."""

    CONSULTATION = "諮問書"
    REPORT = "答申案"
    REHEARSAL = "想定問答"


class Style(StrEnum):
    """How a block is set."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    RIGHT = "right"
    """Against the right margin: number, date, sender."""
    ADDRESS = "address"
    CENTRE = "centre"
    """記."""
    BODY = "body"
    ITEM = "item"
    QUOTE = "quote"
    """Borrowed to the letter."""
    ASIDE = "aside"
    """Advice to the writer, no part of the paper: what earlier councils asked, which variant fits when."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    style: Style
    text: str
    """With markers [n] of the draft's citations, and （要確認：…） where a fact is not given."""
    number: str = ""
    """Of a heading or an item: 1, (1), ア; no figure of the case."""
    quotes: tuple[str, ...] = ()
    """The parts of `text` that stand in the cited documents to the letter."""
    own: bool = False
    """Whether it is the writer's own sentence."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper with its sources. Every [n] is the marker of one citation, and every citation is used."""

    kind: DraftKind
    title: str
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    old: frozenset[int]
    """Markers of sources from before 令和5年4月1日, which are no basis for a duty of today."""
    notices: tuple[str, ...]
    smoothed: int = 0
    """In how many places a chat model joined and smoothed the writer's sentences."""

    @property
    def open_points(self) -> tuple[str, ...]:
        """What the writer still has to fill in, in order, each once."""
        found = (blank for block in self.blocks for blank in blanks(block.text))
        return tuple(dict.fromkeys(found))


def blank(fact: str) -> str:
    """What stands for a fact that is not given."""
    return f"（{OPEN}：{fact.translate(_NESTED)}）"


def about(subject: str) -> str:
    """A subject as a title tells it: …について; one that is told so already stays as it is."""
    return subject if re.search(r"(?:について|に関して|の件)$", subject) else f"{subject}について"


def blanks(text: str) -> list[str]:
    """The facts that a text leaves open."""
    return [found[len(OPEN) + 2 : -1] for found in _BLANK.findall(text)]


def without_blanks(text: str) -> str:
    """The text with nothing in place of what it leaves open."""
    return _BLANK.sub("", text)


def flat(text: str) -> str:
    """A quote on one line: line ends inside Japanese text are closed, other white space is one space."""
    closed = re.sub(r"(?<=[^\x00-\x7f])\s*[\n\f]\s*|\s*[\n\f]\s*(?=[^\x00-\x7f])", "", text.strip())
    return " ".join(closed.split()).removeprefix("- ")


def markers(numbers: Sequence[int]) -> str:
    """[1][4]."""
    return "".join(f"[{number}]" for number in numbers)
