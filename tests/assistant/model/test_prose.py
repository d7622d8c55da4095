"""A model's text taken apart."""

import pytest

from assistant.model.prose import blanked, japanese, numbered, quoted


def test_numbered_lines():
    assert list(numbered("1: 一つ目\n前置き\n２）二つ目\n3. \u200b三つ目")) == [
        (1, "一つ目"),
        (2, "二つ目"),
        (3, "三つ目"),
    ]


@pytest.mark.parametrize("marks", ["「」", "『』", "｢｣", "“”", "‘’", '""', "《》", "〈〉"])
def test_marks_of_every_kind_quote(marks: str):
    text = f"委員は{marks[0]}量が増える{marks[1]}と述べた。"
    assert [span.of(text) for span in quoted(text)] == ["量が増える"]
    assert "量が増える" not in blanked(text)


def test_the_outermost_brackets_count():
    text = "「外「内」外」と「次」、「開いたまま"
    assert [span.of(text) for span in quoted(text)] == ["外「内」外", "次", "開いたまま"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("審議会は承認しました。", True),
        ("審議会は「個人情報保護法施行条例一部改正案」としました。", True),
        ("The council approved it.", False),
        ("审议会全体一致通过。", False),
        ("。。。", False),
        ("", False),
    ],
)
def test_japanese(text: str, expected: bool):
    assert japanese(text) is expected
