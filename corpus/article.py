"""References to articles: 第12条の2第1項 as one value in every notation that documents and questions use."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, total_ordering
from typing import Literal

from corpus.document import Span
from corpus.law import Instrument, Laws, classify
from corpus.text import NUMERAL, Normalised, number, squeezed

LOOKBACK = 800
"""How many characters back 同条, 前項 or a bare 第2項 may find what it refers to."""
_WIDEST_RANGE = 60


@total_ordering
@dataclass(frozen=True, slots=True)
class Article:
    """A provision: 条, 枝番, 項, 号 and what is finer (ただし書, ア).

    The 条 of supplementary provisions (附則第2条) stands in `branch`.
    """

    article: int | Literal["附則"]
    branch: int | None = None
    paragraph: int | None = None
    item: int | None = None
    sub: str | None = None

    def __str__(self) -> str:
        return format(self)

    def __lt__(self, other: "Article") -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[int, int, int, int, str]:
        head = 1_000_000 if self.article == "附則" else self.article
        return (head, self.branch or 0, self.paragraph or 0, self.item or 0, self.sub or "")

    @property
    def base(self) -> "Article":
        """The same provision without what is finer than 号."""
        return replace(self, sub=None)

    @property
    def token(self) -> str:
        """The word for it in the index: a12_2p1i3 for 第12条の2第1項第3号."""
        parts = (("_", self.branch), ("p", self.paragraph), ("i", self.item), ("s", self.sub))
        head = "x" if self.article == "附則" else self.article
        return f"a{head}" + "".join(f"{mark}{value}" for mark, value in parts if value is not None)


def format(article: Article) -> str:  # noqa: A001 - read as article.format
    """Write an article as 第N条[のM][第P項][第I号], half-width digits; 附則第P項 for a supplementary one."""
    if article.article == "附則":
        head = "附則" if article.branch is None else f"附則第{article.branch}条"
    else:
        head = f"第{article.article}条" + ("" if article.branch is None else f"の{article.branch}")
    paragraph = "" if article.paragraph is None else f"第{article.paragraph}項"
    item = "" if article.item is None else f"第{article.item}号"
    return head + paragraph + item + (article.sub or "")


def parse(written: str) -> Article:
    """Read one reference in any notation, with or without its law before it.

    Raises:
        ValueError: `written` is not exactly one reference that stands by itself.
    """
    found = find_articles(written)
    if len(found) != 1 or found[0].resolved:
        raise ValueError(f"条文番号として読めません: {written}")
    return found[0].article


def tokens(article: Article) -> tuple[str, ...]:
    """Return the article's index token and those of what it stands under: 第12条第2項 also counts as 第12条."""
    item = article.base
    paragraph = replace(item, item=None)
    chain = (article, item, paragraph, replace(paragraph, paragraph=None))
    return tuple(dict.fromkeys(a.token for a in chain))


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """A reference as it stands in a text."""

    article: Article
    span: Span
    """The reference without its law; the members of a range (第2条から第4条まで) share the span of the whole."""
    law: str | None
    """The instrument in full where the text gives it, else as named (条例, 要綱案); None where none is."""
    written: str
    resolved: bool = False
    """Whether the 条 was taken from an earlier reference: 同条第2項, or a bare 第2項."""

    @property
    def instrument(self) -> Instrument | None:
        """What kind of instrument `law` is."""
        return classify(self.law)


