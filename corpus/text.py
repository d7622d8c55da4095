"""Japanese text: folded and normalised with a way back to the original offsets, cut into sentences and words.

Nothing here changes a text that is shown: what is folded is searched, and its offsets lead back.
"""

import re
import threading
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import fugashi
from kanjize import kanji2number

from corpus.document import Span

LONGEST_BRACKET = 400
"""Characters after which a bracket that is still open counts as stray."""

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u00ad\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\u2501\ufe58\ufe63\uff0d"
_WAVES = "\u02dc\u223c\u223e\u301c\u3030\uff5e"
_CIRCLES = "\u25cb\u25ef\u3007\u26aa\u2b58\u20dd"
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}
# PDF conversions put radicals where characters belong, and NFKC leaves these alone.
_RADICALS = dict(
    zip("⺠⻁⻄⻆⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲⼾⺟⻌⻂", "民虎西角長青食鬼麦黄斉歯竜亀戸母辶衣", strict=True)
)


def _fold_table() -> dict[int, str]:
    compatible = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0xFF01, 0xFFEF))
    table = {}
    for code in compatible:
        normal = unicodedata.normalize("NFKC", chr(code))
        if len(normal) == 1 and not unicodedata.combining(normal):
            table[code] = normal
    table |= {ord(c): " " for c in _SPACES} | {ord(c): "-" for c in _DASHES} | {ord(c): "~" for c in _WAVES}
    table |= {ord(c): "○" for c in _CIRCLES} | {ord(c): t for c, t in (_QUOTES | _RADICALS).items()}
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """Make variants of one character equal, one character for one, so that every offset stays.

    Full-width ASCII becomes half-width, half-width kana full-width; spaces, dashes, waves and circles one each.
    """
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text made from another, with the way back."""

    text: str
    offsets: Sequence[int]
    """For each character of `text`, where in the original it begins."""
    ends: Sequence[int]
    """For each character of `text`, where in the original it ends."""

    def span(self, start: int, end: int) -> Span:
        """Return the span of the original from which the non-empty `text[start:end]` was made."""
        return Span(self.offsets[start], self.ends[end - 1])


_CLUSTER = re.compile(r"(.)[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)


def normalise(text: str) -> Normalised:
    """Fold `text` after NFKC, which may change its length: ｶﾞ becomes ガ, ① becomes 1, ㈱ becomes (株)."""
    if unicodedata.is_normalized("NFKC", text):
        return Normalised(fold(text), array("I", range(len(text))), array("I", range(1, len(text) + 1)))
    parts: list[str] = []
    offsets, ends = array("I"), array("I")
    for cluster in _CLUSTER.finditer(text):
        normal = unicodedata.normalize("NFKC", cluster.group())
        parts.append(normal)
        offsets.extend([cluster.start()] * len(normal))
        ends.extend([cluster.end()] * len(normal))
    return Normalised(fold("".join(parts)), offsets, ends)


def squeeze(text: str) -> str:
    """Drop all white space."""
    return "".join(text.split())


KANJI_DIGITS = "○一二三四五六七八九"
NUMERAL = f"(?:[0-9]+|[{KANJI_DIGITS}零十百千]+)"
"""Pattern of a whole number in folded text."""


def number(numeral: str) -> int:
    """Read what NUMERAL matches: 12, 十二, 二○二二."""
    if numeral.isdigit():
        return int(numeral)
    numeral = numeral.replace("零", "○")
    if numeral.strip(KANJI_DIGITS):
        return int(kanji2number(numeral.replace("○", "")))
    return int("".join(str(KANJI_DIGITS.index(digit)) for digit in numeral))


_WORD_OR_GAP = re.compile(r"\S+|\s+")
_BREAK = re.compile(r"\n[^\S\n]*\n|\f")


def squeezed(text: str) -> Normalised:
    """Fold `text` and close its letter-spacing and wraps.

    Blank lines and page breaks stay, each as one line end; so does a line end between two digits, lest one
    number be made of two.
    """
    folded = fold(text)
    parts: list[str] = []
    offsets, ends = array("I"), array("I")
    for piece in _WORD_OR_GAP.finditer(folded):
        start, end = piece.span()
        if not folded[start].isspace():
            parts.append(piece.group())
            offsets.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        elif _BREAK.search(folded, start, end) or (
            "\n" in piece.group() and folded[start - 1 : start].isdigit() and folded[end : end + 1].isdigit()
        ):
            parts.append("\n")
            offsets.append(start)
            ends.append(end)
    return Normalised("".join(parts), offsets, ends)


_SPACED = re.compile(r"(?<!\S)\S(?:[^\S\n\f]{1,4}\S(?!\S)){2,}")


def unspaced(text: str) -> Normalised:
    """Fold `text` and close only its letter-spacing, 審 議 会: three or more characters that stand alone."""
    folded = fold(text)
    parts: list[str] = []
    offsets = array("I")
    at = 0
    for run in _SPACED.finditer(folded):
        inner = [i for i in range(*run.span()) if not folded[i].isspace()]
        parts += [folded[at : run.start()], *(folded[i] for i in inner)]
        offsets.extend(range(at, run.start()))
        offsets.extend(inner)
        at = run.end()
    parts.append(folded[at:])
    offsets.extend(range(at, len(folded)))
    return Normalised("".join(parts), offsets, array("I", (offset + 1 for offset in offsets)))


_PAIRS = {"「": "」", "『": "』", "(": ")", "【": "】"}
_LIST_MARK = (
    r"(?:[・•●○◎◇◆■□▼▲※＊*⇒→>＞|]|[-‐–—―][ \u3000]|[①-⑳⑴-⒇㈠-㈩]|[(（〔<＜【〈《≪「]"
    r"|第[ \u3000]?[0-9０-９一二三四五六七八九十]+(?:[ \u3000.．]|[章節款条回号])"
    r"|[0-9０-９]{1,2}(?:[.．)）、:：]|[ \u3000])|[ア-ンa-zA-Z][.．)） \u3000]"
    r"|(?:議題|案件|報告|審議|諮問|資料|別紙|別添)[ \u3000]?[0-9０-９]"
    r"|[^\s、。「」()（）]{1,12}[:：;；])"
)
_END = re.compile(
    rf"[。｡!?！？]+|[．.](?=\s|$)|\n[^\S\n]*(?=\n)|\n(?=[^\S\n]*{_LIST_MARK})|\f|[「『(（【」』)）】]"
)


def _brackets(folded: str, start: int, end: int) -> dict[int, int]:
    """Map each opening bracket to its closing one; stray ones and over-long pairs are left out."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for mark in re.compile("[「『(【」』)】]").finditer(folded, start, end):
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


