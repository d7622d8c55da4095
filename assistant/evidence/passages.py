"""The passages of the chosen cases' documents, ranked: each by its text and by the turn that it answers or that answers it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.evidence.cases import EVIDENCE_PASSAGES, IN_TITLE, RankedCase, Weights
from assistant.evidence.words import likeness
from assistant.understand.cues import Want
from assistant.understand.question import Question
from assistant.understand.terms import Term
from assistant.understand.themes import Theme, concern, themes_of
from corpus.language import find_articles, format_reference
from corpus.model import Case, Document, Header, Passage, Role, Span, Turn
from corpus.search import Filters, Query
from corpus.store import Corpus

_GIVES_REASON = re.compile(
    r"ため|から|ので|こと(?:等)?(?:を踏まえ|に加え|及び)|考え|判断|おそれ|理由|該当|認め"
)
_BEFORE_DECISION = 1500
"""Characters before a decision in which its reasons are summed up."""
RULED = 0.4
"""Factor for the question put to the council and for its ruling where reasons are wanted: they say what, not why."""
CONCERN = 0.65
"""Weight of `concern` in a remark's score where issues are asked for and the question's words only name the case."""
POINTED_CONCERN = 0.25
"""Weight of `concern` where the question names the point as well."""
SAME_THEME = 0.7
"""Factor for a remark whose themes better remarks have raised already."""


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage with its place and its score."""

    header: Header
    passage: Passage
    turn: Turn
    case: Case | None
    score: float


def rank_passages(
    question: Question,
    terms: Sequence[Term],
    chosen: Sequence[RankedCase],
    corpus: Corpus,
    weights: Weights,
    *,
    point: bool = False,
) -> list[RankedPassage]:
    """Rank the passages of the chosen cases' documents, best first.

    Args:
        question: as understood.
        terms: its topics against the corpus.
        chosen: the cases.
        corpus: is searched.
        weights: of the ranking.
        point: whether the topics are what is asked about, and not the name of a case.
    """
    names = tuple(dict.fromkeys(r.header.name for r in chosen))
    documents = {name: corpus.document(name) for name in names}
    asked = _passage_queries(question, terms, chosen, weights, point=point)
    items = (item_text(documents[name], item) for name in names for item in question.items)
    asked += [(item, tuple(format_reference(m.article) for m in find_articles(item)), 1.0) for item in items]
    scores = _text_scores(asked, question.told, Filters(documents=names), corpus)
    inside = {(r.header.name, r.case.ordinal) for r in chosen if r.case}
    whole = {r.header.name for r in chosen if r.case is None}
    ranked = []
    for name, document in documents.items():
        own = {p.ordinal: scores.get((name, p.ordinal), 0.0) for p in document.passages}
        shared = _with_neighbours(document, own, weights.neighbour)
        for passage in document.passages:
            score = shared[passage.ordinal]
            if score <= 0:
                continue
            turn = document.turns[passage.turn]
            if name not in whole and (name, passage.case) not in inside:
                score *= weights.other_case
            if turn.role in question.roles:
                score *= weights.role
            case = document.cases[passage.case] if passage.case is not None else None
            ranked.append(RankedPassage(document.header, passage, turn, case, score))
    return sorted(ranked, key=lambda r: (-r.score, r.header.name, r.passage.ordinal))


_Weighted = tuple[str, tuple[str, ...], float]
"""The text of a query, its references to articles, and its weight."""


def _passage_queries(
    question: Question,
    terms: Sequence[Term],
    chosen: Sequence[RankedCase],
    weights: Weights,
    *,
    point: bool,
) -> list[_Weighted]:
    """The queries whose scores a passage sums up: the question, its words beside the titles, its subject."""
    articles = tuple(format_reference(a) for a in question.articles)
    instead = " ".join(w for t in terms for w in t.instead)
    rest = _beside_titles(question, terms, chosen)
    asked = [(f"{question.told} {instead}", articles, 1.0)]
    if rest:
        asked.append((f"{rest} {instead}", articles, weights.beside_title))
    if point and terms:
        topics = " ".join(t.phrase for t in terms if t.known)
        asked = [(f"{rest or topics} {instead}", articles, 1.0), (question.told, articles, weights.subject)]
        if rest:
            asked.append((topics, articles, weights.beside_title))
    if question.standalone.subject:
        asked.append((question.standalone.subject, articles, weights.subject))
    return asked


def _text_scores(
    asked: Sequence[_Weighted], meaning: str, filters: Filters, corpus: Corpus
) -> Mapping[tuple[str, int], float]:
    """Per passage the weighted sum of its scores over all queries."""
    scores: dict[tuple[str, int], float] = defaultdict(float)
    for text, references, weight in asked:
        for hit in corpus.search_passages(Query(text, references, filters, meaning), EVIDENCE_PASSAGES):
            scores[hit.document, hit.passage.ordinal] += weight * hit.score
    return scores


