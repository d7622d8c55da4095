"""The extractive answer: a ruling with its course, or the sentences that state a fact."""

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from assistant.evidence.choose import Chosen, rooms
from assistant.evidence.find import RankedCase, RankedPassage
from assistant.evidence.quotes import (
    Citer,
    closing_turn,
    outcome_quote,
    outline_span,
    remark_span,
    shown,
    subject_span,
    whole_sentences,
)
from assistant.evidence.worth import in_answer_order, is_heading, is_procedure
from assistant.forms import attachments as attached
from assistant.forms.head import NAMES, stated
from assistant.forms.labels import BINDING, outcome_word, place, who
from assistant.gate import MARKER, Draft, Line
from assistant.understand.cues import Want
from assistant.understand.question import Question
from corpus.language import content_lemmas, format_reference
from corpus.model import PENDING, Case, Document, Header, Outcome, Role, Span

CITATIONS = 8
"""How many citations carry an answer; more would bury it."""
WEAKEST = 0.15
"""Share of the best passage's score below which a passage is not quoted."""
ON_POINT = 0.25
"""The same for a point that came up in several cases."""
_NAMES_CASES = frozenset({Want.LIST, Want.COUNT, Want.SIMILAR})
"""Intents for which every case states its subject."""
_WHY = re.compile(r"なぜ|どうして|理由")
"""Asks for reasons besides, which no head states."""
_REMARKS = {Want.REASONS: "理由として述べられたこと", Want.ISSUES: "質問・指摘とその答え"}

Course = Callable[[str, int], Sequence[tuple[Header, Case]]]


def compose(
    question: Question,
    chosen: Chosen,
    passages: Sequence[RankedPassage],
    document_of: Callable[[str], Document],
    course_of: Course,
) -> Draft:
    """Compose the answer to a question about one case or a few.

    Args:
        question: as understood.
        chosen: the cases that answer it, best first.
        passages: of their documents, best first.
        document_of: the document of a name.
        course_of: all meetings and reports on a case, by its document's name and its ordinal.
    """
    weakest = 0.0 if chosen.side_by_side else ON_POINT if chosen.point else WEAKEST
    brief = _Brief(question, passages, document_of, course_of, weakest)
    if chosen.point:
        lines = brief.point(chosen.cases, side_by_side=chosen.side_by_side)
    elif question.wants is not Want.FACT:
        lines = [
            line
            for ranked, room in zip(chosen.cases, rooms(chosen.cases, CITATIONS), strict=True)
            for line in brief.about(ranked, room)
        ]
    else:
        lines = brief.fact(chosen.cases)
    return Draft(tuple(lines), tuple(brief.citer.citations))


def _within(passage: RankedPassage, chosen: RankedCase) -> bool:
    return passage.header.name == chosen.header.name and chosen.case in (None, passage.case)


