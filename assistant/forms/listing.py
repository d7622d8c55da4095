"""The answer form for a list of cases, or for their number: a table from the register, complete, one row a case."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from assistant.answer import Citation, More
from assistant.evidence.passages import RankedPassage
from assistant.evidence.quotes import Citer, shown, subject_span, whole_sentences
from assistant.forms.form import Form, Found
from assistant.forms.head import whole_line
from assistant.forms.labels import outcome_word
from assistant.forms.lead import Verdict
from assistant.forms.refusal import Refusal, Why
from assistant.forms.tables import CITATIONS, CITED_BESIDE, ROWS, cell, lists, place_of, remark, spread
from assistant.gate import Draft, Line
from assistant.understand.question import Question
from corpus.language import content_lemmas, format_reference, squeeze
from corpus.model import INDECISIVE, PENDING, AttachmentKind, Case, Document, Header, Outcome, Role, Span
from corpus.search import Filters

_LISTED = 0.5
"""Share of the best case's score from which a case belongs to a list on a topic."""
_SHORT = 3
"""Cases up to which a list is followed by remarks."""
_FEW = 8
"""Cases up to which those on other topics are listed where none is on the topic."""
_NOT = re.compile(r"な[いか]|ず")
_OF_MEETINGS = re.compile(r"(?:会議|審[議査]会)(?:が|は|を)?(?:開|行われ)")


def _wanted(found: Found) -> bool:
    question = found.question
    narrowed = (
        question.period
        or question.outcomes
        or question.articles
        or question.departments
        or question.unanimous is not None
    )
    return lists(question) and bool(narrowed or not found.topics)


def _unheld(found: Found) -> Refusal | None:
    """Refuse where no document speaks of any topic of a list that nothing else narrows."""
    question = found.question
    if (
        found.topics
        or not question.topics
        or _ends(question)
        or question.period
        or question.articles
        or question.departments
    ):
        return None
    named = "」「".join(question.topics)
    return Refusal(
        Why.UNHELD, f"「{named}」について述べた記述はありません。", f"「{named}」についての記述ではありません"
    )


def _answer(found: Found) -> Draft | Refusal | None:
    """List the cases; None where none of them is on the topic."""
    if unheld := _unheld(found):
        return unheld
    found = found if listed(found) else _with_conditional(found)
    question = found.question
    rows = listed(found)
    if not rows and (pending := _unapproved(found)):
        return pending
    if refused := _refused(question, rows, found.rows()):
        return refused
    if found.topics:
        near = _near(found, rows) or _near(found, listed(_with_conditional(found)))
        if not near:
            return _apart(found, rows)
        rows = near
    table = case_table(question, rows, found.corpus.document, found.scope.filters)
    said = _said(question, rows, found.passages, found.corpus.document, table) if question.topics else []
    lines = (Line(_counted(question, rows), fixed=True), *table.lines, *said)
    return Draft(lines, tuple(table.citer.citations), table.more)


def _unapproved(found: Found) -> Draft | None:
    """Where those are asked for that were not approved and none was refused: that, and the cases that were put off."""
    question = found.question
    if not any(o is Outcome.REFUSED and _NOT.search(words) for o, words in question.outcome_words):
        return None
    rows = listed(replace(found, question=replace(question, outcomes=tuple(PENDING))))
    rows = _near(found, rows) if found.topics else rows
    if not rows:
        return None
    first = f"結論が「不承認」とされた案件はありません。承認に至らなかった案件は、次の{len(rows)}件です。"
    table = case_table(question, rows, found.corpus.document, found.scope.filters)
    return Draft((Line(first, fixed=True), *table.lines), table.citations)


def _with_conditional(found: Found) -> Found:
    """The same, asking for conditional approvals too where approvals are asked for."""
    question = found.question
    if Outcome.APPROVED not in question.outcomes:
        return found
    outcomes = (*question.outcomes, Outcome.APPROVED_WITH_CONDITIONS)
    return replace(found, question=replace(question, outcomes=outcomes))


