"""A document's labelled lines, and those of one case: what the values of a case are read from."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.language import Article, ArticleMatch, find_articles
from corpus.model import Case
from ingest.assemble.namings import Namings
from ingest.labels.label import Label, LabelledLine


@dataclass(frozen=True)
class Record:
    """The labelled lines of a document; what is found in them is found once, for all its cases."""

    lines: Sequence[LabelledLine]
    text: str

    @cached_property
    def place(self) -> dict[int, int]:
        """For the number of a line its place among the lines."""
        return {labelled.line.number: at for at, labelled in enumerate(self.lines)}

    @cached_property
    def is_spoken(self) -> bool:
        """Whether it tells what somebody said; a report of the council seldom does."""
        return any(labelled.label is Label.SPEECH for labelled in self.lines)

    @cached_property
    def namings(self) -> Namings:
        """Where sections of the executive are named."""
        return Namings(self.lines)

    @cached_property
    def articles(self) -> list[list[ArticleMatch]]:
        """The articles that each line refers to."""
        found: list[list[ArticleMatch]] = [[] for _ in self.lines]
        at = 0
        for match in find_articles(self.text):
            while at < len(self.lines) and self.lines[at].line.span.end <= match.span.start:
                at += 1
            if at < len(self.lines) and self.lines[at].line.span.start <= match.span.start:
                found[at].append(match)
        return found

    @cached_property
    def article_uses(self) -> Counter[Article]:
        """How often the document refers to each article, what is finer than 号 aside."""
        return Counter(match.article.base for found in self.articles for match in found)

    @cached_property
    def groups(self) -> list[int | None]:
        """For each line the place of the group heading that stands nearest above."""
        above: list[int | None] = []
        last = None
        for at, labelled in enumerate(self.lines):
            if labelled.label is Label.GROUP or (
                labelled.label in _LISTED and _GROUP.fullmatch(labelled.line.key)
            ):
                last = at
            above.append(last)
        return above


_LISTED = (Label.AGENDA, Label.CASE, Label.HEAD)
_GROUP = re.compile(
    r"[^一-龥]{0,6}(?:新規|継続|前回|その他)?の?(?:諮問|審議|協議|付議|報告|答申|点検)(?:審議)?(?:事項|案件|事案|議案|書|案|\(案\))?の?(?:確認|審議|検討|部)?(?:について)?[^一-龥]{0,2}"
)
"""A heading of several items, whatever it was labelled."""
_HEADS = 3
"""Lines that stand for a case among the others, at most."""


@dataclass(frozen=True)
class CaseLines:
    """What is known of a case before its values are read."""

    title: str
    lines: tuple[LabelledLine, ...]
    """Those that treat or name it, in order."""
    others: tuple[str, ...] = ()
    """Titles and headings of the document's other cases: lines may treat several."""
    ruled: Case | None = None
    """The case as the rules read it; None where they read none that is like it."""

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The numbers of its lines."""
        return frozenset(labelled.line.number for labelled in self.lines)

    @cached_property
    def naming(self) -> tuple[LabelledLine, ...]:
        """Those that name it: entries of the agenda, headings, rows; else its first."""
        named = tuple(each for each in self.lines if each.label in (Label.AGENDA, Label.CASE, Label.ROW))
        return named or self.lines[:1]

    @property
    def heads(self) -> tuple[str, ...]:
        """Its title and the lines that name it: what it is to the other cases of the document."""
        return (self.title, *(each.line.text for each in self.naming[:_HEADS]))
