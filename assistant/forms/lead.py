"""The first line of an answer about cases: a sentence made from the record that answers the question."""

import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.answer import Citation
from assistant.evidence.cases import RankedCase
from assistant.forms.form import Found
from assistant.forms.labels import BINDING, outcome_word, place
from assistant.gate import Line
from assistant.understand.cues import Want
from assistant.understand.question import Question
from corpus.language import fold, format_reference, squeeze
from corpus.model import PENDING, REVIEWED, AttachmentKind, Case, Document, Header, Outcome, Role

OTHER_CASE = 0.5
"""Share of the question's terms, by length, below which a case that holds no more of them is only the nearest one."""
UNNAMED = 0.8
"""The same for a case whose title holds none of the topics."""
_TITLE = 60
"""Characters of a title that the first line repeats."""
_GRANTED = frozenset({Outcome.APPROVED, Outcome.NOTED})
_UNCONDITIONAL = re.compile(r"無条件|条件(?:な[しく]|を付けず|は付かず)")
_OF_A_RULING = re.compile(
    r"認め|承認|同意|了承|許[可さし]|通(?:っ|り|る|ら)|可決|否決|却下|決(?:ま|め|定|着)|結論|結果|適当|妥当|適切|OK|オーケー|だめ|ダメ|駄目|不可|条件|異議|反対|賛成"
    r"|差し支え|取り?消|棄却|審議|答申|[よ良い]い(?:と|の|っ)"
)
"""Words of a question that asks what the council ruled; whether something is so, or was said, no outcome tells."""
_ATTACHED = re.compile(
    r"(?:条件|要望|意見|注文)(?:が|は|も|を)?(?:、?何か)?(?:付(?:き|い|け|さ)|つ(?:き|い|け)|あり|あっ)"
)


class Verdict(StrEnum):
    """The answer to a yes-or-no question."""

    YES = "はい。"
    NO = "いいえ。"
    CONDITIONAL = "条件付きです。"
    UNDECIDED = "いいえ、この時点では決まっていません。"
    UNSTATED = "記載なし。"


def lead(found: Found, citations: Sequence[Citation]) -> list[Line]:
    """The first line, about the best case; none where the answer quotes no case.

    Args:
        found: the question with what was found for it.
        citations: of the answer that follows; what the line states of a document rests on one of them.
    """
    best = found.best
    if best.case is None:
        return []
    said = _Opening(found, best.case, citations)
    return [said.line(), Line("", fixed=True)]


class _Opening:
    """Words the first line for one case."""

    def __init__(self, found: Found, case: Case, citations: Sequence[Citation]) -> None:
        self.question, self.case, self.header = found.question, case, found.best.header
        self.found = found
        name = self.header.name
        self.ruling = next(
            (
                c.marker
                for c in citations
                if case.outcome_span
                and c.document == name
                and c.span.start < case.outcome_span.end
                and case.outcome_span.start < c.span.end
            ),
            None,
        )
        self.attached = {
            a.kind: c.marker
            for a in reversed(case.attachments)
            for c in citations
            if c.document == name and c.span.start < a.span.end and a.span.start < c.span.end
        }
        self.asked = any(c.role in (Role.MEMBER, Role.CHAIR) for c in citations)
        self.title = case.title if len(case.title) <= _TITLE else f"{case.title[:_TITLE]}…"

    def line(self) -> Line:
        """The sentence, with the marker of the citation that it rests on; without one it states nothing but what is absent."""
        marks = "".join(f"[{m}]" for m in self._markers())
        return Line(f"{self._sentence(bool(marks))}{marks}", fixed=not marks)

    def _markers(self) -> list[int]:
        if self.question.wants is Want.CONDITIONS and self.attached:
            return sorted({*self.attached.values(), *([self.ruling] if self.ruling else [])})
        return [self.ruling] if self.ruling else []

    def _sentence(self, proven: bool) -> str:
        where, wants = place(self.header), self.question.wants
        doubt = "（読み取りに疑いがあります。要確認）" if self._doubted() else ""
        ruled = f"結論は**{outcome_word(self.case)}**です{doubt}" if proven and self.case.outcome else ""
        if wants is Want.SIMILAR:
            others = len([r for r in self.found.chosen.cases if r.case]) - 1
            more = f"ほかに{others}件を示します。" if others else ""
            return f"**近い案件**は「{self.title}」（{where}）で、{ruled or '結論の記載はありません'}。{more}"
        if is_another(self.found, self.found.best):
            return (
                f"お尋ねの案件そのものとは確認できません。**近い案件**は「{self.title}」（{where}）で、"
                f"{ruled or '結論の記載はありません'}。"
            )
        if self.question.exists and not self.question.outcomes:
            return f"**{Verdict.YES}** 「{self.title}」（{where}）があります。{f'{ruled}。' if ruled else ''}"
        if wants is Want.CONDITIONS:
            return self._conditions(ruled)
        if wants in (Want.LIST, Want.COUNT):
            shown = len([r for r in self.found.chosen.cases if r.case])
            rest = f"ほか{shown - 1}件" if shown > 1 else ""
            told = f"{ruled}。" if ruled else ""
            return f"該当すると見られる案件として「{self.title}」（{where}）{rest}を示します（ほかにもありえます）。{told}"
        if wants in (Want.REASONS, Want.ISSUES):
            what = "理由として述べられたこと" if wants is Want.REASONS else "出された質問・指摘とその答え"
            told = f"{ruled}。" if ruled else ""
            if wants is Want.ISSUES and not self.asked:
                return f"「{self.title}」（{where}）の資料に、委員の質問の記録は見当たりません。{told}関係する記述を示します。"
            return f"「{self.title}」（{where}）について、{told}{what}を示します。"
        if not ruled:
            return f"**{Verdict.UNSTATED}** 「{self.title}」（{where}）の結論は、この資料から読み取れません。"
        if unruled := self._articles_unruled():
            return f"{unruled}そのものについての審議会の判断は書かれていません。「{self.title}」（{where}）の{ruled}。"
        if verdict := self.verdict():
            return f"**{verdict}** 「{self.title}」（{where}）の{ruled}。"
        return f"「{self.title}」（{where}）の{ruled}。"

    def _doubted(self) -> bool:
        return in_doubt(self.found.best)

    def verdict(self) -> Verdict | None:
        """Yes or no, where the question asks for one and the outcome decides it."""
        return register_verdict(self.question, self.case)

    def _conditions(self, ruled: str) -> str:
        counts = {
            kind: sum(a.kind is kind for a in self.case.attachments)
            for kind in AttachmentKind
            if kind in self.attached
        }
        told = f"{ruled}。" if ruled else ""
        if counts:
            named = "・".join(f"{BINDING[kind]}{count}件" for kind, count in counts.items())
            yes = f"**{said}** " if (said := self._whether_attached(counts)) else ""
            return f"{yes}「{self.title}」（{place(self.header)}）に審議会が付けたのは、{named}です。{told}"
        members = len(self.case.member_requests)
        beside = f"委員の要望が{members}件記録されています。" if members else ""
        return f"「{self.title}」（{place(self.header)}）の記録には、審議会が付けた条件・要望・求めは見当たりません。{beside}{told}"

    def _whether_attached(self, counts: dict[AttachmentKind, int]) -> Verdict | None:
        question = self.question
        if question.whether and _UNCONDITIONAL.search(question.focus):
            return Verdict.NO
        if not (question.whether and _ATTACHED.search(question.focus)):
            return None
        named = {kind for kind in AttachmentKind if kind.value in question.focus}
        return Verdict.YES if not named or named & set(counts) else None

    def _articles_unruled(self) -> str:
        """The articles of a question about a ruling of which neither the council nor its chair speaks in the case; else empty."""
        asked = {format_reference(a) for a in self.question.articles}
        if not asked or self.question.wants is not Want.RULING:
            return ""
        return "" if council_speaks_of(asked, self.found.document, self.case) else "・".join(sorted(asked))


