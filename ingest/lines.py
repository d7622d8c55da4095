"""A text as lines: what every part of the outline looks at, folded, with offsets into the document."""

import re
from dataclasses import dataclass
from functools import cached_property

from corpus.language import fold, squeeze
from corpus.model import Span

_RUN_ON = 100
"""Characters from which a line is looked at for several entries that lost their line ends."""
_INNER_MARK = re.compile(r"(?<!\s)\s+(?=[○●◆◎■]\s?\S{1,16}(?:\s|$))")
_HEADING = re.compile(r"[●◆◎■]\s?\S{1,16}(?=\s{2,}\S)")
_AFTER_SENTENCE = re.compile(r"(?<=。)\s+(?=[○●◆◎■]\s?\S{1,16}(?:\s|$))")
_PIPED = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_PIPE = re.compile(r" *\| *")
_BREAK = re.compile(r"<br */?>")
_RULE = re.compile(r"[\s|:-]+")
_BOLD = re.compile(r"(?<!\*)\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*(?!\*)")
_HASHES = re.compile(r"^#{1,6}(?= )", re.MULTILINE)


@dataclass(frozen=True)
class Line:
    """One line, or one entry of a page whose line ends were lost."""

    number: int
    span: Span
    """Without white space at its ends; a TAB at its beginning stays, since it marks a continued table row."""
    text: str
    """Folded; as long as the span."""

    @cached_property
    def key(self) -> str:
        """The folded text without white space."""
        return squeeze(self.text)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return "\t" in self.text

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.key.rstrip("」』)]】").endswith(("。", "か?", "?"))


def _pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a run-on line at circle marks: after a sentence, or where a long one holds at least two."""
    cuts = [m for m in _INNER_MARK.finditer(folded, start, end) if m.start() > start]
    if end - start < _RUN_ON or len(cuts) < 2:
        cuts = list(_AFTER_SENTENCE.finditer(folded, start, end))
    pieces = []
    for begin, stop in zip([start, *(m.end() for m in cuts)], [*(m.start() for m in cuts), end], strict=True):
        heading = _HEADING.match(folded, begin, stop) if cuts else None
        pieces += [(begin, heading.end()), (heading.end(), stop)] if heading else [(begin, stop)]
    return pieces


def _tabbed(row: re.Match[str]) -> str:
    """A row that pipes rule as one that TABs part, as long as it was; the rule below a head holds nothing."""
    written = _BREAK.sub(lambda tag: " " * len(tag[0]), row[0])
    if _RULE.fullmatch(written):
        return " " * len(written)
    begin = written.index("|") + 1
    cells = _PIPE.sub(lambda pipe: "\t".ljust(len(pipe[0])), written[begin:].rstrip()[:-1])
    return (" " * begin + cells).ljust(len(written))


def _plain(text: str) -> str:
    """Folded and without the marks of Markdown that tables and headings of converted records bear; each is white space."""
    tabbed = _PIPED.sub(_tabbed, _BOLD.sub(r"  \1  ", fold(text)))
    return _HASHES.sub(lambda mark: " " * len(mark[0]), tabbed)


def read_lines(text: str) -> list[Line]:
    """Cut `text` into its lines that hold anything."""
    folded = _plain(text)
    lines: list[Line] = []
    at = 0
    for raw in folded.split("\n"):
        for start, end in _pieces(folded, at, at + len(raw)):
            piece = folded[start:end]
            if not piece.strip():
                continue
            kept = piece.lstrip(" \f\r\v")
            begin = start + len(piece) - len(kept)
            kept = kept.rstrip()
            lines.append(Line(len(lines), Span(begin, begin + len(kept)), kept))
        at += len(raw) + 1
    return lines
