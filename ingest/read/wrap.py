"""Where a line goes on in the next one: hard wraps and page breaks inside sentences.

Two lines are one where the first does not end as a sentence or a heading does and the next does not begin as a turn, a
heading or a list item does. How much evidence that takes depends on what parts them: at the end of a full line little,
at a page break an unfinished sentence.
"""

import re
from enum import Enum

from ingest.read.words import tears_word

ROLES = (
    r"(?:(?:副|前|新)?[会議]\s?長|(?:副|職務代理)?委\s?員(?:\s?長)?|部\s?会\s?長|座\s?長|(?:会長)?職務代理者?|司\s?会|事\s?務\s?局"
    r"|実\s?施\s?機\s?関|諮問(?:実施機関|庁)|処分庁|説\s?明\s?[員者]|担\s?当\s?[課者]|所\s?管\s?課|審査請求人|請求人|(?:異議)?申立人"
    r"|(?:課|係|室|所|部|局|次|館|園|校|署|市|町|村|区)\s?長|参\s?事|主\s?[幹査任事]|知\s?事|教\s?育\s?長|書\s?記|傍\s?聴\s?[人者])"
)
"""Who is named at the beginning of a turn, letter-spaced or not."""

_WHO = rf"(?:[^\s。、]{{0,12}}?{ROLES}|質問|回答|答弁|質疑|[問答])(?:\s?[A-ZＡ-Ｚ甲乙丙丁0-9０-９①-⑨])?"
_SPEAKER = re.compile(
    rf"{_WHO}(?:[（(][^）)]{{1,20}}[）)])?(?:[：:；;]|[ 　](?!\s?\d)|$)"
    r"|[○◯〇●◎◇◆■□▲△▼▽★☆※・•‣◦⇒→➡＊*|｜¶<＜〈《≪【]"
    r"|[-‐–—―−](?:[ 　]|$)"
    rf"|[（(〔\[［]\s?{_WHO}\s?[）)〕\]］]"
)
_NAME = re.compile(rf"[○◯〇●]?(?:[^。、]{{0,12}} )?{_WHO}(?:[（(][^）)]{{1,20}}[）)])?[：:]?")
_COUNTER = (
    r"(?:[年月日時分条項号件人名回点つ％%万千百億円か箇個ヶケカヵ階頁台歳割倍通枚行列段目番種社校園課室市町村区,，~～〜/／0-9０-９]"
    r"|ページ)"
)
_ITEM = re.compile(
    rf"[①-⑳⑴-⒇㈠-㈩❶-❿]|[0-9０-９]{{1,2}}(?:[ 　]+(?!{_COUNTER})\S|[.．、)）](?!\d))"
    r"|[（(][0-9０-９一二三四五六七八九十ア-ンｱ-ﾝ]{1,2}[)）]|第\s?[0-9０-９一二三四五六七八九十]{1,3}[ 　.．、]+(?![条項号回章期次])"
    r"|[一二三四五六七八九十]{1,2}[ 　.．、]|[ア-ンA-Za-zＡ-Ｚａ-ｚ][ 　.．)）]"
    r"|(?:別紙|別表|別添|様式|参考|付記|附記)\s?(?:第?[0-9０-９一二三四五六七八九十]|$)"
)
_BARE_ITEM = re.compile(r"[アイウエオカキクケコサシスセソ](?=[\u4e00-\u9fff「])(?![カケ][所月国年])")
"""An item's letter that lost the space after it."""
_OPENER = re.compile(
    r"(?:議題|案件|議案|報告|審議|件名|会議名|諮問|答申)(?:事項)?\s?[0-9０-９]"
    r"|(?:日\s?時|場\s?所|(?:出\s?席|欠\s?席|傍\s?聴)\s?者?|次\s?第|議\s?事|資\s?料)(?:[ 　：:]|$)"
    r"|(?:なお|また|ただし|次に|続いて|以上で|それでは|まず|さらに|しかし|そこで|最後に|一方)[、，]|その他$|(?![0-9０-９]+[：:])[^、。「」\s]{1,12}[：:]"
    r"|(?:明治|大正|昭和|平成|令和)\s?[0-9０-９元]{1,2}\s?年\s?[0-9０-９]{1,2}\s?月\s?[0-9０-９]{1,2}\s?日\S{0,8}$"
    r"|現在地|本文$|記$|以\s?上$|[（(〔][^）)〕]*[）)〕]$|「[^」]{1,20}」と呼ぶ者"
)
"""What usually begins a line of its own, but can stand inside a sentence too."""

