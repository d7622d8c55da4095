"""Japanese dates and periods, as documents write them and questions name them."""

from corpus.dates import DateMatch, Precision, find_dates, fiscal_year
from corpus.era import ERAS, Period, to_japanese
from corpus.period import UNIFICATION, PeriodMatch, find_periods

__all__ = [
    "ERAS",
    "UNIFICATION",
    "DateMatch",
    "Period",
    "PeriodMatch",
    "Precision",
    "find_dates",
    "find_periods",
    "fiscal_year",
    "to_japanese",
]
