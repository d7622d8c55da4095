"""The way from a question to an answer that stands."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering import brief, refusal, tables
from assistant.answering.answer import Answer, Citation, Searched
from assistant.answering.cues import Want
from assistant.answering.find import (
    RankedCase,
    RankedPassage,
    Scope,
    Weights,
    rank_cases,
    rank_passages,
    with_want,
)
from assistant.answering.followup import Message, standalone
from assistant.answering.gate import Draft, check
from assistant.answering.notices import notices
from assistant.answering.question import Question, understand
from assistant.answering.quotes import Citer, quote_span
from assistant.answering.refusal import NO_PRECEDENT, Refusal
from assistant.answering.vocabulary import Term, load_thesaurus, terms
from corpus.article import format as format_article
from corpus.document import Case, Document, Header
from corpus.search import Filters, Query
from corpus.settings import Settings
from corpus.store import Corpus
from corpus.text import content_lemmas

NEAREST = 3
"""How many nearest passages an unanswered question shows."""
HELD = 0.8
"""Share of a phrase's character pairs in one passage from which the corpus counts as holding it."""
_SIMILAR_CASES = 4
_ASKS_NEXT = re.compile(
    r"(?:再審議|継続審議|次回|継続|その後|後)(?:の|で|は)?.{0,8}(?:結果|どうな|結論|承認|決ま)|その後|最終的"
)