def _beside_titles(question: Question, terms: Sequence[Term], chosen: Sequence[RankedCase]) -> str:
    """What is left of the question without the topics that the chosen cases' titles hold; empty where none does."""
    titles = " ".join(r.case.title for r in chosen if r.case)
    rest = question.focus
    for term in terms:
        if likeness(term.phrase, titles) >= IN_TITLE:
            rest = rest.replace(term.phrase, " ")
    return rest if rest != question.focus else ""


def item_text(document: Document, item: str) -> str:
    """The first line of a document that begins with the mark of a list's item: ③, ア; empty where none does."""
    mark = re.compile(rf"^[\s\-・]*[(（]?{re.escape(item)}[)）.．]?[\s　]*(\S.*)$", re.MULTILINE)
    found = mark.search(document.text)
    return found[1] if found else ""


def _with_neighbours(document: Document, own: Mapping[int, float], weight: float) -> dict[int, float]:
    """Add to each passage's score a share of that of the turn which it answers, or which answers it, in the same case."""
    best: dict[int, float] = defaultdict(float)
    for passage in document.passages:
        best[passage.turn] = max(best[passage.turn], own[passage.ordinal])
    shared = {}
    for passage in document.passages:
        turn = document.turns[passage.turn]
        gained = 0.0
        for other in (turn.ordinal - 1, turn.ordinal + 1):
            if 0 <= other < len(document.turns) and _exchange(turn, document.turns[other]):
                gained = max(gained, best[other])
        shared[passage.ordinal] = own[passage.ordinal] + weight * gained
    return shared


def _exchange(a: Turn, b: Turn) -> bool:
    """Whether two neighbouring turns are a question and its answer."""
    return a.case == b.case and ((a.may_ask and b.may_answer) or (b.may_ask and a.may_answer))


def with_want(
    ranked: Sequence[RankedPassage], question: Question, chosen: Sequence[RankedCase], *, point: bool
) -> list[RankedPassage]:
    """Rerank for the intent: doubts for issues, grounds of the decision for reasons, the council's words for wording."""
    if question.wants in (Want.ISSUES, Want.COMPARISON, Want.SIMILAR) and not point:
        titles = " ".join(r.case.title for r in chosen if r.case)
        pointed = any(likeness(topic, titles) < IN_TITLE for topic in question.topics)
        ranked = _by_concern(ranked, POINTED_CONCERN if pointed and question.wants is Want.ISSUES else CONCERN)
    elif question.wants is Want.REASONS:
        ranked = [replace(r, score=r.score * _reason(r)) for r in ranked]
    elif question.wants is Want.WORDING:
        ranked = [r for r in ranked if r.turn.role in (Role.COUNCIL, Role.CHAIR)]
    return sorted(ranked, key=lambda r: (-r.score, r.header.name, r.passage.ordinal))


def _ruled(case: Case) -> tuple[Span, ...]:
    return (*case.questions, *([case.outcome_span] if case.outcome_span else []))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _reason(ranked: RankedPassage) -> float:
    """Factor for a passage where reasons are wanted, by its role, its wording and its distance to the decision."""
    lift = {Role.COUNCIL: 1.2, Role.CHAIR: 1.2, Role.EXECUTIVE: 1.1, Role.SECRETARIAT: 1.1}.get(
        ranked.turn.role, 1.0
    )
    if _GIVES_REASON.search(ranked.passage.searched):
        lift *= 1.15
    if ranked.case and any(_overlap(ranked.passage.span, s) for s in _ruled(ranked.case)):
        return RULED
    decided = ranked.case.outcome_span if ranked.case else None
    if decided and 0 <= decided.start - ranked.passage.span.end <= _BEFORE_DECISION:
        lift *= 1.2
    return lift


def _by_concern(ranked: Sequence[RankedPassage], share: float) -> list[RankedPassage]:
    """Rerank remarks by `concern`, discounting those on themes that better remarks have raised."""
    top = max((r.score for r in ranked), default=1.0)
    asking = {Role.MEMBER: 1.0, Role.CHAIR: 0.8}
    weighed = [
        (
            r,
            (1 - share) * r.score / top + share * asking.get(r.turn.role, 0.0) * concern(r.passage.searched),
        )
        for r in ranked
    ]
    raised: set[tuple[str, Theme]] = set()
    scored = []
    for r, weight in sorted(weighed, key=lambda w: -w[1]):
        themes = {(r.header.name, theme) for theme in themes_of(r.passage.searched)}
        scored.append(replace(r, score=weight * (SAME_THEME if themes and themes <= raised else 1.0)))
        raised |= themes
    return scored
