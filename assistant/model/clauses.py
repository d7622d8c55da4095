"""The clauses of a sentence, each with its words: a subject stays with its predicate."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.model.negation import Word, words
from corpus.language import fold, tagger
from corpus.model import Span

_ENDING = frozenset(("ため", "ほか", "上", "際", "とき", "時", "場合", "以上", "後", "前", "もの", "こと"))
"""Nouns that end a clause in front of 、."""
_CAUSES = ("ため", "ので")
_PREDICATES = frozenset(("動詞", "形容詞", "助動詞"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with a predicate of its own."""

    text: str
    words: tuple[Word, ...]

    @property
    def content(self) -> list[Word]:
        """The words that carry something."""
        return [word for word in self.words if word.carries]


def clauses(sentence: str) -> list[Clause]:
    """Cut a sentence behind each predicate that 、 follows; offsets of words are those of the sentence."""
    found = words(sentence)
    cut = list(_cut(fold(sentence)))
    return [
        Clause(span.of(sentence), tuple(w for w in found if span.start <= w.span.start < span.end))
        for span in cut
    ]


def _cut(text: str) -> Iterator[Span]:
    begin = at = 0
    before = ("", "", "")
    for token in tagger()(text):
        start = text.index(token.surface, at)
        at = start + len(token.surface)
        cause = token.surface in _CAUSES and str(token.feature.pos1) != "動詞" and _cause(before, text, at)
        if cause or (token.surface in "、,，" and _ends(*before)):
            yield Span(begin, at)
            begin = at
        before = token.surface, str(token.feature.pos1), str(token.feature.pos2)
    if begin < len(text):
        yield Span(begin, len(text))


def _cause(before: tuple[str, str, str], text: str, at: int) -> bool:
    """Whether ため or ので behind a predicate gives a cause, and something follows."""
    return before[1] in _PREDICATES and text[at : at + 1] not in ("、", "に", "の", "で", "。", "")


def _ends(surface: str, kind: str, detail: str) -> bool:
    return kind in _PREDICATES or detail == "接続助詞" or surface in _ENDING
