"""Sentences to how they end a case and what they attach: linear models over characters and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.labels.vector import Sentence, vectors

MODEL = Path(__file__).with_name("sentences.npz")
"""Weights and labels of both tasks, made by `senrei learn` from the labelled sentences."""
NONE = "none"
"""The label of a sentence that ends no case, or attaches nothing."""
TASKS = ("outcome", "attachment")
_KEPT = 5000
"""Sentences from which those that are known are forgotten."""
_STEPS = 127
"""Weights are kept as whole numbers up to this, times a scale for each label."""

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class TaskModel:
    """The model of one task."""

    labels: tuple[str, ...]
    weights: Matrix
    """A row for each feature of `vectors`, a column for each label."""
    bias: Matrix
    temperature: float
    """What scores are divided by, so that probabilities hold on sources not seen in training."""

    def probabilities(self, scores: Matrix) -> Matrix:
        """Scores as probabilities, row by row."""
        scaled = scores / self.temperature
        odds = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float32)


class SentenceModel:
    """The models of both tasks.

    Args:
        tasks: by name.
    """

    def __init__(self, tasks: Mapping[str, TaskModel]) -> None:
        self._tasks = tasks
        self._known: dict[Sentence, dict[str, Matrix]] = {}

    def labels(self, task: str) -> tuple[str, ...]:
        """The labels of a task, in the order of the probabilities."""
        return self._tasks[task].labels

    def probabilities(self, sentences: Sequence[Sentence]) -> dict[str, Matrix]:
        """For each task the probabilities of its labels, an array of sentences x labels.

        Sentences asked for lately are not weighed again: a document is read twice, to divide it and case by case.
        """
        if not sentences:
            return {task: np.zeros((0, len(model.labels)), np.float32) for task, model in self._tasks.items()}
        if len(self._known) > _KEPT:
            self._known.clear()
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
        if new:
            features = vectors(new)
            rows = {
                task: model.probabilities(np.asarray(features @ model.weights + model.bias, dtype=np.float32))
                for task, model in self._tasks.items()
            }
            for at, sentence in enumerate(new):
                self._known[sentence] = {task: found[at] for task, found in rows.items()}
        return {task: np.stack([self._known[each][task] for each in sentences]) for task in self._tasks}

    def save(self, path: Path = MODEL) -> None:
        """Write the model."""
        arrays: dict[str, npt.NDArray[np.generic]] = {}
        for name, model in self._tasks.items():
            scale = np.abs(model.weights).max(axis=0) / _STEPS
            arrays[f"{name}.labels"] = np.array(model.labels)
            arrays[f"{name}.weights"] = np.rint(model.weights / scale).astype(np.int8)
            arrays[f"{name}.scale"] = scale.astype(np.float32)
            arrays[f"{name}.bias"] = model.bias.astype(np.float32)
            arrays[f"{name}.temperature"] = np.array(model.temperature, dtype=np.float32)
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def read_model(path: Path = MODEL) -> SentenceModel:
    """Read a model file."""
    with np.load(path, allow_pickle=False) as held:
        return SentenceModel(
            {
                task: TaskModel(
                    tuple(str(label) for label in held[f"{task}.labels"]),
                    held[f"{task}.weights"] * held[f"{task}.scale"],
                    held[f"{task}.bias"],
                    float(held[f"{task}.temperature"]),
                )
                for task in TASKS
            }
        )


@cache
def sentence_model() -> SentenceModel:
    """The released model; loaded when first needed."""
    return read_model()
