"""The extractive pipeline: scope, terms, cases, passages, draft, gate. It needs no language model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Citation, Searched
from assistant.evidence.choose import NAMES, Chosen, choose
from assistant.evidence.find import (
    IN_TITLE,
    RankedCase,
    RankedPassage,
    Weights,
    likeness,
    rank_cases,
    rank_passages,
    with_want,
)
from assistant.evidence.quotes import Citer, quote_span
from assistant.forms import brief, refusal, tables
from assistant.forms.notices import notices
from assistant.forms.refusal import NO_PRECEDENT, Refusal
from assistant.forms.unstated import by_value
from assistant.gate import Draft, check
from assistant.understand.cues import LIST, Want
from assistant.understand.question import Question
from assistant.understand.scope import Scope, dated, missing_report, placed
from assistant.understand.terms import Term, terms
from assistant.understand.thesaurus import Thesaurus
from corpus.language import content_lemmas, fold, format_reference, squeeze
from corpus.model import AttachmentKind, Case, Header, Outcome, Role
from corpus.search import Filters, Query
from corpus.store import Corpus

NAMED = 0.3
"""Share of the topics that a case's title must hold for the question to name the case."""
_OF_THE_END = (Want.RULING, Want.COURSE, Want.CONDITIONS, Want.COMPARISON)
"""Intents that are about a case as it was decided in the end."""
_MAKE_A_CASE = 3
"""Terms from which a case that holds none of them is not the one that is asked about."""
NEAREST = 3
"""How many nearest passages an unanswered question shows."""
_LISTED = 0.5
"""Share of the best case's score from which a case belongs to a list on a topic."""
_ASKS_NEXT = re.compile(
    r"(?:再審議|継続審議|次回|継続|その後|後)(?:の|で|は|、)?.{0,8}(?:結果|どうな|結論|承認|決ま)|その後は?[。？?]?$|最終的"
)
_NAMES_ATTACHED = frozenset(("条件", "要望", "求め", "付帯意見", "附帯意見", "意見"))
_ASKS_ATTACHED = re.compile(r"条件|要望|求め|付帯|附帯|付言")


@dataclass(frozen=True, slots=True)
class Extract:
    """The result of the extractive pipeline."""

    question: Question
    answered: bool
    text: str
    """Markdown; for an unanswered question the reason."""
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    notices: tuple[str, ...]
    searched: Searched
    chosen: tuple[RankedCase, ...] = ()
    """The cases that the answer is about, best first."""
    passages: tuple[RankedPassage, ...] = ()
    """The passages of their documents, best first."""
    why: refusal.Why | None = None
    """Why the corpus does not answer."""

    @property
    def names_nothing(self) -> bool:
        """Whether the question names no place, meeting, number or case, and so may be a follow-up."""
        asked = self.question
        named = asked.municipalities or asked.meetings or asked.numbers or asked.standalone.subject
        wide = asked.exists or asked.wants in (Want.LIST, Want.COUNT, Want.SIMILAR, Want.COMPARISON)
        titles = [ranked.case.title for ranked in self.chosen[:1] if ranked.case]
        entitled = any(
            len(topic) >= NAMES and likeness(topic, title) >= IN_TITLE
            for topic in asked.topics
            for title in titles
        )
        return not named and not wide and not entitled


def extract(
    question: Question,
    corpus: Corpus,
    thesaurus: Thesaurus,
    filters: Filters = Filters(),
    weights: Weights = Weights(),
) -> Extract:
    """Answer a question from the corpus, or say why it does not answer.

    Args:
        question: as understood.
        corpus: is searched.
        thesaurus: synonyms for terms that the corpus does not hold.
        filters: only what passes them is searched.
        weights: of the ranking.
    """
    return _Pipeline(question, corpus, weights).run(thesaurus, filters)


