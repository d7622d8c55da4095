"""Numbers, days, articles and places of a text, and whether another text holds them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.model.material import Source
from corpus.language import (
    NUMERAL,
    Article,
    ArticleMatch,
    DateMatch,
    Period,
    find_articles,
    find_dates,
    find_municipalities,
    fold,
    number,
    parse_reference,
    squeeze,
    tagger,
)
from corpus.model import Span

_DIGITS = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(パーセント|[^\W\d]|%)?")
_IDIOM = re.compile(r"第[一二三四五]に|もう一つ|一つ(?=[はのめ目])|一度")
_COUNTER = re.compile(r"[^\W\dぁ-ん]|[か%]")
_SMALL = {"名": "人", "ヶ": "か", "カ": "か", "ヵ": "か", "ケ": "か", "箇": "か", "パ": "%"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the first letter of what it counts; empty where nothing follows."""

    value: str
    unit: str
    written: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The exact values of a text."""

    numbers: tuple[Number, ...]
    days: tuple[DateMatch, ...]
    articles: tuple[ArticleMatch, ...]
    places: tuple[str, ...]
    spans: tuple[Span, ...]
    """Where the days, articles and places stand."""
    letters: str
    register_days: tuple[date, ...] = ()
    consulted_on: date | None = None
    """A day that is the consultation's, and no other day of the register."""
    register_articles: tuple[Article, ...] = ()

    def with_register(self, source: Source) -> "Figures":
        """The figures with the days and articles that the register holds of a source."""
        header, case = source.header, source.case
        days = [d for d in (header.held_on, header.issued_on, header.consulted_on) if d]
        uses = [parse_reference(use.reference) for use in case.articles] if case else []
        only = header.consulted_on if header.consulted_on not in (header.held_on, header.issued_on) else None
        return replace(self, register_days=tuple(days), consulted_on=only, register_articles=tuple(uses))

    def holds_number(self, wanted: Number) -> bool:
        """Whether a number stands here, with the same unit where both have one."""
        days = [d.date for d in self.days if d.date] + list(self.register_days)
        if wanted.unit in ("月", "日") and any(_names(day, wanted) for day in days):
            return True
        return any(
            held.value == wanted.value and (not wanted.unit or held.unit == wanted.unit)
            for held in self.numbers
        )

    def holds_day(self, wanted: DateMatch, sentence: str) -> bool:
        """Whether a day, month or year contains a day that stands here.

        Args:
            wanted: as the sentence writes it.
            sentence: where it stands; the consultation's day must be told as that.
        """
        if wanted.period is None:
            return squeeze(fold(wanted.written)) in self.letters
        held = [d.period for d in self.days if d.period] + [Period(d, d) for d in self.register_days]
        fitting = [p for p in held if _within(p, wanted.period)]
        consultation = bool(fitting) and all(p.since == self.consulted_on for p in fitting)
        return bool(fitting) and (not consultation or "諮問" in sentence)

    def holds_article(self, wanted: ArticleMatch) -> bool:
        """Whether an article, or a finer part of it, stands here under the same law."""
        if any(_part_of(article, wanted.article) for article in self.register_articles) and wanted.law is None:
            return True
        same = [a for a in self.articles if _part_of(a.article, wanted.article)]
        in_register = [a for a in self.register_articles if _part_of(a, wanted.article)]
        laws = [a.law for a in same if a.law]
        if not same and not in_register:
            return False
        return wanted.law is None or not laws or any(_same_law(wanted.law, law) for law in laws)


def figures(text: str, register: str = "") -> Figures:
    """Read the figures of a text, and of what the register says of it."""
    whole = f"{text}\n{register}" if register else text
    days = tuple(find_dates(whole))
    articles = tuple(find_articles(whole))
    places = find_municipalities(whole, unknown=True)
    exact = [d.span for d in days] + [a.span for a in articles]
    left = list(whole)
    for span in exact:
        left[span.start : span.end] = " " * (span.end - span.start)
    return Figures(
        numbers=tuple(_numbers("".join(left))),
        days=days,
        articles=articles,
        places=tuple(dict.fromkeys(p.name for p in places)),
        spans=(*exact, *(p.span for p in places)),
        letters=squeeze(fold(whole)),
    )


def _numbers(text: str) -> list[Number]:
    folded = fold(text)
    found = []
    for match in _DIGITS.finditer(folded):
        value = match[1].replace(",", "").rstrip(".")
        whole, _, part = value.partition(".")
        exact = f"{int(whole)}" + (f".{part.rstrip('0')}" if part.strip("0") else "")
        found.append(Number(exact, _unit((match[2] or "")[:1]), match.group().strip()))
    return [*found, *_kanji_numbers(_IDIOM.sub(lambda m: " " * len(m.group()), folded))]


def _kanji_numbers(folded: str) -> Iterator[Number]:
    """The numbers in kanji; UniDic keeps 一部, 全員一致 and the like apart from them."""
    at, written = 0, ""
    for token in tagger()(folded):
        start = folded.index(token.surface, at)
        adjoins = start == at
        numeral = token.feature.pos2 == "数詞" and not any(c.isdigit() and c.isascii() for c in token.surface)
        if written and not (numeral and adjoins):
            yield Number(_value(written), _unit(folded[at : at + 1]), written + folded[at : at + 1])
            written = ""
        if numeral:
            written += token.surface
        at = start + len(token.surface)
    if written:
        yield Number(_value(written), "", written)


def _value(written: str) -> str:
    return str(number(written)) if re.fullmatch(NUMERAL, written) else written


def _unit(written: str) -> str:
    return _SMALL.get(written, written) if _COUNTER.match(written) else ""


def _names(day: date, wanted: Number) -> bool:
    """Whether a number is the month or the day of a date: 12月2日 of 令和3年12月2日."""
    return wanted.value == str(day.month if wanted.unit == "月" else day.day)


def _within(held: Period, wanted: Period) -> bool:
    since = wanted.since is None or (held.since is not None and wanted.since <= held.since)
    until = wanted.until is None or (held.until is not None and held.until <= wanted.until)
    return since and until


def _part_of(held: Article, wanted: Article) -> bool:
    """Whether `held` is `wanted` or stands under it."""
    if (held.article, held.branch) != (wanted.article, wanted.branch):
        return False
    pairs = ((wanted.paragraph, held.paragraph), (wanted.item, held.item), (wanted.sub, held.sub))
    return all(asked is None or asked == own for asked, own in pairs)


def _same_law(a: str, b: str) -> bool:
    return a.endswith(b) or b.endswith(a)