class Assistant:
    """Answers questions from one corpus."""

    def __init__(self, corpus: Corpus, settings: Settings, weights: Weights | None = None) -> None:
        self.corpus = corpus
        self.settings = settings
        self.weights = weights or Weights()
        self.thesaurus = load_thesaurus(settings.data)

    def ask(
        self,
        question: str,
        conversation: Sequence[Message] = (),
        filters: Filters | None = None,
        mode: str | None = None,
        id: str | None = None,
    ) -> Answer:
        """Answer one question.

        Args:
            question: in Japanese, as the user typed it.
            conversation: the messages before it, oldest first.
            filters: only what passes them is searched.
            mode: extractive or generative; by default generative where a chat model is set.
            id: is handed through.
        """
        began = time.perf_counter()
        held = {h.municipality for h in self.corpus.headers() if h.municipality}
        asked = understand(standalone(question, conversation), held, date.today())
        outcome = self._extractive(asked, filters or Filters())
        found = outcome if isinstance(outcome, _Answered) else None
        refused = outcome if isinstance(outcome, _Refused) else None
        searched = refused.searched if refused else found.searched if found else Searched(0, 0)
        return Answer(
            id=id,
            question=question,
            standalone_question=asked.text,
            mode="extractive",
            answered=found is not None,
            answer=found.text if found else refused.text if refused else "",
            citations=found.citations if found else (),
            nearest=refused.nearest if refused else (),
            notices=found.notices if found else (),
            searched=searched,
            elapsed_ms=round((time.perf_counter() - began) * 1000),
        )

    def _extractive(self, question: Question, filters: Filters) -> "_Answered | _Refused":
        corpus = self.corpus
        everywhere = corpus.headers(Filters())
        held = _scope(self._placed(question, filters, everywhere), corpus)
        within = _scope(_dated(question, held), corpus)
        refused = refusal.by_scope(question, held, within, everywhere)
        if refused is None:
            refused = refusal.by_article(question, self._articles_held(question, within))
        words = terms(question, self.thesaurus, lambda phrase: corpus.presence(phrase, within.filters) >= HELD)
        ranked = rank_cases(question, words, within, corpus, self.weights) if within.headers else []
        if refused is None:
            refused = refusal.by_terms(words, ranked)
        if refused is not None:
            return self._refuse(question, refused, words, ranked, within if within.headers else held)
        return self._compose(question, words, ranked, within)

    def _placed(self, question: Question, filters: Filters, everywhere: Sequence[Header]) -> Filters:
        names = {h.municipality for h in everywhere if h.municipality}
        places = tuple(p for p in question.municipalities if p in names)
        if not places:
            return filters
        if filters.municipalities:
            places = tuple(p for p in places if p in filters.municipalities) or filters.municipalities
        return replace(filters, municipalities=places)

    def _articles_held(self, question: Question, scope: Scope) -> bool:
        asked = tuple(format_article(a) for a in question.articles)
        if not asked:
            return True
        hits = self.corpus.search_passages(Query("", asked, scope.filters), 1)
        return bool(hits and hits[0].lexical > 0)

    def _compose(
        self, question: Question, words: Sequence[Term], ranked: Sequence[RankedCase], scope: Scope
    ) -> "_Answered | _Refused":
        chosen = _chosen(question, ranked)
        documents = {r.header.name: self.corpus.document(r.header.name) for r in chosen}
        first = chosen[0]
        document = documents[first.header.name]
        refused = refusal.by_field(question, document, first.case) or refusal.by_amount(
            question, document, first.case
        )
        if refused is None and first.case is not None:
            later = [
                (h, c)
                for h, c in self.corpus.course(first.header.name, first.case.ordinal)
                if _after(h, first.header)
            ]
            refused = refusal.by_course(
                question, first.case, first.header, later, bool(_ASKS_NEXT.search(question.focus))
            )
        if refused is not None:
            return self._refuse(question, refused, words, ranked, scope)
        passages = with_want(
            rank_passages(question, words, chosen, documents, self.corpus, self.weights), question
        )
        draft = self._draft(question, words, ranked, chosen, passages, documents, scope)
        if isinstance(draft, Refusal):
            return self._refuse(question, draft, words, ranked, scope)
        passed = check(draft, lambda name: self.corpus.document(name).text)
        if not passed.holds:
            nothing = Refusal(refusal.Why.TOPIC, "近い記述もありません。", "論点が異なります")
            return self._refuse(question, nothing, words, ranked, scope)
        headers = [self.corpus.document(c.document).header for c in passed.citations]
        cited = {h.municipality for h in headers}
        others = self._same_article_elsewhere(question, cited)
        return _Answered(
            passed.text,
            passed.citations,
            notices(question, words, passed.citations, headers, others),
            self._searched(scope),
        )

    def _draft(
        self,
        question: Question,
        words: Sequence[Term],
        ranked: Sequence[RankedCase],
        chosen: Sequence[RankedCase],
        passages: Sequence[RankedPassage],
        documents: dict[str, Document],
        scope: Scope,
    ) -> Draft | Refusal:
        document_of = self.corpus.document
        topics = [t for t in words if t.known]
        if question.wants is Want.COMPARISON and question.quoted:
            return tables.compose_wordings(question, self.corpus.cases(scope.filters), document_of)
        if (
            question.wants is Want.COMPARISON
            and not topics
            and "件" in question.focus
            and _asks_attachments(question)
        ):
            return tables.compose_attachments(self.corpus.cases(scope.filters), document_of)
        if question.wants is Want.COMPARISON and len(chosen) > 1:
            return tables.compose_comparison(question, chosen, passages, document_of)
        if question.wants in (Want.LIST, Want.COUNT) and (question.period or question.outcomes or not topics):
            rows = self._rows(question, topics, ranked, scope)
            return refusal.by_outcome(question, len(rows)) or tables.compose_list(
                question, rows, passages, document_of
            )
        return brief.compose(question, chosen, passages, document_of, self.corpus.course)

    def _rows(
        self, question: Question, topics: Sequence[Term], ranked: Sequence[RankedCase], scope: Scope
    ) -> list[tuple[Header, Case]]:
        """All cases of the register that the list is about, in the order of time."""
        rows = [
            (h, c)
            for h, c in self.corpus.cases(scope.filters)
            if (not question.outcomes or c.outcome in question.outcomes)
            and (not question.kinds or c.kind in question.kinds)
        ]
        if topics:
            floor = 0.5 * ranked[0].score
            near = {(r.header.name, r.case.ordinal) for r in ranked if r.case and r.score >= floor}
            rows = [(h, c) for h, c in rows if (h.name, c.ordinal) in near]
        return sorted(rows, key=lambda row: (row[0].dated or date.max, row[0].name, row[1].ordinal))

    def _same_article_elsewhere(self, question: Question, cited: set[str | None]) -> list[str]:
        if not question.articles:
            return []
        asked = tuple(format_article(a) for a in question.articles)
        places = {h.municipality for h in self.corpus.headers(Filters(articles=asked)) if h.municipality}
        return sorted(places - cited)

    def _refuse(
        self,
        question: Question,
        why: Refusal,
        words: Sequence[Term],
        ranked: Sequence[RankedCase],
        scope: Scope,
    ) -> "_Refused":
        searched = self._searched(scope)
        nearest: list[Citation] = []
        if ranked:
            close = ranked[:NEAREST]
            documents = {r.header.name: self.corpus.document(r.header.name) for r in close}
            lemmas = content_lemmas(question.focus)
            citer = Citer(NEAREST, documents.__getitem__)
            for passage in rank_passages(question, words, close, documents, self.corpus, self.weights)[
                : NEAREST * 2
            ]:
                document = documents[passage.header.name]
                citer.cite(passage.header.name, quote_span(document, passage.passage.ordinal, lemmas))
            nearest = [replace(c, why_not=why.why_not) for c in citer.citations]
        text = f"{NO_PRECEDENT}{why.reason}\n\n検索した範囲: 資料{searched.documents}件（発言・記述{searched.passages}箇所）"
        return _Refused(text, tuple(nearest), searched)

    def _searched(self, scope: Scope) -> Searched:
        counts = self.corpus.counts(scope.filters)
        days = sorted(h.dated for h in scope.headers.values() if h.dated)
        return Searched(
            counts.documents, counts.passages, days[0] if days else None, days[-1] if days else None
        )


