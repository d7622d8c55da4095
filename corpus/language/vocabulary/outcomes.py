"""The words for what a council decides: those of records, and those in which people ask about it."""

import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files

from corpus.datafile import Table, read_table
from corpus.language.vocabulary.entries import Patterns, Words
from corpus.model import Outcome


class Asked(Table):
    """How a question names an outcome."""

    asked: Patterns = ()
    examples: tuple[str, ...] = ()
    """Questions that name it; each pattern has one that no other pattern finds."""
    others: tuple[str, ...] = ()
    """Questions that do not."""


class OutcomeWords(Asked):
    """The words for one outcome."""

    stated: Words = ()
    """Stems in which a record states it: 認め, 取り消."""
    implied: Words = ()
    """Words that amount to it without naming it: 差し支え."""
    everyday: Words = ()
    cells: Words = ()
    """Words that stand for it alone, in a column of results."""


class SharedWords(Asked):
    """Everyday words that do not tell some outcomes apart."""

    outcomes: tuple[Outcome, ...]


class Decisions(Table):
    """The words of outcomes.toml."""

    acts: Words
    """Of a council that decides, however it decides: 議決, 判断."""
    steps: Words
    """On the way to a decision, or about it: 採決, 結果."""
    spoken: Words
    """For acts, in everyday words."""
    outcomes: dict[Outcome, OutcomeWords]
    shared: tuple[SharedWords, ...] = ()

    def stated(self, *outcomes: Outcome) -> tuple[str, ...]:
        """The stems in which records state these outcomes; of all outcomes where none is given."""
        return tuple(
            word
            for outcome, words in self.outcomes.items()
            if not outcomes or outcome in outcomes
            for word in words.stated
        )

    @property
    def everyday(self) -> tuple[str, ...]:
        """The everyday words for all outcomes."""
        return tuple(word for words in self.outcomes.values() for word in words.everyday)

    @cached_property
    def cells(self) -> Mapping[str, Outcome]:
        """Word in a column of results to the outcome that it stands for."""
        return {cell: outcome for outcome, words in self.outcomes.items() for cell in words.cells}

    def asked_in(self, question: str) -> tuple[Outcome, ...]:
        """The outcomes that a question names, in the order of the file.

        Args:
            question: folded.
        """
        return tuple(outcome for outcome, _ in self.asked_with_words(question))

    def asked_with_words(self, question: str) -> tuple[tuple[Outcome, str], ...]:
        """The outcomes that a folded question names, each with its words."""
        found = [(outcome, m) for outcome, pattern in self._asked for m in pattern.finditer(question)]
        # 承認 in 不承認 is no word of its own.
        own = [
            (outcome, m)
            for outcome, m in found
            if not any(other.start() < m.start() < other.end() for _, other in found)
        ]
        return tuple({outcome: m[0] for outcome, m in reversed(own)}.items())[::-1]

    @cached_property
    def _asked(self) -> tuple[tuple[Outcome, re.Pattern[str]], ...]:
        found = []
        for outcome, words in self.outcomes.items():
            shared = (p for group in self.shared if outcome in group.outcomes for p in group.asked)
            if patterns := (*words.asked, *shared):
                found.append((outcome, re.compile("|".join(patterns))))
        return tuple(found)


@cache
def decisions() -> Decisions:
    """The words for decisions.

    Raises:
        DataFileError: outcomes.toml is malformed.
    """
    return read_table(files("corpus.language.vocabulary") / "outcomes.toml", Decisions)
