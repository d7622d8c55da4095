"""The lines of a document labelled: a conditional random field over line features."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

from ingest.labels.features import line_features
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.labels.siblings import with_siblings
from ingest.lines import Line

MODEL = Path(__file__).with_name("lines.crf")
"""Made by `python -m ingest learn` from the labelled documents."""


def tag_of(label: Label, voice: Voice) -> str:
    """The tag of the sequence model: label and voice are told together."""
    return f"{label}|{voice}"


class LineLabeller:
    """Labels lines by a trained model.

    Args:
        model: the model file.
    """

    def __init__(self, model: Path = MODEL) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(model))

    def label(self, lines: Sequence[Line], text: str) -> list[LabelledLine]:
        """Label the lines of one document.

        Args:
            lines: in order.
            text: the document's text.

        Returns:
            The lines, each with its most probable label and voice, the label's probability, and the next label.
        """
        if not lines:
            return []
        self._tagger.set(line_features(lines, text))
        tags = self._tagger.tag()
        names = self._tagger.labels()
        found = []
        for at, (line, tag) in enumerate(zip(lines, tags, strict=True)):
            label, _, voice = tag.partition("|")
            shares: dict[str, float] = defaultdict(float)
            for name in names:
                shares[name.partition("|")[0]] += self._tagger.marginal(name, at)
            others = sorted((share, name) for name, share in shares.items() if name != label)
            found.append(
                LabelledLine(
                    line, Label(label), Voice(voice), shares[label], Label(others[-1][1]) if others else None
                )
            )
        return with_siblings(found)


@cache
def labeller() -> LineLabeller:
    """The labeller of the released model; loaded when first needed."""
    return LineLabeller()
