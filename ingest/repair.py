"""Joins sentences and words that line ends, page breaks and letter-spacing split.

Only white space changes, so that quotes stay verbatim. The tags <p> and </p>, which converters leave in plain text,
count as white space. Nothing else is dropped or added.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, zip_longest

from corpus.language import marks, number, one_of, squeeze
from ingest.formats.letters import close_letters
from ingest.formats.openers import begins
from ingest.formats.reading import Reading
from ingest.formats.wrap import TAIL, Gap, columns, continues, ends, separator

_NEWLINE = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PARAGRAPH = re.compile(r"</p>[ \n]*<p>|(?<=\S)<p>|</p>(?=\S)")
_STYLED = re.compile(r"<p\s[^<>\n]{1,200}>")
_ROW = re.compile(r"\S\t+\S")

_LONE_NUMBER = re.compile(
    r"(?:[0-9０-９]{1,2}|[（(][0-9０-９ア-ン]{1,2}[)）]|第[0-9０-９一二三四五六七八九十]{1,3})[.．]?"
)
_TITLE_COLUMNS = 60
"""Most columns of a line that can be the title of a number on a line of its own above it."""
_LONE_LETTER = re.compile(r"[ぁ-ゖ々一-鿿]")

_WINDOWS = (12, 80)
"""Window sizes, in lines, in which the margin of hard-wrapped text is measured: a file can change its width."""
_STRAY = 12
"""One line in this many may exceed the margin."""
_NARROWEST, _WIDEST = 40, 132
"""Least and greatest margin of hard-wrapped text, in columns: 20 to 66 full-width characters."""
_SLACK = 5
"""Columns by which a wrapped line may differ from the margin: line-breaking rules, narrow letters."""
_FULL_LINES, _FULL_SHARE = 3, 0.3
"""Least number and least share of full lines in a window of hard-wrapped text."""
_INDENT = 2
"""Columns of a paragraph's first-line indent."""
_ONES = "一二三四五六七八九"
_COUNTED = re.compile(
    rf"(?P<word>[^\s\d。、]{{1,8}}?)\s?(?P<number>\d{{1,3}}|[{_ONES}]?十[{_ONES}]?|[{_ONES}])(?![\d{_ONES}十年月日])"
)
"""How the entries of a list begin that a word with a number counts: 日程第2."""


@cache
def _page_number() -> re.Pattern[str]:
    dash = one_of(marks().dashes + "ー", unfolded=True)
    return re.compile(
        rf"{dash}\s?[0-9０-９]{{1,4}}\s?{dash}|[0-9０-９]{{1,4}}(?:\s?[/／]\s?[0-9０-９]{{1,4}})?|[pP]\.?\s?[0-9]{{1,4}}"
    )


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    """The line without white space at its ends, except the TAB that continues a table row."""
    indent: int
    """Its indent, in columns."""
    apart: bool
    """Whether a blank line or a page break precedes it."""
    pages: int
    """How many pages begin at it; an empty page begins at the next line that is not blank."""
    full: bool = False
    """Whether it reaches the margin of hard-wrapped text."""


def repair(reading: Reading) -> Reading:
    """Remove line wraps, page breaks inside sentences and letter-spacing; adjust the page offsets.

    Only white space and <p> tags change. Takes time linear in the text.
    """
    text = _Text()
    lines = _gathered(_measured(list(_lines(reading))))
    for line, following in zip_longest(lines, lines[1:]):
        text.add(line, following)
    return replace(reading, text=text.text, pages=text.pages_of(len(reading.pages)))


def _lines(reading: Reading) -> Iterator[_Line]:
    """The lines of `reading` that are not blank, without letter-spacing."""
    begun = Counter(reading.pages)
    bounds = sorted({0, *reading.pages, len(reading.text)})
    rows = bool(_ROW.search(reading.text))
    apart, pages = False, 0
    for start, end in pairwise(bounds):
        pages += begun[start]
        apart = apart or start > 0
        for raw in _untagged(reading.text[start:end]).split("\n"):
            bare = raw.strip()
            if not bare:
                apart = True
                continue
            indent = raw[: len(raw) - len(raw.lstrip())]
            kept = f"\t{bare}" if rows and "\t" in indent else bare
            yield _Line(close_letters(kept), columns(indent), apart, pages)
            apart, pages = False, 0


def _untagged(text: str) -> str:
    """Normalise line ends and turn <p> tags into line ends; a <p> tag with a style gets a line of its own."""
    text = _NEWLINE.sub("\n", text)
    if "<p" not in text and "</p>" not in text:
        return text
    text = _PARAGRAPH.sub("\n", text).replace("<p>", "").replace("</p>", "")
    return _STYLED.sub(lambda tag: f"\n{tag.group()}\n", text)


