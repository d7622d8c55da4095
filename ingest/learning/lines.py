"""Training the line labeller, and how well it does on documents that it has not seen."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from corpus.model import DocumentKind
from ingest.labels.endings import GENRES, with_endings
from ingest.labels.features import line_features
from ingest.labels.label import LabelledLine
from ingest.labels.labeller import MODEL, LineLabeller, tag_of
from ingest.labels.sentences import SentenceModel
from ingest.learning.gold import GoldDocument

_SETTINGS = {"c1": 0.05, "c2": 0.4, "max_iterations": 120, "feature.possible_transitions": True}


@dataclass(frozen=True, slots=True)
class LabelReport:
    """How lines of left-out documents were labelled."""

    lines: int
    label: float
    """Share of lines whose label is right."""
    voice: float
    """Share of lines whose voice is right."""


def train_lines(documents: Sequence[GoldDocument], model: Path = MODEL) -> None:
    """Train the labeller on the labelled documents and write its file."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for document in documents:
        features = line_features(document.lines, document.reading.text)
        trainer.append(features, [tag_of(line.label, line.voice) for line, _ in document.labelled])
    trainer.set_params(_SETTINGS)
    trainer.train(str(model))


def label_left_out(
    documents: Sequence[GoldDocument], sentences: Sequence[SentenceModel]
) -> dict[str, list[LabelledLine]]:
    """Label every document by a model that has not seen it; by document name.

    Args:
        documents: all of them.
        sentences: a sentence model for each fold, which has not seen the fold's documents.
    """
    folds = len(sentences)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(folds):
            model = Path(folder, f"{fold}.crf")
            train_lines([d for at, d in enumerate(documents) if at % folds != fold], model)
            labeller = LineLabeller(model)
            for document in documents[fold::folds]:
                text = document.reading.text
                lines = labeller.label(document.lines, text)
                found[document.name] = with_endings(
                    lines, text, GENRES[DocumentKind(document.gold["kind"])], sentences[fold]
                )
    return found


def report(documents: Sequence[GoldDocument], labelled: Mapping[str, Sequence[LabelledLine]]) -> LabelReport:
    """Compare labels with gold."""
    pairs = [
        (gold, read)
        for document in documents
        for (gold, _), read in zip(document.labelled, labelled[document.name], strict=True)
    ]
    return LabelReport(
        len(pairs),
        sum(gold.label is read.label for gold, read in pairs) / len(pairs),
        sum(gold.voice is read.voice for gold, read in pairs) / len(pairs),
    )
