"""The first line of an answer to which a chat model pointed: worded by the program, from the register and the quotes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation
from assistant.evidence.cases import IN_TITLE, RankedCase
from assistant.evidence.choose import Chosen
from assistant.evidence.quotes import Citer, outcome_quote, shown
from assistant.evidence.words import likeness
from assistant.forms.afterwards import at_its_end
from assistant.forms.extractive import OF_THE_END, Extract
from assistant.forms.form import Found
from assistant.forms.labels import outcome_word, place, who
from assistant.forms.lead import Verdict, in_doubt, is_another, lead, register_verdict
from assistant.forms.refusal import MOST_UNKNOWN
from assistant.gate import Line
from assistant.model.reply import Form
from assistant.model.verdict import DIFFERS, OF_MODEL, borne_out
from assistant.understand.cues import Want
from assistant.understand.question import Question
from assistant.understand.terms import unknown_share
from corpus.language import content_lemmas
from corpus.model import INDECISIVE, Case, Header, Role
from corpus.store import Corpus

_WANTED: dict[Form, Want] = {
    "結論": Want.RULING,
    "条件": Want.CONDITIONS,
    "理由": Want.REASONS,
    "質疑": Want.ISSUES,
    "経緯": Want.COURSE,
    "比較": Want.COMPARISON,
}
_OF_RULINGS = frozenset({Want.RULING, Want.COURSE, Want.COMPARISON, Want.SIMILAR, Want.LIST, Want.COUNT})
"""Intents that the register's ruling on a case answers, where a sentence that rules was pointed at."""
_LEADING = 3
"""Quotes in the first line: the first of each thing that was asked."""
_SIDE_BY_SIDE = frozenset({Want.COMPARISON, Want.LIST})
_COMPARED = 4
OTHER_OUTCOME = "お尋ねの前提（{}）とは異なり、記録されている結論は「{}」です。"
PREMISE = "お尋ねの前提と資料の記述が違うおそれがあります（AIの見方）。次の記述で確かめてください。"
UNTOLD = "お尋ねの点そのものは、読んだ記述からは分かりません。関係する記述を示します。"
NEAR = "お尋ねの言葉そのものではなく、別の言葉で見つけた近い案件です: 「{}」（{}）。"


@dataclass(frozen=True, slots=True)
class Told:
    """A case that the answer is about."""

    header: Header
    case: Case


