"""The Japanese eras, and periods of time."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` to `until`, both included; None is open."""

    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


ERAS = {
    "明治": Period(date(1868, 10, 23), date(1912, 7, 29)),
    "大正": Period(date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": Period(date(1926, 12, 25), date(1989, 1, 7)),
    "平成": Period(date(1989, 1, 8), date(2019, 4, 30)),
    "令和": Period(date(2019, 5, 1), None),
}


def year_in_era(era: str, year: int) -> int:
    """Return the western year of an era's year, 1 for 元年; the era may be over by then (平成33年)."""
    since = ERAS[era].since
    assert since is not None
    return since.year - 1 + year


def to_japanese(day: date) -> str:
    """Write a day as 令和4年1月21日, 平成元年1月8日.

    Raises:
        ValueError: `day` lies before 明治.
    """
    for era, period in ERAS.items():
        if period.covers(day):
            year = day.year - year_in_era(era, 0)
            return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    raise ValueError(f"明治より前の日付です: {day}")


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def fiscal(number: int) -> Period:
    """The fiscal year that begins in April of the year."""
    return Period(date(number, 4, 1), date(number + 1, 3, 31))


def month(of: int, number: int) -> Period:
    """A month, 1 to 12, of a year."""
    following = date(of + number // 12, number % 12 + 1, 1)
    return Period(date(of, number, 1), following - timedelta(days=1))
