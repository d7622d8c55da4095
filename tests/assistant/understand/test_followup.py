"""A follow-up is made standalone from what the user asked before, and from nothing else."""

from dataclasses import replace

import pytest

from assistant.understand.followup import Message, standalone, subject_of

TALK = (
    Message("user", "見本市の窓口受付システムに顔写真を使う件の結論は？"),
    Message("assistant", "継続審議となりました（第3回）。"),
)


def test_a_whole_question_stands_alone():
    asked = standalone("例示市の図書館の貸出履歴の提供について、審議会はどう判断しましたか。", TALK)
    assert asked.subject == ""
    assert asked.text == asked.focus


@pytest.mark.parametrize(
    "question",
    [
        "その条件は？",
        "委員からはどんな意見が出ましたか。",
        "では写真の保存期間は何日ですか。",
        "前回はなぜ継続になったのですか。",
        "②についても同じですか。",
    ],
)
def test_a_leaning_question_takes_the_subject_along(question: str):
    asked = standalone(question, TALK)
    assert asked.text.startswith("見本市の窓口受付システムに顔写真を使う件")
    assert "結論" not in asked.subject
    assert asked.said == TALK[1].text


@pytest.mark.parametrize(
    "question", ["もっと短く。", "要点だけ教えてください。", "一言でお願いします。", "簡潔にまとめて"]
)
def test_fewer_words_are_asked_of_the_last_question(question: str):
    asked = standalone(question, TALK)
    assert asked == replace(standalone(TALK[0].text), shorter=True)
    again = (*TALK, Message("user", question), Message("assistant", "継続審議です。"))
    assert standalone("もっと短く", again).text == TALK[0].text


def test_another_case_of_the_same_meeting_keeps_its_meeting_only():
    talk = (
        Message("user", "見本市の第3回の顔写真の件の結論は？"),
        Message("assistant", "継続審議となりました。"),
    )
    asked = standalone("同じ日の、図書館の貸出履歴のほうはどうなりましたか。", talk, ("見本市",))
    assert asked.text == "見本市の第3回の図書館の貸出履歴のほうはどうなりましたか。"
    assert asked.subject == ""
    assert "顔写真" in standalone("同じ件で、反対した委員はいましたか。", talk).text


@pytest.mark.parametrize(
    "question",
    [
        "いつ、なぜ再審議になった案件がありますか。",
        "全員一致で承認された案件を教えてください。",
        "承認されなかった案件だけ見たい",
    ],
)
def test_a_question_across_all_cases_stands_alone(question: str):
    assert standalone(question, TALK, leans=True).text == question
    assert standalone(f"それと同じく{question}", TALK, leans=True).text != question


def test_elsewhere_leaves_the_place_behind():
    asked = standalone("他の市では？", (Message("user", "高槻市の電子申請の結合はどう判断されましたか。"),))
    assert asked.elsewhere
    assert asked.places == ("高槻市",)
    assert "高槻市" not in asked.text


def test_the_subject_comes_from_the_question_that_stood_alone():
    talk = (*TALK, Message("user", "その条件は？"), Message("assistant", "条件はありません。"))
    assert standalone("反対した委員はいますか", talk).text.startswith("見本市の窓口受付システム")


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("架空市の防犯カメラの件はどうなりましたか。", "架空市の防犯カメラの件"),
        ("架空市の防犯カメラの設置の概要を教えて。", "架空市の防犯カメラの設置"),
        ("防犯カメラ？", "防犯カメラ"),
    ],
)
def test_the_subject_is_the_question_without_what_it_asks(question: str, subject: str):
    assert subject_of(question) == subject


@pytest.mark.parametrize(
    "question",
    ["もう一つの方はどうなりました？", "残りの案件は？", "ほかの件の結論は？", "もう1件はどうですか"],
)
def test_the_other_cases_are_those_of_the_same_meeting(question: str) -> None:
    before = (
        Message("user", "見本市の第13回の電子申請は通りましたか"),
        Message("assistant", "条件付き承認です。"),
    )
    assert standalone(question, before, ("見本市",)).text == "見本市の第13回の案件はそれぞれどうなりましたか"


def test_a_place_without_its_kind_stands_for_itself() -> None:
    before = (Message("user", "例示市のAI-OCRはどうなった？"), Message("assistant", "承認です。"))
    asked = standalone("見本の審議で次回に回されたものは", before, ("見本市", "例示市"))
    assert asked.text == "見本の審議で次回に回されたものは"


def test_elsewhere_is_not_where_the_last_answer_was() -> None:
    before = (Message("user", "病歴が問題になった案件は？"), Message("assistant", "見本市の第13回です。"))
    asked = standalone("ほかの市でも同じような議論あった？", before, ("見本市", "例示市"))
    assert asked.elsewhere
    assert asked.places == ("見本市",)


@pytest.mark.parametrize(
    "question", ["顔認証の先例ある？", "海外のクラウドの例を一覧に", "条件が付いた例は何件？"]
)
def test_whether_there_is_such_a_case_is_asked_of_all(question: str) -> None:
    before = (Message("user", "学童保育のシステムはどうなった？"), Message("assistant", "未審議です。"))
    assert standalone(question, before, ("見本市",)).text == question


def test_whether_there_is_another_like_it_leans_on_the_talk() -> None:
    before = (Message("user", "見本市の学童保育のシステムはどうなった？"), Message("assistant", "未審議です。"))
    assert standalone("ほかに同じような例はある？", before, ("見本市",)).text != "ほかに同じような例はある？"
