"""One sentence to the outcome that it states.

The predicate decides, read with its polarity: 「取り消すべきものとは認められない」 upholds, 「妥当ではなく、開示すべき」
revokes. What stands in quotation marks or brackets (titles of documents, abbreviations) never decides.
"""

import re
import unicodedata

from corpus.model import Outcome

_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』")
_BRACKETED = re.compile(r"\([^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\]")
_WHOLLY_BRACKETED = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)。?")

_OPEN_END = re.compile(
    r"(?:(?<!は)か[。?]?|でしょうか[。?]?|と思(?:う|います)(?:が|けれど)?[。]?"
    r"|(?:いただき|頂き|もらい)たい[。]?|ください[。]?)$"
)
"""A question, a private opinion or an entreaty decides nothing."""

_TOLD = re.compile(r"(?:と|との|旨(?:を|の)?)(?:主張|説明|陳述|述べ|発言|回答|意見|質問)[^、。]{0,12}。?$")
"""What somebody said is not what was decided."""
_NEGATION = r"(?:(?:認め|解さ)られない|認められません|解されない|いえない|言えない|いうことはできない|できない|ない|ありません)"
_NOT_TO_BE_REVOKED = re.compile(
    r"(?:取り?消す?べき|取消しすべき|(?:公|開)(?:開|示)すべき|訂正すべき|変更すべき|妥当では?ない|違法|不当|不合理|不適法)"
    r"(?:(?:又は|若しくは|かつ|・|や|、)(?:違法|不当))?な?(?:もの|理由|事由|必要|点|ところ|瑕疵)?"
    r"(?:だ|で)?(?:と|が|で)?(?:まで)?(?:は|も)?" + _NEGATION
)
_NO_NEED_TO_REVOKE = re.compile(
    r"(?:取り?消す|変更する|訂正する)(?:べき)?(?:必要|理由|事由)(?:は|が|も)?" + _NEGATION
)
_DISMISSED = re.compile(
    r"(?:却下|棄却(?:され)?|(?<![、・び])(?:非|不)(?:開示|公開|訂正|利用停止|提供)(?:の決定を|とする決定を|と|に)?)"
    r"(?:すべき|るべき|することが(?:相当|妥当|適当))"
)
_NOT_SOUND = re.compile(
    r"(?:妥当|相当)(?:では|で|とは|とはいえ)?(?:な[いくか]|ありません|いえな|言えな|認められな|解されな)|妥当性を欠|失当"
    r"|違法(?:又は|かつ|・)不当(?:である|な)|取り消(?:す|し)?(?:べき|、)|取り?消し?(?:す?べき|を免れ)"
)
_TO_BE_DONE = re.compile(
    r"べきで(?:ある|あり|あっ|す|は)|べきもの|べきだ|べき(?:。|$|と(?:の|判断|考え|解|答申))"
)
_SOUND = re.compile(
    r"妥当(?:で(?:あ|す|、)|と(?:認め|判断|考え|思料|す|い|解|の|答申)|な(?:もの|判断|処分|決定)|。|$)"
    r"|相当(?:で(?:あ|す)|と(?:認め|判断|考え|解))"
    r"|(?:是認|首肯|肯認)(?:する(?:ことが)?|し)(?:でき(?:る|ます)|得る|うる)"
)
_IN_PART = re.compile(
    r"(?:決定|処分|部分|情報)の?うち|を?除(?:き|い|く)|一部(?:を|について|は)?(?:開示|公開|取り消)す?べき|その余"
)
_ALSO_TO_BE_IDENTIFIED = re.compile(
    r"についても.{0,120}特定|特定し、(?:一部)?開示(?:と)?した決定については?、.*特定"
)
"""What was disclosed stands; more documents are to be identified and decided on."""
_EXCEPTED = re.compile(r"を除(?:き|い|く)")

