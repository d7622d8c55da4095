"""Training the sentence models, and how well they do on sources that they have not seen."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.labels.sentences import TASKS, Sentence, SentenceModel, features
from ingest.learning.gold import DATA

_STRENGTH = 30.0
"""Inverse of the regularisation; tuned with `evaluate_sentences`."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with what a person said of it."""

    sentence: Sentence
    task: str
    label: str
    source: str


def read_sentences(path: Path) -> Iterator[Labelled]:
    """The labelled sentences of one file, a JSON object a line: text, before, genre, task, label."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Labelled(Sentence(row["text"], row["before"], row["genre"]), row["task"], row["label"], path.stem)


def labelled_sentences(folder: Path = DATA) -> list[Labelled]:
    """All labelled sentences of the project."""
    return [row for path in sorted((folder / "sentences").glob("*.jsonl")) for row in read_sentences(path)]


def train_sentences(rows: Iterable[Labelled]) -> SentenceModel:
    """Train both models."""
    from sklearn.linear_model import LogisticRegression

    held = list(rows)
    weights = {}
    for task in TASKS:
        some = [row for row in held if row.task == task]
        model = LogisticRegression(C=_STRENGTH, max_iter=200, tol=1e-3)
        model.fit(features([row.sentence for row in some]), [row.label for row in some])
        weights[task] = (
            tuple(str(label) for label in model.classes_),
            model.coef_.T.astype(np.float32),
            model.intercept_.astype(np.float32),
        )
    return SentenceModel(weights)
