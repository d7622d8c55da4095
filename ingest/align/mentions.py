"""How speech calls an item by its number or its place on the agenda: 15号は, 2番目の件, 議題の三."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ingest.align.items import Item
from ingest.labels.series import rank_of

_N = r"\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳⑴-⒇ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ甲乙丙丁]"
_NUMBERED = re.compile(rf"(?P<n>{_N})号(?!様式|議案室|被保険者)")
_COUNTED = re.compile(
    rf"(?:(?:議題|議案|案件|日程|次第|項目|議事|事案|諮問事項|報告事項|その|案)の?第?(?P<named>{_N})(?![\d年月日号条回人])|(?<![\d第])(?P<n>{_N})(?:番目|番(?!地)|つ目|件目)|^[^\w]?第?(?P<begins>{_N})(?=は|の件|について|に移|[、.)]))"
)
_NUMBER = re.compile(r"(\d{1,4})号")


class Mentions:
    """The numbers and places by which the items of an agenda may be called.

    Args:
        items: in the order of the agenda.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._numbers = [self._number(item) for item in items]
        self._ranks = [rank_of(item.heading.ordinal) or at for at, item in enumerate(items, 1)]

    @staticmethod
    def _number(item: Item) -> int | None:
        match = _NUMBER.search(item.heading.number or "")
        return int(match[1]) if match else None

    def of(self, index: int, text: str) -> Iterator[str]:
        """Whether a text calls the item by number or place, or another one."""
        called, counted = _called(text).intersection(self._numbers), _counted(text).intersection(self._ranks)
        if called:
            yield "called" if self._numbers[index] in called else "called:other"
        if counted:
            yield "counted" if self._ranks[index] in counted else "counted:other"


@lru_cache(maxsize=2**10)
def _called(text: str) -> frozenset[int]:
    """The numbers by which a text calls items; kept, since a line is held against every item."""
    return _ranks(match["n"] for match in _NUMBERED.finditer(text))


@lru_cache(maxsize=2**10)
def _counted(text: str) -> frozenset[int]:
    """The places on an agenda by which a text calls items; kept likewise."""
    return _ranks(match["named"] or match["n"] or match["begins"] for match in _COUNTED.finditer(text))


def _ranks(ordinals: Iterable[str]) -> frozenset[int]:
    return frozenset(rank for ordinal in ordinals if (rank := rank_of(ordinal)) is not None)