def _sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    folded = fold(text)
    pairs = _brackets(folded, start, end)
    begin, at = start, start
    while (found := _END.search(text, at, end)) is not None:
        at, char = found.end(), folded[found.start()]
        if char in _PAIRS:
            close = pairs.get(found.start())
            if close is None:
                continue
            at = close + 1
            # A remark that stands alone in brackets, 「(…した。)」, is a sentence of its own.
            if char != "(" or text[begin : found.start()].strip() or folded[close - 1] not in "。!?":
                continue
        elif char in _PAIRS.values():
            continue
        while at < end and folded[at] in "」』)】":
            at += 1
        yield at
        begin = at
    yield end


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """Cut `text` (or the part in `span`) into sentences, none beginning or ending in white space.

    A sentence ends at 。．！？ outside brackets, at a blank line, and at a line end before a list or heading
    line; other line ends are wraps. A bracket open for more than LONGEST_BRACKET characters counts as stray.
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    found: list[Span] = []
    for stop in _sentence_ends(text, start, end):
        piece = text[start:stop]
        if piece.strip():
            found.append(Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = stop
    return found


_PROVISO = re.compile(r"\s*(?:(?:ただし|但し)[、,，]?|なお[、,，])")
_PROVISO_WINDOW = 1500


def with_proviso(text: str, span: Span) -> Span:
    """Extend a sentence's span over the sentences directly after it that begin with ただし or なお."""
    while _PROVISO.match(text, span.end):
        following = sentences(text, Span(span.end, min(len(text), span.end + _PROVISO_WINDOW)))
        span = Span(span.start, following[0].end)
    return span


_LIGHT_WORDS = """
為る 有る 居る 成る 出来る 因る 就く 於く 於ける 関する 言う 置く 来る 行く 御座る 頂く 下さる 致す 申す
仕舞う 呉れる 貰う 得る 参る 事 物 為 訳 筈 積もり 此れ 其れ 何れ 此処 其処 無い
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞-名詞的", "記号")
_EMPTY_PREFIX = frozenset("第御")
_WORD = re.compile(r"\w")
_CHUNK = re.compile(r"[^。\n]{0,500}[。\n]?")
_local = threading.local()


def _tagger() -> fugashi.Tagger:
    # MeCab's tagger keeps the lattice of its last text, so threads must not share one.
    if not hasattr(_local, "tagger"):
        _local.tagger = fugashi.Tagger()
    return _local.tagger


def content_lemmas(text: str) -> list[str]:
    """Return the lemmas of the words that carry meaning, in order; numbers and Latin words in lower case.

    Particles, auxiliaries, punctuation and light verbs (する, ある, なる, …) are left out.
    """
    tagger = _tagger()
    lemmas: list[str] = []
    for chunk in _CHUNK.findall(fold(unicodedata.normalize("NFKC", text)).lower()):
        for line in tagger.parse(chunk).split("\n")[:-1] if chunk else ():
            surface, _, _, lemma, kind, *_ = line.split("\t")
            if not kind.startswith(_CONTENT):
                continue
            # unidic tells homographs and loan words apart behind a hyphen: 円-助数詞, システム-system.
            word = lemma.split("-")[0] or surface
            if word not in _LIGHT and _WORD.search(word) and not (kind == "接頭辞" and word in _EMPTY_PREFIX):
                lemmas.append(word.lower())
    return lemmas


_RUN = re.compile(r"[^\W_]+")


def character_pairs(text: str) -> list[str]:
    """Return the overlapping pairs of letters, kanji, kana and digits, folded.

    White space is closed; punctuation parts.
    """
    return [run[i : i + 2] for run in _RUN.findall(fold(squeeze(text)).lower()) for i in range(len(run) - 1)]
