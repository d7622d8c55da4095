"""What was decided in a region of a text: its outcome, what the council attached to it, how it was voted."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.document import Attachment, AttachmentKind, CaseKind, Outcome, Span, Vote
from corpus.text import number, sentences
from ingest.outline.polarity import classify, predicate

__all__ = [
    "OutcomeReading",
    "attachments",
    "classify",
    "combine",
    "conditioned",
    "read_conclusion",
    "read_outcome",
    "votes",
]

_WEAK = frozenset({Outcome.OTHER, Outcome.REPORTED})
_REVIEW = frozenset({Outcome.UPHELD, Outcome.PARTLY_REVOKED, Outcome.REVOKED})


@dataclass(frozen=True, slots=True)
class OutcomeReading:
    """An outcome with the sentence or sentences that state it."""

    outcome: Outcome
    span: Span


def combine(outcomes: Iterable[Outcome]) -> Outcome:
    """One outcome for several conclusions of a case (① ② ③); at least one is needed."""
    found = set(outcomes)
    if len(found) == 1:
        return found.pop()
    if found <= _REVIEW:
        return Outcome.PARTLY_REVOKED
    if found <= {Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS}:
        return Outcome.APPROVED_WITH_CONDITIONS
    return Outcome.OTHER


def read_outcome(text: str, span: Span, kind: CaseKind) -> OutcomeReading | None:
    """The outcome that the region states.

    The last decisive sentence counts, together with the decisive sentences right before it (numbered
    conclusions). 「報告があった」 and procedural resolutions count only where nothing stronger stands there.
    Where a council that was consulted has 「特に意見なし」, it approves.
    """
    read = [(s, classify(s.of(text))) for s in sentences(text, span)]
    decided = [i for i, (_, o) in enumerate(read) if o is not None and o not in _WEAK]
    if not decided:
        decided = [i for i, (_, o) in enumerate(read) if o is not None]
    if not decided:
        return None
    last = first = decided[-1]
    while first - 1 in decided:
        first -= 1
    outcome = combine(o for _, o in read[first : last + 1] if o is not None)
    if outcome is Outcome.NOTED and kind is CaseKind.CONSULTATION and "了" not in read[last][0].of(text):
        outcome = Outcome.APPROVED
    return OutcomeReading(outcome, Span(read[first][0].start, read[last][0].end))


def read_conclusion(text: str, span: Span, *, first: bool = False) -> OutcomeReading | None:
    """The outcome that a report's conclusion states; all its decisive sentences count together.

    Args:
        text: the document's text.
        span: the conclusion.
        first: the region holds more than a conclusion: only the first run of decisive sentences counts.
    """
    read = [(s, classify(s.of(text))) for s in sentences(text, span)]
    decided = [i for i, (_, o) in enumerate(read) if o is not None and o not in _WEAK]
    if not decided:
        return None
    if any(read[i][1] in _REVIEW for i in decided):
        decided = [i for i in decided if read[i][1] in _REVIEW]
    if first:
        decided = [i for place, i in enumerate(decided) if i - place == decided[0]]
    outcome = combine(o for i in decided if (o := read[i][1]) is not None)
    return OutcomeReading(outcome, Span(read[decided[0]][0].start, read[decided[-1]][0].end))


def conditioned(outcome: Outcome, attached: Iterable[Attachment]) -> Outcome:
    """An approval to which the council attached a condition is a conditional one."""
    if outcome is Outcome.APPROVED and any(a.kind is AttachmentKind.CONDITION for a in attached):
        return Outcome.APPROVED_WITH_CONDITIONS
    return outcome


_CONDITION = re.compile(r"を条件(?:と|に)|条件(?:を付|とする|とした|と致|といた)|[付附]帯条件を|次の条件")
_DEMAND = re.compile(
    r"(?:よう|ことを|を)(?:強く|改めて|併せて)?求め(?:る|ます|たい)"
    r"(?:もの)?(?:と(?:する|した)|です|である|こと(?:と(?:する|した|なった|された)|にする))?。?$"
    r"|資料(?:の提出)?を求め、.*審議"
)
_WISH = re.compile(
    r"(?:要望|期待|強く希望)(?:を(?:付|申し添え))?"
    r"(?:する|します|した|しました|したい|いたします|される|された|して(?:おく|いる))?"
    r"(?:もの)?(?:です|である|こと(?:と(?:する|した|なった|された)|にする))?。?$"
    r"|望(?:む|みます|まれる|みたい|ましい|まれます)(?:もの)?(?:です|である)?(?:と(?:考え|思料|思わ|い)[^。]{0,6})?。?$"
    r"|[さめらかいえけせねわ]れたい。?$|(?:配慮|留意|考慮|対応|検討)(?:を|されるよう)?(?:願い|お願い)(?:ます|します|たい|したい|いたします)。?$"
)
_LISTED_BELOW = re.compile(r"(?:次|以下|下記)の")
_LIST_ITEM = re.compile(r"[\s]*(?:[・○●◆■]|[-－]\s|[(（]?[0-9０-９]{1,2}[)）.．\s]|[①-⑳⑴-⒇]|[ア-コ][\s)）.．])")
_ASKED_BY_PARTIES = (
    "開示|公開|閲覧|取消し?|取り?消し|訂正|停止|裁決|説明|回答|意見|資料の提出|交付|情報提供|写し|有無|補正"
)
_OF_A_PARTY = re.compile(
    r"(?:申立人|請求人|申請人|開示請求者|参加人)(?:ら|等)?(?:は|が|から)|委員(?:ら|一同)?(?:は|が)|主張"
    r"|(?:本件|当該)[^、。]{0,12}(?:請求|申立て|陳情書?)(?:の(?:内容|趣旨))?は"
    rf"|(?:{_ASKED_BY_PARTIES})等?(?:を|する(?:よう|ことを)|(?:さ)?れるよう)[^、。]{{0,6}}(?:求め|希望)"
    r"|(?:公に|開示|公開|口外|他言)しない[^。]{0,8}条件|(?:と|旨)(?:説明|主張|陳述|述べ|回答)|とのこと(?:で|。)"
)
"""What a party asked for, or what is only told, is not the council's."""


