"""Case selection: which of the ranked cases an answer covers, and how many citations each may take."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.evidence.cases import IN_TITLE, RankedCase
from assistant.evidence.words import likeness
from assistant.understand.cues import OF_HEADER, Want
from assistant.understand.question import Question

SIMILAR = 3
"""Most cases in an answer that lists similar cases."""
ACROSS = 6
"""Most cases in an answer on a point that comes up in many, such as subcontracting."""
COMPARED = 5
_ALIKE, _NEAR, _AS_GOOD, _EVIDENT = 0.6, 0.75, 0.93, 0.7
"""Least share of the best case's score: of a similar case, of one in a list, of a second best that ties, of one on a point."""
STANDS_OUT = 0.8
"""Share of the best case's score below which a second case leaves most citations to the best."""
_EACH = re.compile(r"(?:と|や)[^。]{2,40}(?:それぞれ|どちら|両方)")
_OF_ALL = re.compile(r"それぞれ|各々|おのおの|どちらも|両方")
_OF_EACH = re.compile(r"(?:どの|各)(?:市|町|村|自治体|会議|審議会)|(?:市|町|村|自治体|会議|審議会)ごと")
_DEALT_WITH = re.compile(
    r"(?:審議|諮問|答申|議論)(?:し|され|をし)た(?:市|町|村|区|自治体|審議会|例|事例|案件|ところ)"
)
_RULINGS = re.compile(r"結論|結果|判断|条件|要望|承認|決着|扱い[はがの]")
NAMES = 4
"""Characters from which a topic in a title identifies the case: 結合 is in many titles."""
_IN_TITLE = 0.3
"""Share of the topics that the best case's title must hold for the question to be about that case."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cases of an answer, best first."""

    cases: tuple[RankedCase, ...]
    point: bool = False
    """Whether the question is about a point that came up in these cases; a case None stands for its whole document."""
    side_by_side: bool = False
    """Whether the answer compares what was said on the point in each."""


def choose(question: Question, ranked: Sequence[RankedCase]) -> Chosen:
    """Select from at least one case, ranked best first."""
    ways = (_compare, _each_head, _each_named, _across)
    return next((chosen for way in ways if (chosen := way(question, ranked))), None) or _nearest(
        question, ranked
    )


def _compare(question: Question, ranked: Sequence[RankedCase]) -> Chosen | None:
    """For a comparison: the best case of each municipality, or of each topic where the topics name several cases."""
    if question.wants is not Want.COMPARISON and not _several_places(question):
        return None
    compared = _compared(question, ranked)
    if len(compared) < 2 or len(question.municipalities) == 1:
        compared = _of_each_topic(question, ranked) or compared
    if len(compared) < 2:
        return None
    weighed = question.wants in (Want.COMPARISON, Want.RULING)
    point = not weighed or _on_a_point(question, compared)
    cases = (_place_or_case(question, r) if point else r for r in compared)
    return Chosen(tuple(cases), point, side_by_side=point)


def _each_head(question: Question, ranked: Sequence[RankedCase]) -> Chosen | None:
    """For a value in the head of each meeting: one case of each document."""
    if not OF_HEADER & set(question.fields) or not (
        _OF_EACH.search(question.focus) or _names_nothing(question)
    ):
        return None
    held_in = {r.header.name: r for r in reversed(ranked)}
    return Chosen(tuple(sorted(held_in.values(), key=lambda r: -r.score)))


def _names_nothing(question: Question) -> bool:
    """Whether a question names no place, no meeting, no number and no topic."""
    named = question.municipalities or question.meetings or question.numbers or question.period or question.day
    return not (named or question.topics or question.standalone.subject)


def _each_named(question: Question, ranked: Sequence[RankedCase]) -> Chosen | None:
    """For a question on each of several named cases: these cases."""
    named = _of_each_topic(question, ranked) if _EACH.search(question.focus) else []
    if len(named) < 2:
        return None
    point = question.wants is not Want.RULING
    return Chosen(tuple(named[:COMPARED]), point, side_by_side=point)


