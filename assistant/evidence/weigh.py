"""Weighing: which windows of the wide pool an answer quotes, and whether silence is better. The one place that decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.cases import RankedCase
from assistant.evidence.certainty import certainty
from assistant.evidence.features import measure
from assistant.evidence.pool import Candidate, Formed, wide_pool
from assistant.evidence.ranker import Ranker, probability
from assistant.evidence.words import Words
from assistant.understand.question import Question
from assistant.understand.terms import Term
from corpus.model import Span
from corpus.search import Filters
from corpus.store import Corpus

FAINT, ELSEWHERE = 0.002, 0.03
"""Least probability of a window that is quoted beside the best one: of the same document, of another."""
_OVERRULES = 0.12
"""Least probability of the best window that overrules a form's reason for silence, however a question is worded."""
_ENTITLED, _LIKELY = 0.8, 0.4
"""Share of the topics in a case's title, and probability of the best window, from which a case that is plainly meant is not met with
silence, however a question is worded."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a question's pool holds."""

    windows: tuple[Candidate, ...]
    """Those worth quoting, the likeliest first."""
    answers: float
    """The probability that the corpus answers."""
    silent: bool
    """Whether silence is better."""
    chances: tuple[tuple[str, Span, float], ...] = ()
    """The probability of every candidate, by document and span."""

    def chance_of(self, document: str, span: Span) -> float:
        """The probability of the likeliest candidate that holds the beginning of a span."""
        return max(
            (c for name, at, c in self.chances if name == document and at.start <= span.start < at.end),
            default=0.0,
        )


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates for a question with their features, as the ranker and its training see them."""

    candidates: Sequence[Candidate]
    found: Mapping[str, NDArray[np.float64]]

    def chances(self, ranker: Ranker) -> NDArray[np.float64]:
        """The probability of each candidate that it answers, 0 to 1."""
        chances: NDArray[np.float64] = 1 / (1 + np.exp(-ranker.windows.odds(self.found)))
        return chances


def gather(
    question: Question,
    terms: Sequence[Term],
    ranked: Sequence[RankedCase],
    formed: Formed,
    filters: Filters,
    corpus: Corpus,
) -> Pool | None:
    """Find the candidates for a question and measure them; None where there are none.

    Args:
        question: as understood.
        terms: its topics against the corpus.
        ranked: the cases in scope, best first.
        formed: what an answer form made of it.
        filters: only what passes them is searched.
        corpus: is searched.
    """
    candidates = wide_pool(question, terms, filters, corpus, formed)
    if not candidates:
        return None
    return Pool(
        candidates, measure(question, terms, candidates, ranked, formed, Words(question, terms, corpus))
    )


def weigh(question: Question, pool: Pool | None, formed: Formed, ranker: Ranker) -> Evidence:
    """Weigh the candidates.

    Args:
        question: as understood.
        pool: its candidates.
        formed: what an answer form made of it.
        ranker: what was learned.
    """
    if pool is None:
        return Evidence((), 0.0, silent=True)
    chances = pool.chances(ranker)
    features = certainty(pool.found, chances, pool.candidates, formed, ranker.wording.odds(question.focus))
    order = np.argsort(-chances, kind="stable")
    names = [candidate.header.name for candidate in pool.candidates]
    floors = [FAINT if name == names[order[0]] else ELSEWHERE for name in names]
    worth = [i for n, i in enumerate(order) if n == 0 or chances[i] >= floors[i]]
    answers = probability(ranker.answers.odds(features))
    plain = _across(pool, formed) or _plainly(pool, formed, float(chances.max()))
    unfounded = bool(formed.why) and float(chances.max()) < _OVERRULES
    doubted = unfounded or (answers < ranker.least and not plain)
    by_place = tuple(
        (c.header.name, c.window.span, float(chance))
        for c, chance in zip(pool.candidates, chances, strict=True)
    )
    return Evidence(tuple(pool.candidates[i] for i in worth), answers, doubted, by_place)


def _across(pool: Pool, formed: Formed) -> bool:
    """Whether a form tells what several cases hold on a point and no value is asked for: then there is none to be missing."""
    return formed.form == "point" and not pool.found["kinds_asked"][0]


def _plainly(pool: Pool, formed: Formed, best: float) -> bool:
    """Whether the case's title and text hold all that is asked about, the best window likely answers, and no value is asked for."""
    named = formed.covered == 1 and formed.entitled >= _ENTITLED
    return not formed.why and named and best >= _LIKELY and not pool.found["kinds_asked"][0]
