"""The words that decide are those without which a sentence would decide least."""

from collections.abc import Sequence

import numpy as np
import pytest

from ingest.explain.phrases import phrases
from ingest.labels.sentences import Matrix, SentenceModel
from ingest.labels.vector import Sentence


class Keywords(SentenceModel):
    """Tells outcomes by two words."""

    def __init__(self) -> None:
        super().__init__({})

    def labels(self, task: str) -> tuple[str, ...]:
        return {"outcome": ("承認", "none")}[task]

    def probabilities(self, sentences: Sequence[Sentence]) -> dict[str, Matrix]:
        sure = [0.1 + 0.6 * ("承認" in s.text) + 0.25 * ("全員" in s.text) for s in sentences]
        return {"outcome": np.asarray([[share, 1 - share] for share in sure], dtype=np.float32)}


def told(text: str) -> list[str]:
    found = phrases(Sentence(text), "outcome", "承認", "none", "outcome", Keywords())
    return [reason.feature.removeprefix("words:") for reason in found]


def test_the_shortest_phrase_that_decides_is_told() -> None:
    assert told("本件は、承認することに決定しました。") == ["承認"]


def test_a_second_phrase_is_told_where_it_weighs() -> None:
    assert set(told("本件は、全員の意見として、承認とします。")) == {"承認", "全員"}


@pytest.mark.parametrize(("text", "phrase"), [("承認", ["承認"]), ("「承認」", ["承認"]), ("", [])])
def test_a_sentence_that_is_no_more_than_a_phrase_is_told_whole(text: str, phrase: list[str]) -> None:
    assert told(text) == phrase


def test_a_sentence_without_such_words_has_none() -> None:
    assert told("次回の日程を調整します。") == []


def test_a_phrase_begins_with_a_word_that_carries_meaning() -> None:
    assert told("本件はこれを承認とする。") == ["承認"]
    assert told("を承認") == ["承認"]


def test_a_phrase_ends_no_word_and_no_compound_in_the_middle() -> None:
    assert told("本件は条件付承認となる。") == ["条件付承認"]
    assert told("これは承認する。") == ["承認"]
    assert "全員一致" in told("委員の全員一致の意見により答申する。")


def test_a_phrase_stands_in_its_sentence() -> None:
    text = "本件は 全員の意見として、\n承認とします。"
    assert all(phrase in "".join(text.split()) for phrase in told(text))


def test_the_words_are_those_of_a_clerk() -> None:
    (reason,) = phrases(Sentence("承認とします。"), "outcome", "承認", "none", "outcome", Keywords())
    assert reason.words == "「承認」という言葉"
    assert reason.weight > 0
