"""Speakers' marks: which of the many ways of marking a file uses, and where each mark stands.

A way of marking is taken for one only where what follows its marks reads as speech and where it recurs: the same brackets
and bullets serve for titles, attendance lists and stage directions as well.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from corpus.model import ANSWERING, ASKING, Role, Span
from ingest.lines import Line
from ingest.outline.front import is_table_head, read_label
from ingest.outline.headings import names_who_is_in_charge
from ingest.outline.legend import read_legend
from ingest.outline.roster import Roster
from ingest.outline.titles import Title, read_title
from ingest.outline.wording import SECTION
from ingest.rules import rule


class Style(StrEnum):
    """A way of marking speakers."""

    CIRCLE = "○会長　"
    COLON = "会長:"
    PAREN = "(会長)"
    ANGLE = "<会長>"
    LENTICULAR = "【会長】"
    BULLET = "- 会長⏎"
    SPACE = "会 長　"
    ROW = "会長⇥"
    LINE = "会長⏎"
    SIGN = "◎ "
    """A sign alone, which the record explains: ◎は会長、○は委員."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A speaker's mark."""

    line: int
    style: Style
    title: Title
    role: Role
    span: Span
    said: int
    """Offset at which the speech begins."""

    @property
    def speaker(self) -> str:
        """As the document marks it, letter-spacing closed."""
        return self.title.written


_LONGEST = 30
"""Characters of a mark."""
_CIRCLE = rule("speakers.circle")
_BULLET = rule("speakers.bullet")
_COLON = rule("speakers.colon")
_COUNTED = rule("speakers.counted")
_BRACKETS = {
    Style.PAREN: rule("speakers.paren"),
    Style.ANGLE: rule("speakers.angle"),
    Style.LENTICULAR: rule("speakers.lenticular"),
}
_ROW = rule("speakers.row")
_SPEECH = rule("speakers.speech")
_NONE = rule("speakers.none")
_STOP = re.compile(r"(?<=\))|(?=[\s:;、])|$")
_GAP = re.compile(r"\s*[:;]?\s*")
_STRONG = frozenset(
    {
        Style.CIRCLE,
        Style.COLON,
        Style.PAREN,
        Style.ANGLE,
        Style.LENTICULAR,
        Style.BULLET,
        Style.ROW,
        Style.SIGN,
    }
)

Reader = Callable[[str], Title | None]


def _first_title(text: str, read: Reader) -> tuple[Title, int] | None:
    """The shortest beginning of `text` that is a title before a space, a colon or a closing bracket."""
    for stop in _STOP.finditer(text[: _LONGEST + 1]):
        if stop.start() and (title := read(text[: stop.start()])) is not None:
            return title, stop.start()
    return None


def _candidates(
    line: Line, read: Reader, signs: Mapping[str, Title]
) -> Iterator[tuple[Style, Title, int, int]]:
    """The marks with which a line may begin: style, title, end of the mark, begin of what is said."""
    text = line.text
    if (row := _ROW.find(text)) and (title := read(row["label"])):
        yield Style.ROW, title, row.end("label"), row.end()
        return
    if circle := _CIRCLE.find(text):
        found = _first_title(text[circle.end() :], read)
        if found is not None:
            end = circle.end() + found[1]
            gap = _GAP.match(text, end)
            yield Style.CIRCLE, found[0], end, gap.end() if gap else end
            return
    if (sign := signs.get(text[:1])) is not None:
        yield Style.SIGN, sign, 1, len(text) - len(text[1:].lstrip())
        return
    for style, brackets in _BRACKETS.items():
        if (match := brackets.find(text)) and (title := read(match["label"])):
            yield style, title, match.end("label") + 1, match.end()
            return
    if (match := _COUNTED.find(text)) and (title := read(match["label"])) and title.is_function:
        yield Style.COLON, title, match.end("label"), match.end()
        return
    if (match := _COLON.find(text)) and (title := read(match["label"])):
        yield Style.COLON, title, match.end("label"), match.end()
        return
    if (match := _BULLET.find(text)) and (title := read(match["label"])):
        yield Style.BULLET, title, len(text), len(text)
        return
    if (title := read(text)) is not None:
        yield Style.LINE, title, len(text), len(text)
    elif (found := _first_title(text, read)) is not None and text[found[1] : found[1] + 1].isspace():
        said = len(text) - len(text[found[1] :].lstrip())
        yield Style.SPACE, found[0], found[1], said


