"""Sentences to how they end a case and what they attach: linear models over hashed character n-grams."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.language import fold

MODEL = Path(__file__).with_name("sentences.npz")
"""Coefficients and labels of both tasks, made by `senrei learn` from the labelled sentences."""

NONE = "none"
"""The label of a sentence that ends no case, or attaches nothing."""
TASKS = ("outcome", "attachment")

_NUMBER = re.compile(r"\d+")
_SPACE = re.compile(r"\s")
_TAIL, _BEFORE = 14, 40
"""Characters at a sentence's end that are looked at apart, and those of the sentence before it."""

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what its reading depends on."""

    text: str
    before: str
    """The sentence before it; may be empty."""
    genre: str
    """会議録, 要旨, 答申 or 結果一覧."""


def _normal(text: str) -> str:
    return _NUMBER.sub("0", _SPACE.sub("", fold(text)))


def features(sentences: Sequence[Sentence]) -> Any:
    """The hashed n-grams of sentences: a sparse matrix, a row for each."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import HashingVectorizer

    def hashed(texts: Sequence[str], shortest: int, longest: int, bits: int) -> Any:
        return HashingVectorizer(
            analyzer="char",
            ngram_range=(shortest, longest),
            n_features=2**bits,
            alternate_sign=False,
            binary=True,
            lowercase=False,
        ).transform(texts)

    texts = [f"^{_normal(sentence.text)}$" for sentence in sentences]
    genres = HashingVectorizer(analyzer="word", n_features=64, norm=None, alternate_sign=False).transform(
        [sentence.genre for sentence in sentences]
    )
    return hstack(
        [
            hashed(texts, 1, 5, 15),
            0.8 * hashed([text[-_TAIL:] for text in texts], 2, 6, 14),
            0.4 * hashed([_normal(sentence.before)[-_BEFORE:] for sentence in sentences], 2, 4, 13),
            0.3 * genres,
        ]
    ).tocsr()


class SentenceModel:
    """The trained models of both tasks.

    Args:
        weights: for each task its labels, coefficients (features x labels) and intercepts.
    """

    def __init__(self, weights: Mapping[str, tuple[tuple[str, ...], Matrix, Matrix]]) -> None:
        self._weights = weights

    def labels(self, task: str) -> tuple[str, ...]:
        """The labels of a task, in the order of the probabilities."""
        return self._weights[task][0]

    def probabilities(self, sentences: Sequence[Sentence]) -> dict[str, Matrix]:
        """For each task the probabilities of its labels, an array of sentences x labels."""
        if not sentences:
            return {task: np.zeros((0, len(self.labels(task))), np.float32) for task in TASKS}
        rows = features(sentences)
        found = {}
        for task, (_, coefficients, intercepts) in self._weights.items():
            scores = rows @ coefficients + intercepts
            scores -= scores.max(axis=1, keepdims=True)
            odds = np.exp(scores)
            found[task] = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
        return found

    def save(self, path: Path = MODEL) -> None:
        """Write the model; half precision is enough."""
        arrays: dict[str, npt.NDArray[np.generic]] = {}
        for task, (labels, coefficients, intercepts) in self._weights.items():
            arrays[f"{task}.labels"] = np.array(labels)
            arrays[f"{task}.coefficients"] = coefficients.astype(np.float16)
            arrays[f"{task}.intercepts"] = intercepts.astype(np.float32)
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def read_model(path: Path = MODEL) -> SentenceModel:
    """Read a model file."""
    with np.load(path, allow_pickle=False) as held:
        return SentenceModel(
            {
                task: (
                    tuple(str(label) for label in held[f"{task}.labels"]),
                    held[f"{task}.coefficients"].astype(np.float32),
                    held[f"{task}.intercepts"],
                )
                for task in TASKS
            }
        )


@cache
def sentence_model() -> SentenceModel:
    """The released model; loaded when first needed."""
    return read_model()
