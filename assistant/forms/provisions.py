"""The answer form for the articles that cases of several municipalities rest on: a table from the register, one row a case."""

import re
from collections import Counter

from assistant.evidence.cases import IN_TITLE, RankedCase
from assistant.evidence.quotes import Citer, whole_sentences
from assistant.evidence.words import likeness
from assistant.forms.form import Form, Found
from assistant.forms.tables import CITATIONS, cell, place_of
from assistant.gate import Draft, Line
from assistant.understand.cues import Field
from corpus.model import ArticleUse, Case, Document

_NEAR = 0.5
"""Share of the best case's score from which a case counts."""
_OF_EACH_PLACE = 2
_ROWS = 12
_BY_PLACE = re.compile(
    r"(?:自治体|市町?村?|市|町|審議会)(?:ごと|別|によって)|各(?:市|町|自治体|審議会)|それぞれ"
)


def _wanted(found: Found) -> bool:
    question = found.question
    by_place = len(question.municipalities) > 1 or _BY_PLACE.search(question.focus) is not None
    return Field.ARTICLES in question.fields and not question.articles and by_place


def _answer(found: Found) -> Draft | None:
    """Name the articles of each case; None where fewer than two cases name any."""
    citer = Citer(CITATIONS, found.corpus.document)
    rows: list[Line] = []
    for ranked in _cases(found):
        if ranked.case is None or len(rows) == _ROWS:
            break
        document = found.corpus.document(ranked.header.name)
        named: dict[str, int] = {}
        for use in _on_topic(found, document, ranked.case):
            marker = citer.cite(ranked.header.name, whole_sentences(document, use.span), None, ranked.case)
            if marker is not None:
                named.setdefault(use.reference, marker)
        if named:
            told = "、".join(f"{reference}[{marker}]" for reference, marker in named.items())
            rows.append(Line(f"| {place_of(ranked.header)} | {cell(ranked.case.title)} | {told} |"))
    silent = {h.municipality for h in found.scope.headers.values()} - {
        h.municipality for h, c in found.rows() if c.articles
    }
    missing = "・".join(p for p in found.question.municipalities if p in silent)
    if len(rows) < 2:
        return None
    none = f"{missing}の資料に、条番号の記載は見当たりません。" if missing else ""
    lines = (
        Line(
            f"案件ごとに、根拠として記されている条項です。{none}同じ番号でも、条例が違えば別の規定です。",
            fixed=True,
        ),
        Line("", fixed=True),
        Line("| 市・会議・日付 | 案件 | 条項 |", fixed=True),
        Line("|---|---|---|", fixed=True),
        *rows,
    )
    return Draft(lines, tuple(citer.citations))


def _cases(found: Found) -> list[RankedCase]:
    """The cases near the question, a few of each municipality; of those that it names the best, however far."""
    named = len(found.question.municipalities) > 1
    counts: Counter[str | None] = Counter()
    chosen = []
    for ranked in found.ranked:
        place = ranked.header.municipality
        near = ranked.score >= _NEAR * found.ranked[0].score or (named and not counts[place])
        if near and counts[place] < _OF_EACH_PLACE and ranked.case is not None and ranked.case.articles:
            counts[place] += 1
            chosen.append(ranked)
    return sorted(chosen, key=lambda r: (r.header.municipality or "", -r.score))


def _on_topic(found: Found, document: Document, case: Case) -> list[ArticleUse]:
    """The articles that are named in one sentence with a topic; all of the case's where none is."""

    def near(use: ArticleUse) -> bool:
        said = whole_sentences(document, use.span).of(document.text)
        return any(likeness(topic, said) >= IN_TITLE for topic in found.question.topics)

    return [use for use in case.articles if near(use)] or list(case.articles)


FORM = Form("provisions", _wanted, _answer, recorded=True)
