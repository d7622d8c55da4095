"""Japanese dates as they are written; an impossible date is reported, never corrected."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.language import era
from corpus.language.era import ERAS, Period, to_japanese, year_in_era
from corpus.language.folding import KANJI_DIGITS, NUMERAL, Normalised, fold, number, squeezed
from corpus.model import Span

Precision = Literal["day", "month", "year", "fiscal year"]


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date as it stands in a text."""

    date: date | None
    """The day; None where less than a day is given, or where it is impossible."""
    span: Span
    """With the weekday, where one follows."""
    written: str
    problem: str | None
    """What looks wrong, in Japanese; beside a `date` it is a fault that leaves the day readable (a wrong weekday)."""
    precision: Precision
    period: Period | None = None
    """The day, month, year or fiscal year; None where the text does not tell which (28年度)."""


_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_WEEKDAYS = "月火水木金土日"
_ERA = f"(?:{'|'.join(ERAS)})"
_ERA_YEAR = f"{_ERA}(?:元|{NUMERAL})"
_WEST = "(?:(?:1[89]|20)[0-9]{2}|(?:二○|一九|一八)[○一二三四五六七八九]{2})"
_YEAR = (
    rf"{_ERA_YEAR}(?:年(?:\((?:西暦)?{_WEST}年?\))?|\((?:西暦)?{_WEST}年?\)年)"
    rf"|(?<![0-9]){_WEST}(?:年(?![代間])(?:\({_ERA_YEAR}年?\))?|\({_ERA_YEAR}年?\)年)"
)
_WEEKDAY = (
    r"(?:[(\[【〔<](?P<weekday>[月火水木金土日])(?:曜日?)?(?:[・,、]?(?:祝日?|休日?|振休))?[)\]】〕>]"
    r"|(?P<weekday_>[月火水木金土日])曜日?)"
)
_MARK = "[年月日]"
_DATE = re.compile(
    # 平成30年8月28月, 平成30月8月28日, 令和4年1205日
    rf"(?P<broken>{_ERA_YEAR}"
    rf"(?:(?!年{NUMERAL}月{NUMERAL}日){_MARK}{NUMERAL}{_MARK}{NUMERAL}{_MARK}|年[0-9]{{3,4}}日))"
    rf"|(?:(?P<same>同年?同?月|同年|(?:(?<=から)|(?<=~))(?=[0-9]{{1,2}}月))"
    rf"|(?P<year>{_YEAR})"
    r"|(?<![0-9一-龠])(?P<bare>[0-9]{1,2}年(?=度|[0-9]+月[0-9]+日)))"
    rf"(?:(?P<fiscal>度)|(?:(?P<month>{NUMERAL})月)?"
    rf"(?:(?P<day>{NUMERAL})日|(?<=月)(?P<lost>[0-9]{{1,2}})(?![0-9]))?)"
    rf"{_WEEKDAY}?"
)
_NUMERIC = re.compile(
    r"(?<![0-9A-Za-z./-])(?:(?P<year>(?:19|20)[0-9]{2})|(?P<era>[MTSHR])(?P<era_year>[0-9]{1,2}))"
    r"(?P<mark>[/.-]) ?(?P<month>[0-9]{1,2})(?P=mark) ?(?P<day>[0-9]{1,2})(?![0-9]|[/.-][0-9])"
    rf"\s*{_WEEKDAY}?"
)


def find_dates(text: str) -> list[DateMatch]:
    """Find every date, month, year and fiscal year in `text`, in order, in any notation and spacing.

    同年 and 同月 are resolved to the date before. An impossible date (平成30年8月28月, 令和4年1205日) is reported with its problem
    and without a date; masked dates (令和○年) are left out.
    """
    close = squeezed(text)
    found = [*_written_dates(text, close), *_numeric_dates(text)]
    return sorted(found, key=lambda match: match.span)


def _written_dates(text: str, close: Normalised) -> Iterator[DateMatch]:
    latest: DateMatch | None = None
    for match in _DATE.finditer(close.text):
        end = match.end()
        if match["lost"] and not _closes(text, close.ends[end - 1]):
            end = match.start("lost")
        span = close.span(match.start(), end)
        found = _written_date(match, latest, end)
        if found is not None:
            found = replace(found, span=span, written=span.of(text))
            latest = found if found.period else latest
            yield found


