"""What a question wants decides the form of its answer, and where nothing held states it, that is said; over the samples."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.understand.followup import Message
from tests.assistant.corpora import opened


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("架空市の市民体育館の顔認証では、事業者の会社名は何ですか。", "事業者の名称の記載がありません"),
        ("架空市の市民体育館の顔認証は、何時から何時まで動きますか。", "お尋ねの数量（何時か）の記載がありません"),
        ("見本市の第12回の前回の審議会は、いつ開かれましたか。", "前回の会議の日の記載がありません"),
        ("架空市の顔認証の試行の結果、来場者は何人増えましたか。", "決定の後に行われたことの結果の記載がありません"),
        ("協定書の締結日はいつですか。例示市の防犯カメラの件です。", "締結の日の記載がありません"),
        ("想定市の避難行動要支援者支援システムにかかる費用はいくらですか。", "金額の記載がありません"),
        ("想定市の答申第999号の結論を教えてください。", "答申第999号は取り込まれていません"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_stated_is_said_not_to_be(samples: Assistant, question: str, reason: str):
    answer = samples.ask(question)
    assert not answer.answered
    assert reason in answer.answer
    assert answer.nearest


@pytest.mark.parametrize(
    "question",
    [
        "試作市の特定健康診査のデータの分析では、再委託は認められますか。",
        "架空市の図書館の貸出履歴は何年間残していましたか。",
        "例示市の防犯カメラの映像は何日間保存していますか。",
    ],
)
def test_a_value_that_is_stated_is_given(samples: Assistant, question: str):
    assert samples.ask(question).answered


def test_a_split_vote_is_listed_and_a_unanimous_one_is_not(samples: Assistant):
    split = samples.ask("賛否が分かれた案件はありますか。")
    assert {c.municipality for c in split.citations} == {"例示市"}
    unanimous = samples.ask("全員一致で承認された案件を教えてください。")
    assert "架空市" in {c.municipality for c in unanimous.citations}
    assert "街頭防犯カメラ" not in unanimous.answer


def test_what_was_attached_is_listed_by_the_kind_asked_for(samples: Assistant):
    answer = samples.ask("これまでに審議会が付けた要望にはどんなものがありますか。").answer
    assert "審議会の要望" in answer
    assert "審議会の条件:" not in answer
    assert "委員の要望" not in answer


def test_cases_that_ended_so_are_meant_where_only_the_ending_is_named(samples: Assistant):
    answer = samples.ask("再審議になった理由は何ですか。").answer
    assert answer.count("**結論: ") == answer.count("**結論: 再審議**") > 0


def test_a_point_is_set_side_by_side_without_the_outcomes(samples: Assistant):
    answer = samples.ask(
        "クラウドに置いたデータの消去は、仮設県と見本市でそれぞれどう説明されましたか。"
    ).answer
    assert answer.count("### ") == 2
    assert "消去" in answer
    assert "結論" not in answer


def test_the_head_of_each_meeting_is_read_where_each_is_asked(samples: Assistant):
    answer = samples.ask("どの会議に傍聴者がいましたか。会議ごとに教えてください。")
    assert len({c.document for c in answer.citations}) > 2
    assert all("傍聴" in c.quote for c in answer.citations)


def test_a_question_that_names_nothing_leans_on_the_talk(samples: Assistant):
    talk = (
        Message("user", "架空市の図書館の貸出履歴の提供はどうなりましたか。"),
        Message("assistant", "不承認となりました。"),
    )
    answer = samples.ask("大学の倫理審査の承認は出ていたのですか。", talk)
    assert {c.case for c in answer.citations} == {"図書館の貸出履歴を大学の研究に提供することについて"}
    alone = samples.ask("県税のクレジットカード納付では、どんな情報を渡しますか。", talk)
    assert {c.municipality for c in alone.citations} == {"仮設県"}


def test_a_decision_is_told_with_what_closed_the_case(samples: Assistant):
    answer = samples.ask("例示市の生活困窮者自立支援の受診状況の分析は、どうなりましたか。").answer
    assert "決定の直前の発言: **" in answer


def test_a_question_for_a_day_and_why_is_answered_with_both(written: Assistant):
    answer = written.ask("仮設市の審議会が書面で開かれたのはなぜで、開催日はいつですか。").answer
    assert "令和3年2月10日" in answer
    assert "大雪のため" in answer


def test_an_answer_marked_as_one_stands_behind_its_question(written: Assistant):
    answer = written.ask(
        "仮設市の図書館の予約受付の委託で、辞めた職員の利用者番号について何が質問されましたか。"
    ).answer
    assert answer.index("残っていないか") < answer.index("翌日に止めている")


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Assistant]:
    """A written meeting whose record marks 回答 where it names no one."""
    text = (
        "仮設市個人情報保護審議会 令和2年度第2回会議録\n開催日 令和3年2月10日（水曜日）\n"
        "開催方法 大雪のため、書面により開催した。\n出席者 甲野会長、乙川委員、丙山委員\n\n"
        "議案第1号 図書館の予約受付の委託について\n"
        "（乙川委員）辞めた職員の利用者番号が残っていないか。\n（回答）退職した日の翌日に止めている。\n"
        "（丙山委員）再委託はあるか。\n（回答）再委託は認めない。\n"
        "（甲野会長）採決の結果、議案第1号は原案のとおり承認された。\n"
    )
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "written.txt").write_text(text, encoding="utf-8")
    yield from opened(documents, tmp_path / "data")
