"""Whether a word is denied in its sentence."""

import pytest

from assistant.model.negation import boundaries, denies, words


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("本件を承認する。", "承認", False),
        ("本件を承認しませんでした。", "承認", True),
        ("本件は不承認とする。", "承認", True),
        ("本件は不承認である。", "承認", True),
        ("適当でないと判断した。", "適当", True),
        ("該当するものとは認められない。", "該当", True),
        ("該当するものとは認められない。", "認める", True),
        ("取り消すべきものとは認められない。", "取り消す", True),
        ("外部に提供する予定はありません。", "提供", True),
        ("外部に提供するとは考えていません。", "提供", True),
        ("異議なし", "異議", True),
        ("確認せずに導入した。", "導入", False),
        ("確認せずに導入した。", "確認", True),
        ("問題はないと考える。", "考える", False),
        ("導入しなければならない。", "導入", False),
        ("説明はあったが、資料はない。", "説明", False),
        ("未審議である。", "審議", True),
    ],
)
def test_denial(text: str, word: str, denied: bool):
    assert [w.denied for w in words(text) if w.lemma == word] == [denied]


def test_light_words_carry_nothing():
    assert [w.lemma for w in words("提供することがあるのではない。") if w.carries] == ["提供"]


def test_names_are_told():
    assert [w.surface for w in words("近藤が説明した。") if w.proper] == ["近藤"]


def test_denies():
    assert denies("考えていません")
    assert not denies("考えています")


def test_boundaries_are_those_of_words():
    assert sorted(boundaries("承認した")) == [0, 2, 3, 4]
