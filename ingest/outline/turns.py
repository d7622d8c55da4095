"""Cuts the proceedings into turns: the speeches, and the narrative of the record between them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Role, Span, Turn
from ingest.lines import Line
from ingest.outline.front import Front
from ingest.outline.headings import Heading, read_heading
from ingest.outline.outcomes import classify
from ingest.outline.proceedings import Placed, Sort
from ingest.outline.speakers import Mark
from ingest.outline.titles import read_title
from ingest.rules import rule

_STAGE = rule("turns.stage")
_DECISION = rule("turns.decision")
_ASIDE = rule("turns.aside")
_NARRATED = rule("turns.narrated")
_OPENS = rule("turns.opens")
_NUMBERING = rule("turns.numbering")
_ARROW = rule("turns.arrow")
_POINT = rule("turns.point")
_ANSWER = rule("turns.answer")
_QUESTIONS_FOLLOW = rule("turns.questions_follow")
_OF_MEMBERS = rule("turns.of_members")
_QUESTION = rule("turns.question")
_RESULT = rule("turns.result")
_MARKUP = rule("turns.markup")
_END = rule("turns.end")
_LONGEST_NARRATIVE = 220


@dataclass(slots=True)
class _Open:
    speaker: str | None
    role: Role
    mark: Span | None
    start: int
    end: int
    heading: str


def _is_narrative(line: Line) -> bool:
    """Whether an unmarked line after a speech is narrative, not part of the speech."""
    key = line.key
    if _ARROW.find(key):
        return True
    if len(key) > _LONGEST_NARRATIVE or not _OPENS.find(_NUMBERING.pattern.sub("", line.text)):
        return False
    return bool(_NARRATED.find(key) or (key.endswith(("た。", "た", "た。)")) and _DECISION.find(key)))


def _narrative_role(key: str, deciding: bool) -> Role:
    if _ARROW.find(key):
        decides = classify(key) is not None
    else:
        decides = _DECISION.find(key) is not None and not _ASIDE.find(key)
    return Role.COUNCIL if deciding or decides else Role.UNKNOWN


def _told(lines: Sequence[Line], begin: int, chrome: Collection[int]) -> dict[int, Role]:
    """The roles of list items that narrate questions and answers, by line number: 「・…か。」, 「→ …。」.

    An item is a question if an answer follows it. Items without an answer in the same list are members' remarks.
    """
    found: dict[int, Role] = {}
    announced = False
    listed: list[Line] = []
    kept = [line for line in lines[begin:] if line.number not in chrome]
    for asked, answered in pairwise(kept):
        point = _POINT.find(asked.text) is not None
        if (heading := read_heading(asked)) is not None and not point and heading.level != "plain":
            found |= _remarks(listed, found)
            announced, listed = _QUESTIONS_FOLLOW.find(asked.key) is not None, []
        announced = announced or (not point and _QUESTIONS_FOLLOW.find(asked.key) is not None)
        listed += [asked] if announced and (point or _ANSWER.find(asked.text)) else []
        told = (announced and point) or found.get(asked.number) is not None
        answer = _ANSWER.find(answered.text)
        if not told or answer is None:
            continue
        who = read_title(answer["who"]) if answer["who"] else None
        if who is None and (
            _DECISION.find(answered.key) or (found.get(asked.number) is None and not _QUESTION.find(asked.key))
        ):
            continue
        found.setdefault(asked.number, Role.MEMBER)
        found[answered.number] = who.role if who is not None else Role.EXECUTIVE
    return found | _remarks(listed, found)


def _remarks(listed: Sequence[Line], told: Mapping[int, Role]) -> dict[int, Role]:
    """The roles of the other items of a list that contains a question with its answer; none for any other list."""
    if not any(line.number in told for line in listed):
        return {}
    return {
        line.number: Role.MEMBER if _POINT.find(line.text) else Role.EXECUTIVE
        for line in listed
        if line.number not in told and not _DECISION.find(line.key)
    }


class _Recorder:
    """Builds the turns while it reads line by line."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.open: _Open | None = None
        self.speaker: tuple[str, Role] | None = None
        self.path: list[tuple[int, Heading]] = []
        self.group_levels: list[str] = []

    @property
    def heading(self) -> str:
        return " › ".join(heading.title for _, heading in self.path)

    @property
    def awaits_speech(self) -> bool:
        """Whether the last line was a speaker's mark, and the speech has not begun."""
        return self.open is not None and self.open.mark is not None and self.open.start == self.open.end

    def close(self) -> None:
        held = self.open
        self.open = None
        if held is not None and held.end > held.start:
            self.turns.append(
                Turn(
                    len(self.turns),
                    held.speaker,
                    held.role,
                    Span(held.start, held.end),
                    held.mark,
                    None,
                    held.heading,
                )
            )

    def begin(self, speaker: str | None, role: Role, mark: Span | None, span: Span) -> None:
        self.close()
        self.open = _Open(speaker, role, mark, span.start, span.end, self.heading)

    def extend(self, line: Line) -> None:
        if self.open is not None:
            self.open.end = line.span.end

    def narrate(self, line: Line, role: Role) -> None:
        """Add a line of narrative. Consecutive lines of one role under one heading are one turn."""
        held = self.open
        if held is not None and held.speaker is None and held.role is role and held.heading == self.heading:
            self.extend(line)
        else:
            self.begin(None, role, None, line.span)

    def enter(self, placed: Placed) -> None:
        self.close()
        self.speaker = None
        rank = {Sort.CASE: 1, Sort.SECTION: 2}.get(placed.sort, 0)
        heading = placed.heading
        kept = []
        for held_rank, held in self.path:
            same_level = held.level == heading.level and held.level != "plain"
            if (
                held_rank > rank
                or (held_rank == rank and (rank == 1 or same_level))
                or (rank < 2 and same_level)
            ):
                break
            kept.append((held_rank, held))
        self.path = [*kept, (rank, heading)]


