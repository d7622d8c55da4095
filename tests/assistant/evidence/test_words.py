"""What is kept of a text tells the same as the text."""

from collections import Counter

import pytest

from assistant.evidence.words import lemmas_of, letters_of, likeness
from corpus.language import character_pairs, content_lemmas

TEXTS = (
    "",
    "防犯カメラの映像は7日で消去する。防犯カメラの設置者は、映像を外に渡さない。",
    "会長　本件は、条例第9条第2項に当たるか。\n委員：ＡＩ－ＯＣＲの実証実験、山﨑委員",
)


@pytest.mark.parametrize("text", TEXTS)
def test_packed_lemmas_count_as_the_lemmas_do(text: str):
    counted, packed = Counter(content_lemmas(text)), lemmas_of(text)
    assert packed.size == counted.total()
    for word in [*counted, "映像", "カメ", "飛行船"]:
        assert packed.count(word) == counted[word]
        assert (word in packed) is (word in counted)


@pytest.mark.parametrize("text", TEXTS)
def test_a_pair_stands_in_the_letters_where_it_is_one_of_the_text(text: str):
    pairs = set(character_pairs(text))
    sought = pairs | set(character_pairs("消去する防犯山崎委員会長本件")) | {"。防"}
    assert {pair for pair in sought if pair in letters_of(text)} == pairs


def test_likeness_is_the_share_of_the_phrase():
    assert likeness("映像の消去", "映像の消去について") == 1.0
    assert likeness("映像消去", "映像の消去について") == pytest.approx(2 / 3)
    assert likeness("。", "映像") == 0.0