def _across(question: Question, ranked: Sequence[RankedCase]) -> Chosen | None:
    """For a point that no case is about: the cases where it came up, or those with the outcome that is named."""
    names_cases = question.wants is Want.SIMILAR or bool(_DEALT_WITH.search(question.focus))
    if names_cases or not _about_a_point(question, ranked[0]):
        return None
    so_ended = [r for r in ranked if r.case and r.case.outcome in question.outcomes]
    if so_ended and not question.topics:
        return Chosen(tuple(so_ended[:SIMILAR]))
    evident = [r for r in ranked if r.score >= _EVIDENT * ranked[0].score]
    return Chosen(tuple(evident[:ACROSS]), point=True)


def _nearest(question: Question, ranked: Sequence[RankedCase]) -> Chosen:
    if question.wants in (Want.SIMILAR, Want.LIST, Want.COUNT, Want.WORDING):
        floor = (_ALIKE if question.wants is Want.SIMILAR else _NEAR) * ranked[0].score
        near = [r for r in ranked if r.case is not None and r.score >= floor]
        return Chosen(tuple(near[:SIMILAR]) or (ranked[0],))
    if len(question.meetings) > 1:
        return Chosen(
            tuple(sorted(_of_each_meeting(ranked), key=lambda r: (r.header.dated is None, r.header.dated)))
        )
    close = [r for r in ranked if r.score >= _AS_GOOD * ranked[0].score][:2]
    elsewhere = close[0].header.municipality != close[-1].header.municipality
    return Chosen(tuple(close) if elsewhere else (ranked[0],))


def rooms(cases: Sequence[RankedCase], total: int) -> list[int]:
    """The number of citations for each case: equal shares, unless the best case stands out."""
    share = max(2, total // len(cases)) if len(cases) > 1 else total
    found = [share] * len(cases)
    if len(cases) > 1 and cases[1].score < STANDS_OUT * cases[0].score:
        found[0] = max(share, total - 2 * (len(cases) - 1))
        found[1:] = [2] * (len(cases) - 1)
    return found


def _compared(question: Question, ranked: Sequence[RankedCase]) -> list[RankedCase]:
    """The best case of each municipality, those named in the order of the question."""
    best: dict[str | None, RankedCase] = {}
    for r in ranked:
        if r.case is not None:
            best.setdefault(r.header.municipality, r)
    wanted = [best[p] for p in question.municipalities if p in best] or list(best.values())
    return wanted[:COMPARED]


def _of_each_topic(question: Question, ranked: Sequence[RankedCase]) -> list[RankedCase]:
    """For each topic the best case whose title holds it; empty unless they are several."""
    best: dict[tuple[str, int], RankedCase] = {}
    for topic in question.topics:
        named = (r for r in ranked if _named(topic, r))
        match = max(named, key=lambda r: likeness(topic, r.case.title if r.case else ""), default=None)
        if match and match.case:
            best.setdefault((match.header.name, match.case.ordinal), match)
    return list(best.values()) if len(best) > 1 else []


def _of_each_meeting(ranked: Sequence[RankedCase]) -> list[RankedCase]:
    best: dict[str | None, RankedCase] = {}
    for r in ranked:
        best.setdefault(r.header.meeting, r)
    return list(best.values())


def _several_places(question: Question) -> bool:
    if len(question.municipalities) < 2:
        return False
    listed = (
        question.wants is Want.LIST and bool(question.topics) and _OF_ALL.search(question.focus) is not None
    )
    return listed or question.wants in (Want.FACT, Want.ISSUES, Want.REASONS, Want.CONDITIONS, Want.RULING)


def _on_a_point(question: Question, compared: Sequence[RankedCase]) -> bool:
    """Whether the question compares on a point: it asks for no outcome, and one of its topics is in no case's title."""
    if question.quoted or _RULINGS.search(question.focus):
        return False
    named = [any(_named(topic, r) for r in compared) for topic in question.topics]
    return not all(named) or not named


def _named(topic: str, ranked: RankedCase) -> bool:
    return ranked.case is not None and likeness(topic, ranked.case.title) >= IN_TITLE


def _place_or_case(question: Question, compared: RankedCase) -> RankedCase:
    """The case where a topic identifies it, else its whole document."""
    named = any(len(topic) >= NAMES and _named(topic, compared) for topic in question.topics)
    return compared if named else replace(compared, case=None)


def _about_a_point(question: Question, best: RankedCase) -> bool:
    """Whether a point is meant and not one case: the question identifies none, and the best title holds few topics."""
    named = question.municipalities or question.meetings or question.numbers or question.articles
    return not named and not question.standalone.subject and best.title < _IN_TITLE
