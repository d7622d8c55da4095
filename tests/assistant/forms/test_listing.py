"""Lists of cases by how they ended: told by the register, also where it holds none; over the samples."""

import re

import pytest

from assistant.assistant import Assistant
from assistant.understand.followup import Message
from corpus.model import Outcome
from corpus.search import Filters


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


def test_a_trend_counts_the_cases_that_ended_otherwise_too(samples: Assistant):
    first = samples.ask("条件付きで認める傾向は強まっていますか。").answer.splitlines()[0]
    told = re.fullmatch(r"結論が「条件付き承認」の案件は(\d+)件です。案件は全部で(\d+)件あります。.*", first)
    cases = samples.corpus.cases(Filters(samples=True))
    conditional = sum(case.outcome is Outcome.APPROVED_WITH_CONDITIONS for _, case in cases)
    assert told
    assert (int(told[1]), int(told[2])) == (conditional, len(cases))


def test_a_list_that_a_case_is_about_asks_for_none(samples: Assistant):
    answer = samples.ask(
        "見本市で、ひとり暮らしのお年寄りの一覧を消防本部に渡す話は、最終的に認められたのでしょうか。"
    )
    assert "見当たりません" not in answer.answer.splitlines()[0]
    assert "ひとり暮らし高齢者台帳" in answer.answer.splitlines()[0]


def test_a_short_answer_keeps_its_first_citations(samples: Assistant):
    asked = "架空市の図書館の貸出履歴の案件はどうなりましたか。"
    whole = samples.ask(asked)
    talk = (Message("user", asked), Message("assistant", whole.answer))
    short = samples.ask("もっと短く", talk)
    assert short.answered
    assert short.answer.splitlines()[0] == whole.answer.splitlines()[0]
    assert len(short.answer) < len(whole.answer) / 2
    assert 1 <= len(short.citations) <= 2


def test_articles_by_municipality_are_those_on_record(samples: Assistant):
    answer = samples.ask("架空市と見本市では、結合の根拠の条文はそれぞれ何条ですか。")
    rows = [line for line in answer.answer.splitlines() if line.startswith("| 〔架空〕")]
    assert {row.split()[1] for row in rows} == {"〔架空〕架空市", "〔架空〕見本市"}
    held = {use.reference for _, case in samples.corpus.cases(Filters(samples=True)) for use in case.articles}
    for row in rows:
        assert set(re.findall(r"第[0-9]+条[^、\[|]*", row.split("|")[3])) <= held


def test_where_all_agreed_nobody_was_against_it(samples: Assistant):
    answer = samples.ask("見本市の第13回で、反対した委員は誰ですか。")
    assert answer.answer.startswith("反対した委員の記録はありません。")
    assert answer.citations
    votes = [
        v for h, c in samples.corpus.cases(Filters(samples=True)) if h.meeting == "第13回" for v in c.votes
    ]
    assert votes
    assert all(vote.unanimous for vote in votes)


def test_a_dissent_on_record_is_not_denied(samples: Assistant):
    split = next(
        h for h, c in samples.corpus.cases(Filters(samples=True)) if any(not v.unanimous for v in c.votes)
    )
    answer = samples.ask(f"{split.municipality}の{split.meeting}で、反対した委員は誰ですか。")
    assert "反対した委員の記録はありません" not in answer.answer


def test_what_was_not_approved_was_refused_or_put_off(samples: Assistant):
    held = {c.outcome for h, c in samples.corpus.cases(Filters(samples=True)) if h.municipality == "例示市"}
    assert Outcome.REFUSED not in held
    assert Outcome.REDELIBERATION in held
    answer = samples.ask("例示市で承認されなかった案件だけ見たい。")
    assert answer.answer.startswith("結論が「不承認」とされた案件はありません。承認に至らなかった案件は、次の")
    assert "| 再審議" in answer.answer


def test_a_list_on_what_no_document_speaks_of_is_not_a_list_of_all(samples: Assistant):
    answer = samples.ask("幽霊の案件を一覧にしてください。")
    assert not answer.answered
    assert "「幽霊」について述べた記述はありません。" in answer.answer
