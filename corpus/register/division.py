"""A document's division into cases as a user set it right: for each case its title, its first and its last line."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import Case, CaseKind, Document, Span
from corpus.register.wording import find, line_at, lines

_ROW = re.compile(r"\s*(\d+)\s*[-–~〜～]\s*(\d+)\s+(\S.*?)\s*")
_UNREAD = ("kind", "department", "articles", "outcome", "attachments")
"""What nobody has read of a case that was not there before."""


@dataclass(frozen=True, slots=True)
class Part:
    """One case of a division."""

    title: str
    """As it was read, where it was."""
    first: str
    """Its first line."""
    start: int
    """Offset at which that line stood."""
    last: str
    end: int
    """Offset at which its last line began."""


@dataclass(frozen=True, slots=True)
class Division:
    """The cases of a document in order."""

    parts: tuple[Part, ...]

    def kept(self) -> str:
        """The division as the value of a correction."""
        rows = [[part.title, part.first, part.start, part.last, part.end] for part in self.parts]
        return json.dumps(rows, ensure_ascii=False)

    def spans(self, text: str) -> list[Span] | None:
        """Where its cases stand in `text`; None where it no longer fits."""
        found = []
        for part in self.parts:
            first, last = find(text, part.first, part.start), find(text, part.last, part.end)
            if first is None or last is None or last.end <= first.start:
                return None
            found.append(Span(first.start, last.end))
        apart = all(one.end <= other.start for one, other in pairwise(found))
        return found if apart else None


def kept_division(value: str) -> Division:
    """The division that `Division.kept` wrote."""
    return Division(tuple(Part(*row) for row in json.loads(value)))


def division(rows: Iterable[tuple[str, Span]], text: str) -> Division:
    """The division into cases of these titles and spans."""
    parts = []
    for title, span in rows:
        first, last = (
            line_at(text, span.start),
            line_at(text, max(span.start, len(span.of(text).rstrip()) + span.start - 1)),
        )
        parts.append(Part(title, first.of(text), first.start, last.of(text), last.start))
    return Division(tuple(parts))


def read_division(written: str, text: str) -> Division:
    """A division as a user writes it: a row for each case, 12-58 and its title, by the numbers of its lines.

    Raises:
        ValueError: a row is none, names lines that are not there, or begins before the last one ended.
    """
    every, rows, before = lines(text), [], 0
    for line in filter(str.strip, written.splitlines()):
        row = _ROW.fullmatch(line)
        if row is None:
            raise ValueError(f"「{line.strip()}」は「12-58 件名」のように、行の番号と件名で書いてください。")
        first, last = int(row[1]), int(row[2])
        if not before < first <= last <= len(every):
            raise ValueError(f"{first}-{last}行: 本文は{len(every)}行で、案件は重ならず順に並びます。")
        span = Span(every[first - 1].start, every[last - 1].end)
        if not span.of(text).strip():
            raise ValueError(f"{first}-{last}行には何も書かれていません。")
        begin = span.start + len(span.of(text)) - len(span.of(text).lstrip())
        rows.append((row[3], Span(begin, span.end)))
        before = last
    return division(rows, text)


def written_division(cases: Sequence[Case], text: str) -> str:
    """The present division as a user writes it."""
    starts = [line.start for line in lines(text)]

    def number(offset: int) -> int:
        return sum(start <= offset for start in starts)

    return "\n".join(
        f"{number(case.span.start)}-{number(case.span.start + len(case.span.of(text).rstrip()) - 1)} {case.title}"
        for case in cases
    )


def divided(document: Document, wanted: Division) -> Document:
    """The document divided so, or as it is where the division no longer fits its text.

    A case keeps what was read of the one of its title; where its decision now stands outside it, the outcome is in doubt.
    """
    spans = wanted.spans(document.text)
    if spans is None:
        return document
    left = list(document.cases)
    cases = []
    for ordinal, (part, span) in enumerate(zip(wanted.parts, spans, strict=True)):
        same = next((case for case in left if case.title == part.title), None)
        if same is None:
            line = find(document.text, part.title, span.start)
            cases.append(Case(ordinal, part.title, CaseKind.CONSULTATION, span, line, unsure=_UNREAD))
            continue
        left.remove(same)
        outside = same.outcome_span is not None and not span.covers(same.outcome_span)
        unsure = dict.fromkeys((*same.unsure, *(("outcome",) if outside else ())))
        cases.append(replace(same, ordinal=ordinal, span=span, unsure=tuple(unsure)))

    def owner(offset: int) -> int | None:
        return next((at for at, span in enumerate(spans) if span.start <= offset < span.end), None)

    turns = tuple(
        replace(turn, case=owner(turn.mark.start if turn.mark else turn.span.start)) for turn in document.turns
    )
    passages = tuple(replace(passage, case=owner(passage.span.start)) for passage in document.passages)
    return replace(document, cases=tuple(cases), turns=turns, passages=passages)