def _written_date(match: re.Match[str], latest: DateMatch | None, end: int) -> DateMatch | None:
    if _masked(match.group()):
        return None
    if match["broken"]:
        return _unread("日付として読めません", "day")
    lost = match["lost"] if match.end("lost") == end else None
    day = _number(match["day"] or lost)
    month = _number(match["month"])
    if match["bare"]:
        return _unread("元号がありません", "day" if day else "fiscal year")
    if match["same"] is None:
        year = _year(match["year"])
        if year is None:
            return _unread("西暦と元号が合いません", "day" if day else "month" if month else "year")
    else:
        since = latest.period.since if latest and latest.period else None
        if latest is None or since is None:
            return None
        year = since.year
        if match["same"].endswith("月") and latest.precision in ("day", "month"):
            month = since.month
        if month is None:
            return None
    found = _dated(
        year, month, day, fiscal=bool(match["fiscal"]), weekday=match["weekday"] or match["weekday_"]
    )
    problems = [
        found.problem,
        "「日」の字がありません" if lost else None,
        _era_problem(match["year"], found.period),
    ]
    return replace(found, problem="。".join(p for p in problems if p) or None)


def _unread(problem: str, precision: Precision) -> DateMatch:
    return DateMatch(None, Span(0, 0), "", problem, precision)


def _dated(year: int, month: int | None, day: int | None, *, fiscal: bool, weekday: str | None) -> DateMatch:
    """The match for a date of these numbers; its span is filled in by the caller."""
    nowhere = Span(0, 0)
    if not date.min.year <= year < date.max.year:
        return _unread("存在しない日付です", "day" if day else "month" if month else "year")
    if fiscal:
        return DateMatch(None, nowhere, "", None, "fiscal year", era.fiscal(year))
    if month is None:
        return DateMatch(None, nowhere, "", None, "year", era.year(year))
    if not 1 <= month <= 12:
        return _unread("存在しない日付です", "day" if day else "month")
    if day is None:
        return DateMatch(None, nowhere, "", None, "month", era.month(year, month))
    try:
        read = date(year, month, day)
    except ValueError:
        return _unread("存在しない日付です", "day")
    actual = _WEEKDAYS[read.weekday()]
    problem = f"曜日が合いません(暦では{actual}曜日)" if weekday not in (None, actual) else None
    return DateMatch(read, nowhere, "", problem, "day", Period(read, read))


def _numeric_dates(text: str) -> Iterator[DateMatch]:
    # White space parts figures here, 2022/1/21 10:00: so the text is not squeezed.
    for match in _NUMERIC.finditer(fold(text)):
        if match["year"]:
            year = int(match["year"])
        else:
            year = year_in_era(_LETTERS[match["era"]], int(match["era_year"]))
        weekday = match["weekday"] or match["weekday_"]
        found = _dated(year, int(match["month"]), int(match["day"]), fiscal=False, weekday=weekday)
        span = Span(match.start(), match.start() + len(match.group().rstrip()))
        yield replace(found, span=span, written=span.of(text))


def _year(written: str) -> int | None:
    """Read 令和4年, 2022年, 令和4(2022)年; None where era and western year differ."""
    years = {number(west) for west in re.findall(f"(?<![0-9]){_WEST}", written)}
    for name, year in re.findall(f"({_ERA})(元|{NUMERAL})", written):
        years.add(year_in_era(name, 1 if year == "元" else number(year)))
    return years.pop() if len(years) == 1 else None


def _masked(written: str) -> bool:
    """Whether a figure is blacked out: 令和○年○月."""
    return bool(re.search(f"(?<![0-9{KANJI_DIGITS}])[○0]+{_MARK}", written))


def _era_problem(written: str | None, period: Period | None) -> str | None:
    """Tell where a day lies outside the era it is written in: 平成31年5月27日."""
    name = re.search(_ERA, written or "")
    if name is None or period is None or period.since is None or period.until is None:
        return None
    own = ERAS[name.group()]
    if own.until is not None and period.since > own.until:
        return f"{name.group()}は{to_japanese(own.until)}までです"
    if own.since is not None and period.until < own.since:
        return f"{name.group()}は{to_japanese(own.since)}からです"
    return None


def _number(numeral: str | None) -> int | None:
    return None if numeral is None else number(numeral)


def _closes(text: str, end: int) -> bool:
    """Whether a figure that ends at `end` ends its line, or 付け follows."""
    return re.compile(r"[^\S\n]*(?:\n|$|付)").match(text, end) is not None


def fiscal_year(written: str) -> Period:
    """Read 令和元年度 or 2022年度: from 1 April to 31 March.

    Raises:
        ValueError: `written` is not exactly one fiscal year with its era.
    """
    match find_dates(written):
        case [DateMatch(precision="fiscal year", period=Period() as period)]:
            return period
    raise ValueError(f"年度として読めません: {written}")