_CLOSERS = "」』)）】〕》〉”’\"' 　"
_ENDS = ("。", "．", "｡", "？", "?", "！", "!", "…", "‥")
_OPEN_ENDED = re.compile(
    r"(?:[、，,「『（(〔]|[をがはもにへとやのばっおご]|(?<!ま)で|(?<!つい)(?<!関し)(?<!対し)(?<![全べ])て|及び|又は|若しくは|並びに)$"
)
_TITLE_END = re.compile(
    r"(?:について|に関して|こと|もの|とおり|とき|ため|まで|以上|等|件|事項|結論|趣旨|意見|要旨|判断|経過|経緯|理由|概要|内容|結果|答申|別紙)$"
)
_NO_BEGINNING = re.compile(
    r"[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーンんを々、。，．！？」』）)】〕》〉]"
    r"|[はがにとでもへや](?=[、，\u4e00-\u9fffァ-ヺ0-9０-９])|の(?![ちみりぞ])"
    r"|まし[たて]|ません|でし[たて]|です[。がの]|った|って|れば|れ[るた]|られ|させ|ており|てい[るたくま]|てお[くり]"
)
"""What no word of Japanese begins with, or only the rest of one."""
_KATAKANA = re.compile(r"[ァ-ヴー]")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_CUT_CLAUSE = re.compile(r"、[^。]*[はがをにで][^ぁ-ん。、]{1,8}$")
"""A clause that ends after its topic or object: その結果は特定."""
_CLAUSES = re.compile(r"[。、，]")
_TITLE_AFTER_SENTENCE = re.compile(r"[。．]\s*(?:[（(]?[0-9０-９]{1,2}[)）.．]?|[ア-ン][ 　])[^。]*$")

TAIL = 300
"""Characters of a paragraph that are looked at, so that a long one costs no more than a short one."""
_LABEL_COLUMNS = 24
"""Columns below which a line is a label unless it fills its line."""
_PROSE_COLUMNS = 40
"""Columns from which a line can be prose that a page break cut."""


class Gap(Enum):
    """What parts two lines."""

    LINE = "line"
    """A line end, and nothing says how wide lines are."""
    WRAP = "wrap"
    """The end of a line that is full to the margin."""
    BLANK = "blank"
    """A blank line or a page break."""


def columns(text: str) -> int:
    """How wide `text` is set, in half-width columns: CP932 spends one byte on each."""
    return len(text) if text.isascii() else len(text.encode("cp932", "replace"))


def ends(line: str) -> bool:
    """Whether `line` ends as a sentence does."""
    return line.rstrip(_CLOSERS).endswith(_ENDS)


def names_speaker(line: str) -> bool:
    """Whether `line` names a speaker and says nothing else."""
    return bool(_NAME.fullmatch(line))


def begins(line: str) -> bool:
    """Whether `line` begins with the mark of a turn, a heading or an item."""
    return bool(_SPEAKER.match(line) or _ITEM.match(line))


def continues(before: str, after: str, gap: Gap) -> bool:
    """Whether `after` goes on with the sentence or title that `before` breaks off.

    Args:
        before: the paragraph so far, without white space at its ends; of a table row its last cell.
        after: the next line, without white space at its ends.
        gap: what parts them.
    """
    before = before[-TAIL:]
    if not before or not after or "\t" in after or before.startswith("<p "):
        return False
    rest_of_word = bool(_NO_BEGINNING.match(after))
    if ends(before):
        return rest_of_word and (after[0] in _CLOSERS or before[-1] in _CLOSERS)
    if _SPEAKER.match(after) and not rest_of_word:
        return False
    open_ended = bool(_OPEN_ENDED.search(before)) or _bracket_open(before)
    katakana = bool(_KATAKANA.match(before[-1]) and _KATAKANA.match(after[0]) and _HIRAGANA.search(before))
    if _ITEM.match(after) and not rest_of_word and not (gap is Gap.WRAP and open_ended and after[0].isdigit()):
        return False
    if _BARE_ITEM.match(after) and not katakana:
        return False
    opener = bool(_OPENER.match(after))
    if gap is Gap.WRAP:
        return rest_of_word or open_ended or not opener
    width = columns(before)
    if width < _LABEL_COLUMNS:
        return False
    if rest_of_word or (open_ended and not opener):
        return True
    if width < _PROSE_COLUMNS or opener or _TITLE_END.search(before):
        return False
    if katakana:
        return True
    prose = "。" in before and not _TITLE_AFTER_SENTENCE.search(before)
    if gap is Gap.BLANK and (
        (prose and _CLAUSES.search(after)) or (_CUT_CLAUSE.search(before) and "。" in after)
    ):
        return True
    return bool(_HIRAGANA.search(before)) and tears_word(before, after)


def separator(before: str, after: str) -> str:
    """What stands between `before` and `after` once they are joined: a space between two Latin words, else nothing."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return " " if latin else ""


def _bracket_open(text: str) -> bool:
    return any(text.rfind(left) > text.rfind(right) for left, right in ("（）", "()", "「」", "『』"))
