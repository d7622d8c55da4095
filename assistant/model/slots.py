"""The slots of a sentence: what stands in front of a particle and the next word, 県 in 県の指示.

A sentence that repeats a source but for one noun fills a slot of the source with something else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.model.testimony import Evidence
from corpus.language import fold, tagger

_SHORT = 1
_KANJI, _DIGIT = re.compile("[一-龠]"), re.compile("[0-9]")
_NOUNS = frozenset(("名詞", "接頭辞", "接尾辞", "代名詞", "形状詞"))
_PARTICLES = frozenset("のがをにでへとはも")
_SOFT = frozenset("がはも")
"""Particles that a subject may change."""
_LIGHT = frozenset(("為る", "成る", "有る", "居る", "言う", "出来る", "つく"))
_ENDS = frozenset(("です", "だ", "で"))
_PLAIN = frozenset(
    [
        "こと",
        "もの",
        "ため",
        "とき",
        "場合",
        "方",
        "人",
        "者",
        "これ",
        "それ",
        "上",
        "際",
        "旨",
        "点",
        "うち",
        "よう",
        "時",
        "件",
        "残り",
        "余",
        "その余",
        "他",
        "ほか",
        "どちら",
        "いずれ",
        "本件",
        "双方",
        "結論",
        "案",
        "私",
        "部分",
        "必要性",
    ]
)
"""Nouns that may stand for others."""
_SAME = (
    frozenset(["教員", "先生", "教職員", "教師"]),
    frozenset(["子ども", "こども", "児童", "生徒", "児童生徒", "子供"]),
)
"""Nouns that mean the same."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A noun, compounds as one, with its particle and the word behind it."""

    noun: str
    particle: str
    following: str


def slots(text: str) -> Iterator[Slot]:
    """The slots of a sentence; a noun in front of です has no word behind it."""
    tokens = list(tagger()(fold(text)))
    noun = ""
    for at, token in enumerate(tokens):
        if token.feature.pos1 in _NOUNS and token.feature.pos2 != "助動詞語幹":
            noun += token.surface
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if noun and token.surface in _PARTICLES and token.feature.pos1 == "助詞" and after is not None:
            particle = "が" if token.surface in _SOFT else token.surface
            following = str(after.feature.lemma or after.surface).split("-")[0]
            if after.feature.pos1 in (*_NOUNS, "動詞", "形容詞") and following not in _LIGHT:
                yield Slot(noun, particle, following)
        elif noun and token.surface in _ENDS and token.feature.pos1 == "助動詞":
            yield Slot(noun, "です", "")
        noun = ""


def filled_otherwise(text: str, evidence: Evidence) -> bool:
    """Whether a slot of the sources is filled with another noun: one that they do not hold, or one of another slot."""
    held = [slot for sentence in evidence.sentences for slot in slots(sentence.text)]
    for slot in slots(text):
        theirs = [h.noun for h in held if (h.particle, h.following) == (slot.particle, slot.following)]
        free = (
            slot.noun in _PLAIN
            or _DIGIT.search(slot.noun)
            or (len(slot.noun) > _SHORT and slot.noun in evidence.place)
        )
        if not theirs or free or any(_alike(slot.noun, noun) for noun in theirs):
            continue
        side = slot.following == "側"
        if side or slot.noun not in evidence.letters or any(noun in text for noun in theirs):
            return True
    return False


def _alike(noun: str, other: str) -> bool:
    """Whether two nouns may mean the same: they share a kanji, or a group."""
    shared = {c for c in noun if _KANJI.match(c)} & set(other)
    grouped = any(noun in group and other in group for group in _SAME)
    return bool(shared) or grouped or other in _PLAIN or noun in other or other in noun
