"""A question as understood: its intent, its constraints (articles, places, period, outcomes, roles …) and its topics."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from assistant.understand.cues import (
    ALL_ATTACHED,
    EXISTS,
    FRAME,
    LIST,
    OF_HEADER,
    QUANTITY,
    SPLIT,
    UNANIMOUS,
    Field,
    Want,
    fields_in,
    roles_in,
    wants_in,
)
from assistant.understand.followup import Standalone
from assistant.understand.topics import topics_of
from corpus.language import (
    Article,
    Period,
    content_lemmas,
    decisions,
    find_articles,
    find_municipalities,
    find_periods,
    fold,
)
from corpus.model import CaseKind, Outcome, Role, Span

_QUOTED = re.compile(r"[「『]([^「」『』]{2,40})[」』]")
_HELD_IN = re.compile(
    r"(?:中|度|頃)?(?:に|の|で)?(?:は)?(?:開|行われ|審議|会議|案件|答申|諮問|例|事例|先例|判断|時代|議事|会合)|以降|以後|以前"
)
_LEAST_TOLD = 3
"""Content words that must be left of a question without its frame."""
_MEETING = re.compile(r"第\s*(\d+)\s*回")
_CASE_NUMBER = re.compile(r"(諮問|答申|報告|議案)?第\s*(\d+)\s*号")
_ITEM = re.compile(
    r"[①-⑳]|(?:諮問事項|案件|議題|諮問|報告事項)の?[\s]*([ア-オカ-コ]|[(（]?\d{1,2}[)）]?)(?![\d号条回項年月件])"
)
_ARTICLE_TEXT = re.compile(
    r"条文|(?:全文|本文)を(?:教|見|示)|規定(?:の内容|ぶり)|何と(?:書|規定|定め)|どう(?:書かれ|規定され|定められ)|どのように(?:規定|定め)"
)
_PREMISE = re.compile(r"(?:の|ん)(?:です|でし)(?:よね|よ?ね|ょう)|ですよね|でしたよね|ましたよね")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is understood."""

    standalone: Standalone
    wants: Want
    exists: bool
    """Whether it asks if there is such a case at all."""
    fields: tuple[Field, ...]
    articles: tuple[Article, ...]
    municipalities: tuple[str, ...]
    """Those named in the question, held or not."""
    period: Period | None
    period_words: str
    """The period as written, where it may be one that documents speak of and not that of a meeting (令和3年3月末の時点で); else empty."""
    outcomes: tuple[Outcome, ...]
    unanimous: bool | None
    """Which votes it asks for: unanimous ones, split ones; None where it asks for none."""
    roles: tuple[Role, ...]
    kinds: tuple[CaseKind, ...]
    meetings: tuple[str, ...]
    """Meetings named: 第74回."""
    numbers: tuple[str, ...]
    """Numbers of consultations or reports: 諮問第76号."""
    items: tuple[str, ...]
    """Items of a list that it points at: ③, ア."""
    quoted: tuple[str, ...]
    """What stands in 「」 in the question."""
    topics: tuple[str, ...]
    """Noun phrases that say what the question is about."""
    article_text: bool
    """Whether it asks for an article's own words, which the corpus does not hold."""
    premise: bool
    """Whether it presumes something and asks for agreement."""

    @property
    def text(self) -> str:
        """The standalone question."""
        return self.standalone.text

    @property
    def focus(self) -> str:
        """What is asked, without the subject that the conversation gave."""
        return self.standalone.focus

    @property
    def told(self) -> str:
        """The remark that it reports, without the frame that asks for it; the whole focus where too little would be left."""
        told = FRAME.sub(" ", self.focus)
        return told if len(content_lemmas(told)) >= _LEAST_TOLD else self.focus


def understand(asked: Standalone, held: Collection[str] = (), today: date | None = None) -> Question:
    """Read a standalone question.

    Args:
        asked: the question.
        held: names of the municipalities in the corpus, known as such even where they are fiction.
        today: anchors relative periods (ここ5年).
    """
    text, focus = fold(asked.text), fold(asked.focus)
    articles = tuple(dict.fromkeys(m.article.base for m in find_articles(text)))
    places = _places(text, held)
    periods = find_periods(text, today)
    outcomes = decisions().asked_in(focus)
    fields = fields_in(focus)
    if Outcome.APPROVED_WITH_CONDITIONS in outcomes:
        outcomes = tuple(o for o in outcomes if o is not Outcome.APPROVED)
    wants = Want.FACT if OF_HEADER & set(fields) else _wants(focus)
    if wants is Want.RULING and QUANTITY.search(focus):
        wants = Want.FACT
    if wants in (Want.FACT, Want.RULING) and periods and (outcomes or _kinds(focus)) and not places:
        wants = Want.LIST
    exists = bool(EXISTS.search(focus))
    numbers = _numbers(focus) or _numbers(text)
    return Question(
        standalone=asked,
        wants=wants,
        exists=exists,
        fields=fields,
        articles=articles,
        municipalities=places,
        period=periods[0].period if periods else None,
        period_words=_period_of_content(text, periods[0].span) if periods else "",
        outcomes=outcomes,
        unanimous=False if SPLIT.search(focus) else True if UNANIMOUS.search(focus) else None,
        roles=roles_in(focus),
        kinds=_kinds(focus),
        meetings=tuple(dict.fromkeys(f"第{m[1]}回" for m in _MEETING.finditer(text))),
        numbers=numbers,
        items=tuple(m[1].strip("()（）") if m[1] else m[0] for m in _ITEM.finditer(focus)),
        quoted=tuple(m[1] for m in _QUOTED.finditer(asked.focus) if not find_articles(m[1])),
        topics=topics_of(asked.text, places, [p.span for p in periods]),
        article_text=bool(articles) and bool(_ARTICLE_TEXT.search(focus)),
        premise=bool(_PREMISE.search(focus)),
    )


def _numbers(text: str) -> tuple[str, ...]:
    return tuple((m[1] or "") + f"第{m[2]}号" for m in _CASE_NUMBER.finditer(text))


def _places(text: str, held: Collection[str]) -> tuple[str, ...]:
    """Municipalities named, in order: real ones, and those held."""
    at = {p.name: p.span.start for p in find_municipalities(text)}
    at |= {name: text.index(name) for name in held if name in text}
    return tuple(sorted(at, key=lambda name: at[name]))


def _period_of_content(text: str, span: Span) -> str:
    """The words of a period, unless the question says that something was held or decided in it."""
    meant = _HELD_IN.match(text, span.end) or re.search(r"以降|以後|以前|施行|時代|改正", span.of(text))
    return "" if meant else span.of(text)


def _wants(focus: str) -> Want:
    matched = wants_in(focus)
    if Want.CONDITIONS in matched and ALL_ATTACHED.search(focus):
        return Want.CONDITIONS
    if LIST.search(focus) and not {Want.COUNT, Want.COMPARISON, Want.SIMILAR} & set(matched):
        return Want.LIST
    return matched[0] if matched else Want.FACT


def _kinds(focus: str) -> tuple[CaseKind, ...]:
    if re.search(r"報告(?:事項|案件|された|の件)", focus):
        return (CaseKind.NOTIFICATION,)
    if re.search(r"諮問(?:案件|事項|された(?:案件|もの|事項))", focus):
        return (CaseKind.CONSULTATION,)
    return ()
