"""The answer form for a place or a topic that is named without a question: an overview of what is held on it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.evidence.quotes import Citer, shown, whole_sentences
from assistant.forms.form import CITATIONS, Form, Found
from assistant.forms.labels import outcome_word
from assistant.forms.listing import case_table
from assistant.forms.tables import cell, place_of
from assistant.gate import Draft, Line
from assistant.understand.cues import Want
from corpus.language import content_lemmas, everyday, fold, sentences, squeeze
from corpus.model import Case, Header, Passage, Span
from corpus.search import Query

_POOL = 400
"""Passages among which those that hold the topic are looked for."""
_NAMES_CASE = 0.6
"""Share of the topics that a title must hold for the topic to be the name of one case."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """The passages of one case that hold the topic; a case None stands for text outside any case."""

    header: Header
    case: Case | None
    passages: list[Passage]


def _wanted(found: Found) -> bool:
    return found.question.wants is Want.OVERVIEW


def _answer(found: Found) -> Draft | None:
    if not found.topics:
        return _of_places(found)
    if found.best.title >= _NAMES_CASE and len(found.question.topics) > 0 and not found.chosen.point:
        return None
    return _of_topic(found)


def _of_places(found: Found) -> Draft | None:
    """All cases of the documents in scope, as a table."""
    rows = found.rows()
    if not rows:
        return None
    named = "・".join(found.question.municipalities) or "保管している資料"
    councils = list(dict.fromkeys(h.council for h in found.scope.headers.values() if h.council))
    told = f"（{'、'.join(councils)}）" if councils else ""
    first = Line(f"{named}の資料は{len(found.scope.headers)}件{told}、案件は{len(rows)}件です。", fixed=True)
    table = case_table(found.question, rows, found.corpus.document, found.scope.filters)
    return Draft((first, *table.lines), table.citations, table.more)


def _of_topic(found: Found) -> Draft | None:
    """The cases that hold the topic, those with most passages first, each with the sentence that speaks of it."""
    topic = found.question.topics[0]
    mentions = sorted(_mentions(found, topic), key=lambda m: -len(m.passages))
    if not mentions:
        return None
    documents = {m.header.name for m in mentions}
    cases = [m for m in mentions if m.case]
    lines = [
        Line(f"「{topic}」は、資料{len(documents)}件・案件{len(cases)}件に出てきます。", fixed=True),
        Line("", fixed=True),
        Line("| 市・会議・日付 | 案件（結論） | 記述 |", fixed=True),
        Line("|---|---|---|", fixed=True),
    ]
    citer = Citer(CITATIONS, found.corpus.document)
    for mention in mentions[:CITATIONS]:
        document = found.corpus.document(mention.header.name)
        passage = mention.passages[0]
        span = _sentence(document.text, passage.span, topic)
        marker = citer.cite(mention.header.name, whole_sentences(document, span), None, mention.case)
        if marker is None:
            break
        words = shown(span.of(document.text), content_lemmas(topic))
        named = (
            f"{cell(mention.case.title)}（{outcome_word(mention.case)}）" if mention.case else "（案件の外）"
        )
        row = f"| {place_of(mention.header)} | {named} | 「{cell(words)}」[{marker}]（{len(mention.passages)}か所） |"
        lines.append(Line(row, (words,)))
    if len(mentions) > CITATIONS:
        lines.append(Line(f"\nほか{len(mentions) - CITATIONS}件", fixed=True))
    return Draft(tuple(lines), tuple(citer.citations))


def _mentions(found: Found, topic: str) -> Iterator[_Mention]:
    """Where the topic stands to the letter, white space and shapes of characters aside."""
    sought = _close(topic)
    held: dict[tuple[str, int | None], list[Passage]] = defaultdict(list)
    for hit in found.corpus.search_passages(Query(topic, filters=found.scope.filters), _POOL):
        if sought in _close(hit.passage.searched):
            held[hit.document, hit.passage.case].append(hit.passage)
    for (name, ordinal), passages in held.items():
        document = found.corpus.document(name)
        yield _Mention(document.header, None if ordinal is None else document.cases[ordinal], passages)


def _sentence(text: str, within: Span, topic: str) -> Span:
    sought = _close(topic)
    return next((s for s in sentences(text, within) if sought in _close(s.of(text))), within)


def _close(text: str) -> str:
    return everyday(squeeze(fold(text))).lower()


FORM = Form("overview", _wanted, _answer)
