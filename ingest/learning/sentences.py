"""Training the sentence models, and how well they do on sources that they have not seen."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.kernel_ridge import KernelRidge
from sklearn.model_selection import StratifiedKFold

from corpus.model import AttachmentKind
from corpus.register import Lesson, Taught
from ingest.labels.sentences import NONE, TASKS, Matrix, SentenceModel, TaskModel, sentence_model
from ingest.labels.vector import Genre, Sentence, vectors
from ingest.learning.gold import DATA

_PENALTY = 0.2
_BALANCE = 0.5
"""How far rare labels weigh more: 0 not at all, 1 as much in all as a frequent one."""
_CONSTANT = 0.1
"""Square of the constant feature behind the bias."""
_LARGE, _FOLDS = 1000, 5
"""A source of so many examples is left out in folds: without it whole most of the language would be unknown."""
_OUTCOME, _ATTACHMENT = TASKS
_ATTACHED = frozenset(AttachmentKind)
"""The labels of attachments, beside `none`."""
_SEEN = 2
"""Examples that must hold a feature; a rarer one has no weight."""
TEMPERATURES = {"outcome": 0.18, "attachment": 0.245}
"""What makes the scores' probabilities hold on left-out sources; measured by `evaluate_sources`."""

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with what a person said of it."""

    sentence: Sentence
    task: str
    label: str
    source: str


def read_sentences(path: Path) -> Iterator[Labelled]:
    """The labelled sentences of one file, a JSON object a line: text, before, genre, task, label."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    yield from labelled_rows(rows, path.stem)


def labelled_rows(rows: Sequence[Mapping[str, Any]], source: str) -> Iterator[Labelled]:
    """Labelled sentences from their rows.

    Args:
        rows: text, before, genre, label; rows without a task are of attachments where some bear labels of those and none others.
        source: what they came from.
    """
    labels = {str(row["label"]) for row in rows} - {NONE}
    usual = _ATTACHMENT if labels and labels <= _ATTACHED else _OUTCOME
    for row in rows:
        sentence = Sentence(row["text"], row.get("before", ""), Genre(row["genre"]))
        yield Labelled(sentence, str(row.get("task", usual)), str(row["label"]), source)


def taught_sentences(lessons: Iterable[Lesson]) -> list[Labelled]:
    """The sentences that corrections are examples of; their source is their council."""
    tasks = {Taught.OUTCOME: "outcome", Taught.ATTACHMENT: "attachment"}
    return [
        Labelled(Sentence(lesson.words), tasks[lesson.taught], lesson.value or NONE, lesson.council)
        for lesson in lessons
        if lesson.taught in tasks
    ]


def labelled_sentences(folder: Path = DATA) -> list[Labelled]:
    """All labelled sentences of the project."""
    return [row for path in sorted((folder / "sentences").glob("*.jsonl")) for row in read_sentences(path)]


class _Lesson:
    """The examples of one task, ready to be trained on in any part.

    Args:
        rows: what is learned from, and left out in turn.
        beside: what is learned from only.
    """

    def __init__(self, rows: Sequence[Labelled], beside: Sequence[Labelled] = ()) -> None:
        self._scored = len(rows)
        rows = [*rows, *beside]
        self._features = vectors([row.sentence for row in rows])
        self.labels = np.asarray([row.label for row in rows])
        self.sources = np.asarray([row.source for row in rows])
        self.classes = tuple(sorted(set(map(str, self.labels))))

    def fit(self, temperature: float) -> TaskModel:
        """Train on everything."""
        every = np.arange(len(self.labels))
        features = self._known(every)
        dual = self._dual(every, _likeness(features, features))
        weights = np.asarray(features.T @ dual, dtype=np.float32)
        bias = np.asarray(_CONSTANT * dual.sum(axis=0), dtype=np.float32)
        return TaskModel(self.classes, weights, bias, temperature)

    def left_out(self) -> Matrix:
        """Scores of the examples that are left out in turn, each by a model that never saw its source."""
        scores = np.zeros((self._scored, len(self.classes)), dtype=np.float32)
        for rows, tested in self._folds():
            features = self._known(rows)
            learned = features[rows]
            scores[tested] = _likeness(features[tested], learned) @ self._dual(
                rows, _likeness(learned, learned)
            )
        return scores

    def _known(self, rows: Rows) -> sp.csr_matrix:
        """The features of all examples without those that too few of `rows` hold."""
        seen = np.asarray((self._features[rows] > 0).sum(axis=0)).ravel() >= _SEEN
        return self._features.multiply(seen).tocsr()

    def _folds(self) -> Iterator[tuple[Rows, Rows]]:
        for source in sorted(set(self.sources[: self._scored])):
            inside = np.flatnonzero(self.sources[: self._scored] == source)
            outside = np.flatnonzero(self.sources != source)
            if len(inside) < _LARGE:
                yield outside, inside
                continue
            parts = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
            for kept, tested in parts.split(inside, self.labels[inside]):
                yield np.concatenate([outside, inside[kept]]), inside[tested]

    def _dual(self, rows: Rows, likeness: Matrix) -> npt.NDArray[np.float64]:
        """The weight of each example in `rows`, that are so much like each other, for each class."""
        labels = self.labels[rows]
        targets = np.where(labels[:, None] == np.asarray(self.classes)[None, :], 1.0, -1.0)
        counted = Counter(map(str, labels))
        counts = np.asarray([counted[str(label)] for label in labels])
        weights = (len(rows) / len(self.classes) / counts) ** _BALANCE
        ridge = KernelRidge(alpha=_PENALTY, kernel="precomputed")
        ridge.fit(likeness, targets, weights)
        return np.asarray(ridge.dual_coef_)


