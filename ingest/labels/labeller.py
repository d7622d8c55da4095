"""The lines of a document labelled: a conditional random field over line features."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pycrfsuite

from ingest.labels.features import line_features
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.labels.parts import parts
from ingest.labels.siblings import with_siblings
from ingest.lines import Line

MODEL = Path(__file__).with_name("lines.crf")
"""Made by `python -m ingest learn` from the labelled documents."""


def tag_of(label: Label, voice: Voice) -> str:
    """The tag of the sequence model: label and voice are told together."""
    return f"{label}|{voice}"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A line as the sequence model tags it."""

    tag: str
    """Its tag in the most probable sequence."""
    shares: Mapping[str, float]
    """The probability of each tag."""

    @property
    def labels(self) -> dict[str, float]:
        """The probability of each label, whosever the voice."""
        found: dict[str, float] = defaultdict(float)
        for tag, share in self.shares.items():
            found[tag.partition("|")[0]] += share
        return found


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
        found = []
        read = zip(lines, self.tagged(line_features(lines, text)), parts(lines), strict=True)
        for line, tagged, part in read:
            label, _, voice = tagged.tag.partition("|")
            labels = tagged.labels
            others = sorted((share, name) for name, share in labels.items() if name != label)
            found.append(
                LabelledLine(
                    line,
                    Label(label),
                    Voice(voice),
                    labels[label],
                    Label(others[-1][1]) if others else None,
                    part=part,
                )
            )
        return with_siblings(found)

    def tagged(self, features: Sequence[Sequence[str]]) -> list[Tagged]:
        """Tag the lines of one document by their features."""
        if not features:
            return []
        self._tagger.set(features)
        tags, names = self._tagger.tag(), self._tagger.labels()
        return [
            Tagged(tag, {name: self._tagger.marginal(name, at) for name in names})
            for at, tag in enumerate(tags)
        ]

    @cached_property
    def _info(self) -> Any:
        """The weights as the library tells them: it reads the whole model for that."""
        return self._tagger.info()

    @cached_property
    def weights(self) -> Mapping[str, Mapping[str, float]]:
        """For each feature the weight with which it speaks for each tag."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for (feature, tag), weight in self._info.state_features.items():
            found[feature][tag] = weight
        return found

    @property
    def transitions(self) -> Mapping[tuple[str, str], float]:
        """The weight with which one tag follows another."""
        found: Mapping[tuple[str, str], float] = self._info.transitions
        return found


@cache
def labeller() -> LineLabeller:
    """The labeller of the released model; loaded when first needed."""
    return LineLabeller()
