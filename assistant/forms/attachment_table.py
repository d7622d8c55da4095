"""The answer form for what was attached to decisions in many cases: a table, one row an attachment."""

import re
from collections import Counter

from assistant.evidence.quotes import Citer, shown, whole_sentences
from assistant.forms.form import Form, Found
from assistant.forms.labels import BINDING
from assistant.forms.lead import held_share
from assistant.forms.tables import CITATIONS, ROWS, cell, compares, lists, place_of, spread
from assistant.gate import Draft, Line
from assistant.understand.cues import Want
from assistant.understand.question import Question
from corpus.model import PENDING, AttachmentKind, Case, Header, Role, Span

_NAMES = frozenset(("条件", "要望", "求め", "付帯意見", "附帯意見", "意見"))
_CUE = re.compile(r"条件|要望|求め|付帯|附帯|付言")


def quotes_kinds(question: Question) -> bool:
    """Whether all that a question quotes are kinds of attachments: 「条件」と「要望」."""
    return bool(question.quoted) and _NAMES.issuperset(question.quoted)


_ACROSS = re.compile(
    r"(?:認めた|承認した|同意した|付いた|付けた|とした|された)(?:答申|案件|例|事例|諮問|もの|とき|場合)(?:では|で|に|には|の)"
)
"""Asks for what was attached wherever a matter was decided so, not in one case."""


def _names_one(question: Question) -> bool:
    return bool(question.municipalities or question.meetings or question.numbers or question.standalone.subject)


def _wanted(found: Found) -> bool:
    question = found.question
    no_case = not found.topics and bool(_CUE.search(question.focus))
    if compares(question):
        return no_case or quotes_kinds(question)
    if question.wants is Want.CONDITIONS and _ACROSS.search(question.focus) and not _names_one(question):
        return bool(found.topics)
    wide = lists(question) or question.wants is Want.WORDING
    wide = wide or (question.wants is Want.CONDITIONS and found.chosen.point)
    return wide and no_case and not question.outcomes


def _answer(found: Found) -> Draft | None:
    """Tell the council's own apart from what single members asked for, which is left out where its own is asked for.

    The table holds the kind that the question names; all kinds where it names none or several.
    """
    document_of = found.corpus.document
    named = {kind for kind in AttachmentKind if kind.value in found.question.focus}
    kinds = named if len(named) == 1 and not found.topics else frozenset(AttachmentKind)
    with_members = Role.COUNCIL not in found.question.roles
    citer = Citer(CITATIONS, document_of)
    lines = [
        Line("| 市・会議・日付 | 案件 | 誰が何を付けたか |", fixed=True),
        Line("|---|---|---|", fixed=True),
    ]
    entries: list[tuple[Header, Case, str, Span, Role | None]] = []
    members: list[tuple[Header, Case, str, Span, Role | None]] = []
    rows = _on_topic(found)
    for header, case in rows:
        entries += [
            (header, case, f"審議会の{BINDING[a.kind]}", a.span, Role.COUNCIL)
            for a in case.attachments
            if a.kind in kinds
        ]
        if with_members and case.member_requests:
            last = case.member_requests[-1]
            members.append((header, case, "委員の要望（審議会の条件ではありません）", last, None))
    entries = [*(entries if found.topics else spread(entries)), *spread(members)]
    for header, case, name, span, role in entries[:ROWS]:
        document = document_of(header.name)
        marker = citer.cite(header.name, whole_sentences(document, span), role, case)
        if marker is not None:
            words = shown(span.of(document.text), ())
            lines.append(
                Line(
                    f"| {place_of(header)} | {cell(case.title)} | {name}: 「{cell(words)}」[{marker}] |",
                    (words,),
                )
            )
    if len(entries) > ROWS:
        lines.append(
            Line(f"\nほかに{len(entries) - ROWS}件あります。市や期間で絞り込んでください。", fixed=True)
        )
    if not citer.citations:
        return None
    counts = Counter(name for _, _, name, *_ in entries)
    told = "、".join(f"{name.partition('（')[0]}{count}件" for name, count in counts.items())
    cases = len({(header.name, case.ordinal) for header, case, *_ in entries})
    first = (Line(f"案件{cases}件に、{told}が付いています。", fixed=True), Line("", fixed=True))
    return Draft((*first, *lines), tuple(citer.citations))


def _on_topic(found: Found) -> list[tuple[Header, Case]]:
    """The decided cases in scope whose text holds a topic, those that hold most of them first; all where there is none."""
    if not found.topics:
        return found.rows()
    held = {(h.name, c.ordinal): (h, c) for h, c in found.rows() if c.outcome not in PENDING}
    best = [(r.header.name, r.case.ordinal) for r in found.ranked if r.case]
    shares = [(key, held_share(found, *held[key])) for key in best if key in held]
    return [held[key] for key, share in sorted(shares, key=lambda s: -s[1]) if share]


FORM = Form("attachments", _wanted, _answer, recorded=True)
