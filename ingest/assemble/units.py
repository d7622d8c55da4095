"""Names of sections of the executive as a line writes them: 課, 室, 係, センター …, with the 部 or 局 above them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.language import squeeze

_BOARD = r"(?:(?:教育|農業|選挙管理|公安|人事|収用|公平|固定資産評価審査)委員会(?:事務局)?|議会事務局|監査委員事務局)"
_OFFICE = (
    r"(?:センター|(?:事務|支|診療|保健|研究|相談|出張|営業|保育|試験|検査|浄化|管理)所|(?:図書|公民|博物|美術|資料|文学|科学|郷土)館"
    r"|学校|病院|(?:保育|幼稚|こども|動物)園|(?:消防|警察)署)"
)
_SUFFIX = re.compile(
    rf"{_BOARD}|{_OFFICE}|(?:消防|警察|推進|対策)本部|教育庁|チーム|グループ|班"
    r"|(?<![放賦日学])課(?![題税金程目外])|(?<!結)局(?![面所地])|(?<!関)係(?![るわりっ争数累属])"
    r"|(?<![内外一全幹腹頭細])部(?![分会門数品屋位類材活署委副氏さ])|(?<![教病入退在温浴])室(?![内外温])"
)
_RANKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"(?:{_BOARD}|部|局|教育庁)$")),
    (1, re.compile(rf"{_OFFICE}$")),
    (3, re.compile(r"(?:係|班|チーム|グループ)$")),
    (2, re.compile(r"[課室]$")),
)
_GENERIC = re.compile(
    r"(?:当該|関係|担当|所管|主管|所属|諮問|事業|説明|同|各|他|当|本|両|全|原|前|旧|その|この|どの|取りまとめ|とりまとめ|出席|欠席|実施|主務|新|何|貴|四つの|元|何|これ|それ)?の?"
    r"(?:課|部|局|室|係|班|センター|グループ|チーム|学校|病院|図書館|保健所|保育所)"
    r"|.*(?:会議|委員会|協議会|審査会|研修|集会|講習|視聴覚|控|応接|待合|講義|大会|和|洋|多目的|特別|手術|居|個|分娩|更衣|職員|別)室"
    r"|(?:.{0,2}|懇話会|審議会|審査会)事務局|第?\d+.?[部課班係]|執行部|幹部|[一二三四五六七八九十甲乙丙丁]部|第.部|.半部|中心部|(?:都市|平野|山間|沿岸|市街|中山間)部"
    r"|.*(?:担当|所管|主管|関係)[課部室]|専門部|.*(?:コール|データ)センター|(?:サービス|開発|総合|福祉|文化)センター|(?:郵便|放送|薬)局|.*大学.*|(?:市立|町立|村立|県立|区立)?(?:小|中|小中|高等|高|特別支援)学校"
)
_BARE = re.compile(rf"{_BOARD}|(?:図書|公民|博物|美術|資料|文学|科学)館|診療所|保健所|(?:消防|警察)本部|教育庁")
"""Names a section by itself, without a word before it."""
_NAME = re.compile(r"[一-龥々〇ヶヵァ-ヺーぁ-んA-Za-z0-9・&]")
_PARTICLES = (
    r"(?:[はがをにでのともへやず]|から|より|では|には|とは|での|との|への|からの|までの|ほか|など|として|について|による|により"
    r"|における|において|に対し|に対する|された|される|した|する|して|います|ます|です|ました|でした|という|といった|それでは|まず|次に|また|なお|すみません|はい|ただ|じゃあ|さて|よう|まで|ため)"
)
_BREAK = re.compile(
    rf"(?<![ぁ-ん]){_PARTICLES}+(?![ぁ-ん])|[ぁ-ん]*(?:[をはがへ]|から|より|ては|です|ます|よう|れば|した|いう|つき|にも|では)(?![ぁ-ん])"
    r"|[ぁ-ん]+[をが][ぁ-ん]{2,}(?![ぁ-ん])|(?:諮問|報告|協議|審議)・|及び|並びに|又は|続いて|同じく|全て|である|[0-9][年月日回号件人条項時分]|続く"
)
_DOUBTFUL = re.compile(r"[ぁ-ん]*[でにの](?![ぁ-んー])|[ぁ-ん]+て(?![ぁ-んー])|・")
"""Where a name may begin too: names hold と and の as well as sentences do."""
_ENDED = re.compile(
    r"(?:(?<![ぁ-ん])[はがをにでのともへやだず]|[ぁ-ん]*(?:[をはが]|から|より|まで|ため|だけ|では|にも|ずつ|どの|ように|ときに|で)|何)$"
)
"""What no name of a section ends with before its last word."""
_PLACE = re.compile(
    r"(?!都市|市[町村])[一-龥ヶァ-ヴぁ-んー]{1,8}?(?:[市町村区県都府](?![民立営税政有内役道場街長部区])|組合|広域連合|地区)(?=.{2})"
)
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class UnitMention:
    """Where a line names a section, with those above it that stand before it."""

    parts: tuple[tuple[int, int], ...]
    """Offsets of each name into the line, outermost first."""
    names: tuple[str, ...]
    """The names, without white space."""

    @property
    def start(self) -> int:
        """Where the outermost name begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where the innermost name ends."""
        return self.parts[-1][1]

    @property
    def name(self) -> str:
        """All of it."""
        return "".join(self.names)

    def forms(self) -> Iterator[tuple[str, int, int]]:
        """Each run of its names as a name of the section, with its offsets: with or without what is above and below."""
        for first in range(len(self.parts)):
            for last in range(first, len(self.parts)):
                yield "".join(self.names[first : last + 1]), self.parts[first][0], self.parts[last][1]


def rank(name: str) -> int:
    """How deep a section stands: 0 部, 局 and boards, 1 offices and schools, 2 課 and 室, 3 係 and 班."""
    return next((number for number, ending in _RANKS if ending.search(name)), 2)


def _name_start(text: str, start: int, end: int) -> int:
    """Where the name that ends at `end` begins: behind the last particle, at most some characters back."""
    begin = max(start, end - _LONGEST)
    for gap in range(end - 1, begin - 1, -1):
        if not _NAME.match(text[gap]):
            begin = gap + 1
            break
    behind = begin
    for found in _BREAK.finditer(text, begin, end):
        if found.end() < end - 1:
            behind = found.end()
    dot = text.rfind("・", behind, end - 2)
    # 文化・スポーツ課 stands by itself; behind other words the point parts: の外部提供・産業課
    return dot + 1 if behind > begin and dot >= 0 else behind


def _without_place(text: str, start: int, end: int) -> int:
    place = _PLACE.match(text, start, end)
    return place.end() if place else start


def _is_name(text: str, start: int, end: int, suffix: str) -> bool:
    """Whether a section's name stands there, no word that any section may go by."""
    name = squeeze(text[start:end])
    if _ENDED.search(name[: -len(suffix)]):
        return False
    if name == suffix or len(name) < 2:
        return _BARE.fullmatch(name) is not None
    return _GENERIC.fullmatch(name) is None or _BARE.fullmatch(name) is not None


