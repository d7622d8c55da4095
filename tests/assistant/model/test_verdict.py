"""A model's yes or no is told only where a quoted sentence says the same in the question's words."""

import pytest

from assistant.model.verdict import borne_out

QUOTES = ["病歴は3年間保存する。外部には提供しない。", "映像を警察に渡すことはありますか。"]


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("はい", "病歴は3年間保存しますか。"),
        ("いいえ", "病歴は外部に提供しますか。"),
        ("いいえ", "外部に提供するのですか？"),
    ],
)
def test_what_is_said_is_told(said: str, question: str):
    assert borne_out(said, question, QUOTES)


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("はい", "病歴は外部に提供しますか。"),
        ("いいえ", "病歴は3年間保存しますか。"),
        ("はい", "映像を警察に渡しますか。"),
        ("はい", "病歴は暗号化しますか。"),
        ("はい", "外部に提供しないのですか。"),
        ("はい", "病歴だけを保存しますか。"),
        ("条件付き", "病歴は3年間保存しますか。"),
        ("なし", "病歴は3年間保存しますか。"),
        ("はい", ""),
    ],
)
def test_what_is_not_is_not(said: str, question: str):
    assert not borne_out(said, question, QUOTES)
