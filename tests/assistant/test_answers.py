"""Answers over the real documents and over the samples reach their bars, and say what they must."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, answer_json
from assistant.assistant import Assistant
from assistant.evaluate import Figures, figures, judge, squeeze
from assistant.understand.followup import Message
from corpus.model import Role
from corpus.search import Filters
from tests.assistant.corpora import lines


def ask(assistant: Assistant, line: dict[str, Any]) -> Answer:
    conversation = tuple(Message(m["role"], m["text"]) for m in line["conversation"])
    return assistant.ask(line["question"], conversation, id=line["id"])


def evaluated(assistant: Assistant, questions: Sequence[dict[str, Any]]) -> Figures:
    held = {h.name for h in assistant.corpus.headers()}

    def text_of(name: str) -> str:
        return squeeze(assistant.corpus.document(name).text) if name in held else ""

    return figures([judge(line, answer_json(ask(assistant, line)), text_of) for line in questions])


def test_the_given_questions_reach_their_bars(real: Assistant, shared: Path):
    found = evaluated(real, lines(shared / "gold" / "questions.jsonl"))
    assert found.verbatim == 1.0
    assert found.violations == 0
    assert found.recall >= 0.88
    assert found.precision >= 0.85
    assert found.abstained >= 0.85
    assert found.over_abstained <= 0.05


def test_the_sensitive_article_is_answered_from_the_one_city_that_spoke_of_it(real: Assistant):
    """A member's remark, the executive's first answer and its correction, the council's order: each with its role."""
    question = "条例第12条第2項（センシティブな個人情報の扱い）について、過去の審議会ではどう判断されましたか。"
    answer = real.ask(question)
    assert answer.answered
    assert {c.municipality for c in answer.citations} == {"吹田市"}
    assert "再審議" in answer.answer
    assert "承認" not in answer.answer
    roles = [c.role for c in answer.citations if "2項" in squeeze(c.quote)]
    assert roles.count(Role.EXECUTIVE) >= 2
    assert Role.MEMBER in roles
    assert answer.citations[0].role is Role.COUNCIL
    assert any("旧条例下の判断" in n for n in answer.notices)


def test_every_marker_has_its_citation_and_every_citation_is_used(real: Assistant, shared: Path):
    questions = lines(shared / "gold" / "questions.jsonl")
    assert len(questions) == 38
    for line in questions:
        answer = ask(real, line)
        markers = {c.marker for c in answer.citations}
        assert markers == set(range(1, len(answer.citations) + 1))
        assert all(f"[{m}]" in answer.answer for m in markers)
        assert answer.answered or (not answer.citations and all(c.why_not for c in answer.nearest))


def test_filters_hold_strictly(real: Assistant):
    answer = real.ask("システムの導入は承認されましたか。", filters=Filters(municipalities=("小田原市",)))
    assert {c.municipality for c in (*answer.citations, *answer.nearest)} == {"小田原市"}


def test_a_course_is_told_with_its_end(samples: Assistant):
    answer = samples.ask("見本市の電子申請サービスの結合は、結局どうなりましたか。")
    assert "条件付き承認" in answer.answer
    assert "継続審議" in answer.answer


def test_a_false_premise_is_answered_with_what_the_record_shows(samples: Assistant):
    answer = samples.ask("見本市のひとり暮らし高齢者台帳の消防本部への提供は否決されたのですよね。")
    assert "お尋ねの前提" in answer.answer
    assert "「承認」" in answer.answer


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("架空市のドローンによる撮影の案件はどう判断されましたか。", "「ドローン"),
        ("那覇市の審議会の案件を教えてください。", "那覇市の会議録・答申は取り込まれていません"),
        ("昭和の時代の案件はありますか。", "お尋ねの時期の資料は取り込まれていません"),
        ("架空市個人情報保護条例第12条第2項の条文を教えてください。", "条文そのものは取り込まれていません"),
        (
            "架空市の市民体育館の顔認証の案件は、その後どうなりましたか。",
            "その後の審議の会議録・答申は取り込まれていません",
        ),
        (
            "見本市個人情報保護審議会の第99回ではどんな案件がありましたか。",
            "第99回の会議録は取り込まれていません",
        ),
    ],
)
def test_each_reason_for_no_answer_is_worded_apart(samples: Assistant, question: str, reason: str):
    answer = samples.ask(question)
    assert not answer.answered
    assert reason in answer.answer
