"""Mutants of a pattern: what is left of it when one alternative, one sign of a class or one optional part is dropped.

The pattern is cut as it is written, fragments in braces whole: Python's own parser merges alternatives that begin alike
(承認|承諾 becomes 承[認諾]), so that what it drops is not what a reader of the file sees.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

_GROUP = re.compile(r"\((?:\?(?:P<\w+>|<?[=!]|[:>]|\(\w+\)))?")
_FRAGMENT = re.compile(r"\{[a-z_]+\}")
_QUANTIFIER = re.compile(r"([?*+]|\{\d*,?\d*\})[?+]?")
_MAY_BE_ABSENT = re.compile(r"[?*]|\{0?,")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_FILLER = re.compile(r"(?:\s|#[^\n]*)*")
"""White space and comments, which a verbose pattern passes over."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A pattern with one change."""

    change: str
    """What was dropped, as it is written."""
    source: str


@dataclass(slots=True)
class _Cutter:
    """Reads a pattern from left to right and notes what can be dropped from it."""

    source: str
    at: int = 0
    mutants: list[Mutant] = field(default_factory=list)

    def _without(self, start: int, end: int, instead: str = "", change: str | None = None) -> None:
        dropped = " ".join(self.source[start:end].split())
        self.mutants.append(
            Mutant(change or f"without 「{dropped}」", self.source[:start] + instead + self.source[end:])
        )

    def alternatives(self) -> None:
        """Read alternatives up to the bracket that closes them, or to the end."""
        cuts = [self.at]
        while self.at < len(self.source) and self.source[self.at] != ")":
            if self.source[self.at] == "|":
                self.at += 1
                cuts.append(self.at)
            else:
                self._part()
        cuts.append(self.at + 1)
        for begin, end in pairwise(cuts) if len(cuts) > 2 else ():
            last = end == cuts[-1]
            self._without(begin - last, end - last)

    def _part(self) -> None:
        filler = _FILLER.match(self.source, self.at)
        if filler is not None and filler.end() > self.at:
            self.at = filler.end()
            return
        begin = self.at
        self._atom()
        quantifier = _QUANTIFIER.match(self.source, self.at)
        if quantifier is None:
            return
        atom, self.at = self.at, quantifier.end()
        if _MAY_BE_ABSENT.match(quantifier[1]):
            self._without(begin, self.at)
            least = {"?": "", "*": "+"}.get(quantifier[1], _MAY_BE_ABSENT.sub("{1,", quantifier[1]))
            self._without(atom, self.at, least, f"always 「{' '.join(self.source[begin:atom].split())}」")

    def _atom(self) -> None:
        if self.source[self.at] == "[":
            self._class()
        elif group := _GROUP.match(self.source, self.at):
            self.at = group.end()
            self.alternatives()
            self.at += 1
        elif fragment := _FRAGMENT.match(self.source, self.at):
            self.at = fragment.end()
        else:
            self.at = self._sign(self.at)

    def _class(self) -> None:
        self.at += 1
        negated = self.source[self.at] == "^"
        self.at += negated
        signs: list[tuple[int, int]] = []
        while self.source[self.at] != "]" or not signs:
            begin = self.at
            self.at = self._sign(begin)
            if self.source[self.at] == "-" and self.source[self.at + 1] != "]":
                self.at = self._sign(self.at + 1)
            signs.append((begin, self.at))
        self.at += 1
        for begin, end in signs if len(signs) > 1 and not negated else ():
            self._without(begin, end)

    def _sign(self, at: int) -> int:
        escape = _ESCAPE.match(self.source, at)
        return at + 1 if escape is None else escape.end()


def mutants(source: str) -> Iterator[Mutant]:
    """The mutants of a pattern, in verbose form.

    Args:
        source: the pattern as it is written, fragments as {name}.
    """
    cutter = _Cutter(source)
    cutter.alternatives()
    yield from cutter.mutants
