"""Sentences as vectors: what they are made of, and that released weights fit them."""

from collections.abc import Iterator

import numpy as np
import pytest
from sklearn.feature_extraction.text import HashingVectorizer

from corpus.language import tagger
from ingest.labels.vector import Sentence, normalised, vectors

SENTENCES = (
    Sentence("第12号については、承認することに決定しました。", "御異議ありませんか。"),
    Sentence("はい、はい、異議なし。"),
    Sentence("", "。"),
    Sentence("委員\t3名|欠席", "出席"),
)


def grams(items: list[str], longest: int, joint: str = "") -> Iterator[str]:
    for length in range(1, longest + 1):
        for start in range(len(items) - length + 1):
            yield joint.join(items[start : start + length])


def of_kind(kind: int, sentence: Sentence) -> Iterator[str]:
    text, before = normalised(sentence.text), normalised(sentence.before)[-30:]
    if kind == 1:
        words = [line.split("\t") for line in tagger().parse(text).split("\n")[:-1]]
        return grams(["^", *(word[3].split("-")[0] or word[0] for word in words), "$"], 3, " ")
    return grams(list(f"^{text if kind == 0 else before}$"), 3)


@pytest.mark.parametrize(
    ("kind", "start", "bits", "weight"), [(0, 0, 15, 1.0), (1, 2**15, 16, 1.0), (2, 2**17 + 2**15, 14, 0.2)]
)
def test_grams_are_hashed_as_scikit_learn_does(kind: int, start: int, bits: int, weight: float) -> None:
    expected = (
        HashingVectorizer(
            analyzer=lambda sentence: of_kind(kind, sentence),
            n_features=2**bits,
            binary=True,
            alternate_sign=False,
            dtype=np.float32,
        )
        .transform(SENTENCES)
        .multiply(weight**0.5)
    )
    assert abs(vectors(SENTENCES)[:, start : start + 2**bits] - expected).max() < 1e-6


def test_a_sentence_has_the_same_vector_alone_and_among_others() -> None:
    together = vectors(SENTENCES)
    for at, sentence in enumerate(SENTENCES):
        assert (vectors([sentence]) != together[at]).nnz == 0
