"""Ranks past cases by similarity to a planned case, and says what each shares with it and where it differs."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import TypeVar

from assistant.answer import Citation
from assistant.drafting.facets import Values, differences, nearness, shared, values_of
from assistant.drafting.precedents import Numbered
from assistant.evidence.quotes import Citer, outcome_quote, subject_span, whole_sentences
from assistant.understand.topics import topics_of
from corpus.language import UNIFICATION, character_pairs, content_lemmas, find_articles, fold, format_reference
from corpus.model import PENDING, Case, CaseKind, Document, Header, Outcome, Role, case_id
from corpus.search import Filters, Query
from corpus.store import Corpus

POOL = 200
"""How many documents and cases each search returns."""
COMPARED = 24
"""How many cases or series are compared facet by facet."""
TERMS, KEY_TERMS = 80, 15
"""How many of the most informative lemmas are searched, and how many of those in a second search."""
KEY_TERMS_WEIGHT = 0.6
DOCUMENT = 0.5
"""Share of the document's score in a case's score; a document's only case takes the whole document's score."""
FACETS = 0.3
"""Share of the facets' similarity in a case's score."""
ARTICLE = 0.1
"""Added to the score if both cite the same article. All but this are tuned by `python -m benchmarks.similar`."""
PRECEDENT = 0.3
"""Added to the score of the document that the likest documents cite most, to others in proportion."""
CITING = 20
"""How many of the likest documents are asked which precedents they cite."""
SAME_DAY_TITLE = 0.6
"""Least likeness of the titles of a series on one day: on cited precedents MRR@10 .35 without, .43 with grouping."""
SERIES_TITLE = 0.9
"""Least likeness of the titles of a series on different days."""
NEAR_ENOUGH = 0.75
"""Share of the third case's score that a case with another kind of outcome needs to take the third place."""
_MOST_CHARACTERS = 20_000
_WORDS_SHOWN = 5
_RARE = 0.5
"""A shared word is worth telling if at most this share of the compared cases contain it."""
_CITATIONS = 3

T = TypeVar("T")
_AGAINST = (Outcome.REFUSED, Outcome.REVOKED, Outcome.PARTLY_REVOKED)


@dataclass(frozen=True, slots=True)
class Similar:
    """A past case that is similar, or a series of near-identical cases."""

    header: Header
    case: Case
    score: float
    """0 to 1 within one search."""
    why: tuple[str, ...]
    """What both cases share, a line for each point."""
    differences: tuple[str, ...]
    outcome: str | None
    citations: tuple[Citation, ...]
    """Quotes its subject, outcome and attachments; the markers count from 1 in each case."""
    series: tuple[tuple[Header, Case], ...] = ()
    """The other cases of its series."""

    @property
    def id(self) -> str:
        """The case's identifier, as the command line prints it."""
        return case_id(self.header.name, self.case.ordinal)


@dataclass(slots=True)
class _Candidate:
    header: Header
    case: Case
    score: float
    text: str = ""
    values: Values = field(default_factory=dict)
    articles: tuple[str, ...] = ()
    series: list[tuple[Header, Case]] = field(default_factory=list)
    cited_by: tuple[Header, ...] = ()
    """Documents that are like the description and cite this one."""


def similar(
    description: str, corpus: Corpus, filters: Filters = Filters(), limit: int = 8
) -> tuple[Similar, ...]:
    """The past cases that are most similar to a described case, best first.

    Args:
        description: of the planned case, in its own words; only its first 20,000 characters count.
        corpus: is searched.
        filters: only what passes them; `exclude` leaves out the document that the description is taken from.
        limit: how many at most; a series counts as one.
    """
    description = description[:_MOST_CHARACTERS]
    if not description.strip():
        return ()
    candidates = _grouped(_ranked(description, corpus, filters)[:POOL], COMPARED)
    described = values_of(description)
    for candidate in candidates:
        candidate.text = fold(candidate.case.span.of(corpus.text(candidate.header.name))[:_MOST_CHARACTERS])
        candidate.values = values_of(f"{candidate.case.title}\n{candidate.text}")
    references = _references(description)
    for candidate in candidates:
        if described:
            candidate.score *= 1 - FACETS
            candidate.score += FACETS * nearness(described, candidate.values)
        candidate.articles = _same_articles(references, candidate, description)
        candidate.score += ARTICLE * bool(candidate.articles)
    candidates.sort(key=lambda c: -c.score)
    chosen = _balanced(candidates, limit)
    topics = topics_of(description)
    return tuple(_similar(c, described, _telling(topics, c, candidates), corpus) for c in chosen)


