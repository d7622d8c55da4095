"""Features of the candidates for a question: what the ranker weighs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.asked import Asked, asked_in, counted_in, held_in
from assistant.evidence.cases import RankedCase
from assistant.evidence.pool import Candidate, Formed
from assistant.evidence.words import KEPT, Words, lemmas_of, letters_of, likeness
from assistant.understand.cues import OF_HEADER, Want
from assistant.understand.question import Question
from assistant.understand.terms import Term
from corpus.language import fold, format_reference, sentences, squeeze
from corpus.model import Role, Span
from corpus.search import context

Rows = NDArray[np.float64]


def measure(
    question: Question,
    terms: Sequence[Term],
    candidates: Sequence[Candidate],
    ranked: Sequence[RankedCase],
    formed: Formed,
    words: Words,
) -> dict[str, Rows]:
    """The features of the candidates by name, each (candidates,).

    Args:
        question: as understood.
        terms: its topics against the corpus.
        candidates: of the pool, in the order of their documents.
        ranked: the cases in scope, best first.
        formed: what an answer form made of the question.
        words: of the question.
    """
    kinds = asked_in(fold(question.focus))
    topics = [t for t in terms if t.known]
    rows = [_row(question, words, kinds, topics, c, formed.quotes) for c in candidates]
    found = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    found |= _of_cases(candidates, ranked)
    _beside(found, candidates)
    _as_wanted(found, question)
    _against_the_pool(found, candidates)
    shared = {
        "kinds_asked": float(len(kinds)),
        "rare_absent": 1 - words.share(_said(words.rarest, candidates), words.rarest),
        "own_words": float(len(words.own)),
        "formed_any": float(bool(formed.quotes)),
        "names_place": float(bool(question.municipalities)),
        "follows": float(bool(question.standalone.subject)),
        **{f"wants_{want.value}": float(question.wants is want) for want in Want},
        **{f"asks_{kind.value}": float(kind in kinds) for kind in Asked},
        "asks_count": float(counted_in(fold(question.focus)) is not None),
    }
    return found | {name: np.full(len(candidates), value) for name, value in shared.items()}


def _row(
    question: Question,
    words: Words,
    kinds: tuple[Asked, ...],
    topics: Sequence[Term],
    candidate: Candidate,
    formed: Sequence[tuple[str, Span]],
) -> dict[str, float]:
    document, window, case = candidate.document, candidate.window, candidate.case
    turns = [document.turns[document.passages[i].turn] for i in range(window.first, window.last + 1)]
    text = candidate.text
    told, read = context(document.header, case, turns[0]), _read(text)
    spoken = " ".join(dict.fromkeys(t.speaker for t in turns if t.speaker))
    body, head = lemmas_of(f"{text} {spoken}" if spoken else text), lemmas_of(told)
    letters, above = letters_of(text), letters_of(context(document.header, case))
    lacking = [pair for pair in words.pairs if pair not in letters]
    in_body = {word for word in words.own if word in body}
    in_both = in_body | {word for word in (*words.own, *words.subject) if word in head or word in body}
    placed = 0.0
    if question.municipalities and document.header.municipality:
        placed = 1.0 if document.header.municipality in question.municipalities else -1.0
    roles = {t.role for t in turns}
    numbers = question.numbers + question.meetings
    articles = {format_reference(a) for a in question.articles}
    held = {a for i in range(window.first, window.last + 1) for a in document.passages[i].articles}
    of_case = {a.reference for a in case.articles} if case else set()
    spans = [
        n
        for n, (name, span) in enumerate(formed)
        if name == document.header.name and _overlap(span, window.span)
    ]
    covered = sum(
        max(0, min(span.end, window.span.end) - max(span.start, window.span.start))
        for name, span in formed
        if name == document.header.name
    )
    ruled = case.outcome_span if case else None
    attached = [a.span for a in case.attachments] if case else []
    return {
        "bm25": words.bm25(body),
        "bm25_head": words.bm25(head),
        "share": words.share(in_body, words.own),
        "share_head": words.share(head, words.own),
        "share_both": words.share(in_both, words.own),
        "share_rarest": words.share(in_body, words.rarest),
        "share_rarest_both": words.share(in_both, words.rarest),
        "share_subject": words.share(in_both, words.subject),
        "instead": float(any(all(word in body for word in some) for some in words.instead)),
        "pairs": (len(words.pairs) - len(lacking)) / max(1, len(words.pairs)),
        "pairs_both": (len(words.pairs) - sum(pair not in above for pair in lacking))
        / max(1, len(words.pairs)),
        "topics": _topics(topics, text),
        "topics_title": _topics(topics, case.title if case else document.header.title or ""),
        "lexical": candidate.lexical,
        "placed": placed,
        "role": float(bool(roles & set(question.roles))) - float(bool(question.roles)) * 0.5,
        "number": float(
            any(n.removeprefix("諮問").removeprefix("答申") in read.plain + _plain(told) for n in numbers)
        )
        - 0.5 * bool(numbers),
        "articles": float(bool(articles & held)) - 0.5 * bool(articles),
        "articles_case": float(bool(articles & of_case)) - 0.5 * bool(articles),
        "kinds_held": len(read.values.intersection(kinds)) / len(kinds) if kinds else 1.0,
        **{f"holds_{kind.value}": float(kind in read.values and kind in kinds) for kind in Asked},
        **_counted(question, words, text),
        "named": float(any(_NAMED.search(t.speaker) for t in turns if t.speaker)) * (Asked.PERSON in kinds),
        "formed": 1 / (1 + spans[0]) if spans else 0.0,
        "formed_share": min(1.0, covered / max(1, window.span.end - window.span.start)),
        "size": float(len(read.plain)),
        "sentences": float(text.count("。")),
        "digits": read.digits,
        "in_case": float(case is not None),
        "begins_case": float(case is not None and window.span.start <= case.span.start + 5),
        "place": window.span.start / max(1, len(document.text)),
        "head": float(window.first == 0),
        "ruling": float(ruled is not None and _overlap(ruled, window.span)),
        "attached": float(any(_overlap(s, window.span) for s in attached)),
        "asks": float("か。" in text or "か？" in text),
        "member": float(Role.MEMBER in roles),
        "answers": float(bool({Role.EXECUTIVE, Role.SECRETARIAT} & roles)),
        "chair": float(Role.CHAIR in roles),
        "council": float(Role.COUNCIL in roles),
    }


_NAMED = re.compile(
    r"[一-鿿々ァ-ヶ]{1,4}[\s　]*(?:副?会長|委員|部会長|課長|係長|部長|室長|局長)|^[一-鿿々]{1,4}[\s　]*[（(]"
)
"""A speaker who has a name beside the post."""


def _counted(question: Question, words: Words, text: str) -> dict[str, float]:
    """Whether a window holds a number in the unit asked for, and the best share of the question's words beside one."""
    sought = counted_in(fold(question.focus))
    if sought is None:
        return {"counted": 0.0, "counted_beside": 0.0}
    cut = [fold(s.of(text)) for s in sentences(text)]
    beside = [
        lemmas_of(f"{cut[n - 1] if n else ''}{said}") for n, said in enumerate(cut) if sought.search(said)
    ]
    share = max((words.share(held, words.own) for held in beside), default=0.0)
    return {"counted": float(bool(beside)), "counted_beside": share}


