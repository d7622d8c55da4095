"""Speakers' marks: the way of marking that explains most speeches of a document, and who speaks by it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.language import squeeze
from corpus.model import Role, Span
from ingest.labels.features import Shape, shapes
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.lines import Line
from ingest.outline.titles import Title, read_title

_GAP = re.compile(r"[\s:;]*")
_ORDER = ("bracket", "sign", "row", "tab", "colon", "quoted", "counted", "alone", "gap", "ended")
"""Ways of marking, the more telling ones first where two explain as many lines."""
_NOBODY = frozenset({"sign→", "sign⇒", "sign・", "sign-", "sign※", "sign*"})
_EXPLICIT = frozenset({Role.CHAIR, Role.SECRETARIAT})
_VOICES = {
    Voice.CHAIR: Role.CHAIR,
    Voice.MEMBER: Role.MEMBER,
    Voice.EXECUTIVE: Role.EXECUTIVE,
    Voice.SECRETARIAT: Role.SECRETARIAT,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark with which a speech begins."""

    speaker: str
    """As the document marks it, letter-spacing closed; a sign or a function (問, 答) where that is all it shows."""
    role: Role
    span: Span
    said: Span
    """What is said on the line, without the mark; empty where the mark stands alone."""


def _kind(shape: Shape) -> str:
    """The way of marking, its brackets or sign told apart from others."""
    return shape.kind


def _rank(kind: str) -> int:
    return next((i for i, name in enumerate(_ORDER) if kind.startswith(name)), len(_ORDER))


def _speakers(line: Line) -> Iterator[Shape]:
    """The ways of marking a speaker that a line may be an instance of; an arrow or a bullet names nobody."""
    return (shape for shape in shapes(line) if shape.kind not in _NOBODY)


def _worth(speeches: Sequence[LabelledLine]) -> dict[str, float]:
    """How well each way of marking explains the speeches: the lines that it fits, more where its labels are speakers."""
    labels: dict[str, list[str]] = defaultdict(list)
    for labelled in speeches:
        for shape in _speakers(labelled.line):
            labels[shape.kind].append(squeeze(shape.label))
    found = {}
    for kind, held in labels.items():
        counted = Counter(held)
        named = sum(n for label, n in counted.items() if read_title(label) is not None)
        again = sum(n for n in counted.values() if n > 1)
        found[kind] = len(held) * (0.2 + 0.6 * named / len(held) + 0.2 * again / len(held))
    return found


def _title(label: str) -> Title | None:
    title = read_title(label)
    return title or read_title(label.strip("()【】[]"))


def _by_vote(speeches: Sequence[tuple[LabelledLine, str]]) -> Mapping[str, Role]:
    """For each speaker the role that the labelled voices give most often."""
    votes: dict[str, Counter[Voice]] = defaultdict(Counter)
    for labelled, speaker in speeches:
        votes[speaker][labelled.voice] += 1
    return {
        speaker: _VOICES.get(counted.most_common(1)[0][0], Role.UNKNOWN) for speaker, counted in votes.items()
    }


def read_marks(lines: Sequence[LabelledLine]) -> dict[int, Mark]:
    """The marks of the lines that are labelled as beginning a speech, by line number.

    Args:
        lines: the document's lines, labelled.
    """
    speeches = [labelled for labelled in lines if labelled.label is Label.SPEECH]
    worth = _worth(speeches)
    chosen: list[tuple[LabelledLine, Shape | None]] = []
    for labelled in speeches:
        fitting = sorted(_speakers(labelled.line), key=lambda shape: (-worth[shape.kind], _rank(shape.kind)))
        chosen.append((labelled, fitting[0] if fitting and worth[fitting[0].kind] >= 0.6 else None))
    signs = _bare_signs([shape for _, shape in chosen if shape is not None])
    named = [(labelled, shape, _speaker(shape, signs)) for labelled, shape in chosen if shape is not None]
    voted = _by_vote([(labelled, speaker) for labelled, _, speaker in named])
    found = {}
    for labelled, shape, speaker in named:
        title = _title(speaker)
        role = voted[speaker]
        if (
            title is not None
            and title.role is not Role.UNKNOWN
            and (title.role in _EXPLICIT or role is Role.UNKNOWN or "委員" in speaker)
        ):
            role = title.role
        speaker = speaker.strip("<>〈〉()[]【】:")
        found[labelled.line.number] = _mark(labelled, shape, speaker, role, speaker in signs)
    return found


def _bare_signs(shapes_: Sequence[Shape]) -> frozenset[str]:
    """The signs that are marks by themselves: what follows them is speech and no speaker's name."""
    labels: dict[str, list[str]] = defaultdict(list)
    for shape in shapes_:
        if shape.kind.startswith("sign"):
            labels[shape.kind.removeprefix("sign")].append(squeeze(shape.label))
    return frozenset(
        sign
        for sign, held in labels.items()
        if sum(read_title(label) is not None for label in held) + max(Counter(held).values()) - 1
        < len(held) / 3
    )


def _speaker(shape: Shape, signs: frozenset[str]) -> str:
    sign = shape.kind.removeprefix("sign")
    return sign if shape.kind.startswith("sign") and sign in signs else squeeze(shape.label)


def _mark(labelled: LabelledLine, shape: Shape, speaker: str, role: Role, bare: bool) -> Mark:
    line = labelled.line
    if shape.kind.startswith("ended"):
        begin = line.span.start + line.text.rindex(shape.label) - 1
        return Mark(speaker, role, Span(begin, line.span.end), Span(line.span.start, begin))
    end = 1 if bare else shape.end
    gap = _GAP.match(line.text, end)
    said = line.span.start + (gap.end() if gap else end)
    return Mark(
        speaker,
        role,
        Span(line.span.start, line.span.start + end),
        Span(min(said, line.span.end), line.span.end),
    )
