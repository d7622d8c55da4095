"""Every constraint of a question is told, can be taken away, and nothing is dropped silently; over the samples."""

import pytest

from assistant.answer import answer_json
from assistant.assistant import Assistant


def applied(samples: Assistant, question: str) -> set[tuple[str, str]]:
    return {(c.kind.value, c.value) for c in samples.ask(question).plan.constraints}


@pytest.mark.parametrize(
    ("question", "constraint"),
    [
        ("架空市の案件の一覧", ("municipality", "架空市")),
        ("架空の図書館の貸出履歴はどうなりましたか。", ("municipality", "架空市")),
        ("だめだった案件はどれですか。", ("outcome", "不承認")),
        ("全員一致でなかった案件はどれですか。", ("vote", "賛否が分かれた")),
        ("平成30年7月10日の会議の案件は？", ("period", "平成30年7月10日")),
        ("見本市の第12回の案件は？", ("meeting", "第12回")),
        ("例示市の型山委員は何と言っていましたか。", ("person", "型山")),
    ],
)
def test_a_constraint_is_told(samples: Assistant, question: str, constraint: tuple[str, str]):
    assert constraint in applied(samples, question)


def test_a_constraint_that_is_taken_away_no_longer_narrows(samples: Assistant):
    question = "架空市の不承認の案件を一覧にしてください。"
    narrow, wide = samples.ask(question), samples.ask(question, without=("outcome:不承認",))
    assert {c.municipality for c in wide.citations} == {"架空市"}
    assert len(wide.citations) > len(narrow.citations)
    assert ("outcome", "不承認") not in {(c.kind.value, c.value) for c in wide.plan.constraints}


def test_what_no_document_holds_is_told(samples: Assistant):
    assert (
        "潜水士" in samples.ask("潜水士の名簿を外部に提供する案件に似た先例はありますか。").plan.not_understood
    )


def test_the_json_tells_it(samples: Assistant):
    shape = answer_json(samples.ask("却下された諮問を一覧に"))
    assert shape["form"] == "listing"
    assert {"kind": "outcome", "value": "不承認", "words": "却下"} in shape["applied"]
    assert shape["not_understood"] == []
