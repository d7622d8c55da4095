"""A question as understood: its intent, its constraints (articles, places, period, outcomes, roles …) and its topics."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from assistant.understand.cues import (
    ALL_ATTACHED,
    ASIDES,
    EXISTS,
    FRAME,
    LIST,
    OF_HEADER,
    OF_WRITING,
    QUANTITY,
    SPLIT,
    UNANIMOUS,
    WRITES,
    Field,
    Want,
    asks_whether,
    fields_in,
    hints_in,
    roles_in,
    wants_in,
)
from assistant.understand.followup import Standalone
from assistant.understand.intent import PASTED, load_intents, names_only
from assistant.understand.people import Named, people_in
from assistant.understand.places import bodies_in, places_in, slips_in, without_kind
from assistant.understand.topics import topics_of
from corpus.language import (
    Article,
    Period,
    content_lemmas,
    decisions,
    find_articles,
    find_periods,
    fold,
)
from corpus.model import CaseKind, Outcome, Role, Span

_QUOTED = re.compile(r"[「『]([^「」『』]{2,40})[」』]")
_MARKS_OF_QUOTE = re.compile(r"[「」『』“”\"]")
_HELD_IN = re.compile(
    r"(?:中|度|頃)?(?:に|の|で)?(?:は)?(?:開|行われ|審議|会議|案件|答申|諮問|例|事例|先例|判断|時代|議事|会合)|以降|以後|以前"
)
_ASIDE = 30
"""Characters up to which a greeting, thanks or a question about this program is taken for one."""
_LEAST_TOLD = 3
"""Content words that must be left of a question without its frame."""
_MEETING = re.compile(r"第\s*(\d+)\s*回")
_CASE_NUMBER = re.compile(r"(?<![条項])(諮問|答申|報告|議案)?第\s*(\d+)\s*号")
_ITEM = re.compile(
    r"[①-⑳]|(?:諮問事項|案件|議題|諮問|報告事項)の?[\s]*([ア-オカ-コ]|[(（]?\d{1,2}[)）]?)(?![\d号条回項年月件])"
)
_ARTICLE_TEXT = re.compile(
    r"条文|(?:全文|本文)を(?:教|見|示)|規定(?:の内容|ぶり)|何と(?:書|規定|定め)|どう(?:書かれ|規定され|定められ)|どのように(?:規定|定め)"
)
_DEPARTMENT = re.compile(
    r"([一-鿿々ァ-ヶー]{2,10}?(?:課|室|部|局))(?:が|から|の)(?:諮問|提出|提案|出し|持ち込|担当|所管)"
)
_ALL = re.compile(
    r"(?:会議|審[議査]会|委員会)(?:では|で|の)?、?(?:何が|何を|どんな(?:案件|議題)|どのような(?:案件|議題)|案件は)"
    r"|\d+件の(?:案件|諮問|議題)の(?:結論|結果)"
)
"""Asks for all that a meeting dealt with."""
SURE, LIKELY, CERTAIN = 0.6, 0.4, 0.9
"""Probability of an intent from which it counts without a cue of its own, with one, and against a cue of another."""
_WITHOUT_CUES = frozenset({*ASIDES, Want.OVERVIEW, Want.TREND, Want.DEFINITION, Want.PERSON})
"""Intents that no word of the records shows, so that the classifier alone finds them."""
_HINTED = frozenset({Want.DEFINITION, Want.TREND, Want.PERSON})
"""Those of them that seldom go without a wording which hints at them."""
_COUNTED = frozenset({Want.DEFINITION, Want.TREND})
"""Those of them that ask for no single number."""
_ASKS_AT_ALL = re.compile(
    r"[?？]|か[。、]|か$|(?:です|ます|でしょう)か|教え|見せ|示し|ください|下さい|ほしい|知りたい|お願い|何|なぜ|どう|どの|どこ|いつ|誰|だれ|でも|ですが|けど"
)
"""Asks something, whatever else it says."""
_WHO_SAID = re.compile(
    r"(?:言(?:っ|い)|述べ|指摘し|心配し|懸念(?:を示)?し|気にし|尋ね|聞い|質問し|主張し|求め|発言し|話し|提案し|反対し)[^。]{0,8}(?:た|てた|ていた|出した)(?:の|人|方|委員|職員|立場の人)?(?:は|って|が|いた[^。]{0,4}、)?[^。]{0,12}(?:誰|だれ|どなた|どの(?:委員|立場|職))"
    r"|(?:誰|だれ|どなた)(?:が|か)[^。]{0,24}(?:言|述べ|指摘|心配|懸念|尋ね|質問|主張|求め|発言|提案)"
)
"""Asks whose a remark was."""
_NONE_AT_ALL = re.compile(r"ゼロ|0件|(?:ひと|一)つも|皆無|なし(?:です|でし|か|[。？?]?$)")
"""Asks whether there is none at all."""
_WHERE = re.compile(
    r"(?:た|る|ない)の(?:は|って)、?(?:どこ|どの(?:市|町|村|区|自治体|審議会|案件)|どれ|何|なに)[^。]{0,6}$"
)
"""Asks which of all ended so."""
_INSTEAD = re.compile(
    r"(?:審議会の|市の)?(?:条件|要望|求め|結論|結果|理由|経緯|委員|会長|事務局|実施機関|一覧|件数|会議録|答申)(?:の(?:話|こと|発言|説明))?(?:じゃ|では|で)なく(?:て|、)"
)
"""What is not asked for: 条件ではなくて要望."""
_PREMISE = re.compile(r"(?:の|ん)(?:です|でし)(?:よね|よ?ね|ょう(?!か))|ですよね|でしたよね|ましたよね")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is understood."""

    standalone: Standalone
    wants: Want
    whose: bool
    """Whether it asks whose a remark was."""
    exists: bool
    """Whether it asks if there is such a case at all."""
    fields: tuple[Field, ...]
    articles: tuple[Article, ...]
    municipalities: tuple[str, ...]
    """Those named in the question, held or not."""
    period: Period | None
    period_words: str
    """The period as written, where it may be one that documents speak of and not that of a meeting (令和3年3月末の時点で); else empty."""
    period_as_written: str
    day: tuple[int, int | None] | None
    """Month and day of a meeting that it names without a year; the day None where it names the month alone."""
    outcomes: tuple[Outcome, ...]
    outcome_words: tuple[tuple[Outcome, str], ...]
    """Those outcomes, each with the words that name it."""
    unanimous: bool | None
    """Which votes it asks for: unanimous ones, split ones; None where it asks for none."""
    vote_words: str
    """The words that name the vote; else empty."""
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
    whether: bool
    """Whether yes or no answers it."""
    people: tuple[Named, ...]
    """People named with a title: 山崎委員."""
    departments: tuple[str, ...]
    """Parts of an administration that are said to have brought a case: 市民課."""
    respelt: tuple[tuple[str, str], ...]
    """Names of municipalities as they were typed, each with the one that it was taken for."""

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
    respelt = slips_in(asked.text, held)
    for typed, meant in respelt:
        asked = replace(asked, text=asked.text.replace(typed, meant), focus=asked.focus.replace(typed, meant))
    asked = replace(asked, text=_INSTEAD.sub("", asked.text), focus=_INSTEAD.sub("", asked.focus))
    text, focus = fold(asked.text), fold(asked.focus)
    articles = tuple(dict.fromkeys(m.article.base for m in find_articles(text)))
    places = places_in(text, held)
    periods = find_periods(text, today)
    named = decisions().asked_with_words(_MARKS_OF_QUOTE.sub("", focus))
    fields = fields_in(focus)
    if Outcome.APPROVED_WITH_CONDITIONS in dict(named):
        named = tuple((o, words) for o, words in named if o is not Outcome.APPROVED)
    outcomes = tuple(outcome for outcome, _ in named)
    split, unanimous = SPLIT.search(focus), UNANIMOUS.search(focus)
    votes = [Span(*m.span()) for m in (SPLIT.search(text), UNANIMOUS.search(text)) if m]
    people = people_in(focus)
    offices = list(_DEPARTMENT.finditer(text))
    departments = tuple(dict.fromkeys(m[1] for m in offices))
    bare = [Span(*m.span()) for name in places if name not in text and (m := without_kind(name).search(text))]
    ended = [Span(at, at + len(words)) for _, words in named if (at := text.find(words)) >= 0]
    apart = [
        *(p.span for p in periods),
        *votes,
        *(n.span for n in people_in(text)),
        *bare,
        *ended,
        *(Span(*m.span(1)) for m in offices),
    ]
    topics = topics_of(asked.text, places, apart)
    bodies = tuple(name for name in bodies_in(topics, held) if name not in places)
    ends = "".join(words for _, words in named)
    places, topics = (*places, *bodies), tuple(t for t in topics if t not in ends and not bodies_in((t,), held))
    wants = _intent(focus, fields, outcomes)
    if wants is Want.RULING and QUANTITY.search(focus):
        wants = Want.FACT
    if wants in (Want.FACT, Want.RULING) and periods and (outcomes or _kinds(focus)) and not places:
        wants = Want.LIST
    if (
        wants in (Want.FACT, Want.RULING, Want.COUNT)
        and outcomes
        and not topics
        and not places
        and _NONE_AT_ALL.search(focus)
    ):
        wants = Want.LIST
    if (
        wants in (Want.FACT, Want.RULING)
        and not topics
        and (split or unanimous or departments or _ALL.search(focus))
    ):
        wants = Want.LIST
    if WRITES.search(focus):
        topics = tuple(t for t in topics if not OF_WRITING.fullmatch(t))
        wants = Want.SIMILAR if wants in (Want.FACT, Want.WORDING, Want.RULING, Want.OVERVIEW) else wants
    exists = bool(EXISTS.search(focus))
    numbers = _numbers(focus) or _numbers(text)
    return Question(
        standalone=asked,
        wants=wants,
        whose=bool(_WHO_SAID.search(focus)),
        exists=exists,
        fields=fields,
        articles=articles,
        municipalities=places,
        period=periods[0].period if periods else None,
        period_words=_period_of_content(text, periods[0].span) if periods else "",
        day=None if periods else _day(text),
        period_as_written=periods[0].span.of(text) if periods else "",
        outcomes=outcomes,
        outcome_words=named,
        unanimous=False if split else True if unanimous else None,
        vote_words=vote[0] if (vote := split or unanimous) else "",
        roles=roles_in(focus),
        kinds=_kinds(focus),
        meetings=tuple(dict.fromkeys(f"第{m[1]}回" for m in _MEETING.finditer(text))),
        numbers=numbers,
        items=tuple(m[1].strip("()（）") if m[1] else m[0] for m in _ITEM.finditer(focus)),
        quoted=tuple(m[1] for m in _QUOTED.finditer(asked.focus) if not find_articles(m[1])),
        topics=topics,
        article_text=bool(articles) and bool(_ARTICLE_TEXT.search(focus)),
        premise=bool(_PREMISE.search(focus)),
        whether=asks_whether(focus),
        people=people,
        departments=departments,
        respelt=respelt,
    )


