"""Checks that a chat model kept the meaning of the sentences it joined: it must not add, drop, negate or reorder anything.

No program can prove that two texts mean the same. These checks compare what can be compared: figures, names, quotes and
blanks in order, content words with their polarity, and the case particle of each noun (who does what to whom).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from assistant.drafting.paper import blanks, without_blanks
from assistant.model.negation import MODAL, Word, words
from assistant.model.numbers import figures
from assistant.model.prose import quoted
from corpus.language import fold, format_reference, squeeze, tagger

IN_ORDER = 0.75
"""Least similarity ratio of the two word sequences; below it the model changed the order."""
MOST_LONGER = 1.3
"""Longest a smoothed text may be, relative to its original."""
_JOINING_WORDS = """
又 尚 更に 加える 一方 他 他方 次 際 時 当該 本 同 其の 此の 其れ 此れ 其処 此処 及び 並びに 又は 為る 為 物 事 上 中 内 後 前 先 件 案件
事業 業務 市 町 村 区 都 県 府 道 通り 共 併せる 対する 伴う 受ける 続く 続ける 行う つく 様 等 者 方 具体 的 因みに 但し 点 旨
"""
_JOINING = frozenset(_JOINING_WORDS.split())
"""Lemmas that the model may add or drop: they connect sentences and state no fact."""
_ABLE = re.compile(r"でき(?!あが|ごと|る限り)|不能|得る|得ない|かね")
_BRACKETS = re.compile(r"[\[\]【】<>|*#`]|https?:")
_PARTS: Mapping[str, str] = {
    "が": "が",
    "を": "を",
    "に": "に",
    "へ": "に",
    "から": "から",
    "より": "から",
    "まで": "まで",
}
"""Maps a case particle to the grammatical role of the noun before it."""
_ANY_PART = frozenset(("は", "も", "の"))
_SHOWN = 5


def strays(smoothed: str, original: str, heading: str = "") -> list[str]:
    """The differences in meaning between a smoothed text and its original, in Japanese; empty if there are none.

    Args:
        smoothed: the model's text.
        original: the original sentences, concatenated.
        heading: the heading above them, whose words the model may use.
    """
    found = []
    if sorted(blanks(smoothed)) != sorted(blanks(original)):
        found.append("（要確認：…）が元の文と違います")
    if [s.of(smoothed) for s in quoted(smoothed)] != [s.of(original) for s in quoted(original)]:
        found.append("「」の中が元の文と違います")
    said, meant = without_blanks(smoothed), without_blanks(original)
    if set(_BRACKETS.findall(fold(said))) - set(_BRACKETS.findall(fold(meant))):
        found.append("元の文にない記号があります")
    if len(squeeze(said)) > MOST_LONGER * len(squeeze(meant)) + 20:
        found.append("元の文より長すぎます")
    if _exact(said) != _exact(meant):
        found.append("数字・日付・条番号・地名が元の文と違うか、順序が違います")
    if _manner(said) != _manner(meant):
        found.append("「できる」「べき」「のみ」などの言い方が元の文と違います")
    return [*found, *_word_faults(words(said), words(meant), heading), *_part_faults(said, meant)]


def _exact(text: str) -> tuple[tuple[str, ...], ...]:
    """The numbers, days, articles and places of a text, each in the order of the text."""
    read = figures(text)
    return (
        tuple(number.value + number.unit for number in read.numbers),
        tuple(squeeze(fold(day.written)) for day in read.days),
        tuple(f"{match.law or ''}{format_reference(match.article)}" for match in read.articles),
        read.places,
    )


def _manner(text: str) -> list[str]:
    return sorted(MODAL.findall(text) + ["able"] * len(_ABLE.findall(text)))


def _word_faults(said: list[Word], meant: list[Word], heading: str) -> Iterator[str]:
    known, named = _polarities(meant), {w.lemma for w in words(heading)}
    added = [w.surface for w in said if w.carries and w.lemma not in known and w.lemma not in _JOINING | named]
    if added:
        yield f"元の文にない言葉があります: {_listed(added)}"
    kept = _polarities(said)
    lost = [w.surface for w in meant if _weighs(w) and w.lemma not in kept]
    if lost:
        yield f"元の文の言葉が落ちています: {_listed(lost)}"
    turned = [w.surface for w in said if w.carries and w.denied not in known.get(w.lemma, {False})]
    turned += [w.surface for w in meant if _weighs(w) and w.denied not in kept.get(w.lemma, {w.denied})]
    if turned:
        yield f"肯定と否定が元の文と違います: {_listed(turned)}"
    before, after = ([w.lemma for w in each if _weighs(w)] for each in (meant, said))
    if before and SequenceMatcher(None, before, after, autojunk=False).ratio() < IN_ORDER:
        yield "文の順序が元の文と違います"


def _weighs(word: Word) -> bool:
    return word.carries and word.lemma not in _JOINING


def _polarities(found: list[Word]) -> Mapping[str, set[bool]]:
    held: dict[str, set[bool]] = defaultdict(set)
    for word in found:
        held[word.lemma].add(word.denied)
    return held


def _part_faults(said: str, meant: str) -> Iterator[str]:
    """Report nouns whose grammatical role (subject, object, …) differs from the original."""
    known = _parts(meant)
    for thing, parts in _parts(said).items():
        held = set().union(*(p for other, p in known.items() if other.endswith(thing) or thing.endswith(other)))
        for part in parts - _ANY_PART:
            if held and part not in held and not held & _ANY_PART:
                yield f"だれが何をだれにするかが元の文と違います: {thing}{part}"


def _parts(text: str) -> Mapping[str, set[str]]:
    """The nouns of a text (compounds are one noun) with the grammatical roles that their particles mark."""
    found: dict[str, set[str]] = defaultdict(set)
    thing = ""
    for token in tagger()(fold(text)):
        kind = token.feature.pos1
        if kind in ("名詞", "接頭辞", "接尾辞", "代名詞", "形状詞"):
            thing += token.surface
            continue
        if thing and kind == "助詞" and (token.surface in _PARTS or token.surface in _ANY_PART):
            found[thing].add(_PARTS.get(token.surface, token.surface))
        thing = ""
    return found


def _listed(surfaces: list[str]) -> str:
    return "、".join(dict.fromkeys(surfaces[:_SHOWN]))
