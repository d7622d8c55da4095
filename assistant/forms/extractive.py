"""The extractive pipeline: scope, terms, cases, passages, form, gate. It needs no language model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation, More, Searched
from assistant.evidence.cases import IN_TITLE, RankedCase, Weights, rank_cases
from assistant.evidence.choose import NAMES, choose
from assistant.evidence.passages import RankedPassage, rank_passages, with_want
from assistant.evidence.pool import Formed
from assistant.evidence.presence import presence_in
from assistant.evidence.quotes import Citer, quote_span
from assistant.evidence.ranker import Ranker, load_ranker
from assistant.evidence.weigh import Evidence, Pool, gather, weigh
from assistant.evidence.words import likeness
from assistant.forms import refusal
from assistant.forms.advice import advice
from assistant.forms.afterwards import at_its_end
from assistant.forms.aside import Aside, aside
from assistant.forms.form import Form, Found
from assistant.forms.made import Made, about
from assistant.forms.notices import by_words_alone, notices
from assistant.forms.refusal import NO_PRECEDENT, NOTHING_NEAR, Refusal
from assistant.forms.registry import FORMS
from assistant.forms.shorter import shortened
from assistant.forms.tables import lists
from assistant.forms.widened import KEPT, KEPT_OF_ARTICLE, widen
from assistant.gate import Draft, Line, check
from assistant.understand.cues import Want
from assistant.understand.plan import NO_PLAN, Plan, plan_of
from assistant.understand.question import Question
from assistant.understand.scope import NOWHERE, Scope, dated, missing_report, placed
from assistant.understand.terms import Term, terms
from assistant.understand.thesaurus import Thesaurus
from corpus.language import content_lemmas, fold, format_reference, squeeze
from corpus.model import DocumentKind, Header, Role
from corpus.search import Filters, Query
from corpus.store import Corpus

OF_THE_END = (Want.RULING, Want.COURSE, Want.CONDITIONS, Want.COMPARISON)
"""Intents that are about a case as it was decided in the end."""
NEAREST = 3
"""How many nearest passages an unanswered question shows."""


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
    plan: Plan = NO_PLAN
    more: More | None = None
    choices: tuple[str, ...] = ()
    pool: Pool | None = None
    """The windows that were weighed, as training sees them; None where the scope alone refused."""
    formed: Formed = Formed()
    """What the answer form made of the question."""
    terms: tuple[Term, ...] = ()
    """The question's topics against the corpus."""
    scope: Scope = NOWHERE
    """The documents that were searched."""

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
    forms: Sequence[Form] = FORMS,
) -> Extract:
    """Answer a question from the corpus, or say why it does not answer.

    Args:
        question: as understood.
        corpus: is searched.
        thesaurus: synonyms for terms that the corpus does not hold.
        filters: only what passes them is searched.
        weights: of the ranking.
        forms: the answer forms, in order of precedence.
    """
    return _Pipeline(question, corpus, weights, forms, load_ranker()).run(thesaurus, filters)


