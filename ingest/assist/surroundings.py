"""What stands around a value in doubt: a numbered line a sentence, and no more than a small model can read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from corpus.doubts import evidence
from corpus.language import sentences, shown
from corpus.model import Case, Document, Span
from ingest.lines import Line, read_lines

LONGEST = 600
"""Characters of one line that are shown; what is longer is seldom a sentence."""
_BESIDE = 4
"""Lines that are shown on each side of what proves a value outside its case."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines that a second reader is shown: sentences, and what is none as the document parts it."""

    text: str
    """Of the document."""
    lines: tuple[Line, ...]
    whole: bool
    """Whether nothing was left out that could hold the value."""

    def line(self, number: int) -> Line | None:
        """The line that is shown under a number; None where none is."""
        return next((line for line in self.lines if line.number + 1 == number), None)

    def numbered(self) -> str:
        """The lines as the model is shown them, each with its number."""
        return "\n".join(f"{line.number + 1}: {_shown(self.text, line)}" for line in self.lines)


def surroundings(document: Document, case: Case | None, field: str, most: int) -> Surroundings:
    """The lines nearest to what proves a value, or to where it would have to stand.

    Args:
        document: as it is held.
        case: whose value it is; None: the document's.
        field: name of the value.
        most: characters of all lines together.
    """
    lines = [*_sentences(read_lines(document.text))]
    anchors = _anchors(case, evidence(document, case, field))
    marked = [n for n, line in enumerate(lines) if any(_meet(line.span, anchor) for anchor in anchors)] or [0]
    within = [n for n in range(len(lines)) if _in_reach(n, lines, case, marked)]
    chosen, left = [], most
    for n in sorted(within, key=lambda n: min(abs(n - mark) for mark in marked)):
        left -= min(LONGEST, len(lines[n].text)) + len(str(n)) + 3
        if left < 0:
            break
        chosen.append(n)
    whole = len(chosen) == len(within) and all(len(lines[n].text) <= LONGEST for n in chosen)
    return Surroundings(document.text, tuple(lines[n] for n in sorted(chosen)), whole)


def _sentences(lines: Iterable[Line]) -> Iterator[Line]:
    """The sentences of lines, each as a line of its own: so that one sentence is pointed at, and no neighbour of it."""
    number = count()
    for line in lines:
        for span in sentences(line.text):
            at = Span(line.span.start + span.start, line.span.start + span.end)
            yield Line(next(number), at, span.of(line.text))


def _anchors(case: Case | None, proof: Sequence[Span]) -> list[Span]:
    """What is to be near: the proof, and a document's beginning or a case's two ends."""
    if case is None:
        return [*proof, Span(0, 1)]
    return [
        *proof,
        case.title_span or Span(case.span.start, case.span.start + 1),
        Span(case.span.end - 1, case.span.end),
    ]


def _in_reach(n: int, lines: Sequence[Line], case: Case | None, marked: Sequence[int]) -> bool:
    """Whether a line may be shown: it belongs to the case, or is near to what is said of the case elsewhere."""
    if case is None or _meet(lines[n].span, case.span):
        return True
    return any(abs(n - mark) <= _BESIDE and not _meet(lines[mark].span, case.span) for mark in marked)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _shown(text: str, line: Line) -> str:
    whole = " ".join(shown(line.span.of(text)).split())
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}…"
