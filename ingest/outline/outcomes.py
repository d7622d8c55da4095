"""What was decided: a sentence to its outcome, and the decisive sentences of a region.

The predicate decides, read with its polarity: 「取り消すべきものとは認められない」 upholds, 「妥当ではなく、開示すべき」 revokes.
What stands in quotation marks or brackets (titles of documents, abbreviations) never decides.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.document import Attachment, AttachmentKind, CaseKind, Outcome, Span, Vote
from corpus.text import sentences

_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』")
_BRACKETED = re.compile(r"\([^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\]")
_WHOLLY_BRACKETED = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)。?")

_OPEN_END = re.compile(
    r"(?:(?<!は)か[。?]?|でしょうか[。?]?|と思う(?:が|けれど)?[。]?|と思います(?:が)?[。]?|(?:いただき|頂き|もらい)たい[。]?|ください[。]?)$"
)
"""A question, a private opinion or an entreaty decides nothing."""

_NEGATION = r"(?:(?:認め|解さ)られない|認められません|解されない|いえない|言えない|いうことはできない|できない|ない|ありません)"
_NOT_TO_BE_REVOKED = re.compile(
    r"(?:取り?消す?べき|取消しすべき|(?:公|開)(?:開|示)すべき|訂正すべき|変更すべき|妥当では?ない|違法|不当|不合理|不適法)"
    r"(?:(?:又は|若しくは|かつ|・|や|、)(?:違法|不当))?な?(?:もの|理由|事由|必要|点|とこ?ろ|瑕疵)?(?:だ|で)?(?:と|が|で)?(?:まで)?(?:は|も)?"
    + _NEGATION
)
_NO_NEED_TO_REVOKE = re.compile(
    r"(?:取り?消す|変更する|訂正する)(?:べき)?(?:必要|理由|事由)(?:は|が|も)?" + _NEGATION
)
_TO_BE_DISMISSED = re.compile(
    r"(?:却下|棄却(?:され)?|(?:非|不)(?:開示|公開|訂正|利用停止|提供)と|(?:非|不)(?:開示|公開)に?)(?:の決定を|と)?(?:すべき|るべき|することが(?:相当|妥当|適当))"
)
_NOT_SOUND = re.compile(
    r"(?:妥当|相当)(?:では|で|とは|とはいえ)?(?:な[いくか]|ありません|いえな|言えな|認められな|解されな)|妥当性を欠|失当"
    r"|違法(?:又は|かつ|・)不当(?:である|な)|取り消(?:す|し)?(?:べき|、)|取り?消し?(?:す?べき|を免れ)"
)
_TO_BE_DONE = re.compile(
    r"(?:べきで(?:ある|あり|あっ|す|は)|べきもの|べきだ|べき(?:。|$|と(?:の|判断|考え|解|答申)))"
)
_SOUND = re.compile(
    r"妥当(?:で(?:あ|す|、)|と(?:認め|判断|考え|思料|す|い|解|の|答申)|な(?:もの|判断|処分|決定)|。|$)|相当(?:で(?:あ|す)|と(?:認め|判断|考え|解))"
)
_IN_PART = re.compile(
    r"(?:決定|処分|部分|情報)の?うち|を?除(?:き|い|く)|一部(?:を|について|は)?(?:開示|公開|取り消)す?べき|その余"
)

_RULES: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        Outcome.NOT_REACHED,
        re.compile(
            r"^(?!.*(?:継続|引き続き)).*(?:次回(?:の|に)?審議(?:すること)?と(?:な|し|す|い)|未審議|審議(?:に|まで)(?:至|入)らな"
            r"|審議(?:は|を|が)?(?:行|行わ|行われ|でき|され)なかった|時間.*次回(?:に|へ|以降)?)"
        ),
    ),
    (Outcome.REDELIBERATION, re.compile(r"再審議|再度の?(?:審議|諮問|審査)|改めて(?:審議|諮問|審査)")),
    (
        Outcome.CONTINUED,
        re.compile(
            r"継続(?:審議|審査|案件|と(?:す|し|な|い)|して(?:審|協|検))|(?:審議|審査|協議)を継続|引き続き.*(?:審議|審査|検討|協議)"
            r"|次回(?:も|に|へ|以降).*(?:審議|審査|継続|持ち越)|次回.*引き続"
        ),
    ),
    (
        Outcome.REFUSED,
        re.compile(
            r"認め(?:られ)?(?:ない|ません)|認めることは(?:でき|適当で)|(?<!不)適当(?:では|で|とは)(?:な|あり|いえ|言え|認め)|不適当"
            r"|承認(?:し|でき|され|することは)[^、]{0,6}(?:な|ません)|不承認|同意(?:し|でき|され|することは)[^、]{0,6}(?:な|ません)|不同意|否決|不可と"
        ),
    ),
    (
        Outcome.NOTED,
        re.compile(r"^(?!.*(?:承認|同意)(?:さ|し|す)).*了(?:承|解)(?:さ|し|す|を(?:得|いただ)|と|。|$)"),
    ),
    (
        Outcome.APPROVED,
        re.compile(
            r"承認(?:さ|し|す|を|で|が|と|い|。|$)|同意(?:さ|し|す|を|が|と|い|。|$)|認め(?:る|ら|た|ま|、)|適当(?:で|と|。|$|な)|適正(?:で|と)"
            r"|差し?支え(?:な|あり)|支障(?:は|が)?(?:な|あり)|問題(?:は|が|も)?(?:な[いしく]|ありません|認められな)|可と(?:し|す|い)|了と(?:し|す)"
            r"|(?:原案|諮問|提案|事務局案)の?(?:とお|どお|通)り(?!説明)|不要と(?:す|し|判断|認)|(?:全員|全会|満場)(?:異議な|一致|賛成)|賛成多数|可決|異議な[くし](?:。|$|、.*決)"
        ),
    ),
    (
        Outcome.NOTED,
        re.compile(
            r"(?:意見|質疑|質問|異議)(?:等|など)?(?:は|も|が)?(?:特に)?(?:な[しいか]|なく|ありません|出なかった)"
        ),
    ),
    (
        Outcome.REPORTED,
        re.compile(
            r"報告(?:が(?:あ|な|行)|を(?:行|し|受)|し(?:た|ま)|され|の(?:み|あ)|。|$)|説明(?:が|を)(?:あ|行|受)"
        ),
    ),
    (
        Outcome.OTHER,
        re.compile(
            r"こと(?:と|に)(?:し|な|す|い|さ|決)|決定(?:し|さ|す)|決ま|一任|選出|互選|指名|集約(?:し|さ|す)"
        ),
    ),
)
_CONDITION = re.compile(r"条件(?:と|に|を|付|の(?:もと|下)|が付)")


@dataclass(frozen=True, slots=True)
class OutcomeReading:
    """An outcome with the sentence or sentences that state it."""

    outcome: Outcome
    span: Span


def _predicate(sentence: str) -> str:
    """The sentence in normal form, without white space, quotations and bracketed asides."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", sentence)).replace(",", "、")
    if whole := _WHOLLY_BRACKETED.fullmatch(plain):
        plain = whole[1]
    for pattern, left in ((_BRACKETED, ""), (_QUOTED, "「」"), (_QUOTED, "「」")):
        while (shorter := pattern.sub(left, plain)) != plain and len(shorter) < len(plain):
            plain = shorter
    return plain


