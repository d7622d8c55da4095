"""The gate: a line of an answer passes only with citations that are verbatim.

A draft is lines of Markdown with markers [n]. The gate drops a citation whose quote differs from its document's text
at its span, a line that uses a dropped or unknown marker or repeats words that its citations do not hold, and a
citation that no line uses. It numbers the rest in the order in which the text cites them; they stay in that of their worth.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation, More
from corpus.language import squeeze

MARKER = re.compile(r"\[(\d+)\]")
_ELISION = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; `fixed` lines are the program's own words and say nothing of a document."""

    text: str
    quotes: tuple[str, ...] = ()
    """The words of documents that `text` repeats; … stands for what is left out."""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before the gate, citations in the order of their worth."""

    lines: tuple[Line, ...]
    citations: tuple[Citation, ...]
    more: More | None = None
    """The cases that fit and are not shown."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What has passed the gate, and what was dropped."""

    text: str
    citations: tuple[Citation, ...]
    dropped_lines: tuple[str, ...]
    dropped_citations: tuple[Citation, ...]

    @property
    def holds(self) -> bool:
        """Whether any citation has passed."""
        return bool(self.citations)


def check(draft: Draft, text_of: Callable[[str], str]) -> Passed:
    """Pass the lines and citations that are verbatim.

    Args:
        draft: the answer as composed or written.
        text_of: the text of a document by its name.
    """
    standing = {
        c.marker: c for c in draft.citations if c.quote.strip() and c.span.of(text_of(c.document)) == c.quote
    }
    kept = [line for line in draft.lines if line.fixed or _stands(line, standing)]
    shown = _headed(kept)
    read = dict.fromkeys(int(m) for line in shown for m in MARKER.findall(line.text))
    citations = [c for c in draft.citations if c.marker in read and c.marker in standing]
    renumbered = {marker: number for number, marker in enumerate(read, 1)}
    text = "\n".join(MARKER.sub(lambda m: f"[{renumbered[int(m[1])]}]", line.text) for line in shown)
    return Passed(
        text=text.strip(),
        citations=tuple(replace(c, marker=renumbered[c.marker]) for c in citations),
        dropped_lines=tuple(line.text for line in draft.lines if line not in kept),
        dropped_citations=tuple(c for c in draft.citations if c.marker not in standing),
    )


def _stands(line: Line, standing: dict[int, Citation]) -> bool:
    markers = [int(m) for m in MARKER.findall(line.text)]
    if not markers or any(m not in standing for m in markers):
        return False
    cited = [standing[m] for m in markers]
    held = [squeeze(c.quote) for c in cited] + [squeeze(c.case or "") for c in cited]
    return all(
        any(squeeze(part) in words for words in held)
        for quoted in line.quotes
        for part in quoted.split(_ELISION)
        if part.strip()
    )


def _headed(lines: Sequence[Line]) -> list[Line]:
    """The lines without headings under which nothing is left."""
    kept: list[Line] = []
    following: str | None = None
    for line in reversed(lines):
        level = _level(line.text)
        if level and (following is None or 0 < _level(following) <= level):
            continue
        kept.append(line)
        if line.text.strip():
            following = line.text
    return kept[::-1]


def _level(text: str) -> int:
    """Depth of a Markdown heading; 0 for other lines."""
    return len(text) - len(text.lstrip("#"))
