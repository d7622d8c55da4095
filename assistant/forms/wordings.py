"""The answer form for the use of wordings that the question quotes: a table, one row a municipality and wording."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from assistant.evidence.quotes import Citer, shown, whole_sentences
from assistant.forms.attachment_table import quotes_kinds
from assistant.forms.form import Form, Found
from assistant.forms.tables import CITATIONS, ROWS, cell, compares, place_of
from assistant.gate import Draft, Line
from assistant.understand.cues import outcomes_of
from assistant.understand.question import Question
from corpus.language import content_lemmas, squeeze
from corpus.model import Case, CaseKind, Header, Outcome, Role, Span

_SHOW_OF_HANDS = re.compile(r"(?:賛成|異議(?:は|が)?(?:な[いし]|ありません|ございません))(?:もの)?と認め")
"""The chair finds a majority: no wording of the decision itself."""
WORDED = 40
"""Most cases of a municipality in which a wording is looked for."""


def _wanted(found: Found) -> bool:
    question = found.question
    if not compares(question):
        return False
    return bool(question.quoted and not quotes_kinds(question)) or _names_outcomes(question)


def _names_outcomes(question: Question) -> bool:
    """Whether nothing but how cases end is compared: 再審議と継続審議."""
    return len(question.outcome_words) > 1 and not question.topics and not question.municipalities


def _answer(found: Found) -> Draft | None:
    """Cite the decisions that use each wording; None where no decision does."""
    question, rows, document_of = found.question, found.rows(), found.corpus.document
    citer = Citer(CITATIONS, document_of)
    lines = [
        Line("| 言い方 | 市・会議・日付 | 案件 | 原文 |", fixed=True),
        Line("|---|---|---|---|", fixed=True),
    ]
    groups: list[list[tuple[str, Header, Case, Span]]] = []
    wordings = question.quoted or tuple(dict.fromkeys(words for _, words in question.outcome_words))
    for wording in wordings:
        stem = wording.removesuffix("なし").removesuffix("る")
        group: list[tuple[str, Header, Case, Span]] = []
        for header, case, span in _decided(rows, outcomes_of(wording)):
            if any(header.municipality == other.municipality for _, other, *_ in group):
                continue
            if stem in _SHOW_OF_HANDS.sub("", squeeze(span.of(document_of(header.name).text))):
                group.append((wording, header, case, span))
        groups.append(group)
    entries = [entry for layer in zip_longest(*groups) for entry in layer if entry is not None]
    for wording, header, case, span in sorted(entries[:ROWS], key=lambda e: wordings.index(e[0])):
        document = document_of(header.name)
        marker = citer.cite(header.name, whole_sentences(document, span), Role.COUNCIL, case)
        if marker is not None:
            words = shown(span.of(document.text), content_lemmas(wording))
            lines.append(
                Line(
                    f"| {wording} | {place_of(header)} | {cell(case.title)} | 「{cell(words)}」[{marker}] |",
                    (words,),
                )
            )
    used: dict[str, list[str]] = defaultdict(list)
    for wording, header, _, _ in entries[:ROWS]:
        used[wording].append(header.municipality or header.name)
    told = "、".join(f"「{w}」は{'・'.join(used[w]) or '見当たらず'}" for w in wordings)
    meant = "" if found.question.quoted else "言葉の定義は資料にありません。"
    first = (Line(f"{meant}決定の文に使っているのは、{told}です。", fixed=True), Line("", fixed=True))
    return Draft((*first, *lines), tuple(citer.citations)) if citer.citations else None


def _decided(
    rows: Sequence[tuple[Header, Case]], outcomes: frozenset[Outcome]
) -> Iterator[tuple[Header, Case, Span]]:
    """The cases whose outcome a wording can express, consultations first, at most WORDED of each municipality."""
    looked_at: dict[str | None, int] = defaultdict(int)
    for header, case in sorted(rows, key=lambda row: row[1].kind is not CaseKind.CONSULTATION):
        if case.outcome_span and case.outcome in outcomes and looked_at[header.municipality] < WORDED:
            looked_at[header.municipality] += 1
            yield header, case, case.outcome_span


FORM = Form("wordings", _wanted, _answer, recorded=True)