class _Answered:
    """What the extractive way found."""

    def __init__(
        self, text: str, citations: tuple[Citation, ...], said: tuple[str, ...], searched: Searched
    ) -> None:
        self.text, self.citations, self.notices, self.searched = text, citations, said, searched


class _Refused:
    """Why the extractive way found nothing."""

    def __init__(self, text: str, nearest: tuple[Citation, ...], searched: Searched) -> None:
        self.text, self.nearest, self.searched = text, nearest, searched


def _scope(filters: Filters, corpus: Corpus) -> Scope:
    return Scope(filters, {h.name: h for h in corpus.headers(filters)})


def _dated(question: Question, scope: Scope) -> Filters:
    """The filters of a scope, narrowed to the period and the meeting that the question names."""
    filters = scope.filters
    if question.period is not None:
        since, until = question.period.since, question.period.until
        filters = replace(
            filters,
            since=max((d for d in (filters.since, since) if d), default=None),
            until=min((d for d in (filters.until, until) if d), default=None),
        )
    if question.meeting is not None:
        names = tuple(h.name for h in scope.headers.values() if h.meeting and question.meeting in h.meeting)
        filters = replace(filters, documents=names or ("",))
    return filters


def _after(header: Header, first: Header) -> bool:
    return bool(header.dated and first.dated and header.dated > first.dated)


def _asks_attachments(question: Question) -> bool:
    return bool(re.search(r"条件|要望|求め|付帯|附帯", question.focus))


def _chosen(question: Question, ranked: Sequence[RankedCase]) -> list[RankedCase]:
    """The cases that the answer is about."""
    if question.wants is Want.COMPARISON:
        best: dict[str | None, RankedCase] = {}
        for r in ranked:
            if r.case is not None:
                best.setdefault(r.header.municipality, r)
        if len(best) > 1:
            wanted = [p for p in question.municipalities if p in best] or list(best)
            return [best[p] for p in wanted[:5]]
    if question.wants in (Want.SIMILAR, Want.LIST):
        floor = 0.75 * ranked[0].score
        near = [r for r in ranked if r.case is not None and r.score >= floor][:_SIMILAR_CASES]
        return near or [ranked[0]]
    close = [r for r in ranked if r.score >= 0.93 * ranked[0].score][:2]
    return close if close[0].header.municipality != close[-1].header.municipality else [ranked[0]]