def _apart(found: Found, rows: Sequence[tuple[Header, Case]]) -> Draft | None:
    """Where no case of the end asked for is on the topic: that there is none, and the few on other topics that ended so."""
    question = found.question
    if not _ends(question) or len(rows) > _FEW:
        return None
    topics = "」「".join(t.phrase for t in found.topics)
    no = f"**{Verdict.NO}** " if question.whether else ""
    first = f"{no}「{topics}」に近い案件に、{_ended(question)}ものは見当たりません。{_ended(question)}案件は、次の{len(rows)}件です。"
    table = case_table(question, rows, found.corpus.document, found.scope.filters)
    return Draft((Line(first, fixed=True), *table.lines), table.citations)


def _ends(question: Question) -> bool:
    """Whether a question names an outcome or a vote."""
    return bool(question.outcomes) or question.unanimous is not None


def _ended(question: Question) -> str:
    """The outcomes and the vote that a question names, in front of a noun."""
    named = [f"結論が「{'・'.join(o.value for o in question.outcomes)}」の"] if question.outcomes else []
    if question.unanimous is not None:
        named.append("全員一致と記録された" if question.unanimous else "賛成と反対が分かれた")
    return "".join(named)


def _counted(question: Question, rows: Sequence[tuple[Header, Case]]) -> str:
    """The first line of a list: the number of cases, with the constraints that they fulfil."""
    named = [_ended(question)] if _ends(question) else []
    named += [f"{'・'.join(question.departments)}の"] if question.departments else []
    named += [f"{'・'.join(format_reference(a) for a in question.articles)}による"] if question.articles else []
    topics = "".join(f"「{topic}」に近い" for topic in question.topics[:1])
    kinds = Counter(case.kind.value for _, case in rows)
    each = "、".join(f"{kind}{count}件" for kind, count in kinds.most_common())
    told = f"（{each}）" if len(kinds) > 1 else ""
    kind = question.kinds[0].value if question.kinds else ""
    noun = {"諮問": "諮問の案件", "報告": "報告の案件"}.get(kind, "案件")
    yes = f"**{Verdict.YES}** " if question.exists and question.whether else ""
    return f"{yes}{topics}{''.join(named) or ('' if topics else '該当する')}{noun}は{len(rows)}件です{told}。"


def listed(found: Found) -> list[tuple[Header, Case]]:
    """The cases of the register that a list is about but for its topic, in the order of time."""
    rows = [(h, c) for h, c in found.rows() if _listed(found.question, c)]
    return sorted(rows, key=lambda row: (row[0].dated or date.max, row[0].name, row[1].ordinal))


def _near(found: Found, rows: Sequence[tuple[Header, Case]]) -> list[tuple[Header, Case]]:
    """The cases of a list that are on the topic of the question."""
    floor = _LISTED * found.ranked[0].score
    near = {(r.header.name, r.case.ordinal) for r in found.ranked if r.case and r.score >= floor}
    return [(h, c) for h, c in rows if (h.name, c.ordinal) in near]


def _listed(question: Question, case: Case) -> bool:
    """Whether a case has the outcome, the vote, the kind and the articles that a list is about."""
    conditional = Outcome.APPROVED_WITH_CONDITIONS in question.outcomes and any(
        a.kind is AttachmentKind.CONDITION for a in case.attachments
    )
    asked = {format_reference(a) for a in question.articles}
    return (
        (not question.outcomes or case.outcome in question.outcomes or conditional)
        and (not question.kinds or case.kind in question.kinds)
        and (question.unanimous is None or any(v.unanimous is question.unanimous for v in case.votes))
        and (not question.departments or any(d in squeeze(case.department or "") for d in question.departments))
        and (not asked or bool(asked & {use.reference for use in case.articles}))
    )


