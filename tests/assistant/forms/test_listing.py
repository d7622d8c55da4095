"""Lists of cases by how they ended: told by the register, also where it holds none; over the samples."""

import pytest

from assistant.assistant import Assistant
from corpus.model import Outcome


def test_whether_there_is_a_case_of_an_outcome_is_answered_with_the_cases(samples: Assistant):
    answer = samples.ask("継続審議になった案件はありますか。").answer
    held = [case for _, case in samples.corpus.cases() if case.outcome is Outcome.CONTINUED]
    assert answer.startswith("**はい。**")
    assert f"案件は{len(held)}件です" in answer
    assert all(case.title in answer for case in held)


def test_where_no_case_on_the_topic_ended_so_those_that_did_are_named_as_others(samples: Assistant):
    first = samples.ask("図書館の貸出履歴で継続審議になったものはありますか。").answer.splitlines()[0]
    assert first.startswith("**いいえ。**")
    assert "見当たりません" in first
    assert "継続審議" in first


@pytest.mark.parametrize(
    "question", ["「不承認」とされた案件を一覧にしてください。", "だめだった案件を全部並べて。"]
)
def test_everyday_and_quoted_words_name_an_outcome(samples: Assistant, question: str):
    answer = samples.ask(question)
    assert answer.answered
    assert "結論が「不承認」の" in answer.answer.splitlines()[0]


def test_what_no_case_ended_in_is_said_and_nothing_unrelated_is_quoted(samples: Assistant):
    held = {case.outcome for header, case in samples.corpus.cases() if header.municipality == "例示市"}
    assert Outcome.REFUSED not in held
    answer = samples.ask("例示市で却下された諮問を一覧にしてください。")
    assert not answer.answered
    assert "結論が「不承認」とされた案件はありません。" in answer.answer
    assert answer.nearest == ()


def test_a_wish_for_approval_lists_conditional_ones_where_none_is_plain(samples: Assistant):
    answer = samples.ask("例示市で認められた案件を一覧にしてください。").answer
    assert "条件付き承認" in answer