def read_turns(
    lines: Sequence[Line],
    front: Front,
    entries: Collection[int],
    chrome: Collection[int],
    marks: Sequence[Mark],
    placed: Sequence[Placed],
) -> list[Turn]:
    """Cut the document into turns; `case` is not set yet.

    Each field, agenda entry and block of other lines of the front matter is a turn without a speaker.

    Args:
        lines: the document.
        front: its front matter, cut where the proceedings begin.
        entries: lines of the front matter that begin an agenda entry.
        chrome: lines that are no part of the record.
        marks: the speakers' marks.
        placed: the headings of the proceedings.
    """
    recorder = _Recorder()
    _record_front(recorder, lines, front, entries, chrome)
    by_line = {mark.line: mark for mark in marks}
    heads: dict[int, list[Placed]] = {}
    covered: set[int] = set()
    for head in placed:
        heads.setdefault(head.heading.line, []).append(head)
        covered.update(head.lines)
    deciding = of_members = False
    in_stage = False
    told = {} if marks else _told(lines, front.body, chrome)
    for line in lines[front.body :]:
        if line.number in chrome:
            if _MARKUP.find(line.text) and not recorder.awaits_speech:
                recorder.close()
            continue
        if line.number in heads:
            for head in heads[line.number]:
                recorder.enter(head)
                deciding = head.sort is Sort.SECTION and head.heading.is_deciding
                of_members = head.sort is Sort.SECTION and _OF_MEMBERS.find(head.heading.key) is not None
                if head.sort is Sort.CASE and head.lines:
                    last = lines[head.lines[-1]]
                    recorder.begin(None, Role.UNKNOWN, None, Span(line.span.start, last.span.end))
                    recorder.close()
        if line.number in covered:
            continue
        mark = by_line.get(line.number)
        if mark is not None:
            in_stage = deciding = of_members = False
            role, speaker = mark.role, mark.speaker
            recorder.speaker = (speaker, role)
            recorder.begin(speaker, role, mark.span, Span(min(mark.said, line.span.end), line.span.end))
        elif in_stage or _STAGE.find(line.text) or line.text.startswith("~"):
            in_stage = (in_stage or line.text.startswith("~")) and not line.text.endswith("~")
            if recorder.awaits_speech:
                _continue(recorder, line)
            else:
                recorder.narrate(line, Role.COUNCIL if deciding else Role.UNKNOWN)
        elif _RESULT.find(line.text) and classify(line.text) is not None:
            recorder.speaker = None
            recorder.narrate(line, Role.COUNCIL)
        elif _END.find(line.key):
            recorder.speaker = None
            recorder.narrate(line, Role.UNKNOWN)
        elif recorder.speaker is None:
            remark = Role.MEMBER if of_members and _POINT.find(line.text) else told.get(line.number)
            recorder.narrate(line, remark or _narrative_role(line.key, deciding))
        elif not line.text.startswith("\t") and _is_narrative(line):
            recorder.speaker = None
            recorder.narrate(line, _narrative_role(line.key, deciding))
        elif recorder.open is not None and recorder.open.speaker is not None:
            _continue(recorder, line)
        else:
            recorder.begin(*recorder.speaker, None, line.span)
    recorder.close()
    return recorder.turns


def _continue(recorder: _Recorder, line: Line) -> None:
    held = recorder.open
    if held is not None and recorder.awaits_speech:
        held.start = line.span.start + len(line.text) - len(line.text.lstrip())
    recorder.extend(line)


def _record_front(
    recorder: _Recorder, lines: Sequence[Line], front: Front, entries: Collection[int], chrome: Collection[int]
) -> None:
    fields = {line.number: field for field in front.fields for line in field.lines}
    previous = None
    for line in lines[: front.body]:
        if line.number in chrome:
            recorder.close()
            continue
        field = fields.get(line.number)
        in_list = field is not None and field.kind == "agenda" and not line.text.startswith(("[", "【"))
        if recorder.open is None or field is not previous or in_list or line.number in entries:
            recorder.begin(None, Role.UNKNOWN, None, line.span)
        else:
            recorder.extend(line)
        previous = field
    recorder.close()
