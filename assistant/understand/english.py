"""Questions in English: rewritten in the words of Japanese minutes and reports."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.datafile import Table, read_table
from corpus.language import tagger

_LATIN = 0.9
"""Share of a text's letters that must be Latin for it to be English."""
_LEAST_WORDS = 2
"""Words from which a Latin text is a question and not the name of a thing: LGWAN."""


class _File(Table):
    kana: str
    empty: str
    """Words that name nothing."""
    asks: Mapping[str, str]
    ended: Mapping[str, str]
    said: Mapping[str, str]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """An English question in Japanese."""

    text: str
    unknown: tuple[str, ...]
    """Words that the table does not hold; they are searched as they stand."""


def is_english(question: str) -> bool:
    """Whether a question is a sentence in English."""
    letters = [c for c in question if c.isalpha()]
    words = re.findall(r"[A-Za-z'-]+", question)
    latin = sum(c.isascii() for c in letters)
    greets = any(word.lower() in ("hello", "thanks") for word in words)
    return bool(letters) and latin >= _LATIN * len(letters) and (len(words) > _LEAST_WORDS or greets)


def in_japanese(question: str, held: Collection[str] = ()) -> Rewritten:
    """Rewrite an English question.

    Args:
        question: in English.
        held: names of the municipalities in the corpus; they are known by their reading: Suita for 吹田市.
    """
    table, rest = _table(), f" {' '.join(re.findall(r'[a-z0-9-]+', question.lower()))} "
    cues = [cue for cue in table.asks if f" {cue} " in rest]
    ask = table.asks[cues[0]] if cues else "はどうなりましたか"
    ended = next((said for word, said in table.ended.items() if f" {word} " in rest), "")
    for cue in (*cues, *table.ended):
        rest = rest.replace(f" {cue} ", " ")
    places = [name for name in held if any(f" {reading} " in rest for reading in readings(name))]
    for reading in (reading for name in places for reading in readings(name)):
        rest = rest.replace(f" {reading} ", " ")
    topics = []
    for english in sorted(table.words, key=len, reverse=True):
        if f" {english} " in rest:
            topics.append((question.lower().find(english), table.words[english]))
            rest = rest.replace(f" {english} ", " | ")
    unknown = [word for word in rest.replace("|", " ").split() if word not in table.empty.split()]
    written = {word.lower(): word for word in re.findall(r"[A-Za-z0-9-]+", question)}
    named = [word for _, said in sorted(topics) for word in said.split()] + [written[w] for w in unknown]
    about = f"{'と'.join(places)}の" if places else ""
    subject = f"{about}{'、'.join(named)}" if named else about.removesuffix("の")
    if ended and ask.startswith("の案件"):
        subject, ask = f"{subject}{'で' if subject else ''}{ended}", ask.removeprefix("の")
    elif ended and ask.startswith("の理由"):
        subject, ask = f"{subject}が{ended}", ask.removeprefix("の")
    return Rewritten(
        f"{subject}{ask}".lstrip("のはにで") if not subject else f"{subject}{ask}。", tuple(unknown)
    )


def gloss(line: str) -> str:
    """What the first line of an answer says, in short, in English; empty where it holds neither a verdict nor an outcome."""
    said = _table().said
    words = [said[word] for word in re.findall(r"\*\*(.+?)\*\*", line) if word in said]
    return " ".join(word if word.endswith(".") else f"The outcome is: {word}." for word in words)


@cache
def readings(name: str) -> tuple[str, ...]:
    """How a municipality's name may be written in Latin letters: suita, suita-shi, suitashi."""
    kana = "".join(word.feature.kana or "" for word in tagger()(name[:-1]))
    stem = _romaji(kana)
    kinds = {"市": "shi", "町": "cho", "村": "mura", "区": "ku", "県": "ken", "都": "to", "府": "fu"}
    kind = kinds.get(name[-1], "")
    return (
        (stem, f"{stem}-{kind}", f"{stem}{kind}", *((f"{stem}-machi",) if kind == "cho" else ()))
        if stem
        else ()
    )


def _romaji(kana: str) -> str:
    """Katakana in Hepburn without long vowels."""
    sounds = {pair[0]: pair[1:] for pair in _table().kana.split()}
    out = ""
    double = False
    for sign in kana:
        if sign in "ャュョ" and out:
            vowel = {"ャ": "a", "ュ": "u", "ョ": "o"}[sign]
            out = out[:-1] + (vowel if out.endswith(("shi", "chi", "ji")) else f"y{vowel}")
        elif sign == "ッ":
            double = True
        elif sign in sounds:
            sound = sounds[sign]
            out += (sound[0] if double else "") + sound
            double = False
    return re.sub(r"(o)u|(o)o|(u)u", lambda m: m[1] or m[2] or m[3], out)


@cache
def _table() -> _File:
    return read_table(files("assistant.understand") / "english.toml", _File)
