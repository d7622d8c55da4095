"""Similar cases: the near ones first, with reasons and differences, balanced and grouped."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.assistant import Assistant
from assistant.drafting.facets import differences, nearness, shared, values_of
from assistant.drafting.similar import Similar, similar
from corpus.model import ArticleUse, Case, CaseKind, Document, Outcome, Span, Turn
from corpus.search import Filters
from corpus.settings import Settings
from corpus.store import Corpus
from tests.assistant import town

PLANS = Path(__file__).parent / "plans"


def plan(name: str) -> str:
    return (PLANS / f"{name}.txt").read_text(encoding="utf-8")


def nearest(assistant: Assistant, name: str) -> list[tuple[str | None, str]]:
    return [(s.header.municipality, s.case.title) for s in similar(plan(name), assistant.corpus)]


def test_the_paper_forms_plan_finds_the_reading_of_forms(real: Assistant):
    assert any(city == "小田原市" and "AI-OCR" in title for city, title in nearest(real, "ai_ocr")[:3])


def test_the_online_link_plan_finds_the_management_of_applications(real: Assistant):
    assert any(
        city == "吹田市" and "申請管理システム" in title for city, title in nearest(real, "online_link")[:3]
    )


def test_another_kind_of_outcome_is_among_the_first_three(real: Assistant):
    first = similar(plan("online_link"), real.corpus)[:3]
    assert {s.outcome for s in first} & {"再審議", "継続審議", "未審議"}
    assert {s.outcome for s in first} & {"承認", "条件付き承認"}


def test_reasons_differences_and_quotes_stand(real: Assistant):
    found = similar(plan("face_reception"), real.corpus)
    assert len(found) > 3
    assert all(s.why and s.citations for s in found[:3])
    assert any(
        d.startswith("通信経路: 先例はLGWAN") and d.endswith("本件はインターネット")
        for s in found
        for d in s.differences
    )
    for one in found:
        for citation in one.citations:
            assert citation.span.of(real.corpus.text(citation.document)) == citation.quote


def test_filters_hold_and_a_document_can_be_left_out(real: Assistant):
    name = similar(plan("online_link"), real.corpus)[0].header.name
    others = similar(plan("online_link"), real.corpus, Filters(exclude=(name,)))
    assert others
    assert name not in {s.header.name for s in others}
    only = similar(plan("online_link"), real.corpus, Filters(outcomes=(Outcome.APPROVED,)))
    assert only
    assert all(s.case.outcome is Outcome.APPROVED for s in only)


def test_nothing_described_finds_nothing(samples: Assistant):
    assert similar(" \n", samples.corpus) == ()


def twin(name: str, title: str, outcome: Outcome, day: date) -> Document:
    """Minutes of one case, told in one remark."""
    text = f"{title}\n会長　防犯カメラの映像を警察に提供する事業である。本件は審議した。\n"
    said = Span(len(title) + 4, len(text) - 1)
    case = Case(0, title, CaseKind.CONSULTATION, Span(0, len(text)), Span(0, len(title)), outcome=outcome)
    base = town.minutes(name=name)
    turn = Turn(0, "会長", base.turns[-1].role, said, None, 0, "")
    passage = replace(base.passages[0], ordinal=0, span=said, turn=0, searched=said.of(text))
    return replace(
        base,
        header=replace(base.header, name=name, held_on=day),
        text=text,
        digest=name,
        turns=(turn,),
        cases=(case,),
        passages=(passage,),
    )


def held(tmp_path: Path, *documents: Document) -> list[Similar]:
    with Corpus.open(Settings(data=tmp_path)) as corpus:
        for document in documents:
            corpus.put(document, document.text.encode())
        corpus.refresh()
        return list(similar("防犯カメラの映像を警察に提供する。", corpus))


def test_a_series_is_shown_once(tmp_path: Path):
    day = date(2021, 10, 7)
    titles = [f"防犯カメラの映像の提供について（{place}地区分）" for place in ("東", "西", "南")]
    other = twin("d", "道路台帳の閲覧について", Outcome.APPROVED, day)
    found = held(tmp_path, other, *(twin(str(i), t, Outcome.APPROVED, day) for i, t in enumerate(titles)))
    assert [len(s.series) for s in found] == [2, 0]


def test_a_nearly_as_near_refusal_is_not_hidden_behind_approvals(tmp_path: Path):
    subjects = ("公園に置く", "駅前で撮る", "商店街による", "学校の門の")
    documents = [
        twin(str(i), f"{subject}防犯カメラの映像の提供", Outcome.APPROVED, date(2021, 1, i + 1))
        for i, subject in enumerate(subjects)
    ]
    refused = twin("x", "バスの中の防犯カメラの映像の外部への提供", Outcome.REFUSED, date(2021, 2, 1))
    found = held(tmp_path, *documents, refused)
    assert "不承認" in [s.outcome for s in found[:3]]


def test_facets_count_what_is_there_and_not_what_is_denied():
    described = values_of("LGWAN回線で送り、インターネットには接続しない。")
    assert described["通信経路"] == ("LGWAN",)
    precedent = values_of("インターネット経由で送る。")
    assert differences(described, precedent) == ["通信経路: 先例はインターネット、本件はLGWAN"]
    assert shared(described, precedent) == {}
    assert nearness(described, precedent) == 0.0
    assert nearness(described, described) == 1.0


def test_an_article_counts_in_its_own_municipality_only(tmp_path: Path):
    base = twin("b", "名簿の外部提供について", Outcome.APPROVED, date(2021, 3, 1))
    use = ArticleUse("第9条第2項", None, base.cases[0].span)
    with_article = replace(base, cases=(replace(base.cases[0], articles=(use,)),))
    other = twin("a", "名簿の外部提供について", Outcome.APPROVED, date(2021, 6, 1))
    other = replace(other, header=replace(other.header, municipality="例示市"))
    with Corpus.open(Settings(data=tmp_path)) as corpus:
        for document in (other, with_article):
            corpus.put(document, document.text.encode())
        corpus.refresh()
        described = "名簿を外部提供する（{}条例第9条第2項）。"
        own = similar(described.format("見本市個人情報保護"), corpus)[0]
        assert own.header.name == "b"
        assert own.why[0] == "条項: 第9条第2項"
        elsewhere = similar(described.format("架空市個人情報保護"), corpus)
        assert elsewhere
        assert not any(why.startswith("条項") for s in elsewhere for why in s.why)


def test_the_command_prints_the_ranked_cases(samples: Assistant, capsys: pytest.CaptureFixture[str]):
    path = str(PLANS / "face_reception.txt")
    assert main(["similar", path, "--json", "--data", str(samples.settings.data)]) == 0
    cases = json.loads(capsys.readouterr().out)["cases"]
    assert cases
    assert all({"id", "score", "why", "citation"} <= case.keys() for case in cases)
