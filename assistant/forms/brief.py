"""The answer form for one case or a few: the ruling with its course, its attachments, and the remarks on the point."""

from assistant.evidence.cases import RankedCase
from assistant.evidence.choose import rooms
from assistant.evidence.quotes import (
    closing_turn,
    outcome_quote,
    outline_span,
    shown,
    subject_span,
    whole_sentences,
)
from assistant.forms import attachments as attached
from assistant.forms.form import CITATIONS, Form, Found
from assistant.forms.labels import BINDING, outcome_word, place, who
from assistant.forms.lead import lead
from assistant.forms.remarks import Remarks
from assistant.gate import MARKER, Draft, Line
from assistant.understand.cues import Want
from corpus.model import PENDING, Case, Document, Header, Outcome, Role, Span

_NAMES_CASES = frozenset({Want.LIST, Want.COUNT, Want.SIMILAR})
"""Intents for which every case states its subject."""
_REMARKS = {Want.REASONS: "理由として述べられたこと", Want.ISSUES: "質問・指摘とその答え"}


def _wanted(found: Found) -> bool:  # noqa: ARG001  (the last form: it answers what no other does)
    return True


def _answer(found: Found) -> Draft:
    brief = _Brief(found)
    cases = found.chosen.cases
    lines = [
        line
        for ranked, room in zip(cases, rooms(cases, CITATIONS), strict=True)
        for line in brief.about(ranked, room)
    ]
    cited = brief.citer.citations
    return Draft((*lead(found, cited), *lines), tuple(cited))


class _Brief:
    """Builds one answer about cases."""

    def __init__(self, found: Found) -> None:
        self.question = found.question
        self.document_of = found.corpus.document
        self.course_of = found.corpus.course
        self.remarks = Remarks(found)
        self.citer, self.words = self.remarks.citer, self.remarks.words

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
            lines += self._course(header, case)
            lines += self._attachments(document, case) if wants is not Want.CONDITIONS else []
        held_back = int(wants is Want.ISSUES and case.outcome_span is not None)
        lines += self._remarks(
            header, case, until - held_back, _REMARKS.get(wants, "この点についての発言・記述")
        )
        if held_back:
            lines += [Line("", fixed=True), *self._outcome(document, case)]
        if not any(MARKER.search(line.text) for line in lines):
            return []
        return [
            Line(f"### {place(header)}", fixed=True),
            Line(f"**案件** {case.title}", fixed=True),
            *lines,
            Line("", fixed=True),
        ]

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
        for ranked in self.remarks.passages:
            if len(self.citer.citations) >= until:
                break
            inside = case in (None, ranked.case)
            if ranked.header.name == header.name and inside and (line := self.remarks.line(ranked)):
                found.append((ranked.passage.span, line))
        if not found:
            return []
        return [Line(f"#### {title}", fixed=True), *(line for _, line in sorted(found, key=lambda f: f[0]))]


FORM = Form("brief", _wanted, _answer)