_WANTED: tuple[tuple[str, tuple[Want, ...]], ...] = (
    ("ruling", (Want.RULING, Want.COMPARISON, Want.COURSE, Want.LIST, Want.COUNT)),
    ("attached", (Want.CONDITIONS, Want.WORDING)),
    ("member", (Want.ISSUES, Want.REASONS)),
    ("answers", (Want.FACT,)),
    ("chair", (Want.CONDITIONS, Want.REASONS)),
    ("council", (Want.RULING, Want.REASONS)),
    ("begins_case", (Want.SIMILAR, Want.LIST)),
)
"""What a window is, and the intents for which that counts."""


def _as_wanted(found: dict[str, Rows], question: Question) -> None:
    """Add what a window is where the intent asks for it, and a document's head where the question asks for its values."""
    for name, wants in _WANTED:
        found[f"{name}_wanted"] = found[name] * (question.wants in wants)
    found["head_wanted"] = found["head"] * bool(OF_HEADER & set(question.fields))
    found["place_wanted"] = found["place"] * (question.wants is Want.RULING)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


@lru_cache(maxsize=KEPT)
def _plain(text: str) -> str:
    return squeeze(fold(text))


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of a window's text, whatever the question."""

    plain: str
    digits: float
    """The share of its characters, 0 to 1."""
    values: frozenset[Asked]