def _shorter(text: str, start: int, end: int, suffix: str) -> Iterator[int]:
    """Where else a name may begin that holds a hiragana that may be a particle."""
    for found in _DOUBTFUL.finditer(text, start, end):
        if found.end() < end - 1 and _is_name(text, found.end(), end, suffix):
            yield found.end()


def find_units(text: str) -> list[UnitMention]:
    """Find the sections that a folded line names, in order; where a name's beginning is in doubt, each of its readings."""
    found: list[UnitMention] = []
    parts: list[tuple[int, int]] = []

    def close() -> None:
        if parts:
            names = tuple(squeeze(text[start:end]) for start, end in parts)
            found.append(UnitMention(tuple(parts), names))
            parts.clear()

    hits = list(_SUFFIX.finditer(text))
    at = 0
    for number, hit in enumerate(hits):
        end, suffix = hit.end(), hit[0]
        start = _name_start(text, at, end)
        joined = bool(parts) and not text[parts[-1][1] : start].strip(" ") and start - parts[-1][1] <= 2
        if joined and rank(text[start:end]) <= rank(text[parts[-1][0] : parts[-1][1]]):
            joined = False
        if not joined:
            start = _without_place(text, start, end)
        while start < end and text[start] in "・ー":
            start += 1
        following = hits[number + 1] if number + 1 < len(hits) else None
        runs_on = following is not None and re.fullmatch(r"[一-龥ァ-ヴー]*", text[end : following.start()])
        if runs_on and (suffix in ("学校", "病院") or not _is_name(text, start, end, suffix)):
            continue
        at = end
        if not _is_name(text, start, end, suffix):
            close()
            continue
        if not joined:
            close()
            found += [
                UnitMention(((shorter, end),), (squeeze(text[shorter:end]),))
                for shorter in _shorter(text, start, end, suffix)
            ]
        parts.append((start, end))
    close()
    return found
