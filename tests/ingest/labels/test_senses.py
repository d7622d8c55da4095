"""Words by which the same is decided have one sense, and sentences that differ in them alone are alike."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from corpus.language import tagger
from ingest.labels.senses import senses
from ingest.labels.vector import Sentence, vectors


def _likeness(one: Sentence, other: Sentence) -> float:
    found = vectors([one, other])
    return float((found[0] @ found[1].T)[0, 0])


def test_a_word_stands_under_one_sense() -> None:
    table = tomllib.loads((files("ingest.labels") / "senses.toml").read_text(encoding="utf-8"))
    counted = Counter(word for words in table["senses"].values() for word in words)
    assert [word for word, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("word", senses())
def test_a_word_is_one_that_the_analyser_gives(word: str) -> None:
    contexts = (word, f"本件を{word}とする。", f"{word}ました。", f"これを{word}")
    rows = [line.split("\t") for each in contexts for line in tagger().parse(each).split("\n")[:-1]]
    assert any(word in (row[0], row[3].split("-")[0]) for row in rows)


def test_words_of_one_sense_make_sentences_alike() -> None:
    approved = Sentence("本件は承認する。")
    assert _likeness(approved, Sentence("本件は容認する。")) > _likeness(approved, Sentence("本件は否決する。"))


def test_what_was_asked_before_tells_assents_apart() -> None:
    assented, refused = (
        Sentence("（異議なし）", f"本件は{word}ということでよろしいですか。") for word in ("可決", "否決")
    )
    again = Sentence("（異議なし）", "第2号は承認ということでよいでしょうか。")
    assert _likeness(again, assented) > _likeness(again, refused)


def test_a_sentence_is_the_same_alone_and_among_others() -> None:
    asked = [Sentence("承認する。", "お諮りします。"), Sentence("次に進みます。", "承認する。")]
    assert (vectors(asked)[1] != vectors(asked[1:])[0]).nnz == 0