def _ranked(description: str, corpus: Corpus, filters: Filters) -> list[_Candidate]:
    """The cases that match the description's informative terms, scored by case and by document."""
    terms = _informative(description, corpus, filters)
    all_terms, key_terms = (Query("。".join(terms[:n]), filters=filters) for n in (TERMS, KEY_TERMS))
    documents = defaultdict(float, _levelled(corpus.search_documents(all_terms, POOL)))
    for name, score in _levelled(corpus.search_documents(key_terms, POOL)).items():
        documents[name] += KEY_TERMS_WEIGHT * score
    hits = corpus.search_cases(all_terms, POOL)
    cases = _levelled([((hit.document, hit.case), hit.score) for hit in hits])
    whole = _levelled(list(documents.items()))
    found = []
    for header, held in corpus.outlines(filters):
        share = DOCUMENT if len(held) > 1 else 1.0
        for case in held:
            if case.kind is CaseKind.OTHER and not filters.kinds:
                continue  # the council's own affairs: its next meeting, how it meets
            score = (1 - share) * cases.get((header.name, case.ordinal), 0.0)
            score += share * whole.get(header.name, 0.0)
            if score:
                found.append(_Candidate(header, case, score))
    _raise_precedents(found, corpus)
    return sorted(found, key=lambda c: (-c.score, c.header.name, c.case.ordinal))


def _raise_precedents(found: Sequence[_Candidate], corpus: Corpus) -> None:
    """Raise the documents on which those that are likest rested, each by the scores of those that cite it."""
    best: dict[str, _Candidate] = {}
    for candidate in sorted(found, key=lambda c: -c.score):
        best.setdefault(candidate.header.name, candidate)
    numbered = Numbered(candidate.header for candidate in best.values())
    citing: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in list(best.values())[:CITING]:
        for name in numbered.cited_in(candidate.header, corpus.text(candidate.header.name)):
            citing[name].append(candidate)
    weights = {name: sum(c.score**2 for c in candidates) for name, candidates in citing.items()}
    most = max(weights.values(), default=1.0)
    for candidate in found:
        if candidate.header.name in citing:
            candidate.cited_by = tuple(c.header for c in citing[candidate.header.name])
    for candidate in found:
        candidate.score += PRECEDENT * weights.get(candidate.header.name, 0.0) / most


def _references(description: str) -> dict[str, str | None]:
    """The articles that a description names, with their laws."""
    return {format_reference(m.article): m.law for m in find_articles(description)}


def _same_articles(
    references: Mapping[str, str | None], candidate: _Candidate, description: str
) -> tuple[str, ...]:
    """The articles that both cite: of the same law, or of a municipality that the description names.

    The same article number in the ordinances of two cities is not the same rule.
    """
    place = candidate.header.municipality
    named = place is not None and place in description
    return tuple(
        dict.fromkeys(
            use.reference
            for use in candidate.case.articles
            if use.reference in references and (named or (use.law and use.law == references[use.reference]))
        )
    )


def _informative(description: str, corpus: Corpus, filters: Filters) -> list[str]:
    """The description's lemmas that occur in the corpus, by rarity there and frequency in the description."""
    counted = Counter(content_lemmas(description))
    passages = corpus.counts(filters).passages
    held = {lemma: number for lemma, number in corpus.frequency(counted).items() if number}
    return sorted(held, key=lambda t: -log(1 + passages / (1 + held[t])) * counted[t] ** 0.5)


def _levelled(scores: Sequence[tuple[T, float]]) -> dict[T, float]:
    """The scores divided by the highest score."""
    top = max((score for _, score in scores), default=0.0) or 1.0
    return {key: score / top for key, score in scores}


