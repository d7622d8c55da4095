"""Numbered series: lines that begin with ordinals of one style, as a document counts its items, sections or points."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.lines import Line

_DIGITS = {
    "circled": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "enclosed": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "roman": "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ",
    "stem": "甲乙丙丁戊己庚辛",
    "iroha": "イロハニホヘトチリヌ",
    "kana": "アイウエオカキクケコサシスセソ",
    "formal": "壱弐参四五六七八九十",
    "letter": "ABCDEFGHIJKLMN",
}
_KANJI = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
_LEAD = re.compile(
    r"(?P<sign>[^\w\s。、]{0,2})(?P<word>[^\W\d_]{0,8}?)(?P<dai>第?)"
    r"(?P<n>\d{1,4}(?!\d)|[一二三四五六七八九十]{1,3}|[①-⑳⑴-⒇ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ甲乙丙丁戊己庚辛壱弐参ア-コサシスセソイロハニホヘトA-N])"
    r"(?P<end>号|番目|番|つ目|件目|回|項|[.)、,:;】〕》>\]」』・]|(?=の)|(?=について)|(?=に係る)|(?=\())?"
)
_NO_ORDINAL = re.compile(r"[年月日時分条人名円%回項]")
_BY_ITSELF = frozenset(_DIGITS["circled"] + _DIGITS["enclosed"] + _DIGITS["roman"])
"""Ordinals that need neither a word nor a sign to be one."""
_TOKENS = 300
"""Tokens of a document of which it is counted where else they are named; a document of more is a list."""
_HEAD = 40
"""Characters of a line's beginning in which a token counts as named there."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The ordinal with which a line begins."""

    family: str
    """Sign, word, style and ending: what the members of a series share."""
    token: str
    """Word and ordinal: what the member is called by elsewhere (諮問58号, ①, 議案甲)."""
    rank: int
    end: int
    """Characters of the line's key up to the ordinal's end."""


def _rank(text: str) -> tuple[str, int]:
    if text.isdecimal():
        return "digit", int(text)
    if all(c in _KANJI or c == "十" for c in text):
        tens, ten, ones = text.partition("十")
        return "kanji", (_KANJI.get(tens, 1) * 10 if ten else 0) + _KANJI.get(ones if ten else text, 0)
    return next(((style, signs.index(text) + 1) for style, signs in _DIGITS.items() if text in signs), ("", 0))


def rank_of(ordinal: str) -> int | None:
    """The number for which an ordinal of any style stands; None where it is none."""
    return _rank(ordinal)[1] or None if ordinal else None


def read_lead(line: Line) -> Lead | None:
    """The ordinal with which a line begins; None where it begins with none."""
    match = _LEAD.match(line.key)
    if match is None:
        return None
    if match["n"] not in _BY_ITSELF:
        said = match["sign"] or match["word"] or match["end"]
        if not said and not _parted(line, match.end()):
            return None
        if _NO_ORDINAL.match(line.key, match.end("n")):
            return None
    style, rank = _rank(match["n"])
    word, end = match["word"] + match["dai"], match["end"] or ""
    return Lead(f"{match['sign']}{word}{style}{end}", f"{match['word']}{match['n']}", rank, match.end())


def _parted(line: Line, length: int) -> bool:
    """Whether white space, or nothing, follows the first `length` characters of the line's key."""
    seen = 0
    for at, char in enumerate(line.text):
        seen += not char.isspace()
        if seen == length:
            return line.text[at + 1 : at + 2] in ("", " ", "\t")
    return True


def _bucket(count: float) -> str:
    return next((str(limit) for limit in (0, 1, 2, 3, 4, 6, 9, 15) if count <= limit), "more")


@dataclass(frozen=True, slots=True)
class _Family:
    """The lines of one series."""

    members: tuple[int, ...]
    count: int
    """How many ranks they have."""
    first: int
    """The least rank."""
    runs: bool
    """Whether the ranks follow each other without a gap."""
    titled: float
    """Share of them that hold no sentence."""


class Series:
    """The numbered series of a document.

    Args:
        lines: all of them, in order.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.leads = [read_lead(line) for line in lines]
        members: dict[str, list[int]] = defaultdict(list)
        self._tokens: dict[str, int] = Counter(lead.token for lead in self.leads if lead is not None)
        for at, lead in enumerate(self.leads):
            if lead is not None:
                members[lead.family].append(at)
        self._families = {family: self._family(some, lines) for family, some in members.items()}
        heads = [line.key[:_HEAD] for line in lines]
        self._named = {
            token: sum(token in head for head in heads) if len(token) > 1 else 0
            for token in islice(self._tokens, _TOKENS)
        }

    def _family(self, members: Sequence[int], lines: Sequence[Line]) -> _Family:
        ranks = {lead.rank for at in members if (lead := self.leads[at]) is not None}
        first, runs = min(ranks), 1 < len(ranks) == max(ranks) - min(ranks) + 1
        titled = sum("。" not in lines[at].key[:-1] for at in members) / len(members)
        return _Family(tuple(members), len(ranks), first, runs, titled)

    def features(self, at: int) -> list[str]:
        """The features of the line number `at` as a member of its series."""
        lead = self.leads[at]
        if lead is None:
            return []
        family = self._families[lead.family]
        members = family.members
        place = bisect_left(members, at)
        near = [abs(at - members[i]) for i in (place - 1, place + 1) if 0 <= i < len(members)]
        found = [
            "series",
            f"series:n={_bucket(family.count)}",
            f"series:again={_bucket(len(members) / family.count)}",
            f"series:near={_bucket(min(near, default=99))}",
            f"series:far={_bucket(max(near, default=99))}",
            f"series:titled={round(2 * family.titled)}",
            f"series:recurs={_bucket(self._tokens[lead.token])}",
            f"series:named={_bucket(self._named.get(lead.token, 0))}",
            f"series:style={lead.family}",
        ]
        if family.runs:
            found.append("series:runs")
        if lead.rank == family.first:
            found.append("series:first")
        return found
