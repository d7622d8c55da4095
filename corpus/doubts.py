"""What is in doubt of all that is held: the most consequential first, each with what the document says there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Case, Document, Header, Span, case_id
from corpus.register import Opinion, written
from corpus.search import NO_FILTERS
from corpus.store import Corpus

_VALUES = {
    "kind": "種別",
    "municipality": "市町村",
    "council": "審議会",
    "meeting": "回",
    "held_on": "開催日",
    "number": "番号",
    "issued_on": "答申の日",
    "consultation_number": "諮問の番号",
    "consulted_on": "諮問の日",
    "cases": "案件の区切り",
    "lines": "案件の行",
    "title": "件名",
    "department": "所管",
    "articles": "条文",
    "outcome": "結論",
    "outcome_quote": "結論の文",
    "attachments": "条件・要望",
    "speaker": "発言者",
    "role": "立場",
    "unsure": "要確認",
}
"""What a reader calls the values that are read, and the list of those in doubt."""
_WEIGHTIEST = ("cases", "outcome", "title", "articles", "attachments", "department")
"""The order of consequence: of a wrong division all is wrong that follows. The values of a head come last."""
_UNKNOWN = 0.5
"""Stands for the confidence of a value of which none is told."""
_AROUND = 160
"""Characters of the surroundings that are shown on each side."""
_MOST = 12
"""Places that are shown for one value."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A place in a document with its surroundings, all of them slices of its text."""

    before: str
    quote: str
    after: str
    line: int
    """Number of the line on which the quote begins, from 1."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a second reader takes a value for, where it does not agree."""

    reader: str
    """Who: the chat model as the settings name it."""
    value: str | None
    """Words of the document, or of a closed list; None where it only pointed."""
    excerpts: tuple[Excerpt, ...]
    """Where it pointed; nowhere: the document does not say."""

    @property
    def told(self) -> str:
        """The value as a reader is told it."""
        return self.value or ("" if self.excerpts else "記載なし")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that a person should check."""

    header: Header
    case: Case | None
    """None: the value is the document's."""
    field: str
    value: str | None
    """As `Corpus.correct` takes it."""
    quote: str | None
    """The sentence that decides, of an outcome."""
    confidence: float | None
    """Probability that it is right, 0 to 1; None where the reading tells none."""
    excerpts: tuple[Excerpt, ...]
    suggestion: Suggestion | None = None

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.place} {self.field}"

    @property
    def place(self) -> str:
        """The identifier of its case, or its document's name."""
        return self.header.name if self.case is None else case_id(self.header.name, self.case.ordinal)

    @property
    def called(self) -> str:
        """What a reader calls the value."""
        return called(self.field)


def called(field: str) -> str:
    """What a reader calls a value."""
    return _VALUES[field]


def doubtful(unsure: Sequence[str]) -> str:
    """The values that a person should check, in Japanese; empty where there are none."""
    return "、".join(map(called, unsure))


def doubts(corpus: Corpus, limit: int | None = None) -> list[Doubt]:
    """What is in doubt, the most consequential first; of one kind of value the least sure first.

    Args:
        corpus: what is held.
        limit: how many; all where None.
    """
    found = sorted(_places(corpus), key=_rank)
    return [_doubt(corpus, header.name, case, field) for header, case, field in found[:limit]]


def count(corpus: Corpus) -> int:
    """How many values are in doubt."""
    return sum(1 for _ in _places(corpus))


_Place = tuple[Header, Case | None, str]


def _places(corpus: Corpus) -> Iterator[_Place]:
    for header, cases in corpus.outlines(NO_FILTERS):
        yield from ((header, None, field) for field in header.unsure)
        yield from ((header, case, field) for case in cases for field in case.unsure)


def _rank(place: _Place) -> tuple[int, float, str, int]:
    header, case, field = place
    weight = _WEIGHTIEST.index(field) if field in _WEIGHTIEST else len(_WEIGHTIEST)
    sure = _confidence(header, case, field)
    return weight, _UNKNOWN if sure is None else sure, header.name, -1 if case is None else case.ordinal


def _confidence(header: Header, case: Case | None, field: str) -> float | None:
    return (header if case is None else case).confidence.get(field)


def _doubt(corpus: Corpus, name: str, case: Case | None, field: str) -> Doubt:
    document = corpus.document(name)
    ordinal = None if case is None else case.ordinal
    return Doubt(
        header=document.header,
        case=case,
        field=field,
        value=written(document, field, ordinal),
        quote=written(document, "outcome_quote", ordinal) if field == "outcome" else None,
        confidence=_confidence(document.header, case, field),
        excerpts=tuple(_excerpt(document.text, span) for span in evidence(document, case, field)[:_MOST]),
        suggestion=_suggestion(document.text, corpus.opinions(name), ordinal, field),
    )


def _suggestion(text: str, said: Iterable[Opinion], case: int | None, field: str) -> Suggestion | None:
    """What a second reader suggests for a value."""
    for opinion in said:
        if (opinion.case, opinion.field, opinion.agrees) == (case, field, False):
            shown = tuple(_excerpt(text, span) for span in opinion.points[:_MOST])
            return Suggestion(opinion.reader, opinion.suggestion, shown)
    return None


def evidence(document: Document, case: Case | None, field: str) -> list[Span]:
    """Where the document says what is in doubt; where it would have to, if it says nothing."""
    if case is None:
        if field == "cases":
            return [each.title_span or Span(each.span.start, each.span.start) for each in document.cases]
        return [document.header.evidence.get(field, Span(0, 0))]
    title = case.title_span or Span(case.span.start, case.span.start)
    ends = case.outcome_span or Span(case.span.end, case.span.end)
    spans = {
        "title": [title],
        "outcome": [ends],
        "articles": [use.span for use in case.articles],
        "attachments": [each.span for each in case.attachments] or [ends],
    }
    return spans.get(field) or [case.evidence.get(field, title)]


def _excerpt(text: str, span: Span) -> Excerpt:
    return Excerpt(
        text[max(0, span.start - _AROUND) : span.start],
        span.of(text),
        text[span.end : span.end + _AROUND],
        text.count("\n", 0, span.start) + 1,
    )