def _reads_as_speech(lines: Sequence[Line], mark: Mark) -> bool:
    """Whether what follows the mark is said, not a list of names."""
    line = lines[mark.line]
    rest = line.text[mark.said - line.span.start :]
    if ("\t" in rest or _NONE.find(rest)) and read_label(line) is not None:
        return False
    if not rest and mark.line + 1 < len(lines):
        following = lines[mark.line + 1]
        if read_label(following) is not None and not following.is_sentence:
            return False
        rest = following.text
    return bool(_SPEECH.find(rest.strip()))


def _accepted(speeches: Sequence[Mark], has_table: bool) -> set[Style]:
    """The styles that the file uses, from the marks that are followed by speech."""
    by_style: dict[Style, list[Mark]] = defaultdict(list)
    for mark in speeches:
        by_style[mark.style].append(mark)
    found: set[Style] = set()
    for style, marks in by_style.items():
        labels = Counter(mark.speaker for mark in marks)
        recurs = max(labels.values()) > 1
        if (
            (style in _STRONG and len(marks) > 1)
            or (style is Style.SPACE and len(marks) > 2 and recurs)
            or (style is Style.LINE and (has_table or len(marks) > 3 or (len(marks) > 1 and recurs)))
        ):
            found.add(style)
    if not found:
        found = {style for style in by_style if style in _STRONG}
    return found


def read_marks(lines: Sequence[Line], skipped: frozenset[int], roster: Roster) -> list[Mark]:
    """Find the speakers' marks of a document.

    Args:
        lines: the document.
        skipped: numbers of lines that hold no mark: page chrome, fields of the front matter.
        roster: the attendance list, from which a name alone is known.
    """
    has_table = any(is_table_head(line) for line in lines)
    signs = read_legend(lines)

    def read(label: str) -> Title | None:
        title = read_title(label)
        if title is None and roster.knows(name := "".join(label.split())) and not SECTION.find(name):
            return Title(name, name, "", Role.UNKNOWN)
        return title

    candidates = [
        Mark(
            line.number,
            style,
            title,
            title.role,
            Span(line.span.start, line.span.start + end),
            line.span.start + said,
        )
        for line in lines
        if line.number not in skipped and not names_who_is_in_charge(line)
        for style, title, end, said in _candidates(line, read, signs)
    ]
    if not _has_answers(candidates):
        candidates = [mark for mark in candidates if not mark.title.is_function]
    speeches = [mark for mark in candidates if _reads_as_speech(lines, mark)]
    styles = _accepted(speeches, has_table)
    if not speeches:
        return []
    first = next((mark.line for mark in speeches if mark.style in styles), len(lines))
    kept = [mark for mark in candidates if mark.style in styles and mark.line >= first]
    return _with_roles(lines, kept, roster)


def _has_answers(marks: Sequence[Mark]) -> bool:
    """Whether questions and answers are marked as such, or answers alone right below members marked in the same way."""
    functions = {mark.title.title for mark in marks if mark.title.is_function}
    if not functions & ANSWERING:
        return False
    asked = any(
        answer.title.title in ANSWERING and question.role is Role.MEMBER and answer.style is question.style
        for question, answer in pairwise(marks)
    )
    return asked or bool(functions & ASKING)


_OPENING = rule("speakers.opening")


def _with_roles(lines: Sequence[Line], marks: Sequence[Mark], roster: Roster) -> list[Mark]:
    """Give each mark its role; an official on no list who opens the meeting is of the secretariat."""
    found = [replace(mark, role=roster.role(mark.title)) for mark in marks]
    if not found or found[0].role is not Role.EXECUTIVE or any(m.role is Role.SECRETARIAT for m in found):
        return found
    opener = found[0]
    end = lines[found[1].line].span.start if len(found) > 1 else lines[-1].span.end
    said = "".join(line.key for line in lines[opener.line :] if line.span.start < end)
    if opener.title.name and _OPENING.find(said):
        return [replace(m, role=Role.SECRETARIAT) if m.speaker == opener.speaker else m for m in found]
    return found