class _Pipeline:
    """Runs the pipeline for one question."""

    def __init__(
        self, question: Question, corpus: Corpus, weights: Weights, forms: Sequence[Form], ranker: Ranker
    ) -> None:
        self.question, self.corpus, self.weights, self.forms = question, corpus, weights, forms
        self.ranker = ranker
        self.terms: Sequence[Term] = ()
        self.ranked: Sequence[RankedCase] = ()
        self.formed = Formed()

    def run(self, thesaurus: Thesaurus, filters: Filters) -> Extract:
        question, corpus = self.question, self.corpus
        held = placed(question, filters, corpus)
        if reply := aside(question, corpus):
            return self._reply(reply)
        within = dated(question, held, corpus)
        refused = (
            refusal.by_scope(question, held, within, self._everywhere(filters))
            or refusal.by_number(missing_report(question, within, corpus))
            or refusal.by_article(question, self._articles_held(within))
        )
        if not within.headers:
            within = held
        if within.headers:
            self.terms = terms(question, thesaurus, presence_in(corpus, within.filters))
            self.ranked = rank_cases(question, self.terms, within, corpus, self.weights)
        refused = refused or refusal.by_terms(question, self.terms, self.ranked)
        return self._settle(refused or self._compose(within), within)

    def _settle(self, made: Made | Refusal, scope: Scope) -> Extract:
        """Answer with what the form made and the windows that the ranker adds, or be silent."""
        if isinstance(made, Refusal) and made.why in refusal.FINAL:
            return self._refuse(made, scope)
        if isinstance(made, Made):
            formed = replace(self.formed, form=made.form.name, quotes=made.quotes)
        else:
            formed = replace(self.formed, why=made.why)
        pool = gather(self.question, self.terms, self.ranked, formed, scope.filters, self.corpus)
        evidence = weigh(self.question, pool, formed, self.ranker)
        return replace(self._decided(made, evidence, scope), pool=pool, formed=formed)

    def _decided(self, made: Made | Refusal, evidence: Evidence, scope: Scope) -> Extract:
        if isinstance(made, Refusal):
            unanswered = evidence.silent or not evidence.windows
            if unanswered:
                return self._refuse(made, scope)
            return self._answered(
                None, evidence, scope, told=made.reason if made.why is refusal.Why.UNDEFINED else ""
            )
        doubted = evidence.silent and not (made.form.certain or self.formed.stated)
        return self._refuse(refusal.UNSURE, scope) if doubted else self._answered(made, evidence, scope)

    def _articles_held(self, scope: Scope) -> bool:
        asked = tuple(format_reference(a) for a in self.question.articles)
        if not asked:
            return True
        hits = self.corpus.search_passages(Query("", asked, scope.filters), 1)
        return bool(hits and hits[0].lexical > 0)

    def _compose(self, scope: Scope) -> Made | Refusal:
        question, corpus = self.question, self.corpus
        chosen = choose(question, self._spoken() if question.wants is Want.ISSUES else self.ranked)
        if question.wants in OF_THE_END and not (question.meetings or question.period or chosen.point):
            chosen = replace(chosen, cases=tuple(self._at_its_end(ranked) for ranked in chosen.cases))
        ranked = rank_passages(question, self.terms, chosen.cases, corpus, self.weights, point=chosen.point)
        passages = with_want(ranked, question, chosen.cases, point=chosen.point)
        found = Found(question, self.terms, self.ranked, chosen, passages, scope, corpus)
        self.formed = about(found)
        answer = self._answer(found)
        if answer is None:
            return NOTHING_NEAR
        form, draft = answer
        if isinstance(draft, Refusal):
            return draft
        complete = form.recorded or chosen.side_by_side or (form.certain and not found.topics)
        return Made(form, draft, chosen.cases, tuple(passages), complete)

    def _answered(self, made: Made | None, evidence: Evidence, scope: Scope, told: str = "") -> Extract:
        """Answer with a form's draft and the windows; `told` is what stays true of a refusal that they overrule."""
        question, corpus = self.question, self.corpus
        words = frozenset(content_lemmas(" ".join((question.focus, *question.topics))))
        if made is not None and made.complete:
            draft = made.draft
        else:
            windows = [w for w in evidence.windows if made is None or made.admits(w, question)]
            draft = widen(
                made.draft if made else None,
                windows,
                words,
                corpus.document,
                evidence.chance_of,
                kept=KEPT_OF_ARTICLE if question.articles else KEPT,
            )
        for before in (told, advice(question)):
            if before:
                draft = replace(draft, lines=(Line(before, fixed=True), Line("", fixed=True), *draft.lines))
        if question.standalone.shorter:
            draft = shortened(draft)
        passed = check(draft, lambda name: corpus.document(name).text)
        if not passed.holds:
            return self._refuse(NOTHING_NEAR, scope)
        cited = [corpus.document(name).header for name in dict.fromkeys(c.document for c in passed.citations)]
        said = notices(
            question,
            self.terms,
            passed.citations,
            cited,
            self._same_article_elsewhere(cited),
            self._vectorless(),
        )
        return Extract(
            question,
            True,
            passed.text,
            passed.citations,
            (),
            said,
            self._searched(scope),
            made.cases if made else (),
            made.passages if made else (),
            plan=self._plan(made.form.name if made else "", scope.filters),
            more=draft.more,
            terms=tuple(self.terms),
            scope=scope,
        )

    def _everywhere(self, filters: Filters) -> list[Header]:
        """The headers of all documents that count under the filters' choice on samples."""
        return self.corpus.headers(Filters(samples=filters.samples))

    def _plan(self, form: str, filters: Filters) -> Plan:
        held = {h.municipality for h in self._everywhere(filters) if h.municipality}
        return plan_of(self.question, self.terms, form, held)

    def _reply(self, reply: Aside) -> Extract:
        """A reply to what no document answers."""
        return Extract(
            self.question,
            False,
            reply.text,
            (),
            (),
            (),
            Searched(0, 0),
            why=refusal.Why.ASIDE,
            plan=Plan("aside"),
            choices=reply.choices,
        )

    def _spoken(self) -> Sequence[RankedCase]:
        """The ranked cases, those first whose documents tell what members asked; a report seldom does."""
        question, ranked = self.question, self.ranked
        if Role.MEMBER not in question.roles or question.municipalities or question.numbers:
            return ranked
        told = [r for r in ranked if r.header.kind is not DocumentKind.REPORT and self._holds_topic(r)]
        return [*told, *(r for r in ranked if r not in told)]

    def _holds_topic(self, ranked: RankedCase) -> bool:
        """Whether the text of a case holds a topic of the question to the letter."""
        if ranked.case is None:
            return False
        said = squeeze(fold(ranked.case.span.of(self.corpus.text(ranked.header.name))))
        return any(squeeze(fold(t.phrase)) in said for t in self.terms if t.held)

    def _at_its_end(self, ranked: RankedCase) -> RankedCase:
        """The case in the last document of its course, where that decided it."""
        if ranked.case is None:
            return ranked
        header, case = at_its_end(ranked.header, ranked.case, self.corpus)
        return replace(ranked, header=header, case=case)

    def _answer(self, found: Found) -> tuple[Form, Draft | Refusal] | None:
        """The first form that is wanted and has something to say, and its answer."""
        answers = ((form, form.answer(found)) for form in self.forms if form.wanted(found))
        return next(((form, answer) for form, answer in answers if answer is not None), None)

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
        close = [] if lists(question) and not self.terms else self.ranked[:NEAREST]
        for near in rank_passages(question, self.terms, close, self.corpus, self.weights)[: 2 * NEAREST]:
            document = self.corpus.document(near.header.name)
            citer.cite(near.header.name, quote_span(document, near.passage.ordinal, words))
        nearest = tuple(replace(c, why_not=why.why_not) for c in citer.citations)
        begins = "" if why.why in refusal.PLAIN else NO_PRECEDENT
        text = (
            f"{begins}{why.reason}\n\n"
            f"検索した範囲: 資料{searched.documents}件（発言・記述{searched.passages}箇所）"
        )
        said, plan = by_words_alone(self._vectorless()), self._plan("", scope.filters)
        return Extract(
            question,
            False,
            text,
            (),
            nearest,
            said,
            searched,
            why=why.why,
            plan=plan,
            terms=tuple(self.terms),
            scope=scope,
        )

    def _vectorless(self) -> int:
        return len(self.corpus.vectorless().documents)

    def _searched(self, scope: Scope) -> Searched:
        counts = self.corpus.counts(scope.filters)
        days = {day for h in scope.headers.values() if (day := h.dated)}
        return Searched(counts.documents, counts.passages, min(days, default=None), max(days, default=None))