def register_verdict(question: Question, case: Case) -> Verdict | None:
    """Yes or no, where a question asks for one about a ruling and the register's outcome of a case decides it."""
    outcome = case.outcome
    asked_of = question.outcomes or _OF_A_RULING.search(question.focus)
    if not question.whether or outcome is None or not asked_of:
        return None
    if _UNCONDITIONAL.search(question.focus):
        return Verdict.YES if outcome in _GRANTED and not case.attachments else Verdict.NO
    if outcome in PENDING:
        asked = bool(question.outcomes) and set(question.outcomes) <= PENDING
        return Verdict.YES if asked and outcome in question.outcomes else None if asked else Verdict.UNDECIDED
    if outcome in REVIEWED or outcome in (Outcome.OTHER, Outcome.REPORTED):
        return None
    if Outcome.REFUSED in question.outcomes:
        return Verdict.YES if outcome is Outcome.REFUSED else Verdict.NO
    if question.outcomes and not {Outcome.APPROVED, Outcome.NOTED} & set(question.outcomes):
        return Verdict.YES if outcome in question.outcomes else Verdict.NO
    if outcome is Outcome.APPROVED_WITH_CONDITIONS:
        return Verdict.CONDITIONAL
    return Verdict.YES if outcome in _GRANTED else Verdict.NO


def council_speaks_of(references: set[str], document: Document, case: Case) -> bool:
    """Whether the council or its chair refers to one of the articles in a case."""
    return any(
        references & set(p.articles)
        for p in document.passages
        if p.case == case.ordinal and document.turns[p.turn].role in (Role.COUNCIL, Role.CHAIR)
    )


def in_doubt(ranked: RankedCase) -> bool:
    """Whether the outcome of a case, or where the case begins and ends, waits for a person's check."""
    return ranked.case is not None and ("outcome" in ranked.case.unsure or "cases" in ranked.header.unsure)


def is_another(found: Found, ranked: RankedCase) -> bool:
    """Whether a case is not the one that a question is about: its text holds too little of what the question names."""
    question, case = found.question, ranked.case
    if case is None or question.standalone.subject or question.numbers or not found.terms:
        return False
    if in_doubt(ranked) and not ranked.title:
        return True
    covered = held_share(found, ranked.header, case)
    return covered < (OTHER_CASE if ranked.title and not question.exists else UNNAMED)


def held_share(found: Found, header: Header, case: Case) -> float:
    """The share of what a question names that the text of a case holds, by length, 0 to 1."""
    said = squeeze(fold(case.title + case.span.of(found.corpus.text(header.name))))

    def held(ways: Sequence[tuple[str, ...]]) -> bool:
        return any(all(squeeze(fold(word)) in said for word in way) for way in ways)

    named = [t for t in found.terms if t.distinctive] or list(found.terms)
    covered = sum(
        len(t.phrase)
        for t in named
        if held([(t.phrase,), *((w,) for w in t.instead), *([t.made_of] if t.made_of else [])])
        or _parts_held(t.phrase, said)
    )
    return covered / sum(len(t.phrase) for t in named)


def _parts_held(phrase: str, said: str) -> bool:
    """Whether a text holds most overlapping triples of a phrase: 申請書の様式 for 申請書様式."""
    close = squeeze(fold(phrase))
    parts = [close[i : i + 3] for i in range(max(1, len(close) - 2))]
    return sum(part in said for part in parts) >= 0.6 * len(parts)