def _review(predicate: str) -> Outcome | None:
    """The outcome of a review of a decision; None where the sentence does not judge one."""
    plain = _TO_BE_DISMISSED.sub(
        "妥当である", _NO_NEED_TO_REVOKE.sub("妥当である", _NOT_TO_BE_REVOKED.sub("妥当である", predicate))
    )
    revoked = _NOT_SOUND.search(plain) or _TO_BE_DONE.search(plain)
    upheld = _SOUND.search(plain)
    if revoked and (upheld or _IN_PART.search(plain)):
        return Outcome.PARTLY_REVOKED
    if revoked:
        return Outcome.REVOKED
    if upheld:
        return Outcome.PARTLY_REVOKED if re.search(r"を除(?:き|い|く)", plain) else Outcome.UPHELD
    return None


def classify(sentence: str) -> Outcome | None:
    """The outcome that one sentence states; None where it decides nothing."""
    predicate = _predicate(sentence)
    if _OPEN_END.search(predicate):
        return None
    if (outcome := _review(predicate)) is not None:
        return outcome
    for outcome, pattern in _RULES:
        if pattern.search(predicate):
            if outcome is Outcome.APPROVED and _CONDITION.search(predicate):
                return Outcome.APPROVED_WITH_CONDITIONS
            return outcome
    return None


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


