"""A reply is read for its shape, whatever stands around it; what has none is no reply."""

import pytest

from assistant.model.reply import Planned, Selected
from corpus.chat import NonsenseError, shaped

CHOICE = '{"parts":[{"part":"結論","n":[3]}],"verdict":"はい"}'


@pytest.mark.parametrize(
    "said",
    [CHOICE, f"```json\n{CHOICE}\n```", f"答えは次のとおりです。\n{CHOICE}\n以上です。", f"{{}} {CHOICE}", CHOICE.replace("[3]", "3"),
     CHOICE.replace("[3]", '["3"]')],
)  # fmt: skip
def test_a_choice_is_shaped(said: str):
    found = shaped(said, Selected)
    assert (found.parts[0].n, found.verdict, found.near, found.summary) == ([3], "はい", [], [])


@pytest.mark.parametrize(
    "said",
    [
        "", "結論は承認です。", "[3]", '{"parts":[{"n":[3', '{"verdict":"はい"}', '{"parts":{"n":[3]},"verdict":"はい"}',
        '{"parts":[{"n":["三"]}],"verdict":"はい"}', "{" * 3000,
    ],
)  # fmt: skip
def test_what_has_not_the_shape_is_refused(said: str):
    with pytest.raises(NonsenseError, match="決められた形になっていません"):
        shaped(said, Selected)


def test_a_verdict_that_is_none_counts_as_none():
    assert shaped(CHOICE.replace("はい", "たぶん"), Selected).verdict == "なし"


def test_a_form_that_is_none_counts_as_a_fact():
    assert shaped('{"form":"詩","search":"顔認証"}', Planned) == Planned(form="事実", search=["顔認証"])
