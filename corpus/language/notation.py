"""The notation of references to articles: their parts as written, not yet resolved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.language.folding import NUMERAL, number

_N = NUMERAL
# 第12条の2つの要件 and 第12条の一部改正 hold no 枝番.
_AFTER_BRANCH = (
    f"(?![0-9項号つ点種%]|[のノ]{_N}(?:[^0-9一-龠]|第|$)|[一-龠](?<![第及又並若以各本柱中但前後に]))"
)
LETTERS = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_LETTER = f"[{LETTERS}](?![ァ-ヶー])(?:\\([{LETTERS}]\\))?"
_TAIL = (
    rf"(?:(?:\([^()\n]{{1,24}}\)(?=第{_N}[項号]))?の?(?:第(?P<paragraph>{_N})|(?P<paragraph_>[0-9]+))項(?!目))?"
    rf"(?:(?:(?:ただし書き?|但し?書き?|本文)(?=の?第{_N}号))?の?(?:第(?P<item>{_N})|(?P<item_>[0-9]+))号(?:の(?P<item_branch>{_N}){_AFTER_BRANCH})?)?"
    r"(?P<part>(?:ただし書き?|但し?書き?|本文|前段|後段|柱書き?)*)"
    rf"(?P<letter>(?<=[号書文段])(?:{_LETTER}))?"
)
_NOT_ARTICLE = "(?![例件約文里通城])"
_REFERENCE = re.compile(
    rf"(?:(?P<ordinal>第)?(?P<article>{_N})条{_NOT_ARTICLE}(?:[のノ](?P<branch>{_N}){_AFTER_BRANCH})?"
    rf"|(?P<supplementary>附則)(?:第(?P<supplementary_article>{_N})条|(?=第{_N}項))"
    rf"|(?P<back>[同本]条{_NOT_ARTICLE}(?:[同本前]項(?!目))?(?:[同本]号)?|[同前本]項(?!目)(?:[同本]号)?|[同本]号)"
    rf"|(?=第{_N}[項号]))"
    rf"{_TAIL}"
)
_MORE_LETTERS = re.compile(
    f"(?:(?P<range>から|~|ないし)|及び|又は|若しくは|並びに|、|,|・)(?P<letter>{_LETTER})(?![一-龠](?<![及又若並]))(?:まで)?"
)
_IROHA = "イロハニホヘトチリヌルヲ"
_TWO_BRANCHES = re.compile(f"[のノ]{_N}[のノ]{_N}(?![0-9つ点種件人年月])")
_OTHER_THING = re.compile(
    "様式|議案|被保険|議員|委員|事件|事案|案件|証|館|棟|住宅|車|書式|研究|室|公園|店|物件|口座"
)
_NAME = re.compile("[一-龠々ァ-ヶーA-Za-z0-9.)-]")
_MOST_ITEMS = 60
"""An elided 号 above this is the number of something else: 平成12年(行ヒ)第110号."""

JOIN = re.compile("(?:及び|並びに|又は|または|若しくは|もしくは|および|ならびに|かつ|と|や|、|,|・|/)+")
RANGE = re.compile("から|ないし|乃至|~|-")


@dataclass(frozen=True, slots=True)
class Notation:
    """One reference as written. What is not written is None."""

    start: int
    end: int
    article: int | None = None
    branch: int | None = None
    paragraph: int | None = None
    item: int | None = None
    sub: str | None = None
    supplementary: bool = False
    """附則; its 条 stands in `branch`."""
    back: str | None = None
    """The anaphor, which refers to an earlier reference: 同条, 前項, 本条本項本号."""
    bare: bool = False
    """Whether it is an article only directly behind the name of a law: 条例二条, but not 北1条, 全12条 or 二条."""
    other: bool = False
    """Whether it numbers something else than an article: 条例第42号, 諮問第76号, 第1号様式."""

    @property
    def elided(self) -> bool:
        """Whether the 条 is left out and no anaphor stands for it."""
        return self.article is None and self.back is None and not self.supplementary


def notations(text: str, start: int, end: int) -> Iterator[Notation]:
    """Read the references in `text[start:end]` (squeezed), in order."""
    for match in _REFERENCE.finditer(text, start, end):
        if match.end() > match.start():
            yield _notation(text, match)


def more_letters(text: str, after: Notation) -> Iterator[Notation]:
    """Read what follows 第3号イ in 第3号イ、ロ及びハ or 第3号アからウまで: references with nothing but a `sub`."""
    if after.sub is None or after.sub[-1] not in LETTERS + ")":
        return
    stem = re.sub(f"[{LETTERS}](?:\\(.\\))?$", "", after.sub)
    last, end = after.sub[-1], after.end
    while more := _MORE_LETTERS.match(text, end):
        start = end - 1 if more["range"] else more.start("letter")
        end = more.end()
        for letter in (*(_between(last, more["letter"]) if more["range"] else ()), more["letter"]):
            yield Notation(start, end, sub=stem + letter)
        last = more["letter"]


def _between(first: str, last: str) -> str:
    """The letters between two, in the order アイウ or, where they start with イ, イロハ."""
    order = _IROHA if first == "イ" and last in _IROHA else LETTERS
    return order[order.find(first) + 1 : order.find(last)]


def _notation(text: str, match: re.Match[str]) -> Notation:
    start, end = match.span()
    written = Notation(
        start,
        end,
        article=_number(match["article"]),
        branch=_number(match["branch"] or match["supplementary_article"]),
        paragraph=_number(match["paragraph"] or match["paragraph_"]),
        item=_number(match["item"] or match["item_"]),
        sub=_sub(match),
        supplementary=match["supplementary"] is not None,
        back=match["back"],
        bare=match["article"] is not None and match["ordinal"] is None and not _stands_alone(text, start),
    )
    return Notation(start, end, other=True) if _is_other(text, written) else written


def _stands_alone(text: str, start: int) -> bool:
    return text[start].isdigit() and not _NAME.match(text[max(0, start - 1) : start])


def _is_other(text: str, written: Notation) -> bool:
    if 0 in (written.article, written.branch, written.paragraph, written.item):  # 第○条 is blacked out
        return True
    if not written.elided:
        # An Article has one 枝番: 第294条の3の2 would be taken for another provision.
        return written.article is not None and _TWO_BRANCHES.match(text, written.end) is not None
    before = text[written.start - 1 : written.start]
    if before != "同" and _NAME.match(before):
        return True
    if written.paragraph is not None:
        return False
    return (written.item or 0) > _MOST_ITEMS or _OTHER_THING.match(text, written.end) is not None


def _sub(match: re.Match[str]) -> str | None:
    part = re.sub("但し?書き?|ただし書き?", "ただし書", match["part"]).replace("柱書き", "柱書")
    branch = "" if match["item_branch"] is None else f"の{number(match['item_branch'])}"
    return branch + part + (match["letter"] or "") or None


def _number(numeral: str | None) -> int | None:
    return None if numeral is None else number(numeral)
