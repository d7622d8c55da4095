"""Sentence segmentation of Japanese prose, lists, tables and hard-wrapped lines."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from corpus.language.folding import fold
from corpus.language.vocabulary import marks, one_of
from corpus.model import Span

LONGEST_BRACKET = 400
"""Characters after which a bracket that is still open counts as stray."""

_PAIRS = {"「": "」", "『": "』", "(": ")", "【": "】"}
_BRACKET = re.compile("[「」『』()【】]")
_ENUMERAL = "[0-9一二三四五六七八九十]"
_NUMBERED_OR_LABELLED = (
    # Something numbered: (1) ア 第3 議題2.
    r"[①-⑳⑴-⒇㈠-㈩]|\([0-9ア-ンa-zA-Z一二三四五六七八九十]{1,3}\)"
    rf"|第 ?{_ENUMERAL}+(?:[ .]|[章節款回号])|[ア-ンa-zA-Z][.)、 ]"
    r"|(?:議題|案件|報告|審議|諮問|資料|別紙|別添) ?[0-9]"
    # A label in brackets or with a colon: 【結論】 (会長) 委員:
    r"|【[^】\n]{1,30}】|[<≪《〈〔\[][^>≫》〉〕\]\n]{1,60}[>≫》〉〕\]]|\([^()\n]{1,16}\) *(?:\n|$)|\(※"
    r"|[^\s0-9、。「」()][^\s、。「」()]{0,11}[:;]"
)
_NUMBER_MARK = re.compile(r"[0-9]{1,2}(?:[.)、 ]|(?=[ぁ-んァ-ヶ一-龠]{2,20}\n))")
_NEVER_FIRST = frozenset("ーぁぃぅぇぉっゃゅょんをァィゥェォッャュョン々、。,」』)】")
_OPEN_END = re.compile("[、,・(「]$")
_PARTICLE_END = re.compile("[をにがはのと]$")
_KATAKANA = re.compile("[ァ-ヶー]")
_TITLE_END = re.compile("(?:ついて|の件|[」』)】>]|[:;])$")
_PROSE, _TORN = 30, 15
"""Characters from which an unfinished line counts as wrapped prose; the same for one torn inside a katakana word."""
_HANGING = 8
"""Characters of indent from which a line continues the one above it."""
_TAIL = 100
"""Characters of a line's end that are looked at."""
_INK = re.compile(r"\S")
_LINE = re.compile(r"[\n\f]\s*$")
_END = re.compile(
    r"(?:[。?]|(?<![A-Za-z])!)[。!?]*|(?<=[ぁ-ん」)])\.(?![0-9A-Za-z])|(?<![^\S\n\f])[^\S\n\f]*[\n\f]\s*|[「」『』()【】]"
)


@cache
def _mark() -> re.Pattern[str]:
    """What begins a line that does not continue the one above it: a bullet, a number, a label."""
    signs = marks()
    return re.compile(f"{one_of(signs.bullets)}|{one_of(signs.dashes)} |{_NUMBERED_OR_LABELLED}")


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """Cut `text` (or the part in `span`) into sentences, none beginning or ending in white space.

    A sentence ends at 。．！？ outside brackets; at a line end before a blank line, a list or a heading; and behind a
    heading. Other line ends, and page breaks inside a sentence, are wraps. A bracket that stays open for more than
    LONGEST_BRACKET characters counts as stray.
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    found: list[Span] = []
    begin = start
    for stop in _stops(text[start:end]):
        piece = text[begin : start + stop]
        if piece.strip():
            found.append(Span(begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())))
        begin = start + stop
    return found


@lru_cache(maxsize=2**10)
def _stops(text: str) -> tuple[int, ...]:
    # The same lines are cut to divide a document and again case by case.
    return tuple(_ends(fold(text)))


def _ends(folded: str) -> Iterator[int]:
    pairs = _brackets(folded)
    begin = at = 0
    while (found := _END.search(folded, at)) is not None:
        at, mark = found.end(), found.group()
        if mark in _PAIRS:
            close = pairs.get(found.start())
            if close is None:
                continue
            at = close + 1
            # A remark that stands alone in brackets, 「(…した。)」, is a sentence of its own.
            remark = mark == "(" and folded[close - 1] in "。!?"
            if not remark or _INK.search(folded, begin, found.start()):
                continue
        elif mark in "」』)】" or (mark.isspace() and _runs_on(folded, begin, found.start(), at)):
            continue
        while at < len(folded) and folded[at] in "」』)】":
            at += 1
        yield at
        begin = at
    yield len(folded)


def _brackets(folded: str) -> dict[int, int]:
    """Map each opening bracket to its closing one; stray ones and over-long pairs are left out."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for mark in _BRACKET.finditer(folded):
        at, char = mark.start(), mark.group()
        if char in _PAIRS:
            open_.append(at)
            continue
        for depth in range(len(open_) - 1, max(-1, len(open_) - 4), -1):
            if _PAIRS[folded[open_[depth]]] == char:
                if at - open_[depth] <= LONGEST_BRACKET:
                    pairs[open_[depth]] = at
                del open_[depth:]
                break
    return pairs


def _runs_on(folded: str, begin: int, end: int, following: int) -> bool:
    """Whether the sentence in `folded[begin:end]`, which ends a line, goes on at `following`."""
    head = _INK.search(folded, begin, end)
    if head is None or following >= len(folded):
        return True
    # Only its end and its beginning are looked at, so that a sentence of many lines is not read again for each.
    tail = folded[max(head.start(), end - _TAIL) : end].rstrip()
    length = end - head.start()
    if folded[following] in _NEVER_FIRST or _OPEN_END.search(tail):
        return True
    particle = bool(_PARTICLE_END.search(tail))
    if _mark().match(folded, following) or (_NUMBER_MARK.match(folded, following) and not particle):
        return False
    marked = bool(_mark().match(folded, head.start(), end) or _NUMBER_MARK.match(folded, head.start(), end))
    torn = _KATAKANA.match(tail[-1]) and _KATAKANA.match(folded[following])
    if (torn and length >= _TORN) or (particle and length >= _PROSE):
        return True
    if _TITLE_END.search(tail):
        return False
    gap = folded[end:following]
    if marked or gap.strip(" \t") != "\n":
        before = _LINE.search(folded, max(0, begin - 80), head.start())
        within_line = begin > 0 and before is None
        return (within_line and length >= _TORN // 2) or (length >= _PROSE and len(gap) > _HANGING)
    return length >= _PROSE


_PROVISO = re.compile(r"\s*(?:(?:ただし|但し)[、,，]?|なお[、,，])")
_PROVISO_WINDOW = 1500


def with_proviso(text: str, span: Span) -> Span:
    """Extend a sentence's span over the sentences directly after it that begin with ただし or なお."""
    while _PROVISO.match(text, span.end):
        following = sentences(text, Span(span.end, min(len(text), span.end + _PROVISO_WINDOW)))
        span = Span(span.start, following[0].end)
    return span
