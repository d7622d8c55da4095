"""The answer form for a place or a topic that is named without a question: an overview of what is held on it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
_WORD = 12
"""Characters up to which a topic is a word that documents use, and not a description."""
_CASES = re.compile(r"(?:案件|事例|例|諮問)(?:は|が|に(?:は)?|を|って|の一覧|ある|何件|いくつ|[?？。]|$)")
"""Asks for cases, and not for something in one of them."""
_WORDS = 2
_NAMES_CASE = 0.6
"""Share of the topics that a title must hold for the topic to be the name of one case."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """The passages of one case that hold the topic; a case None stands for text outside any case."""

    header: Header
    case: Case | None
    passages: list[Passage]


def _wanted(found: Found) -> bool:
    wants = found.question.wants
    return wants is Want.OVERVIEW or (wants in (Want.LIST, Want.COUNT) and _lists_words(found))


def _lists_words(found: Found) -> bool:
    """Whether a list is asked for of the cases that speak of a word or two which documents hold as they are."""
    question = found.question
    if question.municipalities or question.period or question.outcomes or not _CASES.search(question.focus):
        return False
    held = [t for t in found.terms if t.held]
    return 0 < len(held) == len(found.terms) <= _WORDS and all(len(t.phrase) <= _WORD for t in held)


def _answer(found: Found) -> Draft | None:
    if not found.topics:
        return _of_places(found)
    if (
        found.question.wants is Want.OVERVIEW
        and found.best.title >= _NAMES_CASE
        and len(found.question.topics) > 0
        and not found.chosen.point
    ):
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
    words = tuple(dict.fromkeys(w for t in found.topics for w in (t.phrase, *t.instead)))
    mentions = sorted(_mentions(found, words), key=lambda m: -len(m.passages))
    if not mentions:
        return None
    documents = {m.header.name for m in mentions}
    cases = [m for m in mentions if m.case]
    yes = "**はい。** " if found.question.exists and found.question.whether else ""
    lines = [
        Line(
            f"{yes}「{'」「'.join(words)}」は、資料{len(documents)}件・案件{len(cases)}件に出てきます。",
            fixed=True,
        ),
        Line("", fixed=True),
        Line("| 市・会議・日付 | 案件（結論） | 記述 |", fixed=True),
        Line("|---|---|---|", fixed=True),
    ]
    citer = Citer(CITATIONS, found.corpus.document)
    for mention in mentions[:CITATIONS]:
        document = found.corpus.document(mention.header.name)
        passage = mention.passages[0]
        span = _sentence(document.text, passage.span, words)
        marker = citer.cite(mention.header.name, whole_sentences(document, span), None, mention.case)
        if marker is None:
            break
        part = shown(span.of(document.text), content_lemmas(" ".join(words)))
        named = (
            f"{cell(mention.case.title)}（{outcome_word(mention.case)}）" if mention.case else "（案件の外）"
        )
        row = f"| {place_of(mention.header)} | {named} | 「{cell(part)}」[{marker}]（{len(mention.passages)}か所） |"
        lines.append(Line(row, (part,)))
    if len(mentions) > CITATIONS:
        lines.append(Line(f"\nほか{len(mentions) - CITATIONS}件", fixed=True))
    return Draft(tuple(lines), tuple(citer.citations))


def _mentions(found: Found, words: Sequence[str]) -> Iterator[_Mention]:
    """Where one of the words stands to the letter, white space and shapes of characters aside."""
    sought = [_close(word) for word in words]
    held: dict[tuple[str, int | None], list[Passage]] = defaultdict(list)
    for hit in found.corpus.search_passages(Query(" ".join(words), filters=found.scope.filters), _POOL):
        said = _close(hit.passage.searched)
        if any(word in said for word in sought):
            held[hit.document, hit.passage.case].append(hit.passage)
    for (name, ordinal), passages in held.items():
        document = found.corpus.document(name)
        yield _Mention(document.header, None if ordinal is None else document.cases[ordinal], passages)


def _sentence(text: str, within: Span, words: Sequence[str]) -> Span:
    sought = [_close(word) for word in words]
    held = (s for s in sentences(text, within) if any(word in _close(s.of(text)) for word in sought))
    return next(held, within)


def _close(text: str) -> str:
    return everyday(squeeze(fold(text))).lower()


FORM = Form("overview", _wanted, _answer, recorded=True, certain=True)
