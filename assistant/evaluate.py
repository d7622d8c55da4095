"""Evaluation of answers against gold: the figures by which changes to reading, retrieval and answering are measured.

A gold passage counts as found when the quotes of the first 8 citations (16 where a question has more than 5 gold
passages) cover at least 60 % of its characters in the same document; of a quote only the first 400 characters count.
"""

import collections
import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FIRST, FIRST_OF_LIST, LIST_FROM, QUOTE_CHARS, COVERED = 8, 16, 6, 400, 0.6


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer against its gold."""

    id: str
    kind: str
    answerable: bool
    answered: bool
    recall: float | None
    precision: float | None
    quotes: int
    characters: int
    """Of all its quotes, white space aside."""
    verbatim: int
    violation: bool
    elapsed_ms: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures over all questions; NaN where nothing counts towards one."""

    questions: int
    recall: float
    precision: float
    verbatim: float
    abstained: float
    over_abstained: float
    violations: int
    p50_ms: int
    p95_ms: int
    by_kind: Mapping[str, tuple[int, float]]
    """Kind of question to number of answerable questions and their recall."""


def squeeze(text: str) -> str:
    """The text without white space and <p> tags."""
    return re.sub(r"\s|</?p>", "", text)


def judge(gold: Mapping[str, Any], answer: Mapping[str, Any], text_of: Callable[[str], str]) -> Judged:
    """Score one answer (in its JSON shape) against its gold question line.

    Args:
        gold: a question line with `kind`, `answerable`, `documents`, `passages`, `must_not_say`.
        answer: what `ask --json` prints for it.
        text_of: a document's text by name, squeezed; empty where there is none.
    """
    citations = answer["citations"]
    passages = gold["passages"]
    first = citations[: FIRST_OF_LIST if len(passages) >= LIST_FROM else FIRST]
    return Judged(
        id=gold["id"],
        kind=gold["kind"],
        answerable=gold["answerable"],
        answered=answer["answered"],
        recall=_mean(_covered(p, first, text_of) for p in passages) if passages else None,
        precision=_mean(c["document"] in gold["documents"] for c in first)
        if first and gold["documents"]
        else None,
        quotes=len(citations),
        characters=sum(len(squeeze(c["quote"])) for c in citations),
        verbatim=sum(
            bool(c["quote"].strip()) and squeeze(c["quote"]) in text_of(c["document"]) for c in citations
        ),
        violation=any(words in answer["answer"] for words in gold.get("must_not_say", [])),
        elapsed_ms=answer["elapsed_ms"],
    )


def recall_within(
    gold: Mapping[str, Any], answer: Mapping[str, Any], text_of: Callable[[str], str], characters: int
) -> float:
    """Recall of what a reader has read who stops after so many characters of quotes; 0 where nothing is to be found.

    Args:
        gold: a question line.
        answer: what `ask --json` prints for it.
        text_of: a document's text by name, squeezed; empty where there is none.
        characters: of the quotes in their order, white space aside; the last one is cut.
    """
    marked: dict[str, set[int]] = collections.defaultdict(set)
    left = characters
    for citation in answer["citations"]:
        quote = squeeze(citation["quote"])[: max(0, left)]
        left -= len(quote)
        for start, end in _places(text_of(citation["document"]), quote):
            marked[citation["document"]].update(range(start, end))
    found = (_share(p, marked[p["document"]], text_of(p["document"])) >= COVERED for p in gold["passages"])
    return _mean(found) if gold["passages"] else 0.0


def figures(judged: Sequence[Judged]) -> Figures:
    """Aggregate the scores of all answers."""
    asked = [j for j in judged if j.answerable]
    vain = [j for j in judged if not j.answerable]
    kinds: dict[str, list[float]] = collections.defaultdict(list)
    for j in asked:
        kinds[j.kind].append(j.recall or 0.0)
    times = sorted(j.elapsed_ms for j in judged) or [0]
    quotes = sum(j.quotes for j in judged)
    return Figures(
        questions=len(judged),
        recall=_mean(j.recall or 0.0 for j in asked),
        precision=_mean(j.precision for j in asked if j.precision is not None),
        verbatim=sum(j.verbatim for j in judged) / quotes if quotes else math.nan,
        abstained=_mean(not j.answered for j in vain),
        over_abstained=_mean(not j.answered for j in asked),
        violations=sum(j.violation for j in judged),
        p50_ms=times[len(times) // 2],
        p95_ms=times[int(len(times) * 0.95)],
        by_kind={kind: (len(values), _mean(values)) for kind, values in sorted(kinds.items())},
    )


def _covered(
    passage: Mapping[str, str], citations: Iterable[Mapping[str, Any]], text_of: Callable[[str], str]
) -> bool:
    text = text_of(passage["document"])
    marked: set[int] = set()
    for citation in citations:
        if citation["document"] == passage["document"]:
            for start, end in _places(text, squeeze(citation["quote"])[:QUOTE_CHARS]):
                marked.update(range(start, end))
    return _share(passage, marked, text) >= COVERED


def _share(passage: Mapping[str, str], marked: Collection[int], text: str) -> float:
    """The share of a gold passage that is marked, at the place where most of it is."""
    places = _places(text, squeeze(passage["quote"]))
    return max((sum(i in marked for i in range(s, e)) / (e - s) for s, e in places), default=0.0)


def _places(text: str, words: str) -> list[tuple[int, int]]:
    return (
        [(m.start(), m.start() + len(words)) for m in re.finditer(f"(?={re.escape(words)})", text)]
        if words
        else []
    )


def _mean(values: Iterable[float | bool]) -> float:
    held = [float(v) for v in values]
    return sum(held) / len(held) if held else math.nan
