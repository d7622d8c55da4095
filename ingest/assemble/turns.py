"""The lines of a record as turns: who holds the floor, and where the record speaks itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Role, Span, Turn
from ingest.assemble.marks import Mark
from ingest.labels.label import Label, LabelledLine, Voice

_HEADINGS = {Label.GROUP: 0, Label.CASE: 1, Label.SECTION: 2}
_READ_OUT = frozenset({Label.TEXT, Label.SPEECH})
_TOLD = frozenset({Voice.NARRATOR, Voice.COUNCIL, Voice.APPLICANT})


@dataclass(slots=True)
class _Open:
    speaker: str | None
    role: Role
    mark: Span | None
    span: Span
    case: int | None
    heading: str
    label: Label
    quoting: int
    """How many quotations have been begun and not ended."""


class _Recorder:
    """Collects turns while the lines go by."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.open: _Open | None = None
        self.path: list[tuple[int, str]] = []

    @property
    def heading(self) -> str:
        return " › ".join(title for _, title in self.path)

    def enter(self, rank: int, title: str) -> None:
        self.path = [*((held, above) for held, above in self.path if held < rank), (rank, title)]

    def close(self) -> None:
        held, self.open = self.open, None
        if held is not None and held.span.end > held.span.start:
            self.turns.append(
                Turn(len(self.turns), held.speaker, held.role, held.span, held.mark, held.case, held.heading)
            )

    def begin(
        self, labelled: LabelledLine, case: int | None, speaker: str | None, role: Role, mark: Mark | None
    ) -> None:
        self.close()
        span = mark.said if mark is not None else labelled.line.span
        self.open = _Open(
            speaker,
            role,
            mark.span if mark else None,
            span,
            case,
            self.heading,
            labelled.label,
            _begun(labelled),
        )

    def extend(self, labelled: LabelledLine) -> None:
        held = self.open
        if held is not None:
            start = held.span.start if held.span.end > held.span.start else labelled.line.span.start
            held.span = Span(start, labelled.line.span.end)
            held.quoting += _begun(labelled)


def _begun(labelled: LabelledLine) -> int:
    """How many quotations a line begins more than it ends."""
    text = labelled.line.text
    return text.count("「") - text.count("」")


def _goes_on(recorder: _Recorder, labelled: LabelledLine, case: int | None) -> bool:
    """Whether a line without a mark belongs to the turn that is open."""
    held = recorder.open
    if held is None or held.case != case:
        return False
    if held.speaker is not None:
        awaits = held.span.start >= held.span.end
        # What is read out goes on to the end of the quotation, whatever it says.
        if held.quoting > 0 and labelled.label in _READ_OUT:
            return True
        return labelled.label is Label.TEXT and (awaits or labelled.voice not in _TOLD)
    same = (
        held.role is labelled.voice.role and held.label is labelled.label and held.heading == recorder.heading
    )
    return same and labelled.label not in (Label.AGENDA, Label.ROW)


def read_turns(
    lines: Sequence[LabelledLine], cases: Sequence[int | None], marks: Mapping[int, Mark]
) -> tuple[Turn, ...]:
    """Cut the document into turns.

    Every line but page chrome is held: headings, fields of the head and rows are turns without a speaker.

    Args:
        lines: the document's lines, labelled.
        cases: for each line the ordinal of the case that it treats.
        marks: the speakers' marks by line number.
    """
    recorder = _Recorder()
    speaker: tuple[str, Role] | None = None
    for labelled, case in zip(lines, cases, strict=True):
        label = labelled.label
        if label is Label.CHROME:
            recorder.close()
            continue
        mark = marks.get(labelled.line.number)
        if label in _HEADINGS:
            recorder.enter(_HEADINGS[label], labelled.line.text.strip())
            recorder.begin(labelled, case, None, Role.UNKNOWN, None)
            recorder.close()
            speaker = None
        elif mark is not None:
            speaker = (mark.speaker, mark.role)
            recorder.begin(labelled, case, mark.speaker, mark.role, mark)
        elif _goes_on(recorder, labelled, case):
            recorder.extend(labelled)
        elif speaker is not None and label is Label.TEXT and labelled.voice not in _TOLD:
            recorder.begin(labelled, case, *speaker, None)
        else:
            recorder.begin(labelled, case, None, labelled.voice.role, None)
    recorder.close()
    return tuple(recorder.turns)
