"""What a model thinks is no part of what it says."""

import pytest

from corpus.chat.thoughts import spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<think>考え</think>答え", "答え"),
        ("<THINKING>考え</THINKING>\n答え", "答え"),
        ("考えの続き</think>答え", "答え"),
        ("<think>考えたまま", ""),
        ("答え", "答え"),
    ],
)
def test_thoughts_are_not_said(text: str, said: str):
    assert spoken(text) == said
