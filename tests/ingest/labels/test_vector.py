"""Sentences as vectors: what they are made of, and that released weights fit them."""

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp
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


def lemmas(text: str) -> list[tuple[str, str]]:
    words = [line.split("\t") for line in tagger().parse(text).split("\n")[:-1]]
    return [(word[3].split("-")[0] or word[0], word[4]) for word in words]


def of_kind(kind: int, sentence: Sentence) -> Iterator[str]:
    text, before = normalised(sentence.text), normalised(sentence.before)[-30:]
    if kind in (0, 3):
        return grams(list(f"^{text if kind == 0 else before}$"), 3)
    if kind == 1:
        return grams(["^", *(lemma for lemma, _ in lemmas(text)), "$"], 3, " ")
    meant = [lemma for lemma, what in lemmas(text) if not what.startswith(("助詞", "補助記号", "記号", "空白"))]
    return (f"{a} {b}" for at, a in enumerate(meant) for b in meant[at + 1 : at + 5])


def test_each_kind_of_gram_is_hashed_as_scikit_learn_does() -> None:
    expected = [
        HashingVectorizer(
            analyzer=lambda sentence, kind=kind: of_kind(kind, sentence),
            n_features=2**bits,
            binary=True,
            alternate_sign=False,
            dtype=np.float32,
        )
        .transform(SENTENCES)
        .multiply(weight**0.5)
        for kind, (bits, weight) in enumerate(((15, 1.0), (16, 1.0), (15, 0.3), (14, 0.2)))
    ]
    assert (vectors(SENTENCES) != sp.hstack(expected, format="csr")).nnz == 0


def test_a_sentence_has_the_same_vector_alone_and_among_others() -> None:
    together = vectors(SENTENCES)
    for at, sentence in enumerate(SENTENCES):
        assert (vectors([sentence]) != together[at]).nnz == 0
