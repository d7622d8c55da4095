"""What looks for places, dates, articles and sentences takes time that grows with the text and no faster."""

import time
from collections.abc import Callable
from timeit import timeit

import pytest

from corpus.language import (
    clean,
    content_lemmas,
    find_articles,
    find_councils,
    find_dates,
    find_municipalities,
    normalise,
    sentences,
    squeezed,
)

SHORT, TIMES = 6_000, 4
FASTEST, SLACK = 2.5, 0.15
"""How much more than in proportion the longer text may take, and seconds that do not count."""
PATTERNS = (
    "第", "一", "1", "○", "市", "等", "本", "十", "条例", "審議会", "個人情報保護", "の保護等", "同条", "第1条", "第1条から第9条まで",
    "令和4年", "令和4年9月6日", "第十二条第二項", "(あ)", "(あ。)", "「", "あ ", " ", "、\n", "か\u3099", "葛\U000e0100",
    "以下「条例」という。", "あいうえおかきくけこさしすせそたちつてと、\n",
)  # fmt: skip
FINDERS: tuple[Callable[[str], object], ...] = (
    lambda text: find_municipalities(text, unknown=True),
    find_councils,
    find_articles,
    find_dates,
    sentences,
    normalise,
    squeezed,
    clean,
    content_lemmas,
)


def seconds(finder: Callable[[str], object], text: str) -> float:
    """Seconds of this thread alone; timeit keeps the garbage collector out, whose passes grow with the other tests' objects."""
    return timeit(lambda: finder(text), timer=time.thread_time, number=1)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_grows_with_the_text(pattern: str) -> None:
    texts = [f"あ{pattern * (size // len(pattern))}い" for size in (SHORT, SHORT * TIMES)]
    for finder in FINDERS:
        short, long = (seconds(finder, text) for text in texts)
        assert long <= FASTEST * TIMES * short + SLACK, finder
