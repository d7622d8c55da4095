"""Abstention: why a question is refused, and the checks that refuse it before a form is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.evidence.cases import RankedCase
from assistant.understand.cues import Want
from assistant.understand.question import Question
from assistant.understand.scope import Scope
from assistant.understand.terms import Term, unknown_share
from corpus.language import to_japanese
from corpus.model import Header

NO_PRECEDENT = "お預かりしている資料の中に、このご質問に答える記述は見つかりませんでした。"
"""Begins a refusal, in the extractive and in the generative mode, unless its reason answers by itself (`PLAIN`)."""


class Why(StrEnum):
    """Why the corpus does not answer."""

    EMPTY = "empty"
    PLACE = "place"
    MEETING = "meeting"
    PERIOD = "period"
    FILTERS = "filters"
    TOPIC = "topic"
    UNHELD = "unheld"
    """No document in scope holds any topic of a list."""
    FIELD = "field"
    PENDING = "pending"
    AFTERWARDS = "afterwards"
    """No document held tells what became of it."""
    HEAD = "head"
    """The head of a document does not state it."""
    ARTICLE = "article"
    ARTICLE_TEXT = "article_text"
    OUTCOME = "outcome"
    VOTE = "vote"
    PERSON = "person"
    TREND = "trend"
    """What is held is too little to show one."""
    DEFINITION = "definition"
    UNDEFINED = "undefined"
    """No document defines a word that some use."""
    ASIDE = "aside"
    """Nothing was asked that documents answer."""


PLAIN = frozenset({Why.OUTCOME, Why.VOTE, Why.PERSON, Why.DEFINITION, Why.UNDEFINED, Why.TREND})
"""Reasons that answer by themselves: there is no such outcome, person or definition."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason for a refusal, in a sentence, and why the nearest passages do not answer."""

    why: Why
    reason: str
    why_not: str


FINAL = frozenset(
    {
        Why.EMPTY,
        Why.PLACE,
        Why.UNHELD,
        Why.MEETING,
        Why.PERIOD,
        Why.FILTERS,
        Why.AFTERWARDS,
        Why.HEAD,
        Why.ARTICLE,
        Why.ARTICLE_TEXT,
        Why.DEFINITION,
        Why.TREND,
        Why.OUTCOME,
        Why.VOTE,
    }
)
"""Reasons that no passage can overrule: nothing held is in scope, what is asked for is never held, or the register tells all."""
UNSURE = Refusal(
    Why.TOPIC,
    "近い記述はありますが、お尋ねのことがそこに書かれているとは言えません。",
    "お尋ねの答えが書かれているとは言えません",
)
"""Where passages are near and the ranker does not believe that any of them answers."""
NOTHING_NEAR = Refusal(Why.TOPIC, "近い記述もありません。", "論点が異なります")


def by_scope(question: Question, held: Scope, within: Scope, everywhere: Sequence[Header]) -> Refusal | None:
    """Refuse where no document held can answer: none at all, the place, the meeting, the period or the filters.

    Args:
        question: as understood.
        held: the documents of the places named, under the user's filters.
        within: the same in the period and the meeting asked for.
        everywhere: all headers of the corpus.
    """
    if not everywhere:
        return Refusal(
            Why.EMPTY,
            "資料がまだ1件も取り込まれていません。「資料」のページから会議録や答申を取り込んでください。",
            "",
        )
    names = {h.municipality for h in everywhere if h.municipality}
    missing = [p for p in question.municipalities if p not in names]
    if missing and len(missing) == len(question.municipalities):
        return Refusal(
            Why.PLACE,
            f"{'、'.join(missing)}の会議録・答申は取り込まれていません。"
            f"取り込まれているのは{'、'.join(sorted(names)[:12])}{'など' if len(names) > 12 else ''}の資料です。",
            f"{'、'.join(missing)}の資料ではありません",
        )
    if not held.headers:
        return Refusal(
            Why.FILTERS,
            "絞り込みの条件に合う資料がありません。条件を緩めてください。",
            "絞り込みの条件に合いません",
        )
    if not within.headers and question.day:
        month, day = question.day
        asked = f"{month}月{f'{day}日' if day else ''}の会議"
        return Refusal(Why.PERIOD, f"{asked}の資料は取り込まれていません。", f"{asked}の記録ではありません")
    if not within.headers and question.meetings:
        meetings = "、".join(sorted({h.meeting for h in held.headers.values() if h.meeting})[:8])
        return Refusal(
            Why.MEETING,
            f"{'・'.join(question.meetings)}の会議録は取り込まれていません。"
            + (f"取り込まれている回: {meetings}。" if meetings else ""),
            f"{'・'.join(question.meetings)}の記録ではありません",
        )
    if not within.headers:
        days = sorted(h.dated for h in held.headers.values() if h.dated)
        span = (
            f"取り込まれている資料は{to_japanese(days[0])}から{to_japanese(days[-1])}までのものです。"
            if days
            else ""
        )
        return Refusal(
            Why.PERIOD, f"お尋ねの時期の資料は取り込まれていません。{span}", "お尋ねの時期の資料ではありません"
        )
    return None


def by_number(number: str) -> Refusal | None:
    """Refuse where a report is named by a number that no document bears."""
    if not number:
        return None
    return Refusal(Why.MEETING, f"{number}は取り込まれていません。", f"{number}ではありません")


_OF_THE_UNHELD = {Want.DEFINITION: Why.DEFINITION, Want.LIST: Why.UNHELD, Want.COUNT: Why.UNHELD}
MOST_UNKNOWN = 0.5
"""Share of a question's terms, by length, from which the corpus must not leave them uncovered."""


def by_terms(question: Question, terms: Sequence[Term], ranked: Sequence[RankedCase]) -> Refusal | None:
    """Refuse where the corpus does not cover what the question is about.

    One covered term is enough where similar cases are looked for, which users describe in words of their own, and
    for a follow-up, whose subject was found before.

    Args:
        question: as understood.
        terms: the question's topics against the corpus.
        ranked: cases, best first.
    """
    asking = re.split(r"[。？?]", question.text.rstrip("。？? "))[-1]
    there = [t for t in terms if t.phrase in asking]
    terms = there if any(t.known for t in there) else terms
    absent = [t.phrase for t in terms if t.names_subject and not t.known]
    most = 1.0 if question.wants is Want.SIMILAR or question.standalone.subject else MOST_UNKNOWN
    if absent or unknown_share(terms) >= most:
        named = "」「".join(absent or [t.phrase for t in terms if not t.known and t.distinctive])
        return Refusal(
            _OF_THE_UNHELD.get(
                question.wants, Why.UNHELD if absent and question.wants is Want.SIMILAR else Why.TOPIC
            ),
            f"「{named}」について述べた記述はありません。",
            f"「{named}」についての記述ではありません",
        )
    if not ranked:
        return NOTHING_NEAR
    return None


def by_article(question: Question, held: bool) -> Refusal | None:
    """Refuse where the words of an article are asked for, or no document speaks of the article."""
    if question.article_text:
        return Refusal(
            Why.ARTICLE_TEXT,
            "条例・法律の条文そのものは取り込まれていません。例規集で確認してください。",
            "条文ではなく、条文に触れた記録です",
        )
    if question.articles and not held:
        return Refusal(
            Why.ARTICLE, "お尋ねの条項に触れた記述はありません。", "お尋ねの条項についての記述ではありません"
        )
    return None