def _numbers(text: str) -> tuple[str, ...]:
    return tuple((m[1] or "") + f"第{m[2]}号" for m in _CASE_NUMBER.finditer(text))


_DAY_OF_MEETING = re.compile(
    r"(?<!\d)(1[0-2]|[1-9])月([12]\d|3[01]|[1-9])日の?(?:[^。、]{0,6}会議|審[議査]会|会合|部会|委員会|に開)"
)


_MONTH_OF_MEETING = re.compile(
    r"(?:(?<![\d年])|(?<=[翌来同]年))(1[0-2]|[1-9])月の(?:回|会議|審[議査]会|会合|部会|委員会)"
)


def _day(text: str) -> tuple[int, int | None] | None:
    if match := _DAY_OF_MEETING.search(text):
        return int(match[1]), int(match[2])
    month = _MONTH_OF_MEETING.search(text)
    return (int(month[1]), None) if month else None


def _period_of_content(text: str, span: Span) -> str:
    """The words of a period, unless the question says that something was held or decided in it."""
    meant = _HELD_IN.match(text, span.end) or re.search(r"以降|以後|以前|施行|時代|改正", span.of(text))
    return "" if meant else span.of(text)


def _intent(focus: str, fields: Collection[Field], outcomes: Collection[Outcome]) -> Want:
    """The intent: by the cues where the records' own words show it, else by the classifier."""
    if OF_HEADER & set(fields):
        return Want.FACT
    if len(focus) >= PASTED and not wants_in(focus[-PASTED:]):
        return Want.SIMILAR
    by_cues, guess = _by_cues(focus), load_intents().intent(focus)
    if Want.THANKS in hints_in(focus) and not _ASKS_AT_ALL.search(focus):
        return Want.THANKS
    if _WHO_SAID.search(focus) and by_cues in (None, Want.RULING, Want.ISSUES, Want.REASONS, Want.CONDITIONS):
        return Want.FACT
    if names_only(focus) and guess.want is not Want.HELP:
        return guess.want if guess.want in _WITHOUT_CUES and guess.probability >= SURE else Want.OVERVIEW
    if guess.want in _COUNTED and QUANTITY.search(focus):
        return by_cues or Want.FACT
    if guess.want in _WITHOUT_CUES:
        hinted = guess.want in hints_in(focus)
        least = LIKELY if hinted else CERTAIN if guess.want in _HINTED else SURE
        if guess.want in ASIDES and guess.want is not Want.LAW and len(focus) > _ASIDE:
            return by_cues or Want.FACT
        if guess.want is Want.LAW and by_cues:
            least = CERTAIN
        return guess.want if guess.probability >= least else by_cues or Want.FACT
    if outcomes and _WHERE.search(focus) and by_cues in (None, Want.RULING, Want.CONDITIONS):
        return Want.LIST
    if by_cues is None and outcomes and not fields and asks_whether(focus):
        return Want.RULING
    if by_cues is None:
        return guess.want if guess.probability >= SURE and not fields else Want.FACT
    return by_cues


def _by_cues(focus: str) -> Want | None:
    matched = wants_in(focus)
    if Want.CONDITIONS in matched and ALL_ATTACHED.search(focus):
        return Want.CONDITIONS
    if LIST.search(focus) and not {Want.COUNT, Want.COMPARISON, Want.SIMILAR} & set(matched):
        return Want.LIST
    return matched[0] if matched else None


def _kinds(focus: str) -> tuple[CaseKind, ...]:
    if re.search(r"報告(?:事項|案件|された|の件)", focus):
        return (CaseKind.NOTIFICATION,)
    if re.search(
        r"諮問(?:案件|事項|された(?:案件|もの|事項))|(?:た|る|の)諮問(?:は|を|が|って|だけ|の(?:一覧|件数)|$)",
        focus,
    ):
        return (CaseKind.CONSULTATION,)
    return ()
