"""The first line answers in a sentence made from the record; over the samples."""

import pytest

from assistant.assistant import Assistant


def first_line(samples: Assistant, question: str) -> str:
    return samples.ask(question).answer.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "beginning", "ruling"),
    [
        ("架空市の図書館の貸出履歴の提供は認められましたか。", "**いいえ。**", "不承認"),
        ("架空市の図書館の貸出履歴の提供は通らなかったのですか。", "**はい。**", "不承認"),
        ("架空市の市民体育館の顔認証は承認されましたか。", "**いいえ、この時点では決まっていません。**", "継続審議"),
        ("例示市の街頭防犯カメラの映像の提供は認められましたか。", "**条件付きです。**", "条件付き承認"),
        ("例示市の街頭防犯カメラの映像の提供は、無条件で認められましたか。", "**いいえ。**", "条件付き承認"),
        ("架空市の図書館の貸出履歴の提供はどうなりましたか。", "「図書館の貸出履歴", "不承認"),
    ],
)  # fmt: skip
def test_yes_or_no_with_the_ruling(samples: Assistant, question: str, beginning: str, ruling: str):
    line = first_line(samples, question)
    assert line.startswith(beginning)
    assert f"**{ruling}**" in line
    assert line.endswith("]")


def test_no_outcome_says_whether_something_is_so(samples: Assistant):
    line = first_line(samples, "架空市の図書館の貸出履歴の提供では、氏名も渡すのですか。")
    assert not line.startswith(("**はい", "**いいえ", "**条件付き"))


def test_a_case_that_shares_little_is_called_the_nearest(samples: Assistant):
    """Nothing is held on such a case; the ruling of another is not given as its ruling."""
    line = first_line(samples, "本市で救急車の車載映像を病院に送る諮問を準備しています。先例はありますか。")
    assert "近い案件" in line
    assert "はい" not in line


def test_what_was_attached_is_counted_by_its_kind(samples: Assistant):
    line = first_line(samples, "例示市の防犯カメラの映像の提供には、どんな条件が付きましたか。")
    assert "審議会が付けたのは、条件1件" in line


@pytest.mark.parametrize(
    "question", ["全員一致でなかった案件はどれですか。", "反対した委員がいた案件はありますか。"]
)
def test_a_negated_vote_is_not_turned_round(samples: Assistant, question: str):
    answer = samples.ask(question)
    assert {c.municipality for c in answer.citations} == {"例示市"}


def test_what_was_refused_is_never_listed_with_what_was_approved(samples: Assistant):
    answer = samples.ask("却下された諮問を一覧に")
    assert answer.answered
    assert "不承認" in answer.answer
    assert "| 承認" not in answer.answer
    assert "条件付き承認" not in answer.answer
