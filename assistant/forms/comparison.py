"""The answer form for a comparison of cases: a table, one row a case, then what was said in each on the point."""

from collections import defaultdict
from itertools import zip_longest

from assistant.evidence.quotes import Citer, shown, whole_sentences
from assistant.forms.form import Form, Found
from assistant.forms.labels import BINDING, outcome_word
from assistant.forms.tables import CITATIONS, CITED_BESIDE, cell, compares, place_of, remark
from assistant.gate import Draft, Line
from corpus.language import content_lemmas
from corpus.model import Case, Document, Header, Role

COMPARED_ATTACHMENTS = 2
"""Attachments of a case that a comparison cites; more would leave no room for what was said."""


def _wanted(found: Found) -> bool:
    return compares(found.question) and len(found.chosen.cases) > 1 and not found.chosen.point


def _answer(found: Found) -> Draft:
    chosen, passages, document_of = found.chosen.cases, found.passages, found.corpus.document
    citer = Citer(CITATIONS, document_of)
    words = frozenset(content_lemmas(found.question.focus))
    told = []
    lines = [
        Line("| 市・会議・日付 | 案件 | 結論 | 根拠とされた条項 | 条件など |", fixed=True),
        Line("|---|---|---|---|---|", fixed=True),
    ]
    for ranked in chosen:
        if ranked.case is not None:
            row = _compared(ranked.header, ranked.case, document_of(ranked.header.name), citer)
            lines += row
            told += (
                [f"{ranked.header.municipality or place_of(ranked.header)}は**{outcome_word(ranked.case)}**"]
                if row
                else []
            )
    groups = [[p for p in passages if p.header.name == r.header.name and p.case == r.case] for r in chosen]
    spoken: dict[int, list[Line]] = defaultdict(list)
    for layer in zip_longest(*groups):
        for index, passage in enumerate(layer):
            if passage is not None and len(citer.citations) < CITED_BESIDE:
                spoken[index] += remark(passage, document_of, citer, words)
    for index, ranked in enumerate(chosen):
        if spoken[index]:
            title = Line(f"#### {place_of(ranked.header)}での論点", fixed=True)
            lines += [Line("", fixed=True), title, *spoken[index]]
    marks = "".join(f"[{c.marker}]" for c in citer.citations if c.role is Role.COUNCIL)
    first = [Line(f"結論は、{'、'.join(told)}です。{marks}"), Line("", fixed=True)] if told else []
    return Draft((*first, *lines), tuple(citer.citations))


def _compared(header: Header, case: Case, document: Document, citer: Citer) -> list[Line]:
    """The row of a case in a comparison; none where its outcome is not cited."""
    marker, said = None, ""
    if case.outcome_span is not None:
        span = whole_sentences(document, case.outcome_span)
        marker = citer.cite(header.name, span, Role.COUNCIL, case)
        said = shown(case.outcome_span.of(document.text), ())
    attached = []
    for attachment in case.attachments[:COMPARED_ATTACHMENTS]:
        span = whole_sentences(document, attachment.span)
        if (mark := citer.cite(header.name, span, Role.COUNCIL, case)) is not None:
            attached.append(f"{BINDING[attachment.kind]}[{mark}]")
    if marker is None:
        return []
    references = "、".join(dict.fromkeys(a.reference for a in case.articles)) or "記載なし"
    row = (
        f"| {place_of(header)} | {cell(case.title)} | {outcome_word(case)} 「{cell(said)}」[{marker}] "
        f"| {references} | {'、'.join(attached) or 'なし'} |"
    )
    return [Line(row, (said,))]


FORM = Form("comparison", _wanted, _answer, recorded=True)
