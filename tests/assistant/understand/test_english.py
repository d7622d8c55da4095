"""Questions in English are rewritten in the words of the records, and answered from them; over the samples."""

import pytest

from assistant.assistant import Assistant
from assistant.understand.english import gloss, in_japanese, is_english, readings


@pytest.mark.parametrize("question", ["Was it approved?", "What conditions were attached?", "Hello"])
def test_a_sentence_in_english_is_one(question: str):
    assert is_english(question)


@pytest.mark.parametrize("question", ["LGWAN", "AI-OCRは承認されましたか", "J-LIS DMZ", "吹田市"])
def test_the_name_of_a_thing_is_none(question: str):
    assert not is_english(question)


@pytest.mark.parametrize(
    ("question", "japanese"),
    [
        ("Was the electronic payment in Suita approved?", "吹田市の電子決済は承認されましたか。"),
        ("What conditions did Iizuka attach?", "飯塚市にはどんな条件が付きましたか。"),
        ("How many cases were approved?", "承認された案件は何件ですか。"),
        ("What is LGWAN?", "LGWANとは何ですか。"),
        ("Thanks", "ありがとうございます"),
    ],
)
def test_it_is_rewritten(question: str, japanese: str):
    assert in_japanese(question, ("吹田市", "飯塚市")).text == japanese


def test_a_municipality_is_known_by_its_reading():
    assert "tokorozawa" in readings("所沢市")
    assert "suita-shi" in readings("吹田市")


def test_the_first_line_is_told_in_english_too():
    assert gloss("**いいえ。** 「…」の結論は**不承認**です。[1]") == "No. The outcome is: not approved."


def test_it_is_answered_from_the_records(samples: Assistant):
    answer = samples.ask("Were the security cameras approved?")
    assert answer.answered
    assert answer.answer.startswith("Yes, with conditions.")
    assert answer.question == "Were the security cameras approved?"
    assert "防犯カメラ" in answer.standalone_question
