"""Tokens of a Japanese text: the lemmas of its content words, and its character pairs."""

import re
import threading
import unicodedata
from functools import lru_cache

import fugashi

from corpus.language.folding import fold, squeeze, without_marks
from corpus.language.variants import everyday

_LIGHT_WORDS = """
為る 有る 居る 成る 出来る 因る 就く つく 対する 掛かる 於く 於ける 関する 言う 置く 来る 行く 御座る 頂く 下さる
致す 申す 仕舞う 呉れる 貰う 得る 参る 様 事 物 為 訳 筈 積もり 此れ 其れ 何れ 此処 其処 無い
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞-名詞的", "記号")
_EMPTY_PREFIX = frozenset("第御")
_WORD = re.compile(r"\w")
_CHUNK = re.compile(r"[^。\n]{0,500}[。\n]?")
_CHUNKS_KEPT = 16_384
"""Sentences whose lemmas are remembered: neighbouring windows share some, and one question weighs and quotes the same."""
_LINES_KEPT = 32_768
"""Lines of the analysis whose lemmas are remembered: few words make most of a text."""
_local = threading.local()


def tagger() -> fugashi.Tagger:
    """Return this thread's morphological analyser (UniDic)."""
    # MeCab's tagger keeps the lattice of its last text, so threads must not share one.
    if not hasattr(_local, "tagger"):
        _local.tagger = fugashi.Tagger()
    return _local.tagger


def content_lemmas(text: str) -> list[str]:
    """Return the lemmas of the content words, in order; numbers and Latin words in lower case.

    Particles, auxiliaries, punctuation and light verbs (する, ある, なる, …) are left out.
    """
    plain = everyday(fold(unicodedata.normalize("NFKC", without_marks(text)))).lower()
    return [lemma for chunk in _CHUNK.findall(plain) for lemma in _lemmas(chunk)]


@lru_cache(maxsize=_CHUNKS_KEPT)
def _lemmas(chunk: str) -> tuple[str, ...]:
    lines = tagger().parse(chunk).split("\n")[:-1] if chunk else ()
    return tuple(lemma for line in lines if (lemma := _lemma(line)))


@lru_cache(maxsize=_LINES_KEPT)
def _lemma(line: str) -> str:
    """The lemma of a line of the analysis; empty for what is no content word."""
    surface, _, _, lemma, kind, *_ = line.split("\t")
    if not kind.startswith(_CONTENT):
        return ""
    # UniDic tells homographs and loan words apart behind a hyphen (円-助数詞, システム-system), and gives
    # names in kana.
    word = surface if "固有名詞" in kind else lemma.split("-")[0] or surface
    if word in _LIGHT or not _WORD.search(word) or (kind == "接頭辞" and word in _EMPTY_PREFIX):
        return ""
    return word.lower()


_RUN = re.compile(r"[^\W_]+")


def letters(text: str) -> str:
    """Return the letters, kanji, kana and digits, folded; white space is ignored, punctuation becomes one space."""
    return " ".join(_RUN.findall(everyday(fold(squeeze(text))).lower()))


def character_pairs(text: str) -> list[str]:
    """Return the overlapping pairs of letters, kanji, kana and digits, folded.

    White space is ignored; no pair spans punctuation.
    """
    return [run[i : i + 2] for run in letters(text).split(" ") for i in range(len(run) - 1)]
