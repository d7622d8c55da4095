"""Japanese dates and periods, read as they are written: what cannot be a date is reported, never corrected."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from corpus.document import Span
from corpus.folding import KANJI_DIGITS
from corpus.text import NUMERAL, Normalised, fold, number, squeezed

UNIFICATION = date(2023, 4, 1)
"""From this day the national 個人情報の保護に関する法律 stands in place of the ordinances."""

Precision = Literal["day", "month", "year", "fiscal year"]

_ERAS = {
    "明治": date(1868, 10, 23),
    "大正": date(1912, 7, 30),
    "昭和": date(1926, 12, 25),
    "平成": date(1989, 1, 8),
    "令和": date(2019, 5, 1),
}
_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` to `until`, both included; None is open."""

    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date as it stands in a text."""

    date: date | None
    """The day; None where less than a day is given, or where it is impossible."""
    span: Span
    """With the weekday, where one follows."""
    written: str
    problem: str | None
    """What looks wrong, in Japanese. With a date: still readable (a weekday that does not match)."""
    precision: Precision
    period: Period | None = None
    """The day, month, year or fiscal year; None where the text does not tell which (28年度)."""


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period as a question names it."""

    period: Period | None
    """None where the words do not tell which: 最近."""
    span: Span


def era_of(day: date) -> tuple[str, int]:
    """Return the era's name and the year in it, 1 for 元年.

    Raises:
        ValueError: `day` lies before 明治.
    """
    for name, first in reversed(_ERAS.items()):
        if day >= first:
            return name, day.year - first.year + 1
    raise ValueError(f"明治より前の日付です: {day}")


def to_japanese(day: date) -> str:
    """Write a day as 令和4年1月21日, 平成元年1月8日."""
    name, year = era_of(day)
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def fiscal_year(written: str) -> Period:
    """Read 令和元年度 or 2022年度: from 1 April to 31 March.

    Raises:
        ValueError: `written` is not exactly one fiscal year with its era.
    """
    match find_dates(written):
        case [DateMatch(precision="fiscal year", period=Period() as period)]:
            return period
    raise ValueError(f"年度として読めません: {written}")