_REFUSAL = r"(?:し|でき|され|することは)[^、]{0,6}(?:な|ません)"
_NOT_TO_BE = (
    r"(?:承認する|同意する|認める|(?:可|適当|妥当)と(?:する|認める))"
    r"(?:という)?(?:こと|もの|わけ)?(?:に|と|で)?(?:は|が|も)?(?:でき|なら|いか)(?:な[いく]|ず|ません)"
)
WITHDRAWN = re.compile(
    r"取り?下げ(?:と(?:する|した|し、|して|いた|いう(?:こと|扱い)|なっ|な[りる])|られ|(?:が|を)(?:認め|承認|了承)|の?扱い)"
)
"""The executive took the case back: nothing is left to decide."""
_CONDITION = re.compile(r"条件(?:と|に|を|付|の(?:もと|下)|が付)")
_RULES: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (Outcome.OTHER, WITHDRAWN),
    (
        Outcome.REFUSED,
        re.compile(r"(?:承認|同意|(?:可|適当)と)しないこと[とに](?:し|す|な|決)|不(?:承認|同意)と(?:し|す)"),
    ),
    (
        Outcome.NOT_REACHED,
        re.compile(
            r"^(?!.*(?:継続|引き続き)).*(?:次回(?:の|に)?審議(?:すること)?と(?:な|し|す|い)|未審議"
            r"|審議(?:に|まで)(?:至|入)らな|審議(?:は|を|が)?(?:行|行わ|行われ|でき|され)なかった"
            r"|説明(?:及び|と|・)審議(?:とも)?[をは、].{0,6}次回(?:の|に|へ|で)?|時間.*次回(?:に|へ|以降)?)"
        ),
    ),
    (Outcome.REDELIBERATION, re.compile(r"再審議|再度の?(?:審議|諮問|審査)|改めて(?:審議|諮問|審査)")),
    (
        Outcome.CONTINUED,
        re.compile(
            r"継続(?:審議|審査|案件|と(?:す|し|な|い)|して(?:審|協|検))|(?:審議|審査|協議)を継続"
            r"|引き続き.*(?:審議|審査|検討|協議)|次回(?:も|に|へ|以降).*(?:審議|審査|継続|持ち越)|次回.*引き続"
        ),
    ),
    (
        Outcome.REFUSED,
        re.compile(
            r"認め(?:られ)?(?:ない|ません)|認めることは(?:でき|適当で)|不適当|不承認|不同意|否決|[不否]可?と(?:す|し|決)"
            rf"|賛成少数|反対多数|{_NOT_TO_BE}|可としな"
            r"|(?<!不)適当(?:では|で|とは)(?:な|あり|いえ|言え|認め)"
            rf"|承認{_REFUSAL}|同意{_REFUSAL}"
        ),
    ),
    (
        Outcome.NOTED,
        re.compile(r"^(?!.*(?:承認|同意)(?:さ|し|す)).*了(?:承|解)(?:さ|し|す|を(?:得|いただ)|と|。|$)"),
    ),
    (
        Outcome.APPROVED,
        re.compile(
            r"承認(?:さ|し|す|を|で|が|と|い|。|$)|同意(?:さ|し|す|を|が|と|い|。|$)|認め(?:る|ら|た|ま|、)"
            r"|適当(?:で|と|。|$|な)|適正(?:で|と)|差し?支え(?:な|あり)|支障(?:は|が)?(?:な|あり)"
            r"|問題(?:は|が|も)?(?:な[いしく]|ありません|認められな)|可と(?:し|す|い)|了と(?:し|す)|可決"
            r"|(?:原案|諮問|提案|事務局案)の?(?:とお|どお|通)り(?!説明)|不要と(?:す|し|判断|認)"
            r"|案(?:の(?:とお|どお|通)り|どおり|で|をもって)、?確定(?:し|す|と|。|$)"
            r"|(?:全員|全会|満場)(?:異議な|一致|賛成)|賛成多数|異議な[くし](?:。|$|、.*決)"
        ),
    ),
    (
        Outcome.NOTED,
        re.compile(
            r"(?:意見|質疑|質問|異議)(?:等|など)?(?:の(?:提出|申出))?(?:は|も|が)?(?:特に)?(?:な[しいか]|なく|ありません|出なかった)"
        ),
    ),
    (
        Outcome.REPORTED,
        re.compile(
            r"報告(?:が(?:あ|な|行)|を(?:行|し|受)|し(?:た|ま)|され|の(?:み|あ)|済|。|$)|説明(?:が|を)(?:あ|行|受)"
        ),
    ),
    (
        Outcome.OTHER,
        re.compile(
            r"こと(?:と|に)(?:し|な|す|い|さ|決)|決定(?:し|さ|す)|決ま|一任|選出|互選|指名|集約(?:し|さ|す)"
        ),
    ),
)


def predicate(sentence: str) -> str:
    """The sentence in normal form, without white space, quotations and bracketed asides."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", sentence)).replace(",", "、")
    if whole := _WHOLLY_BRACKETED.fullmatch(plain):
        plain = whole[1]
    for pattern, left in ((_BRACKETED, ""), (_QUOTED, "「」")):
        while (shorter := pattern.sub(left, plain)) != plain and len(shorter) < len(plain):
            plain = shorter
    return plain


def _review(plain: str) -> Outcome | None:
    """The outcome of a review of a decision; None where the sentence does not judge one."""
    for upholding in (_NOT_TO_BE_REVOKED, _NO_NEED_TO_REVOKE, _DISMISSED):
        plain = upholding.sub("妥当である", plain)
    unsound, upheld = _NOT_SOUND.search(plain), _SOUND.search(plain)
    if unsound or _TO_BE_DONE.search(plain):
        more_to_be_decided = not unsound and _ALSO_TO_BE_IDENTIFIED.search(plain)
        stands_in_part = upheld or _IN_PART.search(plain) or more_to_be_decided
        return Outcome.PARTLY_REVOKED if stands_in_part else Outcome.REVOKED
    if upheld:
        return Outcome.PARTLY_REVOKED if _EXCEPTED.search(plain) else Outcome.UPHELD
    return None


def classify(sentence: str) -> Outcome | None:
    """The outcome that one sentence states; None where it decides nothing."""
    plain = predicate(sentence)
    if _OPEN_END.search(plain) or _TOLD.search(plain):
        return None
    if (outcome := _review(plain)) is not None:
        return outcome
    for outcome, pattern in _RULES:
        if pattern.search(plain):
            if outcome is Outcome.APPROVED and _CONDITION.search(plain):
                return Outcome.APPROVED_WITH_CONDITIONS
            return outcome
    return None