@lru_cache(maxsize=KEPT)
def _read(text: str) -> _Read:
    plain = _plain(text)
    return _Read(plain, sum(map(str.isdigit, plain)) / max(1, len(plain)), held_in(text))


def _said(sought: Sequence[str], candidates: Sequence[Candidate]) -> set[str]:
    """Those of some words that a candidate holds."""
    return {word for word in sought if any(word in lemmas_of(candidate.text) for candidate in candidates)}


def _topics(topics: Sequence[Term], text: str) -> float:
    """How far a text holds the topics, weighted by their length, 0 to 1."""
    total = sum(len(t.phrase) for t in topics)
    if not total:
        return 0.0
    return sum(len(t.phrase) * max(likeness(w, text) for w in (t.phrase, *t.instead)) for t in topics) / total


def _of_cases(candidates: Sequence[Candidate], ranked: Sequence[RankedCase]) -> dict[str, Rows]:
    """The score of each candidate's case and of its document relative to the best, and the case's rank."""
    top = max((r.score for r in ranked), default=0.0) or 1.0
    scores = {(r.header.name, r.case.ordinal if r.case else None): r.score / top for r in ranked}
    order = {key: n for n, key in enumerate(scores)}
    best: dict[str, float] = {}
    for (name, _), score in scores.items():
        best[name] = max(score, best.get(name, 0.0))
    keys = [(c.header.name, c.window.case) for c in candidates]
    return {
        "case_score": np.array([scores.get(key, 0.0) for key in keys]),
        "case_rank": np.array([1 / (1 + order.get(key, len(order))) for key in keys]),
        "document_score": np.array([best.get(name, 0.0) for name, _ in keys]),
    }


def _beside(found: dict[str, Rows], candidates: Sequence[Candidate]) -> None:
    """Add to each candidate what the windows before and after it hold."""
    places = {(c.header.name, c.window.ordinal): i for i, c in enumerate(candidates)}
    for name in ("share", "formed"):
        values = found[name]
        for side, step in (("before", -1), ("after", 1)):
            at = [places.get((c.header.name, c.window.ordinal + step)) for c in candidates]
            found[f"{name}_{side}"] = np.array([0.0 if i is None else values[i] for i in at])


def _against_the_pool(found: dict[str, Rows], candidates: Sequence[Candidate]) -> None:
    """Add how far each candidate is behind the best of the pool, and how its document stands."""
    _, of = np.unique([c.header.name for c in candidates], return_inverse=True)
    for name in ("bm25", "share_both", "lexical"):
        values = found[name]
        top = values.max()
        found[f"{name}_gap"] = top - values
        found[f"{name}_rank"] = 1 / (1 + (-values).argsort(kind="stable").argsort(kind="stable"))
        best = np.full(len(values), -np.inf)
        np.maximum.at(best, of, values)
        inside = best[of]
        found[f"{name}_document"] = top - inside
        found[f"{name}_inside"] = inside - values
        found[f"{name}_level"] = (values - values.mean()) / (values.std() or 1.0)
