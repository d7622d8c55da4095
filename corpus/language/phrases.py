"""Noun phrases: the longest runs of nouns in a text."""

from corpus.language.folding import fold
from corpus.language.words import tagger
from corpus.model import Span

_JOINED = ("名詞", "接頭辞", "接尾辞", "記号", "形状詞")
_NOT_TOPICAL = frozenset(
    [
        "こと",
        "事",
        "もの",
        "物",
        "ため",
        "為",
        "とき",
        "時",
        "ところ",
        "所",
        "よう",
        "様",
        "ほう",
        "方",
        "わけ",
        "訳",
        "はず",
        "つもり",
        "等",
        "など",
        "これ",
        "それ",
        "あれ",
        "何",
        "誰",
        "どこ",
    ]
)
_JOINTS = frozenset("・ー-&/")


def noun_phrases(text: str) -> list[tuple[str, Span]]:
    """Return the longest runs of nouns with their affixes, in order; spans are offsets into `text`.

    「顔認証や指紋認証を使う」 gives 顔認証 and 指紋認証. Pronouns and formal nouns (こと, ため, …) are left out.
    """
    folded = fold(text)
    phrases: list[tuple[str, Span]] = []
    begin: int | None = None
    at = 0
    nouns = 0

    def close(end: int) -> None:
        nonlocal begin, nouns
        if begin is not None and nouns:
            span = Span(begin, end)
            phrase = span.of(text).strip("・-/& 　")
            if phrase and phrase not in _NOT_TOPICAL:
                phrases.append((phrase, span))
        begin, nouns = None, 0

    for word in tagger()(folded):
        start = folded.index(word.surface, at)
        gap, at = start > at, start + len(word.surface)
        kind, detail = word.feature.pos1, word.feature.pos2
        joins = (
            (kind in _JOINED and detail != "助動詞語幹")
            or word.surface in _JOINTS
            or (word.surface.isalnum() and word.surface.isascii())
        )
        if gap or not joins or (word.surface in _NOT_TOPICAL):
            close(start)
        if joins and word.surface not in _NOT_TOPICAL:
            if begin is None:
                if kind == "接尾辞" or word.surface in _JOINTS:
                    continue
                begin = start
            nouns += kind in ("名詞", "記号", "形状詞") or word.surface.isascii()
    close(at)
    return phrases
