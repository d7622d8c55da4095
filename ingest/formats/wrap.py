"""Where a line goes on in the next one: hard wraps and page breaks inside sentences.

Two lines are one where the first does not end as a sentence or a heading does and the next does not begin as a
turn, a heading or a list item does. How much evidence that takes depends on what parts them: at the end of a
full line little, at a page break an unfinished sentence.
"""

import re
from enum import Enum

from ingest.formats.openers import BARE_ITEM, ITEM, OPENER, begins_turn
from ingest.formats.torn import tears_word

_CLOSERS = "」』)）】〕》〉”’\"' 　"
_ENDS = ("。", "．", "｡", "？", "?", "！", "!", "…", "‥")
_OPEN_ENDED = re.compile(
    r"(?:[、，,「『（(〔]|[をがはもにへとやのばっおご]|(?<!ま)で|(?<!つい)(?<!関し)(?<!対し)(?<![全べ])て"
    r"|及び|又は|若しくは|並びに)$"
)
"""What no sentence and no title ends with."""
_TITLE_END = re.compile(
    r"(?:について|に関して|こと|もの|とおり|とき|ため|まで|以上|等|件|事項|結論|趣旨|意見|要旨|判断|経過|経緯|理由"
    r"|概要|内容|結果|答申|別紙)$"
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
    if begins_turn(after) and not rest_of_word:
        return False
    open_ended = bool(_OPEN_ENDED.search(before)) or _bracket_open(before)
    katakana = bool(_KATAKANA.match(before[-1]) and _KATAKANA.match(after[0]) and _HIRAGANA.search(before))
    if ITEM.match(after) and not rest_of_word and not (gap is Gap.WRAP and open_ended and after[0].isdigit()):
        return False
    if BARE_ITEM.match(after) and not katakana:
        return False
    opener = bool(OPENER.match(after))
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
    """What stands between two joined lines: a space between two Latin words, else nothing."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return " " if latin else ""


def _bracket_open(text: str) -> bool:
    return any(text.rfind(left) > text.rfind(right) for left, right in ("（）", "()", "「」", "『』"))
