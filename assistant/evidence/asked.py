"""What kind of value a question asks for, and whether a text holds one: an amount, a day, a person, an organisation.

Near misses are told by it: a passage on the right case that holds no amount does not say what something costs.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

KEPT_QUESTIONS = 64
"""Questions whose unit is remembered: every window asks for it."""


class Asked(StrEnum):
    """A kind of value."""

    AMOUNT = "amount"
    NUMBER = "number"
    DURATION = "duration"
    DAY = "day"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    REASON = "reason"
    PROVISION = "provision"
    LATER = "later"
    """What came afterwards: the result of the next meeting, what was done about a report."""
    VERDICT = "verdict"


_DIGIT = r"[0-9０-９〇一二三四五六七八九十百千]"
_VALUES: tuple[tuple[Asked, str, str], ...] = (
    (
        Asked.AMOUNT,
        r"いくら|費用|料金|金額|経費|委託料|予算|何円|何万円|利用料",
        rf"{_DIGIT}[\d０-９,，千万億百十]*円|無料|無償|負担",
    ),
    (
        Asked.NUMBER,
        r"何(?:件|人|名|戸|校|社|台|枚|園|回|票|世帯|箇所|か所|店|種類|項目|パーセント|％|%|割|歳|通|冊)|件数|人数|いくつ",
        rf"{_DIGIT}\s*(?:件|人|名|戸|校|社|台|枚|園|回|票|世帯|箇所|か所|店|種|項目|パーセント|％|%|割|歳|通|冊|つ)",
    ),
    (
        Asked.DURATION,
        r"何(?:日間|年間|か月|ヶ月|カ月|週間|時間|分)|どれ(?:くらい|ぐらい|ほど)|どの(?:くらい|ぐらい)|期間|期限|いつまで|保存",
        rf"{_DIGIT}\s*(?:日|年|か月|ヶ月|カ月|箇月|週間|時間|分)|まで|速やか|直ちに",
    ),
    (
        Asked.DAY,
        r"いつ(?!でも|まで)|何月|何日(?!間)|何年(?!間)|日時|日付|年月日|時期",
        rf"{_DIGIT}\s*月|{_DIGIT}\s*日|{_DIGIT}\s*年|年度",
    ),
    (
        Asked.PERSON,
        r"誰|だれ|どなた|何さん|(?:お)?名前|氏名|何という(?:人|委員|方)|(?:どの|どちらの)委員",
        r"(?:[一-鿿々]{1,4}|[A-ZＡ-Ｚ〇○])(?:委員|会長|氏|部長|課長|係長|室長|主査|主任|局長|参事|議員|教授|さん)",
    ),
    (
        Asked.ORGANISATION,
        r"(?:どこの|何という|どの)(?:会社|業者|事業者|大学|企業|病院|学校|団体|メーカー|社)|(?:会社|業者|事業者|大学|企業|メーカー|社)(?:名|は(?:どこ|何))|社名|店名|(?:相手|提供先|委託先|結合先)",
        r"株式会社|有限会社|(?:[ァ-ヶーA-Za-zＡ-Ｚ一-鿿]{2,})(?:社|大学|センター|研究所|協会|協議会|組合|機構|病院|銀行)",
    ),
    (
        Asked.PLACE,
        r"どこ|場所|会場|どのあたり|どの(?:地区|課|部|市|町|村)",
        r"[一-鿿]{1,6}(?:課|部|室|局|館|庁舎|会議室|地区|市|町|村|区)",
    ),
    (
        Asked.REASON,
        r"なぜ|理由|どうして|わけ|根拠|決め手|考え方",
        r"ため|から|ので|よって|以上|であるところ|おそれ|必要|すぎ|考え",
    ),
    (Asked.PROVISION, r"何条|どの(?:条|規定)|条項|条文", r"第?[0-9０-９一二三四五六七八九十]+条"),
    (
        Asked.LATER,
        r"その後|次の(?:会議|回)|次回|\d{1,2}月\d{1,2}日の(?:会議|審議)|実際に",
        r"次回|後日|引き続き|その後|前回|改めて",
    ),
    (
        Asked.VERDICT,
        r"結局|最終的|通った|認め(?:られ|た)|結論|結果|どうなっ|だめだっ|可決|承認|決まっ|OK",
        r"認め|承認|適当|差し支え|異議(?:は)?な|答申|妥当|決定|継続|取り(?:下げ|消)|了承|可決|賛成|反対|べきで",
    ),
)
_PATTERNS = tuple((kind, re.compile(question), re.compile(text)) for kind, question, text in _VALUES)


_MONTHS, _PERSONS, _PLACES, _SHARE = (
    "(?:か|ヶ|カ|ケ|箇)月",
    "(?:人|名)",
    "(?:箇所|か所|カ所|ヶ所)",
    "(?:%|パーセント|割)",
)
_UNITS: Mapping[str, str | None] = {
    **dict.fromkeys(("か月", "ヶ月", "カ月"), _MONTHS),
    **dict.fromkeys(("人", "名"), _PERSONS),
    **dict.fromkeys(("箇所", "か所"), _PLACES),
    **dict.fromkeys(("%", "パーセント", "割"), _SHARE),
    **dict.fromkeys(("万円", "円"), "円"),
    "日間": "日",
    "年間": "(?:年|か年)",
    "種類": "種",
    **dict.fromkeys(
        (*"件戸校社台枚園回票店歳通冊号条項年月日時分個点", "世帯", "項目", "週間", "時間"),
    ),
}
"""Units that a question may count in, each with the pattern of how a text writes it; None where as the question does."""
_COUNTED = re.compile(rf"何({'|'.join(sorted(_UNITS, key=len, reverse=True))})")
_LASTING = re.compile(
    r"(?:どれ|どの)(?:くらい|ぐらい|ほど|程度)(?:の(?:間|期間))?[^。]{0,12}(?:残|保存|保管|続|か(?:か|け)|消)|いつまで|何年何"
)
_SPAN = rf"{_DIGIT}\s*(?:日|年|週間|時間|分|{_MONTHS})"


@lru_cache(maxsize=KEPT_QUESTIONS)
def counted_in(question: str) -> re.Pattern[str] | None:
    """What a text holds that counts in the unit which a folded question asks for: 「14日」 for 何日で; None where it asks for none."""
    if found := _COUNTED.search(question):
        unit = _UNITS[found[1]] or found[1]
        return re.compile(rf"(?:{_DIGIT}|数)[\d,，]*\s*(?:万|億|千)?{unit}")
    return re.compile(_SPAN) if _LASTING.search(question) else None


def asked_in(question: str) -> tuple[Asked, ...]:
    """The kinds of values that a question asks for."""
    return tuple(kind for kind, pattern, _ in _PATTERNS if pattern.search(question))


def held_in(text: str) -> frozenset[Asked]:
    """The kinds of values of which a text holds one."""
    return frozenset(kind for kind, _, pattern in _PATTERNS if pattern.search(text))
