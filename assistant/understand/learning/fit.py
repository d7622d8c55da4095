"""Training of the intent classifier, and its cross-validation with whole groups of subjects left out."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.understand.cues import Want
from assistant.understand.intent import IntentModel, features

FOLDS = 6
_LEAST_SEEN = 3
"""Wordings that must hold a feature."""
_STRENGTH = 3.0
"""Inverse strength of the L2 penalty; of 1, 3, 10 and 30 the best by cross-validation."""
_NOISE = 0.02
"""Weights below it in every intent are dropped."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One labelled question."""

    want: Want
    subject: str
    """The group of subjects that it is about; a number of its own for each question about none."""
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question with the intent that a model which had not seen its subjects found."""

    wording: Wording
    found: Want


def wordings() -> list[Wording]:
    """The labelled wordings of the project."""
    lines = (files("assistant.understand.learning") / "wordings.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Wording(
            Want(row["form"]), f"none {number}" if row["subject"] == "-" else row["subject"], row["wording"]
        )
        for number, row in enumerate(rows)
    ]


def fitted(labelled: Sequence[Wording]) -> IntentModel:
    """Train on labelled wordings."""
    vectorizer = DictVectorizer(dtype=np.float32)
    rows: csr_matrix = vectorizer.fit_transform([features(w.text) for w in labelled])
    seen = np.asarray((rows != 0).sum(axis=0)).ravel() >= _LEAST_SEEN
    model = LogisticRegression(C=_STRENGTH, max_iter=1000)
    model.fit(rows[:, seen], [w.want.value for w in labelled])
    kept = (np.abs(model.coef_) >= _NOISE).any(axis=0)
    names = vectorizer.get_feature_names_out()[seen][kept]
    return IntentModel(
        wants=tuple(Want(want) for want in model.classes_),
        places={str(name): row for row, name in enumerate(names)},
        weights=model.coef_.T[kept].astype(np.float32),
        bias=model.intercept_.astype(np.float32),
    )


def cross_validated(labelled: Sequence[Wording]) -> list[Judgement]:
    """Find the intent of each wording with a model that was trained without its group of subjects."""
    found: dict[int, Want] = {}
    groups = [w.subject for w in labelled]
    for train, held_out in GroupKFold(FOLDS).split(groups, groups=groups):
        model = fitted([labelled[i] for i in train])
        found |= {int(i): model.intent(labelled[i].text).want for i in held_out}
    return [Judgement(wording, found[i]) for i, wording in enumerate(labelled)]


def save(model: IntentModel, path: Path) -> None:
    """Write a model as arrays without pickled objects; weights in half precision."""
    np.savez_compressed(
        path,
        wants=np.array([want.value for want in model.wants]),
        features=np.array(list(model.places)),
        weights=model.weights.astype(np.float16),
        bias=model.bias,
    )