class _Pipeline:
    """Runs the pipeline for one question."""

    def __init__(self, question: Question, corpus: Corpus, weights: Weights) -> None:
        self.question, self.corpus, self.weights = question, corpus, weights
        self.terms: Sequence[Term] = ()
        self.ranked: Sequence[RankedCase] = ()

    def run(self, thesaurus: Thesaurus, filters: Filters) -> Extract:
        question, corpus = self.question, self.corpus
        held = placed(question, filters, corpus)
        within = dated(question, held, corpus)
        refused = (
            refusal.by_scope(question, held, within, corpus.headers())
            or refusal.by_number(missing_report(question, within, corpus))
            or refusal.by_article(question, self._articles_held(within))
        )
        if not within.headers:
            within = held
        if within.headers:
            titles = [case.title for _, case in corpus.cases(within.filters)]
            self.terms = terms(question, thesaurus, lambda phrase: self._presence(phrase, titles, within))
            self.ranked = rank_cases(question, self.terms, within, corpus, self.weights)
        refused = refused or refusal.by_terms(question, self.terms, self.ranked)
        return self._refuse(refused, within) if refused else self._compose(within)

    def _presence(self, phrase: str, titles: Sequence[str], scope: Scope) -> float:
        """The share of a phrase's character pairs that the best passage holds, 0 to 1; 1 where a case's title holds the phrase."""
        if any(phrase in title for title in titles):
            return 1.0
        return self.corpus.presence(phrase, scope.filters)

    def _articles_held(self, scope: Scope) -> bool:
        asked = tuple(format_reference(a) for a in self.question.articles)
        if not asked:
            return True
        hits = self.corpus.search_passages(Query("", asked, scope.filters), 1)
        return bool(hits and hits[0].lexical > 0)

    def _compose(self, scope: Scope) -> Extract:
        question, corpus = self.question, self.corpus
        chosen = choose(question, self.ranked)
        if question.wants in _OF_THE_END and not (question.meetings or question.period or chosen.point):
            chosen = replace(chosen, cases=tuple(self._at_its_end(ranked) for ranked in chosen.cases))
        refused = self._unanswerable(chosen)
        if refused:
            return self._refuse(refused, scope)
        ranked = rank_passages(question, self.terms, chosen.cases, corpus, self.weights, point=chosen.point)
        passages = with_want(ranked, question, chosen.cases, point=chosen.point)
        draft = refusal.by_speaker(question, passages) or self._draft(chosen, passages, scope)
        if isinstance(draft, Refusal):
            return self._refuse(draft, scope)
        passed = check(draft, lambda name: corpus.document(name).text)
        if not passed.holds:
            return self._refuse(Refusal(refusal.Why.TOPIC, "近い記述もありません。", "論点が異なります"), scope)
        cited = [corpus.document(name).header for name in dict.fromkeys(c.document for c in passed.citations)]
        said = notices(question, self.terms, passed.citations, cited, self._same_article_elsewhere(cited))
        return Extract(
            question,
            True,
            passed.text,
            passed.citations,
            (),
            said,
            self._searched(scope),
            chosen.cases,
            tuple(passages),
        )

    def _at_its_end(self, ranked: RankedCase) -> RankedCase:
        """The case in the last document of its course, where that decided it."""
        if ranked.case is None:
            return ranked
        header, case = self.corpus.course(ranked.header.name, ranked.case.ordinal)[-1]
        if case.outcome is None or not _after(header, ranked.header):
            return ranked
        return replace(ranked, header=header, case=case)

    def _unanswerable(self, chosen: Chosen) -> Refusal | None:
        """The refusal where the document does not state a value, or a result lies after the last document held."""
        question, first = self.question, chosen.cases[0]
        if question.exists and not question.outcomes and not self._speaks_of(first):
            return refusal.by_case(self.terms)
        if chosen.point:
            return None
        document = self.corpus.document(first.header.name)
        refused = by_value(question, document, first.case)
        if refused or first.case is None:
            return refused
        if silent := refusal.by_silence(question, first.header, first.case):
            return silent
        course = self.corpus.course(first.header.name, first.case.ordinal)
        later = [(h, c) for h, c in course if _after(h, first.header)]
        named = first.title >= NAMED or bool(question.municipalities or question.standalone.subject)
        asks_next = named and bool(_ASKS_NEXT.search(question.focus))
        return refusal.by_course(first.case, first.header, later, asks_next=asks_next)

    def _speaks_of(self, ranked: RankedCase) -> bool:
        """Whether a case's text holds any term of the question; true as well for fewer terms than _MAKE_A_CASE."""
        if len(self.terms) < _MAKE_A_CASE:
            return True
        text = self.corpus.text(ranked.header.name)
        said = squeeze(fold(ranked.case.span.of(text) if ranked.case else text))
        ways: list[tuple[str, ...]] = [(w,) for t in self.terms for w in (t.phrase, *t.instead)]
        ways += [t.made_of for t in self.terms if t.made_of]
        return any(all(squeeze(fold(word)) in said for word in way) for way in ways)

    def _draft(self, chosen: Chosen, passages: Sequence[RankedPassage], scope: Scope) -> Draft | Refusal:
        question, document_of = self.question, self.corpus.document
        topics = [t for t in self.terms if t.known]
        lists = question.wants in (Want.LIST, Want.COUNT)
        lists |= bool(question.outcomes and LIST.search(question.focus))
        if question.wants is Want.COMPARISON and not lists:
            if question.quoted and _NAMES_ATTACHED.issuperset(question.quoted):
                return self._attached(scope)
            if question.quoted:
                worded = tables.compose_wordings(question, self.corpus.cases(scope.filters), document_of)
                if worded.citations:
                    return worded
            if not topics and _ASKS_ATTACHED.search(question.focus):
                return self._attached(scope)
            if len(chosen.cases) > 1 and not chosen.point:
                return tables.compose_comparison(question, chosen.cases, passages, document_of)
        wide = lists or (question.wants is Want.CONDITIONS and chosen.point)
        if wide and not topics and not question.outcomes and _ASKS_ATTACHED.search(question.focus):
            return self._attached(scope)
        narrowed = question.period or question.outcomes or question.articles or question.unanimous is not None
        if lists and (narrowed or not topics):
            if refused := refusal.by_rows(question, len(self._rows((), scope))):
                return refused
            rows = self._rows(topics, scope)
            if rows or not topics:
                return tables.compose_list(question, rows, passages, document_of)
        return brief.compose(question, chosen, passages, document_of, self.corpus.course)

    def _attached(self, scope: Scope) -> Draft:
        """A table of attachments: of the kind that the question names; of all kinds where it names none or several.

        The requests of single members are told apart, and left out where the question asks for the council's own.
        """
        named = {kind for kind in AttachmentKind if kind.value in self.question.focus}
        kinds = named if len(named) == 1 else frozenset(AttachmentKind)
        members = Role.COUNCIL not in self.question.roles
        rows = self.corpus.cases(scope.filters)
        return tables.compose_attachments(rows, self.corpus.document, kinds, with_members=members)

    def _rows(self, topics: Sequence[Term], scope: Scope) -> list[tuple[Header, Case]]:
        """All cases of the register that the list is about, in the order of time."""
        rows = [(h, c) for h, c in self.corpus.cases(scope.filters) if _listed(self.question, c)]
        if topics:
            floor = _LISTED * self.ranked[0].score
            near = {(r.header.name, r.case.ordinal) for r in self.ranked if r.case and r.score >= floor}
            rows = [(h, c) for h, c in rows if (h.name, c.ordinal) in near]
        return sorted(rows, key=lambda row: (row[0].dated or date.max, row[0].name, row[1].ordinal))

    def _same_article_elsewhere(self, cited: Sequence[Header]) -> list[str]:
        if not self.question.articles:
            return []
        asked = tuple(format_reference(a) for a in self.question.articles)
        places = {h.municipality for h in self.corpus.headers(Filters(articles=asked)) if h.municipality}
        return sorted(places - {h.municipality for h in cited})

    def _refuse(self, why: Refusal, scope: Scope) -> Extract:
        question = self.question
        searched = self._searched(scope)
        citer = Citer(NEAREST, self.corpus.document)
        words = content_lemmas(question.focus)
        close = self.ranked[:NEAREST]
        for near in rank_passages(question, self.terms, close, self.corpus, self.weights)[: 2 * NEAREST]:
            document = self.corpus.document(near.header.name)
            citer.cite(near.header.name, quote_span(document, near.passage.ordinal, words))
        nearest = tuple(replace(c, why_not=why.why_not) for c in citer.citations)
        text = (
            f"{NO_PRECEDENT}{why.reason}\n\n"
            f"検索した範囲: 資料{searched.documents}件（発言・記述{searched.passages}箇所）"
        )
        return Extract(question, False, text, (), nearest, (), searched, why=why.why)

    def _searched(self, scope: Scope) -> Searched:
        counts = self.corpus.counts(scope.filters)
        days = sorted(h.dated for h in scope.headers.values() if h.dated)
        return Searched(
            counts.documents, counts.passages, days[0] if days else None, days[-1] if days else None
        )


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
        and (not asked or bool(asked & {use.reference for use in case.articles}))
    )


def _after(header: Header, first: Header) -> bool:
    return bool(header.dated and first.dated and header.dated > first.dated)
