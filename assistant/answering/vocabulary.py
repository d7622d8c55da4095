"""Which of a question's terms the corpus holds, and what stands in for one that it does not hold at all."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from assistant.answering.question import Question
from corpus.errors import SettingsError

OWN_FILE = "thesaurus.toml"
"""A file of this name in the data folder adds to the thesaurus that comes with the program."""


@dataclass(frozen=True, slots=True)
class Term:
    """A noun phrase of a question against the corpus."""

    phrase: str
    held: bool
    """Whether the corpus holds the phrase itself."""
    instead: tuple[str, ...] = ()
    """Held words of the thesaurus, for a phrase that is not held."""

    @property
    def known(self) -> bool:
        """Whether the corpus can speak of it in one word or another."""
        return self.held or bool(self.instead)

    @property
    def distinctive(self) -> bool:
        """Whether a text that never says it can hardly be about it: names, loan words and compounds."""
        return bool(_DISTINCTIVE.fullmatch(self.phrase))


_DISTINCTIVE = re.compile(r"(?=.*[ァ-ヶA-Za-z]).{2,}|[一-鿿々ー・\d]{3,}")


def unknown_share(terms: Sequence[Term]) -> float:
    """How much of what a question is about the corpus knows no word for, by length, 0 to 1."""
    total = sum(len(t.phrase) for t in terms)
    return sum(len(t.phrase) for t in terms if not t.known and t.distinctive) / total if total else 0.0


@cache
def _own() -> Mapping[str, tuple[str, ...]]:
    return _parse(resources.files("assistant.answering").joinpath(OWN_FILE).read_text(encoding="utf-8"))


def _parse(text: str) -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in tomllib.loads(text)["terms"].items()}


def load_thesaurus(data: Path) -> Mapping[str, tuple[str, ...]]:
    """The thesaurus: the program's, then the data folder's over it.

    Raises:
        SettingsError: the data folder's file is not the TOML that the program's own shows.
    """
    added = data / OWN_FILE
    if not added.is_file():
        return _own()
    try:
        return {**_own(), **_parse(added.read_text(encoding="utf-8"))}
    except (tomllib.TOMLDecodeError, KeyError, AttributeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f'{added}を読み込めません。[terms]の下に "語" = ["言い換え"] の形で書いてください。'
        ) from error


def terms(
    question: Question, thesaurus: Mapping[str, tuple[str, ...]], holds: Callable[[str], bool]
) -> tuple[Term, ...]:
    """Hold the topics of a question, and the thesaurus words in its text, against the corpus.

    Args:
        question: as understood.
        thesaurus: word to words that say the same in minutes and reports.
        holds: whether the corpus holds a phrase.
    """
    found = []
    for phrase in question.topics:
        held = holds(phrase)
        found.append(Term(phrase, held, () if held else _instead(phrase, thesaurus, holds)))
    topical = " ".join(question.topics)
    for word in thesaurus:
        if word in question.text and word not in topical and not holds(word):
            found.append(Term(word, False, _instead(word, thesaurus, holds)))
    return tuple(found)


def _instead(
    phrase: str, thesaurus: Mapping[str, tuple[str, ...]], holds: Callable[[str], bool]
) -> tuple[str, ...]:
    keys = sorted((k for k in thesaurus if k in phrase), key=len, reverse=True)
    words: list[str] = []
    for key in keys:
        if any(key in longer and key != longer for longer in keys) or (key != phrase and holds(key)):
            continue
        words.extend(phrase.replace(key, w) if key == phrase else w for w in thesaurus[key])
    return tuple(dict.fromkeys(w for w in words if holds(w)))
