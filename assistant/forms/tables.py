"""Lists, counts and comparisons: from the register, complete, one row a case, every row with its citation."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import zip_longest
from typing import Any, TypeVar

from assistant.evidence.find import RankedCase, RankedPassage
from assistant.evidence.quotes import Citer, remark_span, shown, subject_span, whole_sentences
from assistant.evidence.worth import is_heading, is_procedure
from assistant.forms.head import whole_line
from assistant.forms.labels import BINDING, outcome_word, who
from assistant.gate import Draft, Line
from assistant.understand.cues import Want, outcomes_of
from assistant.understand.question import Question
from corpus.language import content_lemmas, format_reference, squeeze, to_japanese
from corpus.model import INDECISIVE, AttachmentKind, Case, CaseKind, Document, Header, Outcome, Role, Span

_SHOW_OF_HANDS = re.compile(r"(?:賛成|異議(?:は|が)?(?:な[いし]|ありません|ございません))(?:もの)?と認め")
"""The chair finds a majority: no wording of the decision itself."""
WORDED = 40
"""Most cases of a municipality in which a wording is looked for."""
_OF_MEETINGS = re.compile(r"(?:会議|審[議査]会)(?:が|は|を)?(?:開|行われ)")
ROWS = 30
"""Rows of a table; what is beyond is counted."""
CITATIONS = 36
CITED_BESIDE = 8
"""Citations of a table up to which remarks are quoted below it."""
COMPARED_ATTACHMENTS = 2
"""Attachments of a case that a comparison cites; more would leave no room for what was said."""


def compose_list(
    question: Question,
    rows: Sequence[tuple[Header, Case]],
    passages: Sequence[RankedPassage],
    document_of: Callable[[str], Document],
) -> Draft:
    """A table of cases: place and day, title, outcome with its sentence.

    Args:
        question: as understood.
        rows: the cases, all of them, best or latest first.
        passages: of their documents, best first; they fill what room is left.
        document_of: the document of a name.
    """
    citer = Citer(CITATIONS, document_of)
    total = len(rows)
    lines = (
        [Line(f"該当する案件は{total}件です。" if total else "", fixed=True)]
        if question.wants is Want.COUNT or total > 1
        else []
    )
    lines += [
        Line("", fixed=True),
        Line("| 市・会議・日付 | 案件 | 結論 |", fixed=True),
        Line("|---|---|---|", fixed=True),
    ]
    listed = _spread(rows)[:ROWS]
    cited = _cite_each(listed, _proofs(question), document_of, citer)
    spans = {c.span for c in citer.citations}
    for (header, case), markers in zip(listed, cited, strict=True):
        if markers:
            words = _outcome_words(document_of(header.name), case, spans)
            said = f" 「{_cell(words)}」" if words else ""
            marks = "".join(f"[{m}]" for m in sorted(markers))
            row = f"| {_place(header)} | {_cell(case.title)} | {outcome_word(case)}{said}{marks} |"
            lines.append(Line(row, (words,) if words else ()))
    if total > ROWS:
        lines.append(Line(f"\nほかに{total - ROWS}件あります。市や期間で絞り込んでください。", fixed=True))
    if total <= 3:
        lines += _said(question, rows, passages, document_of, citer) if question.topics else []
    return Draft(tuple(lines), tuple(citer.citations))


_Proof = Callable[[Document, Case], Span | None]
"""Gives the span that is cited for one value of a case; None where there is none."""


def _proofs(question: Question) -> tuple[_Proof, ...]:
    """What each row of a list cites, the most wanted first."""
    first, second = (_ruling, _subject) if question.outcomes else (_subject, _ruling)
    if question.articles:
        first, second = partial(_invoked, {format_reference(a) for a in question.articles}), _ruling
    if question.period is None:
        return first, second
    return (_day, first, second) if _OF_MEETINGS.search(question.focus) else (first, _day, second)


def _cite_each(
    listed: Sequence[tuple[Header, Case]],
    proofs: Sequence[_Proof],
    document_of: Callable[[str], Document],
    citer: Citer,
) -> list[list[int]]:
    """Cite the proofs of all cases, one kind of proof after the other; returns the markers of each case."""
    cited: list[list[int]] = [[] for _ in listed]
    for proof in proofs:
        for (header, case), markers in zip(listed, cited, strict=True):
            span = proof(document_of(header.name), case)
            marker = span and citer.cite(header.name, span, Role.COUNCIL if proof is _ruling else None, case)
            if marker and marker not in markers:
                markers.append(marker)
    return cited


def compose_attachments(
    rows: Sequence[tuple[Header, Case]],
    document_of: Callable[[str], Document],
    kinds: Collection[AttachmentKind],
    *,
    with_members: bool,
) -> Draft:
    """A table of what was attached to decisions, the council's own apart from what single members asked for."""
    citer = Citer(CITATIONS, document_of)
    lines = [
        Line("| 市・会議・日付 | 案件 | 誰が何を付けたか |", fixed=True),
        Line("|---|---|---|", fixed=True),
    ]
    entries: list[tuple[Header, Case, str, Span, Role | None]] = []
    members: list[tuple[Header, Case, str, Span, Role | None]] = []
    for header, case in rows:
        entries += [
            (header, case, f"審議会の{BINDING[a.kind]}", a.span, Role.COUNCIL)
            for a in case.attachments
            if a.kind in kinds
        ]
        if with_members and case.member_requests:
            last = case.member_requests[-1]
            members.append((header, case, "委員の要望（審議会の条件ではありません）", last, None))
    entries = [*_spread(entries), *_spread(members)]
    for header, case, name, span, role in entries[:ROWS]:
        document = document_of(header.name)
        marker = citer.cite(header.name, whole_sentences(document, span), role, case)
        if marker is not None:
            words = shown(span.of(document.text), ())
            lines.append(
                Line(
                    f"| {_place(header)} | {_cell(case.title)} | {name}: 「{_cell(words)}」[{marker}] |",
                    (words,),
                )
            )
    if len(entries) > ROWS:
        lines.append(
            Line(f"\nほかに{len(entries) - ROWS}件あります。市や期間で絞り込んでください。", fixed=True)
        )
    return Draft(tuple(lines), tuple(citer.citations))