class _Brief:
    """Builds one extractive answer."""

    def __init__(
        self,
        question: Question,
        passages: Sequence[RankedPassage],
        document_of: Callable[[str], Document],
        course_of: Course,
        weakest: float,
    ) -> None:
        self.question = question
        self.document_of = document_of
        self.course_of = course_of
        self.citer = Citer(CITATIONS, document_of)
        self.words = frozenset(content_lemmas(" ".join((question.focus, *question.topics))))
        floor = weakest * passages[0].score if passages else 0.0
        self.passages = in_answer_order(passages, floor, document_of)

    def about(self, ranked: RankedCase, room: int) -> list[Line]:
        """The section on one case: outcome, attachments, course, and the remarks on the point."""
        header, case, wants = ranked.header, ranked.case, self.question.wants
        until = min(CITATIONS, len(self.citer.citations) + room)
        if case is None:
            said = self._remarks(header, None, until, "関係する記述")
            return [Line(f"### {place(header)}", fixed=True), *said, Line("", fixed=True)]
        document = self.document_of(header.name)
        lines: list[Line] = []
        if wants is Want.CONDITIONS:
            lines += self._attachments(document, case)
        if wants is not Want.ISSUES:
            lines += self._premise(case)
            untold = case.outcome is Outcome.NOT_REACHED
            lines += self._subject(document, case) if wants in _NAMES_CASES or untold else []
            lines += [Line("", fixed=True)] if lines else []
            lines += self._outcome(document, case)
        if wants is Want.RULING:
            lines += self._closing(document, case)
        if wants not in (Want.CONDITIONS, Want.REASONS, Want.ISSUES) or case.outcome in PENDING:
            lines += self._attachments(document, case) if wants is not Want.CONDITIONS else []
            lines += self._course(header, case)
        held_back = int(wants is Want.ISSUES and case.outcome_span is not None)
        lines += self._remarks(
            header, case, until - held_back, _REMARKS.get(wants, "この点についての発言・記述")
        )
        if held_back:
            lines += [Line("", fixed=True), *self._outcome(document, case)]
        lines += self._unsaid(document, case)
        if not any(MARKER.search(line.text) for line in lines):
            return []
        return [
            Line(f"### {place(header)}", fixed=True),
            Line(f"**案件** {case.title}", fixed=True),
            *lines,
            Line("", fixed=True),
        ]

    def point(self, cases: Sequence[RankedCase], *, side_by_side: bool) -> list[Line]:
        """The remarks on a point, grouped by case or document, each group with its share of the citations."""
        said: dict[int, list[tuple[Span, Line]]] = {index: [] for index in range(len(cases))}
        share = max(CITATIONS // 2, CITATIONS - 2 * (len(cases) - 1))
        share = -(-CITATIONS // len(cases)) if side_by_side else share
        groups = [[p for p in self.passages if _within(p, r)] for r in cases]
        for index, ranked_case in enumerate(cases if side_by_side else ()):
            said[index] += self._stated(ranked_case.header)
        layers = zip_longest(*groups) if side_by_side else ([p] for p in self.passages)
        for ranked in (p for layer in layers for p in layer if p is not None):
            chosen = next((i for i, r in enumerate(cases) if _within(ranked, r)), None)
            if self.citer.full or chosen is None or len(said[chosen]) >= share:
                continue
            if line := self._remark(ranked):
                said[chosen].append((ranked.passage.span, line))
        lines: list[Line] = []
        for index, ranked_case in enumerate(cases):
            if said[index]:
                named = [Line(f"**案件** {ranked_case.case.title}", fixed=True)] if ranked_case.case else []
                remarks = [line for _, line in sorted(said[index], key=lambda s: s[0])]
                lines += [
                    Line(f"### {place(ranked_case.header)}", fixed=True),
                    *named,
                    *remarks,
                    Line("", fixed=True),
                ]
        return lines

    def fact(self, chosen: Sequence[RankedCase]) -> list[Line]:
        """The sentences that state the fact, the likeliest first, each with its document and case."""
        lines: list[Line] = []
        names = list(dict.fromkeys(r.header.name for r in chosen))
        for name in names:
            header = self.document_of(name).header
            lines += [Line(f"{line.text} — {place(header)}", line.quotes) for _, line in self._stated(header)]
        told = len(lines)
        if told and not _WHY.search(self.question.focus):
            return lines
        for ranked in self.passages:
            if self.citer.full or (told and len(lines) >= told + 2):
                break
            if ranked.header.name in names and (line := self._remark(ranked)):
                about = f"「{ranked.case.title}」" if ranked.case else ""
                if len(lines) == 2:
                    lines.append(Line("#### あわせて確認できる記述", fixed=True))
                head = len(lines) < 2
                lines.append(
                    Line(f"{line.text} — {place(ranked.header)}{about}" if head else line.text, line.quotes)
                )
        return lines

    def _stated(self, header: Header) -> list[tuple[Span, Line]]:
        """The lines of a document's head that hold the values asked for."""
        document = self.document_of(header.name)
        found = []
        for field, span in stated(document, self.question.fields, self.question.focus):
            marker = self.citer.cite(header.name, span)
            if marker is not None:
                part = shown(span.of(document.text), ())
                found.append((span, Line(f"- {NAMES[field]}: 「{part}」[{marker}]", (part,))))
        return found

    def _premise(self, case: Case) -> list[Line]:
        asked = self.question.outcomes
        if not self.question.premise or not asked or case.outcome in asked:
            return []
        presumed = "・".join(o.value for o in asked)
        return [
            Line(
                f"お尋ねの前提（{presumed}）とは異なり、記録されている結論は「{outcome_word(case)}」です。",
                fixed=True,
            )
        ]

    def _subject(self, document: Document, case: Case) -> list[Line]:
        similar = self.question.wants is Want.SIMILAR
        outline = outline_span(document, case, self.words) if similar else None
        announced = subject_span(document, case) or case.title_span
        first = not self.citer.citations
        lines = []
        named = [("諮問・議題", announced)] if first or not outline else []
        for name, span in (*named, ("概要", outline)):
            if span and not self.citer.holds(document.header.name, span):
                marker = self.citer.cite(document.header.name, span, None, case)
                words = shown(span.of(document.text), self.words)
                lines.append(Line(f"**{name}** — 「{words}」[{marker}]", (words,)))
        return lines

    def _outcome(self, document: Document, case: Case) -> list[Line]:
        if case.outcome_span is None:
            return [Line("この資料には結論の記載がありません。", fixed=True)]
        span = outcome_quote(document, case.outcome_span, self.words)
        marker = self.citer.cite(document.header.name, span, Role.COUNCIL, case)
        if marker is None:
            return []
        ruled = case.outcome_span if span.covers(case.outcome_span) else span
        words = shown(ruled.of(document.text), self.words)
        return [Line(f"**結論: {outcome_word(case)}** — 「{words}」[{marker}]", (words,))]

    def _closing(self, document: Document, case: Case) -> list[Line]:
        """The closing remark directly before the decision."""
        said = closing_turn(document, case)
        marker = said and self.citer.cite(document.header.name, said.span)
        if not said or not marker:
            return []
        words = shown(said.span.of(document.text), self.words)
        return [Line(f"- 決定の直前の発言: **{who(said.speaker, said.role)}** 「{words}」[{marker}]", (words,))]

    def _attachments(self, document: Document, case: Case) -> list[Line]:
        lines = []
        for attachment in attached.nearest(self.question, document, case, self.words):
            span = whole_sentences(document, attachment.span)
            marker = self.citer.cite(document.header.name, span, Role.COUNCIL, case)
            if marker is not None:
                words = shown(attachment.span.of(document.text), ())
                lines.append(Line(f"- 審議会の{BINDING[attachment.kind]}: 「{words}」[{marker}]", (words,)))
        if self.question.wants is not Want.CONDITIONS:
            return lines
        for requested in attached.requested(document, case, self.words):
            marker = self.citer.cite(document.header.name, whole_sentences(document, requested), None, case)
            if marker is not None:
                words = shown(requested.of(document.text), self.words)
                lines.append(
                    Line(f"- 委員の要望（審議会の条件ではありません）: 「{words}」[{marker}]", (words,))
                )
        return lines

    def _course(self, header: Header, case: Case) -> list[Line]:
        """The other meetings and reports on the case, in the order of their days."""
        course = [
            (h, c)
            for h, c in self.course_of(header.name, case.ordinal)
            if (h.name, c.ordinal) != (header.name, case.ordinal)
        ]
        lines = []
        for other, then in course[:3]:
            if then.outcome_span is None:
                continue
            document = self.document_of(other.name)
            marker = self.citer.cite(
                other.name, whole_sentences(document, then.outcome_span), Role.COUNCIL, then
            )
            if marker is not None:
                words = shown(then.outcome_span.of(document.text), ())
                lines.append(Line(f"- {place(other)}: {outcome_word(then)} — 「{words}」[{marker}]", (words,)))
        return [Line("#### 同じ案件の前後の審議", fixed=True), *lines] if lines else []

    def _remarks(self, header: Header, case: Case | None, until: int, title: str) -> list[Line]:
        """The remarks on the point, in document order."""
        found: list[tuple[Span, Line]] = []
        for ranked in self.passages:
            if len(self.citer.citations) >= until:
                break
            inside = case in (None, ranked.case)
            if ranked.header.name == header.name and inside and (line := self._remark(ranked)):
                found.append((ranked.passage.span, line))
        if not found:
            return []
        return [Line(f"#### {title}", fixed=True), *(line for _, line in sorted(found, key=lambda f: f[0]))]

    def _remark(self, ranked: RankedPassage) -> Line | None:
        document = self.document_of(ranked.header.name)
        span = remark_span(self.citer, document, ranked.passage.ordinal, self.words)
        if span is None:
            return None
        quote = span.of(document.text)
        if (
            is_heading(ranked, quote)
            or is_procedure(ranked, quote)
            or self.citer.holds(ranked.header.name, span)
        ):
            return None
        marker = self.citer.cite(ranked.header.name, span)
        part = shown(quote, self.words)
        return Line(f"- **{who(ranked.turn.speaker, ranked.turn.role)}** 「{part}」[{marker}]", (part,))

    def _unsaid(self, document: Document, case: Case) -> list[Line]:
        """A note that the council itself does not speak of the article, where only others do."""
        asked = {format_reference(a) for a in self.question.articles}
        if not asked or self.question.wants is not Want.RULING:
            return []
        council = (
            p
            for p in document.passages
            if p.case == case.ordinal and document.turns[p.turn].role in (Role.COUNCIL, Role.CHAIR)
        )
        if any(asked & set(p.articles) for p in council):
            return []
        named = "・".join(sorted(asked))
        return [
            Line(
                f"\n{named}そのものについての審議会の判断は、この資料には書かれていません。上の発言は発言者のものです。",
                fixed=True,
            )
        ]