class Headline:
    """Words the first lines of one answer."""

    def __init__(
        self, extract: Extract, form: Form, told: Sequence[Told], corpus: Corpus, *, decides: bool
    ) -> None:
        question = extract.question
        if question.wants not in _WANTED.values() and form in _WANTED:
            question = replace(question, wants=_WANTED[form])
        if form == "事実" and not decides:
            question = replace(question, wants=Want.FACT)
        self.question: Question = question
        self._extract, self._corpus = extract, corpus
        self._decides = decides
        self._told = [self._at_its_end(t) for t in told[:_COMPARED]]
        ranked = tuple(RankedCase(t.header, t.case, 1.0, self._in_title(t.case)) for t in self._told)
        reworded = unknown_share(extract.terms) >= MOST_UNKNOWN
        asked = extract.terms if reworded else ()
        self._found = Found(question, asked, ranked, Chosen(ranked), (), extract.scope, corpus)
        self.words = frozenset(content_lemmas(" ".join((question.focus, *question.topics))))

    @property
    def rules(self) -> bool:
        """Whether the register's ruling answers: the question asks for one in its own words, or something that rules was pointed at."""
        case = self._told[0].case if self._told else None
        ruled = case is not None and case.outcome_span is not None and case.outcome not in INDECISIVE
        asked = self._decides or self._extract.question.wants is Want.RULING
        return ruled and asked and self.question.wants in _OF_RULINGS

    @property
    def _several(self) -> bool:
        wide = self.question.wants in _SIDE_BY_SIDE or len(self.question.municipalities) > 1
        return len(self._told) > 1 and wide

    def cite(self, citer: Citer) -> None:
        """Cite the rulings of the register that belong to the answer, where no quote holds them."""
        if not self.rules:
            return
        for told in self._told if self._several else self._told[:1]:
            document = self._corpus.document(told.header.name)
            if told.case.outcome_span is not None:
                span = outcome_quote(document, told.case.outcome_span, self.words)
                if not citer.holds(told.header.name, span):
                    citer.cite(told.header.name, span, Role.COUNCIL, told.case)

    def lines(
        self, said: str, citations: Sequence[Citation], leading: Sequence[int]
    ) -> tuple[list[Line], str, frozenset[int]]:
        """The first lines, a notice where the model's yes or no differs from the register's, and the markers of the quotes that they hold.

        Args:
            said: the model's verdict.
            citations: of the answer, in the order of their worth.
            leading: the marker of the first quote on each thing that is asked.
        """
        before = [Line(self._premise(), fixed=True)] if said == "前提が違う" else []
        before += [Line(UNTOLD, fixed=True)] if said == "資料では分からない" else []
        if self.rules:
            return [*before, *self._of_register(citations)], self._difference(said), frozenset()
        by_marker = {c.marker: c for c in citations}
        first = [by_marker[m] for m in dict.fromkeys(leading) if m in by_marker][:_LEADING] or [citations[0]]
        words = self.question.focus
        yes = (
            f"**{OF_MODEL[said]}** "
            if self.question.whether and borne_out(said, words, [c.quote for c in citations])
            else ""
        )
        quotes = [shown(c.quote, self.words) for c in first]
        line = yes + "　".join(
            f"**{who(c.speaker, c.role)}** 「{quote}」[{c.marker}]{self._where(c, first)}"
            for c, quote in zip(first, quotes, strict=True)
        )
        told = frozenset(c.marker for c in first)
        said_first = "".join(each.text for each in before)
        return [Line(said_first + line, tuple(quotes)), *self._near(), Line("", fixed=True)], "", told

    def _where(self, citation: Citation, first: Sequence[Citation]) -> str:
        """The place of a quote of the first line, once where all are of one case."""
        same = len({(c.document, c.case_id) for c in first}) == 1
        if same and citation is not first[-1]:
            return ""
        about = f"「{citation.case}」" if citation.case else ""
        return f" — {place(self._corpus.document(citation.document).header)}{about}"

    def _premise(self) -> str:
        """That the question presumes something else than the record holds: by the register, or as the model sees it."""
        outcomes = self.question.outcomes
        if self.rules and outcomes and self._told[0].case.outcome not in outcomes:
            presumed = "・".join(outcome.value for outcome in outcomes)
            return OTHER_OUTCOME.format(presumed, outcome_word(self._told[0].case))
        return PREMISE

    def _of_register(self, citations: Sequence[Citation]) -> list[Line]:
        if not self._several:
            return lead(self._found, citations)
        ruled = {c.case_id: c.marker for c in citations if c.role is Role.COUNCIL}
        parts, marks = [], ""
        for told in self._told:
            marker = ruled.get(f"{told.header.name}#{told.case.ordinal + 1}")
            if marker is not None:
                doubt = "（要確認）" if in_doubt(RankedCase(told.header, told.case, 1.0, 1.0)) else ""
                parts.append(f"{place(told.header)}「{told.case.title}」は**{outcome_word(told.case)}**{doubt}")
                marks += f"[{marker}]"
        return [Line(f"結論は、{'、'.join(parts)}です。{marks}"), Line("", fixed=True)] if parts else []

    def _difference(self, said: str) -> str:
        """What is said where the model answers otherwise than the register."""
        registered = register_verdict(self.question, self._told[0].case)
        if self.question.wants is not Want.RULING or registered is None or said not in OF_MODEL:
            return ""
        same = OF_MODEL[said] is registered or (said == "いいえ" and registered is Verdict.UNDECIDED)
        return "" if same else DIFFERS.format(said)

    def _near(self) -> list[Line]:
        """That the answer is about a near case, where the question's own words did not lead to it."""
        if not self._told or not is_another(self._found, self._found.best):
            return []
        best = self._told[0]
        return [Line(NEAR.format(best.case.title, place(best.header)), fixed=True)]

    def _at_its_end(self, told: Told) -> Told:
        """The case where it was decided in the end, unless the question names a meeting or a time."""
        question = self.question
        if question.wants not in OF_THE_END or question.meetings or question.period:
            return told
        return Told(*at_its_end(told.header, told.case, self._corpus))

    def _in_title(self, case: Case) -> float:
        named = [likeness(t.phrase, case.title) >= IN_TITLE for t in self._extract.terms]
        return sum(named) / len(named) if named else 0.0
