"""The intent classifier tells the forms apart on subjects that it has not seen, and every form has its wordings."""

from collections import Counter

import pytest

from assistant.understand.cues import Want
from assistant.understand.intent import load_intents, names_only
from assistant.understand.learning.fit import wordings


def test_there_are_labelled_wordings_of_every_intent():
    labelled = wordings()
    counts = Counter(wording.want for wording in labelled)
    assert len(labelled) >= 1_500
    assert set(counts) == set(Want)
    assert min(counts.values()) >= 20


def test_no_wording_is_labelled_twice():
    texts = Counter(wording.text for wording in wordings())
    assert max(texts.values()) == 1


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("温泉施設の入湯記録の件、オッケー出た？", Want.RULING),
        ("温泉施設の入湯記録に付いた条件おしえて", Want.CONDITIONS),
        ("温泉施設の入湯記録はなんで退けられたの", Want.REASONS),
        ("うちでも温泉施設の入湯記録を集めるんだけど先例ある？", Want.SIMILAR),
        ("入湯記録ってなに？", Want.DEFINITION),
        ("ここ数年で温泉の案件は増えた？", Want.TREND),
        ("今の法律では入湯記録はどうなっていますか", Want.LAW),
        ("どうもありがとうございました！", Want.THANKS),
        ("こんばんは", Want.GREETING),
        ("このツールの使い方を教えて", Want.HELP),
    ],
)
def test_an_unseen_subject_in_everyday_words(question: str, want: Want):
    assert load_intents().intent(question).want is want


@pytest.mark.parametrize("question", ["吹田市", "LGWAN", "電子申込 決済", "防犯カメラ・ドローン"])
def test_names_alone_ask_nothing(question: str):
    assert names_only(question)


@pytest.mark.parametrize("question", ["吹田市はどうなった", "LGWANとは", "条例第12条第2項"])
def test_a_question_or_an_article_is_more_than_names(question: str):
    assert not names_only(question)
