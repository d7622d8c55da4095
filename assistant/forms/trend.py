"""The answer form for a trend: how many cases there were in each fiscal year, and how they ended."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.evidence.quotes import Citer, whole_sentences
from assistant.forms.form import Form, Found
from assistant.forms.labels import outcome_word
from assistant.forms.lead import held_share
from assistant.forms.listing import listed
from assistant.forms.refusal import Refusal, Why
from assistant.forms.tables import CITATIONS
from assistant.gate import Draft, Line
from assistant.understand.cues import Want
from corpus.language import to_japanese
from corpus.model import Case, Header, Role

_FEW = 20
"""Cases below which it is said that they show no trend."""
_HOLDS = 0.8
"""Share of the topics that a case's text must hold, by length."""
_YEARS = 2
"""Years from which cases on a topic can show a trend."""
_PROOFS = 2
"""Rulings cited for each year."""
_APRIL = 4


def _wanted(found: Found) -> bool:
    return found.question.wants is Want.TREND


def _answer(found: Found) -> Draft | Refusal | None:
    rows = _on_topic(found)
    years: dict[int | None, list[tuple[Header, Case]]] = defaultdict(list)
    for header, case in rows:
        years[_fiscal_year(header)].append((header, case))
    if found.question.topics and len(years) < _YEARS:
        return _untold(found, years)
    if not rows:
        return None
    topics = "」「".join(term.phrase for term in found.topics)
    counted = f"「{topics}」に触れた案件" if topics else "案件"
    few = f"件数が少ないので（{len(rows)}件）、傾向とまでは言えません。" if len(rows) < _FEW else ""
    lines = [
        Line(
            f"{_asked_for(found, rows)}{counted}は全部で{len(rows)}件あります。年度ごとの件数と結論です。{few}",
            fixed=True,
        ),
        Line("", fixed=True),
        Line("| 年度 | 件数 | 結論の内訳 | 例 |", fixed=True),
        Line("|---|---|---|---|", fixed=True),
    ]
    citer = Citer(CITATIONS, found.corpus.document)
    for year in sorted(years, key=lambda y: y or 0):
        held = years[year]
        counts = Counter(outcome_word(case) for _, case in held)
        told = "、".join(f"{word}{count}" for word, count in counts.most_common())
        marks = "".join(f"[{m}]" for m in _proofs(held, citer))
        lines.append(Line(f"| {_named(year)} | {len(held)} | {told} | {marks} |", fixed=not marks))
    return Draft(tuple(lines), tuple(citer.citations)) if citer.citations else None


def _untold(found: Found, years: Mapping[int | None, Sequence[tuple[Header, Case]]]) -> Refusal:
    """Refuse where the cases on a topic are of one year, or none is held."""
    named = "」「".join(found.question.topics)
    held = "".join(
        f"「{named}」に触れた案件は{_named(year)}の{len(rows)}件だけです。" for year, rows in years.items()
    )
    return Refusal(
        Why.TREND,
        f"「{named}」が増えているか減っているかは、この資料からは分かりません。{held or '触れた案件がありません。'}",
        "年ごとの移り変わりの記述ではありません",
    )


def _on_topic(found: Found) -> list[tuple[Header, Case]]:
    """All cases within the constraints whose text holds the topics, however they ended: a trend is told against the others."""
    every = replace(found, question=replace(found.question, outcomes=(), unanimous=None))
    rows = listed(every)
    return [(h, c) for h, c in rows if held_share(found, h, c) >= _HOLDS] if found.topics else rows


def _asked_for(found: Found, rows: Sequence[tuple[Header, Case]]) -> str:
    """How many ended as the question names, where it names an outcome."""
    asked = found.question.outcomes
    if not asked:
        return ""
    count = sum(case.outcome in asked for _, case in rows)
    return f"結論が「{'・'.join(outcome.value for outcome in asked)}」の案件は{count}件です。"


def _proofs(held: list[tuple[Header, Case]], citer: Citer) -> list[int]:
    """The markers of some rulings of one year."""
    markers = []
    for header, case in [row for row in held if row[1].outcome_span][:_PROOFS]:
        if case.outcome_span:
            span = whole_sentences(citer.document_of(header.name), case.outcome_span)
            if marker := citer.cite(header.name, span, Role.COUNCIL, case):
                markers.append(marker)
    return markers


def _fiscal_year(header: Header) -> int | None:
    day = header.dated
    return None if day is None else day.year - (day.month < _APRIL)


def _named(year: int | None) -> str:
    if year is None:
        return "日付の記載なし"
    return to_japanese(date(year, 5, 2)).split("年")[0] + "年度"


FORM = Form("trend", _wanted, _answer, recorded=True, certain=True)
