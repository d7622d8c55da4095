"""References to articles, resolved: 第12条の2第1項 is one value in every notation of documents and questions."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, total_ordering
from typing import Literal

from corpus.language.folding import Normalised, squeezed
from corpus.language.law import NEAR, Instrument, Laws, classify
from corpus.language.notation import JOIN, RANGE, Notation, more_letters, notations
from corpus.model import Span

LOOKBACK = 800
"""Characters back within which 同条, 前項 or a bare 第2項 finds its antecedent."""
_WIDEST_RANGE = 60
_MOST_REFERENCES = 100_000
"""References from which the middle of a range is left out, so that a text of nothing but ranges stays readable."""


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
        return format_reference(self)

    def __lt__(self, other: "Article") -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[int, int, int, int, str]:
        head = 1_000_000 if self.article == "附則" else self.article
        return (head, self.branch or 0, self.paragraph or 0, self.item or 0, self.sub or "")

    @property
    def base(self) -> "Article":
        """The same provision without the parts finer than 号."""
        return replace(self, sub=None)

    @property
    def token(self) -> str:
        """The provision as one token of the index: a12_2p1i3 for 第12条の2第1項第3号."""
        parts = (("_", self.branch), ("p", self.paragraph), ("i", self.item), ("s", self.sub))
        head = "x" if self.article == "附則" else self.article
        return f"a{head}" + "".join(f"{mark}{value}" for mark, value in parts if value is not None)


def format_reference(article: Article) -> str:
    """Write an article as 第N条[のM][第P項][第I号], half-width digits; 附則第P項 for a supplementary one."""
    if article.article == "附則":
        head = "附則" if article.branch is None else f"附則第{article.branch}条"
    else:
        head = f"第{article.article}条" + ("" if article.branch is None else f"の{article.branch}")
    paragraph = "" if article.paragraph is None else f"第{article.paragraph}項"
    item = "" if article.item is None else f"第{article.item}号"
    return head + paragraph + item + (article.sub or "")


def parse_reference(written: str) -> Article:
    """Read one reference in any notation, with or without its law before it.

    Raises:
        ValueError: `written` is not exactly one reference that stands by itself.
    """
    found = find_articles(written)
    if len(found) != 1 or found[0].resolved:
        raise ValueError(f"条文番号として読めません: {written}")
    return found[0].article


def tokens(article: Article) -> tuple[str, ...]:
    """Return the index tokens of an article and of the provisions that contain it: 第12条第2項 also counts as 第12条."""
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


@lru_cache(maxsize=4)
def _prepared(text: str) -> tuple[Normalised, Laws]:
    # A document is asked passage by passage; its abbreviations are read once.
    close = squeezed(text)
    return close, Laws(close)


def find_articles(
    text: str, start: int = 0, end: int | None = None, context: int | None = None
) -> list[ArticleMatch]:
    """Find the references to articles in `text[start:end]`, in order, one match for each member of a list or a range.

    同条, 同項, 前項 and elided articles (「第2項には該当しない」) are resolved to an antecedent, at most LOOKBACK characters back and
    not before offset `context`; an unresolved one is not reported. An article without a law takes the instrument of
    its sentence, else the one mentioned last within NEAR characters. Definitions of abbreviations count wherever they
    stand in the text. Numbers of laws (条例第42号) are not articles.
    """
    end = len(text) if end is None else end
    context = max(0, start - LOOKBACK) if context is None else min(context, start)
    return list(_found(text, start, end, context))


@lru_cache(maxsize=64)
def _found(text: str, start: int, end: int, context: int) -> tuple[ArticleMatch, ...]:
    # The rules and the learned reading ask for the same articles.
    close, laws = _prepared(text)
    first, last = (bisect_left(close.offsets, at) for at in (context, end))
    matches = []
    for found in _Reader(close.text, laws).read(first, last):
        span = close.span(found.start, found.end)
        if start <= span.start:
            matches.append(ArticleMatch(found.article, span, found.law, span.of(text), found.resolved))
    return tuple(matches)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference in the squeezed text."""

    article: Article
    start: int
    end: int
    law: str | None
    resolved: bool


