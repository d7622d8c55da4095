"""Counts outcomes by fiscal year and by article, for the charts."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from assistant.workspace.filters import year_of
from assistant.workspace.markup import render
from assistant.workspace.precedents import Row
from corpus.model import Outcome

UNKNOWN = "記載なし"
COLOURS = {
    Outcome.APPROVED.value: "#2f7d5b",
    Outcome.UPHELD.value: "#2f7d5b",
    Outcome.APPROVED_WITH_CONDITIONS.value: "#7fb069",
    Outcome.NOTED.value: "#6690b8",
    Outcome.REPORTED.value: "#a9c1d9",
    Outcome.CONTINUED.value: "#e0a030",
    Outcome.REDELIBERATION.value: "#d0662f",
    Outcome.NOT_REACHED.value: "#e8cf8a",
    Outcome.PARTLY_REVOKED.value: "#b5648f",
    Outcome.REFUSED.value: "#a3321f",
    Outcome.REVOKED.value: "#a3321f",
    Outcome.OTHER.value: "#8d887c",
    UNKNOWN: "#c9c5bb",
}
"""Maps an outcome to its colour in both charts."""
_MOST_ARTICLES = 12


def by_year(listed: Sequence[Row]) -> pd.DataFrame:
    """A table with columns 項目 (fiscal year), 結果, 件数; it omits cases without a date."""
    return _counted((str(year_of(row.header.dated)), _outcome(row)) for row in listed if row.header.dated)


def by_article(listed: Sequence[Row]) -> pd.DataFrame:
    """A table with columns 項目 (municipality and article), 結果, 件数, for the most frequent articles."""
    named = [
        (f"{row.header.municipality or '自治体不明'} {reference}", _outcome(row))
        for row in listed
        for reference in row.references
    ]
    most = {name for name, _ in Counter(name for name, _ in named).most_common(_MOST_ARTICLES)}
    return _counted((name, outcome) for name, outcome in named if name in most)


def counts_html(counted: pd.DataFrame, caption: str) -> str:
    """The figures of a chart as an HTML table, which serves as its legend."""
    numbers = {(item, outcome): number for item, outcome, number in counted.itertuples(index=False)}
    items = list(dict.fromkeys(counted["項目"]))
    outcomes = [outcome for outcome in COLOURS if any((item, outcome) in numbers for item in items)]
    return render("counts", caption=caption, items=items, outcomes=outcomes, numbers=numbers, colours=COLOURS)


def _counted(pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    counted = sorted(Counter(pairs).items())
    return pd.DataFrame(
        {
            "項目": [key for (key, _), _ in counted],
            "結果": [outcome for (_, outcome), _ in counted],
            "件数": [number for _, number in counted],
        }
    )


def _outcome(row: Row) -> str:
    return row.case.outcome.value if row.case.outcome else UNKNOWN