def _period(year: int, month: int | None = None, *, fiscal: bool = False) -> Period:
    if fiscal:
        return Period(date(year, 4, 1), date(year + 1, 3, 31))
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    following = date(year + month // 12, month % 12 + 1, 1)
    return Period(date(year, month, 1), following - timedelta(days=1))


_ERA = f"(?:{'|'.join(_ERAS)})"
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

    同年 and 同月 are resolved to the date before. A date that cannot be (平成30年8月28月, 令和4年1205日) is reported
    with its problem and no date; masked ones (令和○年) are left out.
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
    here = DateMatch(None, Span(0, 0), "", None, "day")
    if match["broken"]:
        return None if _masked(match["broken"]) else replace(here, problem="日付として読めません")
    precision: Precision = "fiscal year" if match["fiscal"] else "month" if match["month"] else "year"
    lost = match["lost"] if match.end("lost") == end else None
    if match["day"] or lost:
        precision = "day"
    if match["bare"]:
        return replace(here, problem="元号がありません", precision=precision)
    month = number(match["month"]) if match["month"] else None
    written_day = match["day"] or lost
    day = number(written_day) if written_day else None
    if match["same"] is not None:
        if latest is None or latest.period is None or latest.period.since is None:
            return None
        year = latest.period.since.year
        if match["same"].endswith("月"):
            if latest.precision not in ("day", "month"):
                return None
            month = latest.period.since.month
            precision = "day" if day else "month"
        if month is None:
            return None
        problems: list[str] = []
    else:
        if _masked(match.group()):
            return None
        read = _year(match["year"])
        if read is None:
            return replace(here, problem="西暦と元号が合いません", precision=precision)
        year, problems = read, []
    if precision == "year" or precision == "fiscal year" or month is None:
        return replace(here, precision=precision, period=_period(year, fiscal=bool(match["fiscal"])))
    if not 1 <= month <= 12:
        return replace(here, problem="存在しない日付です", precision=precision)
    if day is None:
        found = replace(here, precision="month", period=_period(year, month))
    else:
        found = _day(year, month, day, match["weekday"] or match["weekday_"])
        problems += [found.problem] if found.problem else []
    if lost:
        problems.append("「日」の字がありません")
    problems += _era_problem(match["year"], found.period)
    return replace(found, problem="。".join(problems) or None)


def _numeric_dates(text: str) -> Iterator[DateMatch]:
    # White space parts figures here, 2022/1/21 10:00: so the text is not squeezed.
    for match in _NUMERIC.finditer(fold(text)):
        year = int(match["year"]) if match["year"] else _first(_LETTERS[match["era"]]) + int(match["era_year"])
        found = _day(year, int(match["month"]), int(match["day"]), match["weekday"] or match["weekday_"])
        span = Span(match.start(), match.start() + len(match.group().rstrip()))
        yield replace(found, span=span, written=span.of(text))


def _day(year: int, month: int, day: int, weekday: str | None) -> DateMatch:
    try:
        read = date(year, month, day)
    except ValueError:
        return DateMatch(None, Span(0, 0), "", "存在しない日付です", "day")
    actual = _WEEKDAYS[read.weekday()]
    problem = f"曜日が合いません(暦では{actual}曜日)" if weekday not in (None, actual) else None
    return DateMatch(read, Span(0, 0), "", problem, "day", Period(read, read))


def _first(era: str) -> int:
    """The year before the era's first, to which the year in it is added."""
    return _ERAS[era].year - 1


def _year(written: str) -> int | None:
    """Read 令和4年, 2022年, 令和4(2022)年; None where era and western year differ."""
    years = {number(west) for west in re.findall(f"(?<![0-9]){_WEST}", written)}
    for era, year in re.findall(f"({_ERA})(元|{NUMERAL})", written):
        years.add(_first(era) + (1 if year == "元" else number(year)))
    return years.pop() if len(years) == 1 else None


def _masked(written: str) -> bool:
    """Whether a figure is blacked out: 令和○年○月."""
    return bool(re.search(f"(?<![0-9{KANJI_DIGITS}])[○0]+{_MARK}", written))


def _era_problem(written: str | None, period: Period | None) -> list[str]:
    """Tell where a day lies outside the era it is written in: 平成31年5月27日."""
    era = re.search(_ERA, written or "")
    if era is None or period is None or period.since is None or period.until is None:
        return []
    names = list(_ERAS)
    following = names.index(era.group()) + 1
    if following < len(names) and period.since >= _ERAS[names[following]]:
        last = _ERAS[names[following]] - timedelta(days=1)
        return [f"{era.group()}は{last.year}年{last.month}月{last.day}日までです"]
    if period.until < _ERAS[era.group()]:
        first = _ERAS[era.group()]
        return [f"{era.group()}は{first.year}年{first.month}月{first.day}日からです"]
    return []


def _closes(text: str, end: int) -> bool:
    """Whether a figure that ends at `end` ends its line, or 付け follows."""
    return re.compile(r"[^\S\n]*(?:\n|$|付)").match(text, end) is not None


_ERA_ALONE = (
    rf"(?P<era>{_ERA})(?![0-9元一二三四五六七八九十]|の大合併)"
    "(?=の|に|時代|年間|期|以降|以後|以前|まで|から|より|中|前|、|$)(?:の?時代|年間|期)?"
)
_NATIONAL_ACT = "(?:個人情報(?:の)?保護(?:に関する)?)?法(?:律)?"
_REFORM = (
    rf"(?<![例則領綱])(?<![例則領綱]の)(?P<reform>(?:改正|新)(?:後の)?{_NATIONAL_ACT}(?:の|が)?(?:全面)?(?:施行|適用)?"
    rf"|{_NATIONAL_ACT}(?:の|が)?(?:改正|一元化|(?:全面)?施行)(?:の?施行)?|法?(?:一元化|統一)|(?:法の?)?改正(?:の?施行)?|施行)"
    "(?:された|されて)?(?=後|以後|以降|前|以前|より|まで|から|の後|の前)"
)
_RECENT = (
    rf"(?:ここ|この|過去|直近|最近|今から)の?(?P<years>{NUMERAL})(?:か年|カ年|ヶ年|年)(?:間|以内)?"
    "|(?P<this>今年度|昨年度|一昨年度|今年|本年|昨年|去年|一昨年)|(?P<vague>最近|近年|ここ数年|この頃)"
)
_NAMED = re.compile(f"{_ERA_ALONE}|{_REFORM}|{_RECENT}")
_SINCE = re.compile("の?(?:以降|以後|より後|後)|に(?:入って|なって)(?:から|以降)|から|より後")
_UNTIL = re.compile("の?以前|まで")
_BEFORE = re.compile("の?(?:より)?前(?![半回述後期者])")
_TO = re.compile("(?:から|~|-|ないし)$")
_YEARS_AGO = {"今": 0, "本": 0, "昨": 1, "去": 1, "一": 2}


def find_periods(text: str, today: date | None = None) -> list[PeriodMatch]:
    """Find the periods that a question names: 令和元年度, 平成の時代, 令和3年以降, 改正法施行後, ここ5年.

    The reform is that of 1 April 2023. Words that count from `today` have no period where it is not given.
    """
    folded = fold(text)
    found = [PeriodMatch(m.period, m.span) for m in find_dates(text) if m.period or m.problem]
    dates = list(found)
    for match in _NAMED.finditer(folded):
        if any(d.span.start < match.end() and match.start() < d.span.end for d in dates):
            continue
        period, start = _named(match, today), match.start()
        if match["reform"] and dates and (dated := _dating(folded, start, dates)):
            found.remove(dated)
            start = dated.span.start
            period = _reform(dated.period)
        found.append(PeriodMatch(period, Span(start, match.end())))
    return _related(folded, sorted(found, key=lambda m: m.span))


def _named(match: re.Match[str], today: date | None) -> Period | None:
    if match["era"]:
        names = list(_ERAS)
        following = names[names.index(match["era"]) + 1 :]
        return Period(_ERAS[match["era"]], _ERAS[following[0]] - timedelta(days=1) if following else None)
    if match["reform"]:
        return Period(UNIFICATION, UNIFICATION)
    if today is None or match["vague"]:
        return None
    if match["years"]:
        years = number(match["years"])
        leap = today.month == 2 and today.day == 29
        return Period(today.replace(year=today.year - years, day=28 if leap else today.day), today)
    ago = _YEARS_AGO[match["this"][0]]
    fiscal = match["this"].endswith("度")
    return _period(today.year - ago - (fiscal and today.month < 4), fiscal=fiscal)


def _dating(folded: str, start: int, dates: list[PeriodMatch]) -> PeriodMatch | None:
    """Find the date that dates the reform named at `start`: 令和5年4月の改正法."""
    near = (d for d in dates if d.span.end <= start and folded[d.span.end : start] in ("", "の", "に"))
    return next(near, None)


def _reform(dated: Period | None) -> Period | None:
    """The day of the reform that is dated so; 令和3年改正法 names the law by the year it was made in."""
    if dated is None or dated.since is None:
        return None
    if dated.covers(UNIFICATION) or dated == _period(2021):
        return Period(UNIFICATION, UNIFICATION)
    return Period(dated.since, dated.since)


def _related(folded: str, found: list[PeriodMatch]) -> list[PeriodMatch]:
    """Apply 以降, まで, 前 … behind each period, and join 平成28年から令和3年まで."""
    related: list[PeriodMatch] = []
    for match in found:
        begin, end = match.span.start, match.span.end
        if match.period is None:
            related.append(match)
            continue
        since, until = match.period.since, match.period.until
        joined = related and _TO.search(folded[related[-1].span.start : begin])
        if after := _UNTIL.match(folded, end):
            since = None
        elif after := _SINCE.match(folded, end):
            until = None
        elif after := _BEFORE.match(folded, end):
            since, until = None, since - timedelta(days=1) if since else None
        if joined and related[-1].period:
            first = related.pop()
            begin, since = first.span.start, first.period.since if first.period else None
        related.append(PeriodMatch(Period(since, until), Span(begin, after.end() if after else end)))
    return related
