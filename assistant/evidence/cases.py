"""The cases in scope, ranked: each by its text, its title and its values in the register."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence.words import likeness
from assistant.understand.question import Question
from assistant.understand.scope import Scope
from assistant.understand.terms import Term
from corpus.language import fold, format_reference, squeeze
from corpus.model import Case, CaseKind, Header
from corpus.search import PassageHit, Query
from corpus.store import Corpus

EVIDENCE_PASSAGES = 200
"""Passages that speak for a case or a turn, at most."""
IN_TITLE = 0.6
"""Share of a topic's character pairs that a title must hold for the title to name the topic."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features; tuned by benchmarks/tune.py."""

    whole_case: float = 0.5
    """The score of the case as one text; the rest to 1 is that of its best passages."""
    title: float = 0.9
    article: float = 0.5
    outcome: float = 0.2
    number: float = 1.0
    consultation: float = 0.08
    """What a consultation has ahead of a confirmation of a report, a notification or other business."""
    subject: float = 0.5
    """The subject that the conversation gave, relative to the question's own words."""
    beside_title: float = 0.8
    """The question's words that are not in the case's title: inside the case they discriminate between passages."""
    neighbour: float = 0.45
    """The share that an answer takes of its question's score, and a question of its answer's."""
    other_case: float = 0.55
    """Factor for a passage of a chosen document outside the chosen cases."""
    role: float = 1.25
    """Factor for a passage in the role that the question names."""


@dataclass(frozen=True, slots=True)
class RankedCase:
    """A case with its score; a case None stands for a document's text outside its cases, or for the whole document."""

    header: Header
    case: Case | None
    score: float
    """The higher the better; comparable within one question only."""
    title: float
    """Share of the question's topics that its title holds, 0 to 1."""


def search_words(question: Question, terms: Sequence[Term]) -> str:
    """The query for cases: the subject, the question, its terms or their synonyms, and what it quotes."""
    words = [t.phrase for t in terms if t.held] + [w for t in terms for w in t.instead]
    return " ".join([question.standalone.subject, question.told, *words, *question.quoted])


def rank_cases(
    question: Question, terms: Sequence[Term], scope: Scope, corpus: Corpus, weights: Weights
) -> list[RankedCase]:
    """Rank the cases in scope by text, title and register, best first; a document's text outside its cases counts as one."""
    articles = tuple(format_reference(a) for a in question.articles)
    query = Query(search_words(question, terms), articles, scope.filters, question.told)
    hits = corpus.search_passages(query, EVIDENCE_PASSAGES)
    whole = {
        (h.document, h.case if h.case >= 0 else None): h.score
        for h in corpus.search_cases(query, EVIDENCE_PASSAGES)
    }
    best = _best_passages(hits)
    top_whole, top_best = max(whole.values(), default=1.0) or 1.0, max(best.values(), default=1.0) or 1.0
    topics = [t for t in terms if t.known]
    cases = {(h.name, c.ordinal): c for h, c in corpus.cases(scope.filters)}
    ranked = []
    for name, ordinal in {*whole, *best}:
        header = scope.headers.get(name)
        if header is None:
            continue
        case = cases.get((name, ordinal)) if ordinal is not None else None
        words = weights.whole_case * whole.get((name, ordinal), 0.0) / top_whole
        words += (1 - weights.whole_case) * best.get((name, ordinal), 0.0) / top_best
        likeness_of_title, title = _title(topics, case)
        register = weights.article * _articles(articles, case) + weights.outcome * _outcome(question, case)
        register += weights.number * _numbered(question, case) + weights.consultation * _consulted(case)
        score = words + weights.title * likeness_of_title + register
        ranked.append(RankedCase(header, case, score, title))
    return sorted(ranked, key=lambda r: (-r.score, r.header.name))


def _best_passages(hits: Sequence[PassageHit]) -> dict[tuple[str, int | None], float]:
    """Per case the discounted sum of its three best passages: each counts half of the one before."""
    scores: dict[tuple[str, int | None], list[float]] = defaultdict(list)
    for hit in hits:
        scores[hit.document, hit.passage.case].append(hit.score)
    return {
        key: sum(s * 0.5**i for i, s in enumerate(sorted(values, reverse=True)[:3]))
        for key, values in scores.items()
    }


def _title(topics: Sequence[Term], case: Case | None) -> tuple[float, float]:
    """The likeness of the topics to a title, and the share of the topics that it names; both weighted by length."""
    if case is None or not topics:
        return 0.0, 0.0
    words = [(t.phrase, *t.instead) for t in topics]
    sizes = [len(group[0]) for group in words]
    found = [max(likeness(w, case.title) for w in group) for group in words]
    weighed = list(zip(found, sizes, strict=True))
    held = sum(s for f, s in weighed if f >= IN_TITLE)
    return sum(f * s for f, s in weighed) / sum(sizes), held / sum(sizes)


def _articles(asked: Sequence[str], case: Case | None) -> float:
    if case is None or not asked:
        return 0.0
    held = {a.reference for a in case.articles}
    return sum(a in held for a in asked) / len(asked)


def _outcome(question: Question, case: Case | None) -> float:
    return float(case is not None and case.outcome in question.outcomes)


def _numbered(question: Question, case: Case | None) -> float:
    number = squeeze(fold(case.number)) if case and case.number else ""
    return float(
        any(number.endswith(n) for n in question.numbers if not n.startswith("答申")) if number else False
    )


def _consulted(case: Case | None) -> float:
    return float(case is not None and case.kind is CaseKind.CONSULTATION)