_WEAK = frozenset({Outcome.OTHER, Outcome.REPORTED})
_REVIEW = frozenset({Outcome.UPHELD, Outcome.PARTLY_REVOKED, Outcome.REVOKED})


def read_outcome(text: str, span: Span, kind: CaseKind) -> OutcomeReading | None:
    """The outcome that the region states.

    The last decisive sentence counts, together with the decisive sentences right before it (numbered conclusions).
    「報告があった」 and procedural resolutions count only where nothing stronger stands in the region.
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
    """The outcome that a conclusion states, all of whose decisive sentences count together.

    Args:
        text: the document's text.
        span: the conclusion.
        first: whether the region holds more than a conclusion, so that only the first run of decisive sentences counts.
    """
    read = [(s, o) for s in sentences(text, span) if (o := classify(s.of(text))) not in _WEAK]
    decided = [i for i, (_, o) in enumerate(read) if o is not None]
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


_DEMAND = re.compile(
    r"(?:よう|ことを|に|努力を|徹底を|対応を|資料を)(?:強く)?(?:求める|求めます|求めたい|求めることと)|資料を求め、|求めるもので"
)
_WISH = re.compile(
    r"要望(?:する|します|したい|いた|を付|が付|事項)|(?:望|期待)(?:む|みます|まれる|みたい|ましい|する|します|したい)|(?:さ|ら|め|え|れ)れたい[。)]*$|されたい"
)
_PARTY = re.compile(r"(?:申立人|請求人|申請人|委員)(?:は|が|ら)|主張")


def attachments(text: str, span: Span) -> tuple[Attachment, ...]:
    """What the council attached to its decision in a region that holds the council's own words."""
    found = []
    for sentence in sentences(text, span):
        predicate = _predicate(sentence.of(text))
        if _PARTY.search(predicate):
            continue
        if re.search(r"を条件(?:と|に)|条件(?:を付|とする|とした)|付帯条件", predicate):
            found.append(Attachment(AttachmentKind.CONDITION, sentence))
        elif _DEMAND.search(predicate):
            found.append(Attachment(AttachmentKind.DEMAND, sentence))
        elif _WISH.search(predicate):
            found.append(Attachment(AttachmentKind.REQUEST, sentence))
    return tuple(found)


_NUMBER = r"([0-9０-９]+|[一二三四五六七八九十]+)\s*(?:名|人|票)"
_COUNTED = re.compile(rf"賛成\s*(?:者|が|は)?\s*{_NUMBER}(?:[、,，・\s]*反対\s*(?:者|が|は)?\s*{_NUMBER})?")
_UNANIMOUS = re.compile(r"全員(?:賛成|一致|異議な[しく])|全会一致|満場一致")
_MAJORITY = re.compile(r"賛成多数|多数の?賛成|多数決")
_KANJI = {c: i for i, c in enumerate("一二三四五六七八九", 1)}


def _count(written: str | None) -> int | None:
    if written is None:
        return None
    if written[0].isdigit():
        return int(unicodedata.normalize("NFKC", written))
    tens, ten, units = written.rpartition("十")
    return (10 * _KANJI.get(tens, 1) if ten else 0) + _KANJI.get(units, 0)


def votes(text: str, span: Span) -> tuple[Vote, ...]:
    """The votes that the region reports: counted, unanimous or by majority."""
    found = []
    for match in _COUNTED.finditer(text, span.start, span.end):
        for_, against = _count(match[1]), _count(match[2])
        found.append(Vote(Span(*match.span()), unanimous=against == 0, for_=for_, against=against))
    for pattern, unanimous in ((_UNANIMOUS, True), (_MAJORITY, False)):
        found += [Vote(Span(*m.span()), unanimous) for m in pattern.finditer(text, span.start, span.end)]
    return tuple(sorted(found, key=lambda vote: vote.span))
