"""The one matter that a report is about: chosen among the parts of its first lines by learned weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.language import likeness, may_hold
from corpus.model import Case, Span
from ingest.align.items import Item, heading_of
from ingest.align.titles import Titles
from ingest.labels.label import Label, LabelledLine
from ingest.labels.linear import Features, Linear, load_linear
from ingest.outline.headings import Heading

MODEL = Path(__file__).with_name("subject.json")
"""Weights by feature, made by `python -m ingest learn`."""

_HEAD = 24
"""Lines from the top within which a report says what it is about."""
_TOLD = 0.9
"""Likeness to the rules' title from which a part is that title."""
_LENGTH = 0.6
"""Least ratio of lengths of two wordings that can be that like."""
_BY_RULES = "told-by-rules"
_APART = frozenset({Label.CHROME, Label.PEOPLE})


@dataclass(frozen=True, slots=True)
class Subject:
    """A part of a line that may be what a report is about."""

    line: LabelledLine
    start: int
    end: int
    part: Features
    """What the part is as a title of its line."""
    place: Features
    """What the parts of its line share: where it stands."""
    told: bool
    """Whether it is the title that the rules read."""

    @property
    def features(self) -> Features:
        """All features by which it is weighed: those of a part count for themselves and as what its line is."""
        label = self.line.label
        named = {f"{name}@{label}": value for name, value in self.part.items() if _counts_by_label(name)}
        return {**self.part, **self.place, **named, **({_BY_RULES: 1.0} if self.told else {})}


def _counts_by_label(name: str) -> bool:
    return "=" not in name or name.startswith(("begin=", "end=", "again="))


def subjects(lines: Sequence[LabelledLine], ruled: Sequence[Case] = ()) -> list[Subject]:
    """The parts of a report's first lines that may say what it is about.

    Args:
        lines: the document's lines, labelled.
        ruled: its cases as the rules read them.
    """
    told = [case.title for case in ruled]
    titles = Titles(lines)
    found = []
    for at, each in enumerate(lines[:_HEAD]):
        if each.label in _APART:
            continue
        above = lines[at - 1].line.key[:6] if at else ""
        place = {
            f"line={each.label}": 1.0,
            "top": 1.0 / (1 + at),
            f"at={min(at // 4, 5)}": 1.0,
            f"above={above}": 1.0,
            f"begins={each.line.key[:2]}": 1.0,
        }
        held = [title for title in told if may_hold(each.line.text, title, _TOLD)]
        for option in titles.candidates(each):
            part = each.line.text[option.start : option.end]
            by_rules = any(_is_told(part, title) for title in held)
            found.append(Subject(each, option.start, option.end, option.features, place, by_rules))
    return found


@cache
def by_label(label: Label) -> Linear:
    """The released model for parts of lines of one label: the weights of a part by itself and with the label in one."""
    model = load_linear(MODEL)
    weights = dict(model.weights)
    for name, weight in model.weights.items():
        alone, _, labelled = name.rpartition("@")
        if labelled == label and _counts_by_label(alone):
            weights[alone] = weights.get(alone, 0.0) + weight
    return Linear(weights, model.scale)


def _scores(options: Sequence[Subject]) -> list[float]:
    """What the released model gives for the features of each, what the parts of a line share scored once."""
    model = load_linear(MODEL)
    told = (0.0, model.score({_BY_RULES: 1.0}))
    places = {option.line.line.number: option.place for option in options}
    shared = {number: model.score(place) for number, place in places.items()}
    return [
        by_label(option.line.label).score(option.part) + shared[option.line.line.number] + told[option.told]
        for option in options
    ]


def _is_told(part: str, title: str) -> bool:
    """Whether a part of a line is the title that the rules read; of very different lengths it is not."""
    short, long = sorted((len(part), len(title)))
    return short >= _LENGTH * long and likeness(part, title) >= _TOLD


def read_subject(lines: Sequence[LabelledLine], several: Sequence[Item], ruled: Sequence[Case]) -> list[Item]:
    """The one subject of a report; none where it has no lines.

    Args:
        lines: the document's lines, labelled.
        several: the consultations that lines name: the number of a single one is kept.
        ruled: its cases as the rules read them.
    """
    options = subjects(lines, ruled)
    if not options:
        return []
    scores = _scores(options)
    best = options[max(range(len(options)), key=scores.__getitem__)]
    line = best.line.line
    span = Span(line.span.start + best.start, line.span.start + best.end)
    number = several[0].heading.number if several else heading_of(best.line, Titles(lines)).number
    heading = Heading(
        line.number, span, span.start, line.text[best.start : best.end], "plain", "", number=number
    )
    return [Item(heading, (), ())]