def attachments(text: str, span: Span) -> tuple[Attachment, ...]:
    """What the council attached to its decision, in a region that holds the council's own words.

    Where a sentence announces a list (「次の条件を付して承認する。」), its items are attached too.
    """
    found: list[Attachment] = []
    listed: AttachmentKind | None = None
    for sentence in sentences(text, span):
        if listed is not None and _LIST_ITEM.match(sentence.of(text)):
            found.append(Attachment(listed, sentence))
            continue
        kind = _attached(predicate(sentence.of(text)))
        listed = kind if kind and _LISTED_BELOW.search(sentence.of(text)) else None
        if kind is not None:
            found.append(Attachment(kind, sentence))
    return tuple(found)


def _attached(plain: str) -> AttachmentKind | None:
    if _OF_A_PARTY.search(plain):
        return None
    kinds = (
        (AttachmentKind.CONDITION, _CONDITION),
        (AttachmentKind.DEMAND, _DEMAND),
        (AttachmentKind.REQUEST, _WISH),
    )
    return next((kind for kind, wording in kinds if wording.search(plain)), None)


_NUMBER = r"([0-9０-９]+|[一二三四五六七八九十]+)\s*(?:名|人|票)"
_COUNTED = re.compile(rf"賛成\s*(?:者|が|は)?\s*{_NUMBER}(?:[、,，・\s]*反対\s*(?:者|が|は)?\s*{_NUMBER})?")
_UNANIMOUS = re.compile(r"全員(?:賛成|一致|異議な[しく])|全会一致|満場一致")
_MAJORITY = re.compile(r"賛成多数|多数の?賛成|多数決")


def _count(written: str | None) -> int | None:
    return None if written is None else number(unicodedata.normalize("NFKC", written))


def votes(text: str, span: Span) -> tuple[Vote, ...]:
    """The votes that the region reports: counted, unanimous or by majority."""
    found = []
    for match in _COUNTED.finditer(text, span.start, span.end):
        for_, against = _count(match[1]), _count(match[2])
        found.append(Vote(Span(*match.span()), unanimous=against == 0, for_=for_, against=against))
    for pattern, unanimous in ((_UNANIMOUS, True), (_MAJORITY, False)):
        found += [Vote(Span(*m.span()), unanimous) for m in pattern.finditer(text, span.start, span.end)]
    return tuple(sorted(found, key=lambda vote: vote.span))
