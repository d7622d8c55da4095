"""The parts of a draft: blocks of text, the citations of their quotes, and the blanks."""

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
    """The paragraph style of a block."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    RIGHT = "right"
    """Right-aligned: number, date, sender."""
    ADDRESS = "address"
    CENTRE = "centre"
    """The line 記."""
    BODY = "body"
    ITEM = "item"
    QUOTE = "quote"
    """A verbatim quote of a precedent."""
    ASIDE = "aside"
    """Advice to the writer that is no part of the paper."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    style: Style
    text: str
    """Contains the markers [n] of citations, and （要確認：…） for each missing fact."""
    number: str = ""
    """The number of a heading or an item: 1, (1), ア."""
    quotes: tuple[str, ...] = ()
    """The parts of `text` that are verbatim quotes of the cited documents."""
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
    """Markers of the citations dated before 令和5年4月1日: they follow rules that are no longer in force."""
    notices: tuple[str, ...]
    smoothed: int = 0
    """How many paragraphs a chat model rewrote."""
    arranged: bool = False
    """Whether a chat model laid out sentences or chose what is quoted."""

    @property
    def open_points(self) -> tuple[str, ...]:
        """The missing facts that the writer has to fill in, in order, without duplicates."""
        found = (blank for block in self.blocks for blank in blanks(block.text))
        return tuple(dict.fromkeys(found))


def blank(fact: str) -> str:
    """The placeholder for a missing fact."""
    return f"（{OPEN}：{fact.translate(_NESTED)}）"


def about(subject: str) -> str:
    """The subject with について after it, unless it already ends so."""
    return subject if re.search(r"(?:について|に関して|の件)$", subject) else f"{subject}について"


def blanks(text: str) -> list[str]:
    """The missing facts that the placeholders of a text name."""
    return [found[len(OPEN) + 2 : -1] for found in _BLANK.findall(text)]


def without_blanks(text: str) -> str:
    """The text without its placeholders."""
    return _BLANK.sub("", text)


def flat(text: str) -> str:
    """A quote on one line: line ends inside Japanese text are removed, other white space becomes one space."""
    closed = re.sub(r"(?<=[^\x00-\x7f])\s*[\n\f]\s*|\s*[\n\f]\s*(?=[^\x00-\x7f])", "", text.strip())
    return " ".join(closed.split()).removeprefix("- ")


def markers(numbers: Sequence[int]) -> str:
    """The markers of these numbers: [1][4]."""
    return "".join(f"[{number}]" for number in numbers)
