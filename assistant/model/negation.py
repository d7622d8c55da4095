"""The content words of a sentence, each with its polarity.

「該当するものとは認められない」 denies both 該当 and 認める; 「不承認」 denies 承認.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.language import fold, tagger
from corpus.model import Span

_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "連体詞")
_DENIALS = frozenset(("ない", "無い", "無し", "ず", "ぬ", "まい"))
_DENYING_PREFIXES = frozenset("不非未無反")
_LIGHT_WORDS = """
為る 有る 居る 成る 出来る 因る 就く 於く 言う 置く 来る 行く 御座る 頂く 下さる 致す 申す 仕舞う 貰う 得る 参る
事 物 為 訳 筈 積もり 其れ 此れ 様
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
"""Light words, which have no content of their own."""
_HELD_WORDS = """
認める 考える 思う 言える 解する 見る 見做す 限る 判断 評価 解釈 至る 及ぶ 考え 予定 計画 意向 必要 可能 性 余地
見込み 恐れ
"""
_REACHED_OVER = _LIGHT | frozenset(_HELD_WORDS.split())
"""Words that a negation reaches across to the word before: 該当すると|は|考えて|い|ない, 提供する|予定|は|ない."""
MODAL = re.compile(
    r"べき|なければなら|なくてはなら|ねばなら|てはなら|かもしれ|はず(?=[だでの])|だろう|でしょう|らしい|のみ|だけ|しか"
)
"""Modals of duty, doubt and limit, which change what a sentence says and are no content words."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a sentence."""

    surface: str
    """Folded."""
    lemma: str
    span: Span
    denied: bool
    proper: bool
    """Whether it is a name."""
    carries: bool
    """Whether it has content of its own; する, ある, こと have none."""


def words(text: str) -> list[Word]:
    """Read the nouns, verbs, adjectives and adverbs of `text`; numerals and particles are left out."""
    tokens = list(_tokens(text))
    found = []
    for at, (start, token) in enumerate(tokens):
        if not _has_content(token):
            continue
        lemma = _lemma(token)
        found.append(
            Word(
                surface=token.surface.lower(),
                lemma=lemma,
                span=Span(start, start + len(token.surface)),
                denied=_denied_before(tokens, at) != _denied_after(tokens, at),
                proper=token.feature.pos2 == "固有名詞",
                carries=lemma not in _LIGHT
                and lemma not in _DENIALS
                and token.surface not in _DENYING_PREFIXES,
            )
        )
    return found


def denies(text: str) -> bool:
    """Whether `text` holds a word of denial."""
    return any(_lemma(token) in _DENIALS for _, token in _tokens(text))


def boundaries(text: str) -> frozenset[int]:
    """The offsets at which a morpheme begins or ends; inside white space all offsets."""
    held = [Span(start, start + len(token.surface)) for start, token in _tokens(text)]
    inside = {at for span in held for at in range(span.start + 1, span.end)}
    return frozenset(range(len(text) + 1)) - inside


def _tokens(text: str) -> Iterator[tuple[int, Any]]:
    # 不承 is a word of its own to UniDic, so that it reads 不承|認.
    folded, at = fold(text).replace("不承認", "非承認"), 0
    for token in tagger()(folded):
        start = folded.index(token.surface, at)
        at = start + len(token.surface)
        yield start, token


def _lemma(token: Any) -> str:
    # UniDic tells homographs and loan words apart behind a hyphen: 円-助数詞, システム-system.
    lemma: str = (token.feature.lemma or token.surface).split("-")[0]
    return (lemma or token.surface).lower()


def _has_content(token: Any) -> bool:
    kind, detail = token.feature.pos1, token.feature.pos2
    if detail in ("数詞", "助動詞語幹") or not any(c.isalnum() for c in token.surface):
        return False
    return kind in _CONTENT or (kind == "接尾辞" and detail == "名詞的")


def _denied_before(tokens: Sequence[tuple[int, Any]], at: int) -> bool:
    if at == 0:
        return False
    before = tokens[at - 1][1]
    return before.feature.pos1 == "接頭辞" and before.surface in _DENYING_PREFIXES


def _denied_after(tokens: Sequence[tuple[int, Any]], at: int) -> bool:
    """Whether an odd number of negations follows before the next independent word."""
    count = 0
    for _, token in tokens[at + 1 :]:
        kind, lemma = token.feature.pos1, _lemma(token)
        if lemma in _DENIALS:
            count += 1
        elif _ends_clause(token) or (kind in _CONTENT and lemma not in _REACHED_OVER):
            break
    return count % 2 == 1


def _ends_clause(token: Any) -> bool:
    joins = token.feature.pos2 == "接続助詞" and token.surface in ("が", "ので", "から", "けれど")
    return joins or token.feature.pos1 == "補助記号"
