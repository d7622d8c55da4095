"""What people said of the wordings of one council: it outweighs the models where a line or sentence is like one of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.language import fold, likeness, squeeze
from corpus.model import Role
from corpus.register import Lesson, Taught

NONE = "none"
"""What a sentence that ends no case, or attaches nothing, was told to be."""
SURE = 0.99
"""Stands for the probability of what a person told."""
_ALIKE = 0.85
"""Likeness from which two sentences are said in one way, if they turn the same way."""
_LONGEST = 400
"""Characters of a line that may hold a value in its form."""
_APART = 0.6
"""Share of the longer sentence below which a shorter one is not compared with it."""
_SHORTEST, _MARK = 5, 14
"""Characters of a sentence that is known again behind a mark, and of the mark."""
_DISTINCT = 2
"""Characters beside numerals and blanks that the rest of a line needs, so that it tells lines of its kind from others."""
_NUMERALS = "0-9一二三四五六七八九十①-⑳"
_KANA = "[ぁ-んァ-ヶa-zA-Z甲乙丙丁]"
_ORDINAL = re.compile(rf"(?P<n>[{_NUMERALS}]+)|{_KANA}(?=[)〕】\]》>.、:])")
"""What counts the items of a list: any number, or a letter before a bracket or stop."""
_LABEL = re.compile(r"[(【〔\[<《]?[^\s()【】〔〕\[\]<>《》、。]{1,8}:$|[(【〔\[<《]$")
"""What stands right before the name of a section and says what it is: (担当:."""
_OPENED = re.compile(r"[(【〔\[<《](?:[^\s()【】〔〕\[\]<>《》、。]{1,8}:)?|[ぁ-ん]+(?=.)")
"""What stands right behind a title; the rest of the line is of the case and not of the form."""
_TELLING = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』")
_TURNING = re.compile(
    r"[不否非無未再]|な[いかくし]|ず|ません|継続|保留|取り?消|却下|棄却|条件|付帯|附帯|ただし|但し|一部|撤回|取り?下"
)
"""What turns a decision: sentences that differ in it are not alike, however much else they share."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A line around the value that it holds."""

    pattern: re.Pattern[str]

    def slot(self, text: str) -> tuple[int, int] | None:
        """Where a line of this form holds its value; None where it is of another form."""
        found = self.pattern.fullmatch(text) if len(text) <= _LONGEST else None
        return found.span("value") if found else None


class Memory:
    """The wordings of one council.

    Args:
        lessons: what its corrections teach, oldest first.
    """

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        self._lessons = tuple(lessons)
        self._outcomes: dict[str, str | None] = {}

    def __bool__(self) -> bool:
        """Whether anybody has told anything."""
        return bool(self._lessons)

    def heading(self, text: str) -> tuple[int, int] | None:
        """Where a line, folded, that is like a told heading holds the title of its case; None where it is like none."""
        return _slot(text, self._headings)

    def department(self, text: str) -> tuple[int, int] | None:
        """Where a line, folded, that is like a told one names the section in charge; None where it is like none."""
        return _slot(text, self._departments)

    def outcome(self, sentence: str) -> str | None:
        """How a sentence like this was told to end a case, NONE where it ends none; None where nobody told."""
        if sentence not in self._outcomes:
            self._outcomes[sentence] = _told(sentence, self._of(Taught.OUTCOME))
        return self._outcomes[sentence]

    def attachment(self, sentence: str) -> str | None:
        """What a sentence like this was told to attach, NONE where it attaches nothing; None where nobody told."""
        return _told(sentence, self._of(Taught.ATTACHMENT))

    def role(self, mark: str) -> Role | None:
        """The role of the speakers with this mark; None where nobody told."""
        return self._roles.get(_plain(mark))

    def _of(self, taught: Taught) -> Iterator[Lesson]:
        return (lesson for lesson in reversed(self._lessons) if lesson.taught is taught)

    @cached_property
    def _headings(self) -> list[_Frame]:
        return [frame for lesson in self._of(Taught.HEADING) for frame in _frames(lesson)]

    @cached_property
    def _departments(self) -> list[_Frame]:
        return [frame for lesson in self._of(Taught.DEPARTMENT) for frame in _frames(lesson)]

    @cached_property
    def _roles(self) -> dict[str, Role]:
        return {
            _plain(lesson.words): Role(lesson.value or Role.UNKNOWN)
            for lesson in self._lessons
            if lesson.taught is Taught.MARK
        }


def _plain(text: str) -> str:
    return squeeze(fold(text)).strip(":")


def _slot(text: str, frames: Iterable[_Frame]) -> tuple[int, int] | None:
    return next((slot for frame in frames if (slot := frame.slot(text)) is not None), None)


def _frames(lesson: Lesson) -> Iterator[_Frame]:
    """The line itself, and lines that hold another value in the same place, where the rest of the line tells them."""
    line, value = squeeze(fold(lesson.words)), squeeze(fold(lesson.value or ""))
    before, found, after = line.partition(value)
    if not value or not found:
        return
    lead, tail = "", ""
    if lesson.taught is Taught.DEPARTMENT and (label := _LABEL.search(before)):
        before, lead = label[0], ".*?"
    if opened := _OPENED.match(after):
        after, tail = opened[0], ".*"
    head, foot = rf"\s*{lead}{_loose(before)}\s*", rf"\s*{_loose(after)}{tail}\s*"
    yield _Frame(re.compile(rf"{head}(?P<value>{_loose(value)}){foot}"))
    if len(_TELLING.findall(_ORDINAL.sub("", before + after))) >= _DISTINCT:
        yield _Frame(re.compile(rf"{head}(?P<value>\S(?:.{{0,200}}?\S)??){foot}"))


def _loose(text: str) -> str:
    """A pattern for a text in which ordinals are any and blanks may stand."""
    at, parts = 0, []
    for ordinal in _ORDINAL.finditer(text):
        parts += [*map(re.escape, text[at : ordinal.start()]), rf"[{_NUMERALS}]+" if ordinal["n"] else _KANA]
        at = ordinal.end()
    return r"\s*".join([*parts, *map(re.escape, text[at:])])


def _told(sentence: str, lessons: Iterable[Lesson]) -> str | None:
    return next((lesson.value or NONE for lesson in lessons if _alike(sentence, lesson.words)), None)


def _alike(one: str, other: str) -> bool:
    """Whether two sentences are said in one way, the speaker's mark before one of them aside."""
    (said, turns), (other_said, other_turns) = _said(one), _said(other)
    if turns != other_turns:
        return False
    short, long = sorted((said, other_said), key=len)
    if long.endswith(short) and len(short) > _SHORTEST and len(long) - len(short) <= _MARK:
        return True
    return len(short) >= _APART * len(long) and likeness(short, long) >= _ALIKE


@lru_cache(4096)
def _said(sentence: str) -> tuple[str, tuple[str, ...]]:
    """A sentence without what it quotes and counts, and the words in it that turn a decision."""
    plain = re.sub(rf"[{_NUMERALS}]+", "0", _QUOTED.sub("「」", squeeze(fold(sentence))))
    return plain, tuple(sorted(_TURNING.findall(plain)))
