"""A case turns on the articles that its consultation and its conclusion cite, of the ordinance or law only."""

from corpus.article import find_articles
from corpus.document import Span
from ingest.outline.references import case_articles

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