_N = NUMERAL
_AFTER_BRANCH = f"(?![0-9項号つ点種%]|[のノ]{_N}(?:[^0-9一-龠]|第)|[一-龠](?<![第及又並若以各本中但前後に]))"
_LETTERS = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホロ"
_LETTER = f"[{_LETTERS}](?![ァ-ヶー])(?:\\([{_LETTERS}]\\))?"
_TAIL = (
    rf"(?:(?:\([^()\n]{{1,24}}\)(?=第{_N}[項号]))?の?(?:第(?P<par>{_N})|(?P<par_>[0-9]+))項(?!目))?"
    rf"(?:の?(?:第(?P<item>{_N})|(?P<item_>[0-9]+))号(?:の(?P<sub_item>{_N}){_AFTER_BRANCH})?)?"
    rf"(?P<part>(?:ただし書き?|但し?書き?|本文|前段|後段|柱書き?)*)(?P<letter>(?<=[号書文段])(?:{_LETTER}))?"
)
_REFERENCE = re.compile(
    rf"(?:(?P<dai>第)?(?P<art>{_N})条(?![例件約文里通城])(?:[のノ](?P<branch>{_N}){_AFTER_BRANCH})?"
    rf"|附則(?:第(?P<sup>{_N})条|(?=第{_N}項))"
    rf"|(?P<same>[同本]条(?![例件約文])|[同前本]項(?!目)|[同本]号)"
    rf"|(?=第{_N}[項号]))"
    rf"{_TAIL}"
)
_MORE_LETTERS = re.compile(f"(?:及び|又は|若しくは|並びに|、|,|・)(?P<letter>{_LETTER})(?![一-龠])")
_JOIN = re.compile(
    "(?:及び|並びに|又は|または|若しくは|もしくは|および|ならびに|かつ|と|や|、|,|・|/|,及び|、及び)+"
)
_RANGE = re.compile("から|ないし|乃至|~|-")
_NO_PROVISION = re.compile(
    "様式|議案|被保険|議員|委員|事件|事案|案件|証|館|棟|住宅|車|書式|研究|室|公園|店|物件|口座|目"
)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference in the squeezed text."""

    article: Article
    start: int
    end: int
    law: str | None
    resolved: bool


@lru_cache(maxsize=4)
def _prepared(text: str) -> tuple[Normalised, Laws]:
    # A document is asked passage by passage; its abbreviations are read once.
    close = squeezed(text)
    return close, Laws(close)


def find_articles(
    text: str, start: int = 0, end: int | None = None, context: int | None = None
) -> list[ArticleMatch]:
    """Find every reference to an article in `text[start:end]`, in order; lists and ranges one match each.

    同条, 同項, 前項 and elided articles (「第2項には該当しない」) are resolved to an earlier reference, at most
    LOOKBACK characters back and not before offset `context`; what cannot be resolved is not reported.
    Abbreviations of laws are looked up in the whole text. Numbers of laws (条例第42号) are not articles.
    """
    close, laws = _prepared(text)
    end = len(text) if end is None else end
    context = max(0, start - LOOKBACK) if context is None else min(context, start)
    first, last = (bisect_left(close.offsets, at) for at in (context, end))
    matches = []
    for found in _Finder(close.text, laws).find(first, last):
        span = close.span(found.start, found.end)
        if start <= span.start:
            matches.append(ArticleMatch(found.article, span, found.law, span.of(text), found.resolved))
    return matches


class _Finder:
    """One walk through a squeezed text; knows what was referred to before."""

    def __init__(self, text: str, laws: Laws) -> None:
        self._text = text
        self._laws = laws
        self._found: list[_Reference] = []
        self._latest: dict[Instrument | None, str] = {}
        self._end = -1
        """Where the last reference or number ended, whichever it was."""
        self._was_number = False

    def find(self, start: int, end: int) -> list[_Reference]:
        for match in _REFERENCE.finditer(self._text, start, end):
            if match.end() == match.start():
                continue
            gap = self._text[self._end : match.start()] if self._end >= 0 else " "
            listed = bool(_JOIN.fullmatch(gap) or _RANGE.fullmatch(gap))
            reference = None if listed and self._was_number and not match["art"] else self._read(match, listed)
            if reference is None:
                self._was_number = match["art"] is None
                self._end = match.end()
                continue
            if listed and not self._was_number and _RANGE.fullmatch(gap):
                self._extend_range(reference, gap)
            else:
                self._found.append(reference)
            self._was_number = False
            self._end = self._found[-1].end
            self._more_letters()
        return self._found

    def _read(self, match: re.Match[str], listed: bool) -> _Reference | None:
        tail = _tail(match)
        start, end = match.span()
        before = self._text[start - 1 : start]
        if 0 in (tail.paragraph, tail.item):
            return None
        if match["art"] or match["sup"] or match.group().startswith("附則"):
            law = self._laws.before(start)
            if (
                match["art"]
                and not match["dai"]
                and law is None
                and (_is_name(before) or not match["art"].isdigit())
            ):
                return None
            number, branch = _number(match["art"]), _number(match["branch"])
            head = (
                Article("附則", _number(match["sup"])) if match["art"] is None else Article(number or 0, branch)
            )
            if head.article == 0 or head.branch == 0:
                return None
            return _Reference(_join(head, tail), start, end, self._law(law, start, listed), False)
        word = match["same"]
        if word is None and _is_name(before) and before != "同":
            return None
        if word is None and tail.paragraph is None and (not listed and _NO_PROVISION.match(self._text, end)):
            return None
        back = self._antecedent(start, word, tail)
        if back is None:
            return None
        return _Reference(
            _join(_kept(back.article, word, tail), tail), start, end, back.law, not listed or word is not None
        )

    def _law(self, written: str | None, start: int, listed: bool) -> str | None:
        if written is not None:
            law = self._laws.resolve(written, start, self._latest.get(classify(written)))
            self._latest[classify(law)] = law
            return law
        if not self._found:
            return None
        same_sentence = not re.search("[。\n]", self._text[self._found[-1].end : start])
        return self._found[-1].law if listed or same_sentence else None

    def _antecedent(self, start: int, word: str | None, tail: Article) -> _Reference | None:
        """Find the reference that 同条, 前項, a bare 第2項 … at `start` goes back to."""
        for back in reversed(self._found):
            if start - back.end > LOOKBACK:
                return None
            if word is None and tail.paragraph is None and "\n" in self._text[back.end : start]:
                return None
            article = back.article
            if word == "前項":
                return back if (article.paragraph or 0) > 1 else None
            if word in ("同項", "本項") and article.paragraph is None:
                continue
            if word in ("同号", "本号") and article.item is None:
                continue
            return back
        return None

    def _extend_range(self, reference: _Reference, gap: str) -> None:
        """Replace the first of a range and its last, just read, by all its members."""
        until = self._text.startswith("まで", reference.end)
        if gap == "から" and not until:
            self._found.append(reference)
            return
        first = self._found.pop()
        end = reference.end + 2 * until
        for article in _between(first.article, reference.article):
            self._found.append(_Reference(article, first.start, end, reference.law, first.resolved))

    def _more_letters(self) -> None:
        """Read イ及びロ, ア、イ及びウ."""
        last = self._found[-1]
        while last.article.sub and (more := _MORE_LETTERS.match(self._text, last.end)):
            stem = last.article.sub.rstrip(_LETTERS + "()")
            if stem == last.article.sub:
                return
            article = replace(last.article, sub=stem + more["letter"])
            last = _Reference(article, more.start("letter"), more.end(), last.law, last.resolved)
            self._found.append(last)
            self._end = last.end


def _number(written: str | None) -> int | None:
    return None if written is None else number(written)


def _tail(match: re.Match[str]) -> Article:
    """What stands behind the 条, as an article whose 条 does not count."""
    part = re.sub("但し?書き?|ただし書き?", "ただし書", match["part"]).replace("柱書き", "柱書")
    sub = (
        ("" if match["sub_item"] is None else f"の{_number(match['sub_item'])}")
        + part
        + (match["letter"] or "")
    )
    paragraph = _number(match["par"] or match["par_"])
    return Article(0, None, paragraph, _number(match["item"] or match["item_"]), sub or None)


def _join(head: Article, tail: Article) -> Article:
    paragraph = tail.paragraph if head.paragraph is None else head.paragraph
    item = tail.item if head.item is None else head.item
    return Article(head.article, head.branch, paragraph, item, tail.sub)


def _kept(back: Article, word: str | None, tail: Article) -> Article:
    """What of the earlier reference still holds for 同条, 前項, 同号 or an elided one."""
    if word in ("同条", "本条") or (word is None and tail.paragraph is not None):
        return Article(back.article, back.branch)
    if word in ("同号", "本号"):
        return back.base
    paragraph = back.paragraph - 1 if word == "前項" and back.paragraph else back.paragraph
    return Article(back.article, back.branch, paragraph)


def _between(first: Article, last: Article) -> Iterator[Article]:
    """All from `first` to `last`: 条, 枝番, 項 or 号, whichever they first differ in."""
    yield first
    for part in ("article", "branch", "paragraph", "item"):
        low, high = getattr(first, part), getattr(last, part)
        if low != high:
            stem = {p: getattr(first, p) for p in ("article", "branch", "paragraph", "item")}
            finer = ("branch", "paragraph", "item")[("article", "branch", "paragraph", "item").index(part) :]
            stem |= dict.fromkeys(finer)
            if isinstance(low, int) and isinstance(high, int) and low < high <= low + _WIDEST_RANGE:
                for middle in range(low + 1, high):
                    yield Article(**stem | {part: middle})
            break
    yield last


def _is_name(char: str) -> bool:
    """Whether a number directly behind `char` is that of something else: 諮問第76号, 別表第2項."""
    return bool(re.match("[一-龠々ァ-ヶーA-Za-z0-9.-]", char))
