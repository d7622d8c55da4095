"""Why the lines of a document got their labels: what spoke for the label and for the next probable one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Span
from ingest.explain.reasons import NOTHING, Parts, Reason, Why, compared
from ingest.explain.wording import words_for
from ingest.labels.features import line_features
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.labels.labeller import LineLabeller, Tagged

_MODEL = "line"
_SIBLINGS = "siblings"


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A line with what it was taken for, and why."""

    number: int
    """Counted from 1."""
    span: Span
    label: Label
    voice: Voice
    confidence: float
    """Probability of the label, 0 to 1."""
    runner_up: Label | None
    decides: float
    """Probability that one of its sentences ends a case, 0 to 1."""
    why: Why = NOTHING
    runner_up_why: Why = NOTHING


def _tag_of(tagged: Tagged, label: Label) -> str:
    """The most probable tag of a label."""
    return max((tag for tag in tagged.shares if tag.partition("|")[0] == label), key=tagged.shares.__getitem__)


class LineReasons:
    """The reasons for the labels of one document's lines.

    Args:
        lines: as the document was read from them.
        text: its text.
        labeller: what labelled them.
    """

    def __init__(self, lines: Sequence[LabelledLine], text: str, labeller: LineLabeller) -> None:
        self._lines, self._labeller = lines, labeller
        self._features = line_features([each.line for each in lines], text)
        self._tagged = labeller.tagged(self._features)

    def explained(self) -> Iterator[ExplainedLine]:
        """The lines with their reasons."""
        for at, each in enumerate(self._lines):
            yield self._explained(at, each)

    def _explained(self, at: int, each: LabelledLine) -> ExplainedLine:
        found = ExplainedLine(
            at + 1, each.line.span, each.label, each.voice, each.confidence, each.runner_up, each.decides
        )
        if each.runner_up is None:
            return found
        tagged = self._tagged[at]
        read = Label(tagged.tag.partition("|")[0])
        if read is not each.label:
            siblings = Reason(_SIBLINGS, words_for(_MODEL, _SIBLINGS), 1.0)
            own = self._parts(at, tagged.tag)
            next_best = max((label for label in tagged.labels if label != read), key=tagged.labels.__getitem__)
            why, _ = compared(_MODEL, own, self._parts(at, _tag_of(tagged, Label(next_best))))
            return replace(found, why=Why((siblings,)), runner_up_why=why)
        why, rival = compared(
            _MODEL, self._parts(at, tagged.tag), self._parts(at, _tag_of(tagged, each.runner_up))
        )
        return replace(found, why=why, runner_up_why=rival)

    def _parts(self, at: int, tag: str) -> Parts:
        """What the features of a line, and the tags around it, add to the score of a tag."""
        weights = self._labeller.weights
        parts = {name: weights.get(name, {}).get(tag, 0.0) for name in self._features[at]}
        above = self._tagged[at - 1].tag if at else None
        below = self._tagged[at + 1].tag if at + 1 < len(self._tagged) else None
        if above is not None:
            parts[f"above={above}"] = self._labeller.transitions.get((above, tag), 0.0)
        if below is not None:
            parts[f"below={below}"] = self._labeller.transitions.get((tag, below), 0.0)
        return parts