class _Reader:
    """Reads the references of a squeezed text in order, and resolves each against those before it."""

    def __init__(self, text: str, laws: Laws) -> None:
        self._text = text
        self._laws = laws
        self._found: list[_Reference] = []
        self._latest: dict[Instrument | None, str] = {}

    def read(self, start: int, end: int) -> list[_Reference]:
        before: Notation | None = None
        for written in notations(self._text, start, end):
            gap = self._text[before.end : written.start] if before else " "
            ranged = RANGE.fullmatch(gap) is not None
            listed = ranged or JOIN.fullmatch(gap) is not None
            # 諮問第80号から第86号まで: the second is no article either.
            astray = listed and before is not None and before.other and written.elided
            reference = None if astray or written.other else self._resolve(written, listed)
            if reference is None:
                before = Notation(written.start, written.end, other=True)
                continue
            if ranged and before is not None and not before.other:
                self._extend(reference, gap)
            else:
                self._found.append(reference)
            before = Notation(written.start, self._found[-1].end, sub=written.sub)
            for letter in more_letters(self._text, before):
                article = replace(reference.article, sub=letter.sub)
                self._found.append(replace(reference, article=article, start=letter.start, end=letter.end))
                before = letter
        return self._found

    def _resolve(self, written: Notation, listed: bool) -> _Reference | None:
        law = self._laws.before(written.start)
        if written.article is not None or written.supplementary:
            if written.bare and law is None:
                return None
            head = Article("附則" if written.article is None else written.article, written.branch)
            return _Reference(
                _joined(head, written), written.start, written.end, self._law(law, written, listed), False
            )
        back = self._antecedent(written)
        if back is None:
            return None
        article = _joined(_kept(back.article, written), written)
        return _Reference(article, written.start, written.end, back.law, not (listed and written.elided))

    def _law(self, named: str | None, written: Notation, listed: bool) -> str | None:
        if named is not None:
            law = self._laws.resolve(named, written.start, self._latest.get(classify(named)))
            self._latest[classify(law)] = law
            return law
        before = self._found[-1] if self._found else None
        if before is not None and (listed or not re.search("[。\n]", self._text[before.end : written.start])):
            return before.law
        mentioned = self._laws.mentioned(before.end if before else 0, written.start)
        if mentioned is None:
            return before.law if before and written.start - before.end <= NEAR else None
        return self._laws.resolve(mentioned, written.start, None)

    def _antecedent(self, written: Notation) -> _Reference | None:
        """Find the antecedent of 同条, 前項, an elided 第2項 …."""
        for back in reversed(self._found):
            between = self._text[back.end : written.start]
            if len(between) > LOOKBACK:
                return None
            if written.elided and written.paragraph is None and "\n" in between:
                return None
            article, word = back.article, written.back or ""
            if word == "前項":
                return back if (article.paragraph or 0) > 1 else None
            if ("項" in word and article.paragraph is None) or ("号" in word and article.item is None):
                continue
            return back
        return None

    def _extend(self, reference: _Reference, gap: str) -> None:
        """Replace the first member of a range by all members, up to the one that has just been read."""
        until = self._text.startswith("まで", reference.end)
        if gap == "から" and not until:
            self._found.append(reference)
            return
        first = self._found.pop()
        end = reference.end + 2 * until
        articles: Iterable[Article] = (first.article, reference.article)
        if len(self._found) < _MOST_REFERENCES:
            articles = _between(first.article, reference.article)
        for article in articles:
            self._found.append(_Reference(article, first.start, end, reference.law, first.resolved))


def _joined(head: Article, written: Notation) -> Article:
    paragraph = head.paragraph if written.paragraph is None else written.paragraph
    return Article(
        head.article, head.branch, paragraph, head.item if written.item is None else written.item, written.sub
    )


def _kept(back: Article, written: Notation) -> Article:
    """The part of the antecedent that 同条, 前項, 同号 or an elided reference takes over."""
    word = written.back or ""
    if "号" in word:
        return back.base
    if word == "前項" and back.paragraph is not None:
        return Article(back.article, back.branch, back.paragraph - 1)
    if "項" in word or (written.elided and written.paragraph is None):
        return Article(back.article, back.branch, back.paragraph)
    return Article(back.article, back.branch)


def _between(first: Article, last: Article) -> Iterator[Article]:
    """The provisions from `first` to `last`, counted in the first of 条, 枝番, 項, 号 in which the two differ."""
    yield first
    low = (first.article, first.branch, first.paragraph, first.item)
    high = (last.article, last.branch, last.paragraph, last.item)
    level = next((i for i, (a, b) in enumerate(zip(low, high, strict=True)) if a != b), 0)
    begin, stop = low[level], high[level]
    if isinstance(begin, int) and isinstance(stop, int) and stop <= begin + _WIDEST_RANGE:
        for middle in range(begin + 1, stop):
            yield (
                Article(middle),
                Article(first.article, middle),
                Article(first.article, first.branch, middle),
                Article(first.article, first.branch, first.paragraph, middle),
            )[level]
    yield last
