"""A case turns on the articles that its consultation and its conclusion cite, of the ordinance or law only."""

import pytest

from corpus.language import article, find_articles
from corpus.model import CaseKind, Role, Span, Turn
from ingest.outline.references import case_articles, turned_on

TEXT = """諮問 端末の貸与について、見本市個人情報保護条例(以下「条例」という。)第12条の2第1項及び第13条により諮問する。
説明 番号法第9条に基づく事務である。契約書第5条で再委託を禁じる。要綱第3条により貸与する。
結論 条例第12条の2第1項ただし書により承認する。見本市個人情報保護審議会規則第4条により会長が答申する。
"""


def region(label: str) -> Span:
    start = TEXT.index(label)
    return Span(start, TEXT.index("\n", start))


def used(*labels: str) -> list[str]:
    return [use.reference for use in case_articles(TEXT, map(region, labels), find_articles(TEXT))]


def test_articles_of_consultation_and_conclusion_each_once() -> None:
    assert used("諮問", "結論") == ["第12条の2第1項", "第13条"]


def test_the_law_is_named_in_full_and_the_span_proves_it() -> None:
    use = case_articles(TEXT, [region("結論")], find_articles(TEXT))[0]
    assert use.law == "見本市個人情報保護条例"
    assert use.span.of(TEXT).startswith("第12条の2第1項")


def test_contracts_guidelines_and_the_councils_own_rules_are_left_out() -> None:
    assert used("結論") == ["第12条の2第1項"]
    assert used("説明") == ["第9条"]


def test_no_region_no_articles() -> None:
    assert used() == []


def test_what_is_denied_or_only_asked_is_not_turned_on() -> None:
    """In narrative, too, a member's question is a member's, up to the answer in the same sentence."""
    text = (
        "保険課長が説明した。条例第9条第1項により意見を聴くものである。紙で渡すので、条例第17条の結合には当たりません。\n"
        "乙川委員から、条例第7条との関係について質問があり、保険課長は、条例第8条第2項により公表すると答えた。\n"
    )
    turns = [Turn(0, None, Role.UNKNOWN, Span(0, len(text)), None, None, "")]
    found = [
        article.format_reference(match.article)
        for match in turned_on(text, turns, find_articles(text), CaseKind.CONSULTATION)
    ]
    assert found == ["第9条第1項", "第8条第2項"]


def turn(role: Role, speaker: str | None, said: str, text: str) -> Turn:
    start = text.index(said)
    return Turn(0, speaker, role, Span(start, start + len(said)), None, None, "")


@pytest.mark.parametrize(
    ("kind", "answer", "expected"),
    [
        (CaseKind.CONSULTATION, "通知は条例第9条第4項により省きます。", ["第9条第2項"]),
        (CaseKind.CONSULTATION, "写真は条例第6条第3項に該当します。", ["第9条第2項", "第6条第3項"]),
    ],
)
def test_an_answer_adds_only_what_is_on_the_ground_of_the_consultation(
    kind: CaseKind, answer: str, expected: list[str]
) -> None:
    explained, asked = "条例第9条第2項により意見を伺うものです。", "通知はしますか。"
    text = f"{explained}\n{asked}\n{answer}\n"
    turns = [
        turn(Role.EXECUTIVE, "市民課", explained, text),
        turn(Role.MEMBER, "委員", asked, text),
        turn(Role.EXECUTIVE, "市民課", answer, text),
    ]
    found = turned_on(text, turns, find_articles(text), kind)
    assert [article.format_reference(match.article) for match in found] == expected


@pytest.mark.parametrize(("kind", "count"), [(CaseKind.CONSULTATION, 1), (CaseKind.NOTIFICATION, 0)])
def test_what_only_an_answer_names_counts_for_a_consultation_that_names_nothing_else(
    kind: CaseKind, count: int
) -> None:
    asked, answer = "通知はしますか。", "通知は条例第9条第4項により省きます。"
    text = f"{asked}\n{answer}\n"
    turns = [turn(Role.MEMBER, "委員", asked, text), turn(Role.EXECUTIVE, "市民課", answer, text)]
    assert len(turned_on(text, turns, find_articles(text), kind)) == count
