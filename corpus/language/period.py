"""Periods as questions name them: 令和元年度, 平成の時代, 令和3年以降, 改正法施行後, ここ5年."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.language import era
from corpus.language.dates import find_dates
from corpus.language.era import ERAS, Period
from corpus.language.folding import NUMERAL, fold, number
from corpus.model import Span

UNIFICATION = date(2023, 4, 1)
"""From this day the national 個人情報の保護に関する法律 stands in place of the ordinances."""


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period as a question names it."""

    period: Period | None
    """None where the words do not tell which: 最近."""
    span: Span


_ERA_ALONE = (
    rf"(?P<era>{'|'.join(ERAS)})(?![0-9元一二三四五六七八九十]|の大合併)"
    "(?=の|に|時代|年間|期|以降|以後|以前|まで|から|より|中|前|、|$)(?:の?時代|年間|期)?"
)
_NATIONAL_ACT = "(?:個人情報(?:の)?保護(?:に関する)?)?法(?:律)?"
# 番号法の施行後 and 条例の改正後 are other reforms.
_REFORM = (
    "(?:(?<![一-龠])|(?<=[年月日度]))(?<![例則領綱法令]の)(?P<reform>"
    rf"(?:改正|新)(?:後の)?{_NATIONAL_ACT}(?:の|が)?(?:全面)?(?:施行|適用)?"
    rf"|{_NATIONAL_ACT}(?:の|が)?(?:改正|一元化|(?:全面)?施行)(?:の?施行)?"
    "|法?(?:一元化|統一)|(?:法の?)?改正(?:の?施行)?|(?:全面)?施行)"
    "(?:された|されて)?(?=後|以後|以降|前|以前|より|まで|から|の後|の前)"
)
_RECENT = (
    rf"(?:ここ|この|過去|直近|最近|今から)の?(?P<years>{NUMERAL})(?:か年|カ年|ヶ年|年)(?:間|以内)?"
    "|(?P<this>今年度|昨年度|一昨年度|今年|本年|昨年|去年|一昨年)|(?P<vague>最近|近年|ここ数年|この頃)"
)
_NAMED = re.compile(f"{_ERA_ALONE}|{_REFORM}|{_RECENT}")
_AFTER = re.compile("(?:の|より)?(?:後|あと)(?![半期])")
_SINCE = re.compile("の?(?:以降|以後)|に(?:入って|なって)(?:から|以降)|から")
_UNTIL = re.compile("の?以前|まで")
_BEFORE = re.compile("の?(?:より)?前(?![半回述後期者])")
_TO = re.compile("(?:から|~|-|ないし)$")
_YEARS_AGO = {"今": 0, "本": 0, "昨": 1, "去": 1, "一": 2}


def find_periods(text: str, today: date | None = None) -> list[PeriodMatch]:
    """Find the periods that a question names: 令和元年度, 平成の時代, 令和3年以降, 改正法施行後, ここ5年.

    改正法 and 一元化 mean the reform of 1 April 2023. Relative words (ここ5年) have no period without `today`.
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


def _moment(day: date) -> Period:
    """An empty period at a day: 後 then begins on that day, まで and 前 end on the day before."""
    return Period(day, day - timedelta(days=1))


def _named(match: re.Match[str], today: date | None) -> Period | None:
    if match["era"]:
        return ERAS[match["era"]]
    if match["reform"]:
        return _moment(UNIFICATION)
    if today is None or match["vague"]:
        return None
    if match["years"]:
        years = number(match["years"])
        leap = today.month == 2 and today.day == 29
        return Period(today.replace(year=today.year - years, day=28 if leap else today.day), today)
    ago = _YEARS_AGO[match["this"][0]]
    fiscal = match["this"].endswith("度")
    return era.fiscal(today.year - ago - (today.month < 4)) if fiscal else era.year(today.year - ago)


def _dating(folded: str, start: int, dates: list[PeriodMatch]) -> PeriodMatch | None:
    """Find the date that dates the reform named at `start`: 令和5年4月の改正法."""
    near = (d for d in dates if d.span.end <= start and folded[d.span.end : start] in ("", "の", "に"))
    return next(near, None)


def _reform(dated: Period | None) -> Period | None:
    """The day of the reform that is dated so; 令和3年改正法 names the law by the year it was made in."""
    if dated is None or dated.since is None:
        return None
    if dated.covers(UNIFICATION) or dated == era.year(2021):
        return _moment(UNIFICATION)
    return _moment(dated.since)


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
        elif after := _AFTER.match(folded, end):
            since, until = until + timedelta(days=1) if until else since, None
        elif after := _BEFORE.match(folded, end):
            since, until = None, since - timedelta(days=1) if since else None
        if joined and related[-1].period:
            first = related.pop()
            begin, since = first.span.start, first.period.since if first.period else None
        related.append(PeriodMatch(Period(since, until), Span(begin, after.end() if after else end)))
    return related