def compose_wordings(
    question: Question, rows: Sequence[tuple[Header, Case]], document_of: Callable[[str], Document]
) -> Draft:
    """A table of decisions that use each wording which the question quotes, one row a municipality and wording."""
    citer = Citer(CITATIONS, document_of)
    lines = [
        Line("| 言い方 | 市・会議・日付 | 案件 | 原文 |", fixed=True),
        Line("|---|---|---|---|", fixed=True),
    ]
    found: list[list[tuple[str, Header, Case, Span]]] = []
    for wording in question.quoted:
        stem = wording.removesuffix("なし").removesuffix("る")
        group: list[tuple[str, Header, Case, Span]] = []
        for header, case, span in _decided(rows, outcomes_of(wording)):
            if any(header.municipality == other.municipality for _, other, *_ in group):
                continue
            if stem in _SHOW_OF_HANDS.sub("", squeeze(span.of(document_of(header.name).text))):
                group.append((wording, header, case, span))
        found.append(group)
    entries = [entry for layer in zip_longest(*found) for entry in layer if entry is not None]
    for wording, header, case, span in sorted(entries[:ROWS], key=lambda e: question.quoted.index(e[0])):
        document = document_of(header.name)
        marker = citer.cite(header.name, whole_sentences(document, span), Role.COUNCIL, case)
        if marker is not None:
            words = shown(span.of(document.text), content_lemmas(wording))
            lines.append(
                Line(
                    f"| {wording} | {_place(header)} | {_cell(case.title)} | 「{_cell(words)}」[{marker}] |",
                    (words,),
                )
            )
    return Draft(tuple(lines), tuple(citer.citations))


def compose_comparison(
    question: Question,
    chosen: Sequence[RankedCase],
    passages: Sequence[RankedPassage],
    document_of: Callable[[str], Document],
) -> Draft:
    """Cases side by side, one row each, then what was said in each on the point."""
    citer = Citer(CITATIONS, document_of)
    words = frozenset(content_lemmas(question.focus))
    lines = [
        Line("| 市・会議・日付 | 案件 | 結論 | 根拠とされた条項 | 条件など |", fixed=True),
        Line("|---|---|---|---|---|", fixed=True),
    ]
    for ranked in chosen:
        if ranked.case is not None:
            lines += _compared(ranked.header, ranked.case, document_of(ranked.header.name), citer)
    groups = [[p for p in passages if p.header.name == r.header.name and p.case == r.case] for r in chosen]
    spoken: dict[int, list[Line]] = defaultdict(list)
    for layer in zip_longest(*groups):
        for index, passage in enumerate(layer):
            if passage is not None and len(citer.citations) < CITED_BESIDE:
                spoken[index] += _remark(passage, document_of, citer, words)
    for index, ranked in enumerate(chosen):
        if spoken[index]:
            title = Line(f"#### {_place(ranked.header)}での論点", fixed=True)
            lines += [Line("", fixed=True), title, *spoken[index]]
    return Draft(tuple(lines), tuple(citer.citations))


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
        f"| {_place(header)} | {_cell(case.title)} | {outcome_word(case)} 「{_cell(said)}」[{marker}] "
        f"| {references} | {'、'.join(attached) or 'なし'} |"
    )
    return [Line(row, (said,))]


