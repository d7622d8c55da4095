"""An act is told as done, as a fact, as ordered, as planned or as asked about."""

import pytest

from assistant.model.mood import Mood, asks, moods


@pytest.mark.parametrize(
    ("sentence", "act", "mood"),
    [
        ("資料を提出しました。", "提出", Mood.DONE),
        ("資料は提出される。", "提出", Mood.FACT),
        ("資料を提出するよう求めます。", "提出", Mood.ORDERED),
        ("資料を提出してください。", "提出", Mood.ORDERED),
        ("資料を提出してもらいます。", "提出", Mood.ORDERED),
        ("資料を提出すること。", "提出", Mood.ORDERED),
        ("資料を提出させることが条件とされた。", "提出", Mood.ORDERED),
        ("資料を提出するよう改められたい。", "改め", Mood.ORDERED),
        ("資料を提出する予定です。", "提出", Mood.PLANNED),
        ("資料を提出することを検討します。", "提出", Mood.PLANNED),
        ("資料を提出したいと考えています。", "提出", Mood.PLANNED),
        ("資料を提出しましたか。", "提出", Mood.ASKED),
        ("資料を提出するのかとの質問があった。", "提出", Mood.ASKED),
        ("手順を定め、資料を提出しました。", "定め", Mood.FACT),
        ("資料を提出することは禁止します。", "提出", Mood.FORBIDDEN),
        ("手順を定め、資料を提出するよう求めます。", "定め", Mood.ORDERED),
    ],
)
def test_moods(sentence: str, act: str, mood: Mood):
    assert [found for word, found in moods(sentence) if word.surface == act] == [mood]


def test_what_is_put_to_the_vote_is_proposed():
    assert not asks("承認することでいかがでしょうか。")
    assert not asks("異議はありませんか。")
    assert asks("漏えいはありませんか。")


def test_what_is_named_is_not_told():
    assert [word.surface for word, _ in moods("資料の提出を求めた。")] == ["求め"]
