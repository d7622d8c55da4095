"""The scope of a question: the documents that its places, its period and its meeting leave under the user's filters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.understand.cues import Field
from assistant.understand.question import Question
from assistant.understand.terms import NEARLY_HELD
from corpus.language import Period, fold, squeeze
from corpus.model import Header
from corpus.search import Filters, Query
from corpus.store import Corpus

_YEAR = 366
_RELATIVE = re.compile(r"昨年|去年|前年|今年|本年|一昨年")
"""Counts from the day of a meeting in documents, and from today in a question."""
_SPEAKING = 50
"""Hits of a search in which the number of a report is looked for."""
SPOKEN_OF = 0.95
"""Share of a period's character pairs that one passage must hold for its document to mention the period."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that filters leave."""

    filters: Filters
    headers: dict[str, Header]
    """By name."""


NOWHERE = Scope(Filters(), {})
"""The scope of what is no question for documents."""


def placed(question: Question, filters: Filters, corpus: Corpus) -> Scope:
    """Narrow the scope to the municipalities that the question names and the corpus holds; it stays where there are none."""
    names = {h.municipality for h in corpus.headers(Filters(samples=filters.samples))}
    places = tuple(p for p in question.municipalities if p in names)
    talked_about = question.standalone.places
    if question.standalone.elsewhere:
        filters = replace(filters, exclude=_documents_of(talked_about, corpus.headers(filters)))
    elif not places:
        places = _stays(question, filters, talked_about, corpus)
    if places and filters.municipalities:
        places = tuple(p for p in places if p in filters.municipalities) or filters.municipalities
    return _scope(replace(filters, municipalities=places) if places else filters, corpus)


def dated(question: Question, scope: Scope, corpus: Corpus) -> Scope:
    """The scope narrowed to the period, the meeting and the number of a report that the question names.

    A period without a document of its own does not narrow the scope where a document mentions it (令和3年3月末の時点で) or a
    meeting within the following year can look back on it.
    """
    narrowed = _narrowed(question, scope, corpus)
    if not narrowed.headers and Field.HELD_ON in question.fields:
        return scope  # it asks when: the period is what the user believes
    if not narrowed.headers and question.period is not None and question.period_words:
        if _RELATIVE.search(question.period_words):
            return scope
        spoken_of = corpus.presence(question.period_words, scope.filters) >= SPOKEN_OF
        return scope if spoken_of or _looked_back_on(question.period, scope) else narrowed
    return narrowed


def _looked_back_on(period: Period, scope: Scope) -> bool:
    """Whether a meeting was held within the year after a period."""
    until = period.until
    return until is not None and any(
        h.dated and 0 <= (h.dated - until).days <= _YEAR for h in scope.headers.values()
    )


def _narrowed(question: Question, scope: Scope, corpus: Corpus) -> Scope:
    filters = scope.filters
    if question.period is not None:
        since, until = question.period.since, question.period.until
        filters = replace(
            filters,
            since=max((d for d in (filters.since, since) if d), default=None),
            until=min((d for d in (filters.until, until) if d), default=None),
        )
    ways = (_numbered, _meeting, _on_day)
    named = next((names for way in ways if (names := way(question, scope)) is not None), None)
    if named is not None:
        filters = replace(filters, documents=tuple(named) or ("",))
    return scope if filters == scope.filters else _scope(filters, corpus)


def _scope(filters: Filters, corpus: Corpus) -> Scope:
    return Scope(filters, {h.name: h for h in corpus.headers(filters)})


def _meeting(question: Question, scope: Scope) -> list[str] | None:
    if not question.meetings:
        return None
    return [
        h.name for h in scope.headers.values() if h.meeting and any(m in h.meeting for m in question.meetings)
    ]


def _on_day(question: Question, scope: Scope) -> list[str] | None:
    """The documents of a month, or of a month and day, that the question names without a year."""
    if question.day is None:
        return None
    month, day = question.day
    return [
        n for n, h in scope.headers.items() if h.dated and h.dated.month == month and day in (None, h.dated.day)
    ]


def _numbered(question: Question, scope: Scope) -> list[str] | None:
    """Documents whose report bears a number that the question names; None where it names none that is held."""
    asked = [n.removeprefix("答申") for n in question.numbers if not n.startswith(("諮問", "報告", "議案"))]
    held = [
        h.name for h in scope.headers.values() if h.number and any(_same_number(n, h.number) for n in asked)
    ]
    return held or None


def missing_report(question: Question, scope: Scope, corpus: Corpus) -> str:
    """The number of a report that the question names and no document bears or mentions; else empty."""
    for number in question.numbers:
        bare = number.removeprefix("答申")
        borne = any(h.number and _same_number(bare, h.number) for h in scope.headers.values())
        if bare != number and not borne and not _spoken_of(number, scope, corpus):
            return number
    return ""


def _spoken_of(number: str, scope: Scope, corpus: Corpus) -> bool:
    hits = corpus.search_passages(Query(number, filters=scope.filters), _SPEAKING)
    return any(number in squeeze(fold(hit.passage.searched)) for hit in hits)


def _same_number(asked: str, held: str) -> bool:
    return held == asked or (held.endswith(asked) and not held[: -len(asked)][-1:].isdigit())


def _stays(
    question: Question, filters: Filters, talked_about: Sequence[str], corpus: Corpus
) -> tuple[str, ...]:
    """The places of the conversation, if their documents hold every topic of this question."""
    names = {h.municipality for h in corpus.headers(filters)}
    places = tuple(p for p in talked_about if p in names)
    there = replace(filters, municipalities=places)
    spoken_of = all(corpus.presence(topic, there) >= NEARLY_HELD for topic in question.topics)
    return places if places and question.topics and spoken_of else ()


def _documents_of(places: Sequence[str], headers: Sequence[Header]) -> tuple[str, ...]:
    return tuple(h.name for h in headers if h.municipality in places)