def _measured(lines: Sequence[_Line]) -> list[_Line]:
    """Mark the lines that reach the margin of hard-wrapped text.

    Only lines that another line follows directly are measured: in hard-wrapped text most of them have the same width
    and end within a sentence.
    """
    widths = [line.indent + columns(line.text) for line in lines]
    followed = [at for at, line in enumerate(lines[1:]) if not line.apart]
    full: set[int] = set()
    for size in _WINDOWS:
        for start in range(0, len(followed), size):
            window = followed[start : start + size]
            by_width = sorted((widths[at] for at in window), reverse=True)
            margin = by_width[len(window) // _STRAY]
            reaching = [at for at in window if abs(widths[at] - margin) <= _SLACK]
            broken_off = sum(not ends(lines[at].text) for at in reaching)
            enough = len(reaching) >= max(_FULL_LINES, _FULL_SHARE * len(window)) and 2 * broken_off > len(
                reaching
            )
            if enough and _NARROWEST <= margin <= _WIDEST:
                full.update(reaching)
    return [replace(line, full=at in full) for at, line in enumerate(lines)]


def _gathered(lines: Sequence[_Line]) -> list[_Line]:
    """Join letters written one below the other into one line, and a number on a line of its own with its title."""
    gathered: list[_Line] = []
    in_column = False
    for line in lines:
        last = gathered[-1] if gathered else None
        letter = bool(_LONE_LETTER.fullmatch(line.text))
        if last is None or line.apart or line.pages:
            gathered.append(line)
        elif in_column and letter:
            gathered[-1] = replace(last, text=last.text + line.text)
        elif _LONE_NUMBER.fullmatch(last.text) and _is_title(line.text):
            gathered[-1] = replace(line, text=f"{last.text} {line.text}", apart=last.apart, pages=last.pages)
        else:
            gathered.append(line)
        in_column = letter
    return gathered


def _is_title(text: str) -> bool:
    return (
        "。" not in text
        and columns(text) <= _TITLE_COLUMNS
        and not begins(text)
        and not _LONE_NUMBER.match(text)
    )


def _counts_on(above: str, text: str) -> bool:
    """Whether a line begins as the paragraph above does, with the next number: both are entries of one list."""
    first, second = _COUNTED.match(above), _COUNTED.match(text)
    if first is None or second is None or squeeze(first["word"]) != squeeze(second["word"]):
        return False
    return number(second["number"]) == number(first["number"]) + 1


class _Text:
    """The repaired text as it grows, line by line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._last: _Line | None = None
        self._tail = ""
        """The end of the last paragraph, or of the last cell of a row."""
        self._opening = ""
        """The line with which the last paragraph begins."""
        self._interrupted = False
        """Whether a page number interrupts the sentence that is being joined."""

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def pages_of(self, count: int) -> tuple[int, ...]:
        """The offsets of all `count` pages; pages after the last line begin at the end."""
        return (*self._pages, *[self._length] * (count - len(self._pages)))

    def add(self, line: _Line, following: _Line | None) -> None:
        """Append `line`, joined to the last paragraph if it continues that; `following` is the line after it."""
        bare = line.text.lstrip("\t")
        if self._last is None:
            self._put("", line.text, line.pages)
            self._tail = self._opening = bare
        elif following and _page_number().fullmatch(bare) and continues(self._tail, following.text, Gap.BLANK):
            self._put(" ", bare, line.pages)
            self._interrupted = True
            return
        elif self._goes_on(line, bare):
            between = " " if self._interrupted else separator(self._tail, bare)
            self._put(between, bare, line.pages)
            self._tail = (self._tail + between + bare)[-TAIL:]
        else:
            self._put("\n\n" if line.apart else "\n", line.text, line.pages)
            self._tail = line.text.rpartition("\t")[2][-TAIL:]
            self._opening = bare
        self._last = line
        self._interrupted = False

    def _goes_on(self, line: _Line, bare: str) -> bool:
        if self._last is None or self._interrupted:
            return self._interrupted
        if _counts_on(self._opening, bare):
            return False
        if line.apart:
            return continues(self._tail, bare, Gap.BLANK)
        indented = self._last.indent < line.indent <= self._last.indent + _INDENT
        gap = Gap.WRAP if self._last.full and not indented else Gap.LINE
        return continues(self._tail, bare, gap)

    def _put(self, between: str, text: str, pages: int) -> None:
        self._pieces += (between, text)
        self._length += len(between)
        self._pages += [self._length] * pages
        self._length += len(text)
