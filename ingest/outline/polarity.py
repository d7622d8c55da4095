"""One sentence to the outcome that it states.

The predicate decides, read with its polarity: 「取り消すべきものとは認められない」 upholds, 「妥当ではなく、開示すべき」
revokes. What stands in quotation marks or brackets (titles of documents, abbreviations) never decides.
"""

import re
import unicodedata

from corpus.model import Outcome
from ingest.rules import rule

_QUOTED = rule("polarity.quoted")
_BRACKETED = rule("polarity.bracketed")
_WHOLLY_BRACKETED = rule("polarity.wholly_bracketed")
_OPEN_END = rule("polarity.open_end")
_TOLD = rule("polarity.told")
_UPHOLDING = (
    rule("polarity.not_to_be_revoked"),
    rule("polarity.no_need_to_revoke"),
    rule("polarity.dismissed"),
)
_NOT_SOUND = rule("polarity.not_sound")
_TO_BE_DONE = rule("polarity.to_be_done")
_SOUND = rule("polarity.sound")
_IN_PART = rule("polarity.in_part")
_ALSO_TO_BE_IDENTIFIED = rule("polarity.also_to_be_identified")
_EXCEPTED = rule("polarity.excepted")
WITHDRAWN = rule("polarity.withdrawn")
_CONDITION = rule("polarity.condition")
_DECIDING = (
    (Outcome.OTHER, WITHDRAWN),
    (Outcome.REFUSED, rule("polarity.resolved_against")),
    (Outcome.NOT_REACHED, rule("polarity.not_reached")),
    (Outcome.REDELIBERATION, rule("polarity.redeliberated")),
    (Outcome.CONTINUED, rule("polarity.continued")),
    (Outcome.REFUSED, rule("polarity.refused")),
    (Outcome.NOTED, rule("polarity.noted")),
    (Outcome.APPROVED, rule("polarity.approved")),
    (Outcome.NOTED, rule("polarity.silent")),
    (Outcome.REPORTED, rule("polarity.reported")),
    (Outcome.OTHER, rule("polarity.resolved")),
)
"""The first that a sentence holds states its outcome."""


def predicate(sentence: str) -> str:
    """The sentence in normal form, without white space, quotations and bracketed asides."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", sentence)).replace(",", "、")
    if whole := _WHOLLY_BRACKETED.find(plain):
        plain = whole["inner"]
    for aside, left in ((_BRACKETED, ""), (_QUOTED, "「」")):
        while (shorter := aside.pattern.sub(left, plain)) != plain and len(shorter) < len(plain):
            plain = shorter
    return plain


def _review(plain: str) -> Outcome | None:
    """The outcome of a review of a decision; None where the sentence does not judge one."""
    for upholding in _UPHOLDING:
        plain = upholding.pattern.sub("妥当である", plain)
    unsound, upheld = _NOT_SOUND.find(plain), _SOUND.find(plain)
    if unsound or _TO_BE_DONE.find(plain):
        more_to_be_decided = not unsound and _ALSO_TO_BE_IDENTIFIED.find(plain)
        stands_in_part = upheld or _IN_PART.find(plain) or more_to_be_decided
        return Outcome.PARTLY_REVOKED if stands_in_part else Outcome.REVOKED
    if upheld:
        return Outcome.PARTLY_REVOKED if _EXCEPTED.find(plain) else Outcome.UPHELD
    return None


def classify(sentence: str) -> Outcome | None:
    """The outcome that one sentence states; None where it decides nothing."""
    plain = predicate(sentence)
    if _OPEN_END.find(plain) or _TOLD.find(plain):
        return None
    if (outcome := _review(plain)) is not None:
        return outcome
    for outcome, deciding in _DECIDING:
        if deciding.find(plain):
            if outcome is Outcome.APPROVED and _CONDITION.find(plain):
                return Outcome.APPROVED_WITH_CONDITIONS
            return outcome
    return None