def _grouped(candidates: Sequence[_Candidate], most: int) -> list[_Candidate]:
    """The first `most` cases, a series counting as one under its best case."""
    groups: list[tuple[_Candidate, frozenset[str]]] = []
    for candidate in candidates:
        title = frozenset(character_pairs(candidate.case.title))
        for first, first_title in groups:
            if _same_series(first, candidate, first_title, title):
                first.series.append((candidate.header, candidate.case))
                break
        else:
            if len(groups) < most:
                groups.append((candidate, title))
    return [first for first, _ in groups]


def _same_series(a: _Candidate, b: _Candidate, in_a: frozenset[str], in_b: frozenset[str]) -> bool:
    apart = a.header.name != b.header.name and a.header.dated == b.header.dated
    least = SAME_DAY_TITLE if apart else SERIES_TITLE
    shorter, longer = sorted((len(in_a), len(in_b)))
    if shorter < least * longer or (a.header.municipality, a.header.council) != (
        b.header.municipality,
        b.header.council,
    ):
        return False
    both = len(in_a & in_b)
    return both >= least * (shorter + longer - both) > 0


def _leaning(case: Case) -> str:
    if case.outcome in PENDING:
        return "open"
    return "against" if case.outcome in _AGAINST else "for"


def _balanced(ranked: Sequence[_Candidate], limit: int) -> list[_Candidate]:
    """The first `limit` cases; the third has another kind of outcome than the first two if one scores nearly as high."""
    first = list(ranked[:limit])
    if limit < 3 or len({_leaning(c.case) for c in ranked[:3]}) > 1:
        return first
    floor = NEAR_ENOUGH * ranked[2].score if len(ranked) > 2 else 0.0
    for other in ranked[3:]:
        if other.score < floor:
            break
        if _leaning(other.case) != _leaning(ranked[0].case):
            rest = [c for c in ranked[2:] if c is not other]
            return [*ranked[:2], other, *rest][:limit]
    return first


def _telling(topics: Sequence[str], candidate: _Candidate, beside: Sequence[_Candidate]) -> list[str]:
    """The description's words that the case shares and few other cases have, rarest first."""
    holders = {t: sum(t in c.text for c in beside) for t in map(fold, topics) if t in candidate.text}
    rare = [t for t, number in holders.items() if number <= max(1, _RARE * len(beside))]
    return sorted(rare, key=lambda t: (holders[t], -len(t)))[:_WORDS_SHOWN]


def _similar(candidate: _Candidate, described: Values, words: Sequence[str], corpus: Corpus) -> Similar:
    header, case = candidate.header, candidate.case
    why = [f"{facet}: {'、'.join(values)}" for facet, values in shared(described, candidate.values).items()]
    if candidate.articles:
        why.insert(0, f"条項: {'、'.join(candidate.articles)}")
    if candidate.cited_by:
        numbers = "、".join(h.number or h.name for h in candidate.cited_by[:_CITATIONS])
        why.append(f"似た案件の資料{len(candidate.cited_by)}件が引用: {numbers}")
    if words:
        why.append(f"共通の語: {'、'.join(words)}")
    differing = differences(described, candidate.values)
    reviewed = "第三者点検" in candidate.values.get("法的な論点", ())
    if header.dated and header.dated < UNIFICATION and not reviewed:
        differing.append("制度: 先例は旧条例下（令和5年4月1日より前）")
    document = corpus.document(header.name)
    return Similar(
        header=header,
        case=case,
        score=round(candidate.score, 4),
        why=tuple(why),
        differences=tuple(differing),
        outcome=case.outcome.value if case.outcome else None,
        citations=case_citations(document, case),
        series=tuple(candidate.series),
    )


def case_citations(document: Document, case: Case) -> tuple[Citation, ...]:
    """Citations of a case's outcome, attachments and subject."""
    citer = Citer(_CITATIONS, lambda _: document)
    name = document.header.name
    if case.outcome_span:
        words = content_lemmas(case.title)
        citer.cite(name, outcome_quote(document, case.outcome_span, words), Role.COUNCIL, case)
    for attachment in case.attachments:
        citer.cite(name, whole_sentences(document, attachment.span), Role.COUNCIL, case)
    about = subject_span(document, case) or case.title_span
    if about and not citer.full:
        citer.cite(name, about, None, case)
    return tuple(citer.citations)
