"""Other wordings are searched where they name nothing that was not said."""

import pytest

from assistant.model.rewordings import MOST, allowed, condensed
from assistant.understand.followup import Message

QUESTION = "見本市で令和3年に条例第12条第2項について諮問第7号で何が決まりましたか。"


@pytest.mark.parametrize(
    "wording",
    [
        "センシティブ情報の取扱い",
        "条例第12条第2項に該当する",
        "令和3年の諮問第7号",
        "見本市個人情報保護審議会の答申",
        "異議なし",
        "２０２１年",
    ],
)
def test_words_and_what_was_said_may_be_searched(wording: str):
    assert allowed([wording], QUESTION) == (wording,)


@pytest.mark.parametrize(
    "wording",
    [
        "例示市の諮問", "令和2年の諮問", "条例第13条", "諮問第8号", "反対3名", "10月7日の会議", "鈴木課長の説明", "council approval", "", QUESTION,
    ],
)  # fmt: skip
def test_numbers_days_articles_places_and_people_of_its_own_may_not(wording: str):
    assert allowed([wording], QUESTION) == ()


def test_they_are_few_short_and_harmless():
    proposed = [f"{'同意の取得' * n}[1]<b>" for n in range(1, 60)]
    found = allowed(proposed, QUESTION)
    assert len(found) <= MOST
    assert all(len(wording) <= 80 and not set("[]<>") & set(wording) for wording in found)


def test_a_long_conversation_is_condensed():
    said = tuple(Message("user" if n % 2 == 0 else "assistant", f"{n}番目の話。" * 40) for n in range(40))
    text = condensed(said, 1000, len)
    assert len(text) < 1300
    assert text.startswith("利用者: 0番目の話。")
    assert "（中略）" in text
    assert text.rindex("39番目") > text.rindex("38番目")
