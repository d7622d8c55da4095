"""What begins a line: the mark of a speaker, the number of a heading or an item, a label."""

import re
from functools import cache

from corpus.language import either, marks, one_of, posts


@cache
def title() -> str:
    """The pattern of a title that is named at the beginning of a turn, letter-spaced or not."""
    held = posts()
    executive = held.executive
    titles = (
        *held.chair.titles,
        *held.member.members,
        *held.member.deputies,
        *held.secretariat.secretariat,
        *executive.authorities,
        *executive.explaining,
        *executive.offices,
        *executive.officers,
        *executive.rulers,
        *executive.heads,
        *executive.ranks,
        *held.outsider.applicants,
        *held.outsider.listeners,
    )
    return either(titles, spaced=True)


@cache
def _who() -> str:
    return (
        rf"(?:[^\s。、]{{0,12}}?{title()}|質問|回答|答弁|質疑|[問答])"
        r"(?:\s?[A-ZＡ-Ｚ甲乙丙丁0-9０-９①-⑨])?"
    )


_OF = r"(?:[（(][^）)]{1,20}[）)])?"


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"{one_of(marks().shapes, unfolded=True)}?(?:[^。、]{{0,12}} )?{_who()}{_OF}[：:]?")


@cache
def _speaker() -> re.Pattern[str]:
    signs = marks()
    return re.compile(
        "|".join(
            (
                rf"{_who()}{_OF}(?:[：:；;]|[ 　](?!\s?\d)|$)",
                one_of(signs.bullets + signs.brackets, unfolded=True),
                rf"{one_of(signs.dashes, unfolded=True)}(?:[ 　]|$)",
                rf"[（(〔\[［]\s?{_who()}\s?[）)〕\]］]",
            )
        )
    )


_DIGIT = "0-9０-９"
_KANJI = "一二三四五六七八九十"
_COUNTER = (
    r"(?:[年月日時分条項号件人名回点つ％%万千百億円か箇個ヶケカヵ階頁台歳割倍通枚行列段目番種社校園課室市町村区]"
    rf"|[,，~～〜/／{_DIGIT}]|ページ)"
)
ITEM = re.compile(
    "|".join(
        (
            r"[①-⑳⑴-⒇㈠-㈩❶-❿]",
            r"[┌├└│┃┏┣┗╔╠╚║]",
            rf"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩA-ZＡ-Ｚ]\s?[-－‐―]\s?[{_DIGIT}]{{1,2}}[ 　]",
            r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][ 　.．、]",
            rf"(?:諮問|報告|議案|審議)?第\s?[{_DIGIT}]{{1,4}}\s?号[ 　「]",
            rf"[{_DIGIT}]{{1,2}}(?:[ 　]+(?!{_COUNTER})\S|[.．、)）](?!\d))",
            rf"[（(][{_DIGIT}{_KANJI}ア-ンｱ-ﾝ]{{1,2}}[)）]",
            rf"第\s?[{_DIGIT}{_KANJI}]{{1,3}}[ 　.．、](?!\s*[条項号回章期次])",
            rf"[{_KANJI}]{{1,2}}[ 　.．、]",
            r"[ア-ンA-Za-zＡ-Ｚａ-ｚ][ 　.．)）]",
            rf"(?:別紙|別表|別添|様式|参考|付記|附記)\s?(?:第?[{_DIGIT}{_KANJI}]|$)",
        )
    )
)
"""The number of a heading or an item."""
BARE_ITEM = re.compile(r"[アイウエオカキクケコサシスセソ](?=[\u4e00-\u9fff「])(?![カケ][所月国年])")
"""An item's letter that lost the space after it."""
OPENER = re.compile(
    "|".join(
        (
            rf"(?:議題|案件|議案|報告|審議|件名|会議名|諮問|答申)(?:事項)?\s?[{_DIGIT}]",
            r"(?:日\s?時|場\s?所|(?:出\s?席|欠\s?席|傍\s?聴)\s?者?|次\s?第|議\s?事|資\s?料)(?:[ 　：:]|$)",
            r"(?:なお|また|ただし|次に|続いて|以上で|それでは|まず|さらに|しかし|そこで|最後に|一方)[、，]",
            rf"(?![{_DIGIT}]+[：:])[^、。「」\s：:](?:[ 　]{{0,3}}[^、。「」\s：:]){{0,11}}[ 　]{{0,4}}[：:]",
            rf"(?:明治|大正|昭和|平成|令和)\s?[{_DIGIT}元]{{1,2}}\s?年\s?[{_DIGIT}]{{1,2}}\s?月"
            rf"\s?[{_DIGIT}]{{1,2}}\s?日\S{{0,8}}$",
            r"現在地|本文$|記$|以\s?上$|その他$|[（(〔][^）)〕]*[）)〕]$|「[^」]{1,20}」と呼ぶ者",
        )
    )
)
"""What usually begins a line of its own, but can stand inside a sentence too."""


def begins_turn(line: str) -> bool:
    """Whether `line` begins with a mark that begins a turn or an item whatever stands before it."""
    return bool(_speaker().match(line))


def begins(line: str) -> bool:
    """Whether `line` begins with the mark of a turn, a heading or an item."""
    return begins_turn(line) or bool(ITEM.match(line))


def names_speaker(line: str) -> bool:
    """Whether `line` names a speaker and says nothing else."""
    return bool(_name().fullmatch(line))
