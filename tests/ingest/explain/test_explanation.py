"""An explanation tells the value, its evidence, its runner-up, and what spoke for either."""

import json

import pytest

from corpus.errors import UnreadableError
from ingest.explain.explanation import Explanation, explain
from ingest.explain.page import page
from ingest.pipeline import read_document
from tests.conftest import ROOT

MINUTES = """
令和3年度第2回例示市個人情報保護審議会会議録

日時 令和3年8月20日（金）午後2時から
場所 例示市役所 第1会議室
出席者 甲野会長、乙川委員、丙山委員
議題
1 見守り名簿の外部提供について（諮問第7号）
2 電子申請サービスの利用状況について（報告）

1 見守り名簿の外部提供について（諮問第7号）
会長：議題の1に入ります。福祉課から説明をお願いします。
福祉課：見守りのため、条例第9条第2項第3号により名簿を民生委員に提供したいので、諮問します。
委員：返却された名簿はどうなりますか。
福祉課：年度末に回収し、溶解処理します。
会長：ほかに御意見はありませんか。
委員：異議ありません。
会長：それでは、諮問第7号は原案のとおり承認することに決定しました。
2 電子申請サービスの利用状況について（報告）
会長：次に、情報政策課から報告をお願いします。
情報政策課：昨年度の利用件数は1,204件でした。
会長：報告を了承します。
"""
NAMES = {"title", "kind", "department", "articles", "outcome", "attachments"}


@pytest.fixture(scope="module")
def minutes() -> Explanation:
    return explain("minutes.txt", MINUTES.encode())


def test_it_explains_the_document_that_is_taken_in(minutes: Explanation) -> None:
    assert minutes.document == read_document("minutes.txt", MINUTES.encode())


@pytest.mark.parametrize(
    "path",
    [
        "corpus/samples/reiji_2018_minutes_2.txt",
        "corpus/samples/sotei_2020_report_15.txt",
        "ingest/learning/data/m/documents/W11_01_asagihara.txt",
        "ingest/learning/data/m/documents/W11_11_chidoridai.html",
    ],
)
def test_every_value_of_every_case_is_told_as_the_document_holds_it(path: str) -> None:
    found = explain(path, (ROOT / path).read_bytes())
    assert len(found.cases) == len(found.document.cases) > 0
    for case, each in zip(found.document.cases, found.cases, strict=True):
        values = {value.name: value.value for value in each.values}
        assert (values["kind"], values["outcome"]) == (case.kind, case.outcome)
        assert values["department"] == case.department
        spans = {value.span for value in each.values if value.name == "attachments" and value.value}
        assert spans == {attachment.span for attachment in case.attachments}
        listed = [value.span for value in each.values if value.name == "articles" and value.value]
        assert listed == [use.span for use in case.articles]


def test_a_value_has_evidence_and_reasons(minutes: Explanation) -> None:
    for each in minutes.cases:
        assert {value.name for value in each.values} == NAMES
        outcome = next(value for value in each.values if value.name == "outcome")
        assert outcome.span is not None
        assert outcome.why.for_
        assert outcome.confidence is None or 0 < outcome.confidence <= 1


def test_the_json_holds_quotes_that_are_slices(minutes: Explanation) -> None:
    shape = json.loads(json.dumps(minutes.json(), ensure_ascii=False))
    text = minutes.document.text
    values = [*shape["head"], *(value for case in shape["cases"] for value in case["values"])]
    spans = [(value["span"], value["quote"]) for value in values if value["span"]]
    assert len(spans) > 8
    assert all(text[start:end] == quote for (start, end), quote in spans)
    assert all(set(reason) == {"feature", "words", "weight"} for value in values for reason in value["why"])
    assert all(reason["words"] for line in shape["lines"] for reason in line["why"])
    assert [value["name"] for value in values if value["unsure"]] == [
        *shape["unsure"],
        *(name for case in shape["cases"] for name in case["unsure"]),
    ]


def test_a_line_says_which_values_it_proves(minutes: Explanation) -> None:
    line = next(line for line in minutes.json()["lines"] if "原案のとおり" in line["text"])  # type: ignore[attr-defined]
    assert {"case": 0, "value": "outcome"} in line["proves"]
    assert line["label"] == "speech"
    assert line["why"]
    assert line["runner_up"] is not None


def test_the_page_answers_why_a_line_became_a_decision(minutes: Explanation) -> None:
    number = next(line.number for line in minutes.lines if "原案" in line.span.of(minutes.document.text))
    told = "\n".join(page(minutes, [number]))
    assert told.startswith(f"{number}行 「会長：それでは、")
    assert "案件1の結果  承認" in told
    assert "決め手" in told
    assert "諮問第7号は原案のとおり承認することに決定しました。" in told
    assert "溶解処理" not in told


def test_the_page_tells_values_then_lines_in_words(minutes: Explanation) -> None:
    told = list(page(minutes))
    assert told[0] == "minutes.txt（会議録）"
    assert told.index("案件1 見守り名簿の外部提供について") < told.index(
        "案件2 電子申請サービスの利用状況について"
    )
    assert "特徴 " not in "\n".join(told)
    assert len([line for line in told if "発言の始まり" in line and "｜" in line]) >= 8


def test_only_the_lines_asked_for_are_listed(minutes: Explanation) -> None:
    assert [line.number for line in minutes.only([2, 5]).lines] == [2, 5]


def test_what_is_not_seen_in_a_text_stays_in_its_quotes() -> None:
    hyphened = MINUTES.replace("承認することに", "承\u00ad認することに")
    found = explain("minutes.txt", hyphened.encode())
    outcome = next(value for value in found.cases[0].values if value.name == "outcome")
    assert outcome.span is not None
    assert "承\u00ad認" in outcome.span.of(found.document.text)
    assert found.document == read_document("minutes.txt", hyphened.encode())


def test_what_cannot_be_read_is_not_explained() -> None:
    with pytest.raises(UnreadableError):
        explain("broken.pdf", b"%PDF-1.4 broken")
