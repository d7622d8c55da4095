"""What became of a value that was put to a second reader."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.chat import Cost
from corpus.register import Opinion

NOTHING = Cost()
"""What is spent on a value that is not asked about."""


class Verdict(StrEnum):
    """What became of a value that was put to a second reader."""

    AGREED = "一致"
    DIFFERS = "不一致"
    UNKNOWN = "判断できず"
    NONSENSE = "答えにならず"
    FAILED = "応答なし"
    NOT_ASKED = "尋ねず"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one value in doubt."""

    place: str
    """The identifier of its case, or its document's name."""
    field: str
    value: str | None
    """As it was read, and stays."""
    verdict: Verdict
    why: str = ""
    """Why there is no opinion, for the user."""
    opinion: Opinion | None = None
    quotes: tuple[str, ...] = ()
    """What stands where it points."""
    cost: Cost = NOTHING
