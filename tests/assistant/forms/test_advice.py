"""Before an answer that somebody wants to write with stands where drafts are made, or what may not be taken over."""

import pytest

from assistant.assistant import Assistant
from assistant.forms.advice import DRAFT, REUSE
from assistant.understand.followup import Message


@pytest.mark.parametrize(
    "question", ["顔認証の諮問書のたたき台を作って", "防犯カメラの想定問答の下書きがほしい"]
)
def test_who_wants_a_draft_is_told_where_it_is_made(question: str, samples: Assistant) -> None:
    answer = samples.ask(question)
    assert answer.answer.startswith(DRAFT)
    assert answer.citations


def test_a_precedents_facts_are_not_to_be_taken_over(samples: Assistant) -> None:
    before = (
        Message("user", "架空市の図書館の貸出履歴はどうなりましたか。"),
        Message("assistant", "不承認です。"),
    )
    answer = samples.ask("その理由の文、うちの答申案にそのまま使っていい？", before)
    assert answer.answer.startswith(REUSE)


def test_other_questions_are_answered_at_once(samples: Assistant) -> None:
    answer = samples.ask("架空市の図書館の貸出履歴はどうなりましたか。")
    assert REUSE not in answer.answer
    assert DRAFT not in answer.answer
