"""Numbers, days, articles and places, held against a text."""

import pytest

from assistant.model.numbers import figures

TEXT = "令和3年10月7日、条例第12条の2第1項により、架空市で１２，０００件、3か月、二十三項目、15%、第三者1名。"


def holds(sentence: str) -> bool:
    held, wanted = figures(TEXT, "第3回"), figures(sentence)
    return (
        all(held.holds_number(n) for n in wanted.numbers)
        and all(held.holds_day(d, sentence) for d in wanted.days)
        and all(held.holds_article(a) for a in wanted.articles)
        and all(place in held.letters for place in wanted.places)
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "12000件", "12,000件", "三か月", "3ヶ月", "23項目", "15パーセント", "1名", "第3回", "令和3年", "2021年10月", "令和3年度",
        "2021/10/7", "10月7日", "第12条の2", "第十二条の二第一項", "架空市", "全員一致、一部、統一、一方、十分、第三者", "第一に、もう一つは",
    ],
)  # fmt: skip
def test_what_stands_is_held(sentence: str):
    assert holds(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "1200件", "12000人", "3年", "三年", "24項目", "1.5%", "2名", "二名", "第4回", "令和4年", "2021年11月", "令和2年度", "第12条",
        "第12条第2項", "第12条の2第2項", "見本市", "三段階", "11月7日", "10月8日",
    ],
)  # fmt: skip
def test_what_does_not_is_not(sentence: str):
    assert not holds(sentence)
