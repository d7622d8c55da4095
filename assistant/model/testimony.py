"""What the sources of a summary hold, sentence by sentence, analysed once."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.model.material import Source
from assistant.model.mood import Mood, asks, moods
from assistant.model.negation import Word, words
from assistant.model.neutral import NEUTRAL
from assistant.model.numbers import Figures, figures
from corpus.language import fold, sentences, squeeze

_KANJI = re.compile(r"[一-龠々]")


def letters_of(text: str) -> str:
    """The letters of a text, folded, without white space, in small letters."""
    return squeeze(fold(text)).lower()


@dataclass(frozen=True)
class Held:
    """One sentence of a source."""

    source: Source
    text: str

    @cached_property
    def letters(self) -> str:
        """Its letters."""
        return letters_of(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """Its words."""
        return words(self.text)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of its words."""
        return frozenset(w.lemma for w in self.words)

    @cached_property
    def asks(self) -> bool:
        """Whether it asks."""
        return asks(self.text)

    def has(self, word: Word) -> bool:
        """Whether it holds a word, or one that is written with the same kanji: 消去 for 消す."""
        return word.lemma in self.lemmas or near(word, self.letters)


def near(word: Word, letters: str) -> bool:
    """Whether some letters hold a word, or one that begins with the same kanji as a verb: 消す for 消去, 消去 for 消す."""
    surface = word.surface
    if len(surface) > 1 and surface in letters:
        return True
    if not _KANJI.match(surface):
        return False
    if not _KANJI.match(surface[1:]):
        return surface[0] in letters
    return bool(re.search(f"{re.escape(surface[0])}[ぁ-ん]", letters))


class Evidence:
    """The sources of one sentence of a summary."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.sentences = [
            Held(source, span.of(source.body)) for source in sources for span in sentences(source.body)
        ]
        self.letters = "\n".join(letters_of(source.body) for source in sources)
        self.place = "\n".join(letters_of(source.place) for source in sources)
        self.figures: list[Figures] = [figures(s.body, s.place).with_register(s) for s in sources]

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of the sources and of what the register says of them."""
        told = (w.lemma for source in self.sources for w in words(source.place))
        return frozenset([*told, *(lemma for held in self.sentences for lemma in held.lemmas)])

    @cached_property
    def moods(self) -> dict[str, set[Mood]]:
        """The moods in which each act is told."""
        found: dict[str, set[Mood]] = defaultdict(set)
        for held in self.sentences:
            for word, mood in moods(held.text):
                found[word.lemma].add(mood)
        return found

    def knows(self, word: Word) -> bool:
        """Whether a word is the sources', the register's, or one that claims nothing."""
        if word.lemma in NEUTRAL or word.lemma in self.lemmas:
            return True
        return near(word, self.letters) or near(word, self.place)

    def best(self, wanted: Iterable[Word], among: Collection[Held] | None = None) -> Held | None:
        """The sentence that holds most of some words."""
        chosen = list(wanted)
        found = self.sentences if among is None else among
        return max(found, key=lambda held: sum(held.has(w) for w in chosen), default=None)
