"""The mood in which a sentence tells a thing: as done, as it is, ordered, planned, or asked.

「提出するよう求めます」 orders 提出; 「改めることを検討します」 plans to 改める; 「見ることはありますか」 asks.
"""

import re
from enum import StrEnum

from assistant.model.negation import Word, words
from corpus.language import fold, tagger


class Mood(StrEnum):
    """How a thing is told."""

    DONE = "done"
    FACT = "fact"
    ORDERED = "ordered"
    PLANNED = "planned"
    ASKED = "asked"
    FORBIDDEN = "forbidden"


_ACTS = re.compile(r"(?:を|は|も)?(?:し|す|さ|せ|いた|でき|願|行)")
"""What follows a noun that names an act."""
_SPEECH = frozenset(
    ["答える", "述べる", "説明", "言う", "話す", "回答", "発言", "主張", "指摘", "認める", "報告"]
)
"""Acts whose mood is not that of what they tell."""
_ORDERED = re.compile(
    r"[ぁ-ん]{0,10}?(?:よう(?:に)?(?!な|す)[^。、]{0,14}(?:求|要望|申し入|依頼|指示|願|要請|伝え|促)|て(?:くださ|下さ|ほし|欲し|いただ(?!きますので)|もら|やめ)"
    r"|(?:さ|ら)れたい|ないで(?:くださ|ほし)|ことを[^。、]{0,6}(?:求|要望|条件|前提|要請)|こと(?:。|\Z|と(?:し|す|さ)|、|(?:が|も|は)(?:、)?[^。、]{0,12}条件|という)|べき"
    r"|なければならな|(?:よう|こと)[^。、]{0,4}要望)"
)
_DEMANDED = re.compile(
    r"(?:ことが?(?:、|です|の)|という|するよう|こと)[^。]{0,40}(?:条件|要望|求め)|こと(?:です|である|だ)(?:。|\Z)|こと(?:と、|の[一二三四五2-9二三四五]点)"
)
"""Somewhere behind an act: that it is what was demanded."""
_FORBIDDEN = re.compile(r"[ぁ-ん]{0,8}?こと(?:は|を|も)?[^。、]{0,6}(?:禁|避け|控え|やめ)")
_PLANNED = re.compile(
    r"[ぁ-ん]{0,10}?(?:(?:こと|よう)?[をもに]?検討|(?:こと)?[をがとに]?予定|計画|見込|方針|つもり|たい(?:と|。|\Z)|(?:こ|そ|ろ|と|も|お|よ)う(?:とし|と考|と思))"
)
_DONE = re.compile(r"[ぁ-ん]{0,10}?(?:た|だ)(?=[。、のとこがをもめほうか]|\Z)")
_CHAIN = re.compile(
    r"(?:[ぁ-ん]{0,6}?(?:て|で|し|り|き|み|び|い|ち|れ|え|け|め|せ|べ|げ|られ|させ))(?:、|[一-龠ァ-ヶ])"
)
_PROPOSED = re.compile(
    r"(?:いかがでしょうか|(?:よろしい|よい|良い)(?:です|でしょう)か|異議(?:は|が)?(?:あり|ござい)ませんか)[。?]?\s*\Z"
)
_ASKED = re.compile(
    r"(?:(?:です|ます|ません|でしょう|ない|る|た|の|う)か(?:。|[?？]|\Z)|か(?:どうか)?(?:と|との|という|、)[^。]{0,6}(?:質問|疑問|問い|尋ね|懸念|指摘))"
)


def asks(sentence: str) -> bool:
    """Whether a sentence asks or doubts, or tells that somebody did; what is put to the vote is proposed, not asked."""
    if _PROPOSED.search(fold(sentence)):
        return False
    return bool(_ASKED.search(fold(sentence))) or fold(sentence).rstrip("。 ").endswith(("?", "か"))


def moods(sentence: str) -> list[tuple[Word, Mood]]:
    """The acts that one sentence tells, each with its mood; what is named and not told has none."""
    text = fold(sentence)
    asked = asks(sentence)
    kinds = _kinds(text)
    found: list[tuple[Word, Mood]] = []
    following: Mood | None = None
    for word in reversed(words(sentence)):
        tail = text[word.span.end :]
        is_verb = kinds.get(word.span.start) in ("動詞", "形容詞")
        if not word.carries or not (is_verb or _ACTS.match(tail)):
            continue
        if _FORBIDDEN.match(tail):
            mood = Mood.FORBIDDEN
        elif _ORDERED.match(tail) or _DEMANDED.search(tail):
            mood = Mood.ORDERED
        elif _PLANNED.match(tail):
            mood = Mood.PLANNED
        elif following is not None and (_CHAIN.match(tail) or (is_verb and tail.startswith("、"))):
            mood = Mood.FACT if following is Mood.DONE else following
        else:
            mood = Mood.DONE if _DONE.match(tail) else Mood.FACT
        if asked and mood in (Mood.DONE, Mood.FACT):
            mood = Mood.ASKED
        if word.lemma not in _SPEECH:
            following = mood
        found.append((word, mood))
    return found[::-1]


def _kinds(text: str) -> dict[int, str]:
    """The part of speech of the word that begins at each offset."""
    kinds, at = {}, 0
    for token in tagger()(text):
        start = text.index(token.surface, at)
        at = start + len(token.surface)
        kinds[start] = str(token.feature.pos1)
    return kinds