_Entry = TypeVar("_Entry", bound=tuple[Any, ...])


def _remark(
    ranked: RankedPassage, document_of: Callable[[str], Document], citer: Citer, words: frozenset[str]
) -> list[Line]:
    document = document_of(ranked.header.name)
    span = remark_span(citer, document, ranked.passage.ordinal, words)
    if span is None:
        return []
    quote = span.of(document.text)
    if is_heading(ranked, quote) or is_procedure(ranked, quote):
        return []
    marker = citer.cite(ranked.header.name, span)
    part = shown(span.of(document.text), words)
    return [Line(f"- **{who(ranked.turn.speaker, ranked.turn.role)}** 「{part}」[{marker}]", (part,))]


def _ruling(document: Document, case: Case) -> Span | None:
    if case.outcome is None or case.outcome in INDECISIVE or case.outcome_span is None:
        return None
    return whole_sentences(document, case.outcome_span)


def _subject(document: Document, case: Case) -> Span | None:
    announced = subject_span(document, case)
    return announced or (whole_sentences(document, case.title_span) if case.title_span else None)


def _invoked(references: Collection[str], document: Document, case: Case) -> Span | None:
    """The sentence in which a case rests on one of the articles."""
    used = next((use.span for use in case.articles if use.reference in references), None)
    return whole_sentences(document, used) if used else _subject(document, case)


def _day(document: Document, case: Case) -> Span | None:  # noqa: ARG001  (one of three ways to cite a case)
    proof = document.header.evidence
    day = proof.get("held_on") or proof.get("issued_on") or proof.get("consulted_on")
    return whole_line(document.text, day) if day else None


def _outcome_words(document: Document, case: Case, cited: set[Span]) -> str:
    """The outcome's sentence as far as a table repeats it; empty where it is not cited."""
    span = _ruling(document, case)
    if span is None or not any(c.covers(span) for c in cited):
        return ""
    return shown(case.outcome_span.of(document.text) if case.outcome_span else "", ())


def _said(
    question: Question,
    rows: Sequence[tuple[Header, Case]],
    passages: Sequence[RankedPassage],
    document_of: Callable[[str], Document],
    citer: Citer,
) -> list[Line]:
    """For a short list, the remarks on the point in each case."""
    listed = {(h.name, c.ordinal) for h, c in rows}
    words = frozenset(content_lemmas(question.focus))
    lines: list[Line] = []
    for ranked in passages:
        if len(citer.citations) >= CITED_BESIDE:
            break
        if ranked.case is not None and (ranked.header.name, ranked.case.ordinal) in listed:
            lines += _remark(ranked, document_of, citer, words)
    return [Line("", fixed=True), Line("#### 関係する記述", fixed=True), *lines] if lines else []


def _decided(
    rows: Sequence[tuple[Header, Case]], outcomes: frozenset[Outcome]
) -> Iterator[tuple[Header, Case, Span]]:
    """The cases whose outcome a wording can express, consultations first, at most WORDED of each municipality."""
    looked_at: dict[str | None, int] = defaultdict(int)
    for header, case in sorted(rows, key=lambda row: row[1].kind is not CaseKind.CONSULTATION):
        if case.outcome_span and case.outcome in outcomes and looked_at[header.municipality] < WORDED:
            looked_at[header.municipality] += 1
            yield header, case, case.outcome_span


def _spread(entries: Sequence[_Entry]) -> list[_Entry]:
    """Interleave entries (header first) by municipality, so that a large one does not crowd out the others."""
    groups: dict[str | None, list[_Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry[0].municipality].append(entry)
    return [e for layer in zip_longest(*groups.values()) for e in layer if e is not None]


def _place(header: Header) -> str:
    """Municipality, meeting or number, and day: as much as a narrow cell can hold."""
    parts = (
        header.municipality or header.council or header.name,
        header.meeting or header.number,
        header.dated,
    )
    return " ".join(to_japanese(p) if isinstance(p, date) else p for p in parts if p)


def _cell(text: str) -> str:
    """Text that cannot end a table's cell or row."""
    return " ".join(text.split()).replace("|", "｜")