def _likeness(some: sp.csr_matrix, others: sp.csr_matrix) -> Matrix:
    return np.asarray((some @ others.T).todense(), dtype=np.float32) + _CONSTANT


def train_sentences(rows: Sequence[Labelled]) -> SentenceModel:
    """Train both models."""
    return SentenceModel(
        {task: _Lesson([row for row in rows if row.task == task]).fit(TEMPERATURES[task]) for task in TASKS}
    )


def evaluate_sources(rows: Sequence[Labelled], beside: Sequence[Labelled] = ()) -> dict[str, dict[str, Any]]:
    """The figures of each task with whole sources left out, and the temperature that calibrates them.

    Args:
        rows: left out source by source, each read by models that were trained on the other sources.
        beside: more examples to train on; those with a sentence of `rows` are not.
    """
    known = {row.sentence.text for row in rows}
    others = [row for row in beside if row.sentence.text not in known]
    found = {}
    for task in TASKS:
        asked = [row for row in rows if row.task == task]
        if not asked:
            continue
        lesson = _Lesson(asked, [row for row in others if row.task == task])
        scores = lesson.left_out()
        read = [lesson.classes[column] for column in scores.argmax(axis=1)]
        truth = [row.label for row in asked]
        found[task] = figures(list(zip(truth, read, strict=True))) | {
            "temperature": _temperature(scores, [lesson.classes.index(label) for label in truth])
        }
    return found


def _temperature(scores: Matrix, truth: Sequence[int]) -> float:
    def surprise(log_temperature: float) -> float:
        scaled = scores / np.exp(log_temperature)
        odds = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        shares = odds / odds.sum(axis=1, keepdims=True)
        return float(-np.log(shares[np.arange(len(truth)), truth] + 1e-9).mean())

    return float(np.exp(minimize_scalar(surprise, bounds=(-4, 2), method="bounded").x))


def evaluate_sentences(rows: Sequence[Labelled], model: SentenceModel | None = None) -> dict[str, Any]:
    """The figures of a model on labelled sentences.

    Args:
        rows: at least one.
        model: None: the released one.
    """
    model = model or sentence_model()
    shares = model.probabilities([row.sentence for row in rows])
    return figures(
        [(row.label, model.labels(row.task)[int(shares[row.task][at].argmax())]) for at, row in enumerate(rows)]
    )


def figures(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Accuracy, macro F1, and for each label precision, recall and number, of pairs of gold and read labels."""
    gold, read = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    right = Counter(first for first, second in pairs if first == second)
    labels = {
        label: {
            "precision": right[label] / read[label] if read[label] else 0.0,
            "recall": right[label] / gold[label],
            "n": gold[label],
        }
        for label in sorted(gold)
    }
    scores = [2 * right[label] / (gold[label] + read[label]) for label in gold]
    return {
        "accuracy": sum(right.values()) / len(pairs),
        "macro_f1": sum(scores) / len(scores),
        "labels": labels,
    }