def _refused(
    question: Question, rows: Sequence[tuple[Header, Case]], all_rows: Sequence[tuple[Header, Case]]
) -> Refusal | None:
    """Refuse a list of an outcome, a vote or a department that no case has; it says what there is in its place."""
    if rows:
        return None
    held = Counter(outcome_word(case) for _, case in all_rows)
    told = "、".join(f"{word}{count}件" for word, count in held.most_common())
    if question.departments:
        named = "・".join(question.departments)
        return Refusal(
            Why.TOPIC, f"{named}の案件と読み取れるものはありません。", f"{named}の案件ではありません"
        )
    if question.outcomes:
        names = "・".join(o.value for o in question.outcomes)
        reason = (
            f"結論が「{names}」とされた案件はありません。調べた案件の結論の内訳: {told}。{_unread(all_rows)}"
        )
        return Refusal(Why.OUTCOME, reason, "結論が異なります")
    if question.unanimous is not None:
        vote = "全員一致" if question.unanimous else "賛成と反対が分かれた"
        return Refusal(
            Why.VOTE,
            f"{vote}と記録された案件は、採決の記録を読み取れた限りではありません。",
            "採決の記録が異なります",
        )
    return None


def _unread(rows: Sequence[tuple[Header, Case]]) -> str:
    """How many cases have an outcome that was not read, or that waits for a check; empty where there are none."""
    doubtful = sum(
        case.outcome is None or "outcome" in case.unsure or "cases" in header.unsure for header, case in rows
    )
    return f"うち{doubtful}件は、結論の読み取りが要確認です。" if doubtful else ""


@dataclass(frozen=True, slots=True)
class CaseTable:
    """A table of cases: place and day, title, outcome with its sentence; one row a case, none lost."""

    lines: tuple[Line, ...]
    citer: Citer
    more: More | None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What its rows cite."""
        return tuple(self.citer.citations)


def case_table(
    question: Question,
    rows: Sequence[tuple[Header, Case]],
    document_of: Callable[[str], Document],
    filters: Filters = Filters(),
) -> CaseTable:
    """The table of these cases, by turns of their municipalities.

    Args:
        question: what it asks for is cited first.
        rows: the cases.
        document_of: reads a document by its name.
        filters: those under which the cases were found; with the question's own they list what is not shown.
    """
    citer = Citer(CITATIONS, document_of)
    lines = [
        Line("", fixed=True),
        Line("| 市・会議・日付 | 案件 | 結論 |", fixed=True),
        Line("|---|---|---|", fixed=True),
    ]
    listed = spread(rows)[:ROWS]
    cited = _cite_each(listed, _proofs(question), document_of, citer)
    spans = {c.span for c in citer.citations}
    for (header, case), markers in zip(listed, cited, strict=True):
        words = _outcome_words(document_of(header.name), case, spans) if markers else ""
        said = f" 「{cell(words)}」" if words else ""
        marks = "".join(f"[{m}]" for m in sorted(markers))
        row = f"| {place_of(header)} | {cell(case.title)} | {outcome_word(case)}{said}{marks} |"
        lines.append(Line(row, (words,) if words else (), fixed=not marks))
    more = More(len(rows) - ROWS, _filters(question, filters)) if len(rows) > ROWS else None
    if more:
        lines.append(Line(f"\nほか{more.count}件（すべての一覧: `{more.command}`）", fixed=True))
    return CaseTable(tuple(lines), citer, more)


def _filters(question: Question, filters: Filters) -> Filters:
    """The filters of a search, with the question's own."""
    return replace(
        filters,
        outcomes=filters.outcomes or question.outcomes,
        articles=filters.articles or tuple(format_reference(a) for a in question.articles),
        kinds=filters.kinds or question.kinds,
    )


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
    table: CaseTable,
) -> list[Line]:
    """Below a short list, the remarks on the point in each case."""
    if len(rows) > _SHORT:
        return []
    citer = table.citer
    listed = {(h.name, c.ordinal) for h, c in rows}
    words = frozenset(content_lemmas(question.focus))
    lines: list[Line] = []
    for ranked in passages:
        if len(citer.citations) >= CITED_BESIDE:
            break
        if ranked.case is not None and (ranked.header.name, ranked.case.ordinal) in listed:
            lines += remark(ranked, document_of, citer, words)
    return [Line("", fixed=True), Line("#### 関係する記述", fixed=True), *lines] if lines else []


FORM = Form("listing", _wanted, _answer, recorded=True)
