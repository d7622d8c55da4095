"""Drafts: every part there, nothing in them without a source or the writer's own words."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.assistant import Assistant
from assistant.drafting.draft import draft
from assistant.drafting.export import to_markdown
from assistant.drafting.paper import Draft, DraftKind, Style, blank
from assistant.drafting.plan import read_plan
from assistant.drafting.proof import faults
from assistant.forms.notices import OLD_RULES
from corpus.model import Role
from tests.assistant.drafting.test_similar import plan

PLANS = ("ai_ocr", "face_reception", "online_link")


@cache
def made(assistant: Assistant, kind: DraftKind, name: str) -> Draft:
    return draft(kind, plan(name), assistant.corpus)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("kind", DraftKind)
def test_nothing_stands_without_a_source_or_the_writers_words(real: Assistant, kind: DraftKind, name: str):
    assert faults(made(real, kind, name), plan(name), real.corpus.text) == []


@pytest.mark.parametrize("kind", DraftKind)
def test_the_samples_lend_sound_drafts_too(samples: Assistant, kind: DraftKind):
    for name in PLANS:
        assert faults(made(samples, kind, name), plan(name), samples.corpus.text) == []


@pytest.mark.parametrize("kind", DraftKind)
def test_the_law_in_full_before_its_article_is_no_fault(samples: Assistant, kind: DraftKind):
    link = "申請の受付と庁内のシステムを通信回線により結合する。個人情報のデータは取り込んだ後に削除する。"
    paper = draft(kind, link, samples.corpus)
    assert faults(paper, link, samples.corpus.text) == []
    if kind is DraftKind.REPORT:
        assert any("以下「法」という。）第66条第1項" in block.text for block in paper.blocks)


def test_the_proof_finds_what_was_made_up(samples: Assistant):
    paper = made(samples, DraftKind.REPORT, "ai_ocr")

    def with_text(text: str) -> list[str]:
        block = replace(next(b for b in paper.blocks if b.style is Style.BODY), text=text)
        return faults(replace(paper, blocks=(*paper.blocks, block)), plan("ai_ocr"), samples.corpus.text)

    assert with_text("保存期間は5年とする。")
    assert with_text("令和7年6月1日に諮問された。")
    assert with_text("条例第8条第2項に該当する。")
    assert with_text("所沢市と同じ扱いとする。")
    assert with_text("先例と同じである。[999]")
    assert not with_text("処理が終わった日から7日後に削除する。")
    changed = replace(paper.citations[0], quote=paper.citations[0].quote + "ない")
    assert faults(
        replace(paper, citations=(changed, *paper.citations[1:])), plan("ai_ocr"), samples.corpus.text
    )


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (DraftKind.CONSULTATION, ("諮問事項", "諮問する理由", "目的と必要性", "取り扱う個人情報と対象者", "処理の方法と通信経路", "安全管理措置", "委託先・提供先の管理", "保存と廃棄", "添付資料")),
        (DraftKind.REPORT, ("件名", "諮問事項", "審議会の結論", "認める場合", "条件を付けて認める場合", "継続して審議する場合", "諮問の概要", "審議会の判断の理由", "条件・付帯意見", "審議会委員")),
    ],
)  # fmt: skip
def test_every_part_is_there(real: Assistant, kind: DraftKind, parts: tuple[str, ...]):
    paper = made(real, kind, "online_link")
    headings = [b.text for b in paper.blocks if b.style in (Style.HEADING, Style.SUBHEADING)]
    assert [part for part in parts if part not in headings] == []
    texts = [b.text for b in paper.blocks]
    assert "記" in texts
    assert "以上" in texts


def test_numbers_days_and_names_are_left_open(real: Assistant):
    opened = made(real, DraftKind.REPORT, "online_link").open_points
    assert {"答申番号", "答申年月日", "諮問番号", "諮問年月日", "会長の氏名", "委員の氏名", "条件"} <= set(
        opened
    )
    assert "文書番号" in made(real, DraftKind.CONSULTATION, "online_link").open_points


def test_the_writers_sentences_are_taken_over_to_the_letter(real: Assistant):
    written = read_plan(plan("ai_ocr")).sentences
    assert len(written) > 5
    for kind in (DraftKind.CONSULTATION, DraftKind.REPORT):
        texts = [b.text for b in made(real, kind, "ai_ocr").blocks]
        assert [s for s in written if s not in texts] == []


def test_the_national_law_and_the_notice_on_older_precedents(real: Assistant):
    paper = made(real, DraftKind.CONSULTATION, "online_link")
    text = "".join(b.text for b in paper.blocks)
    assert "第129条" in text
    assert OLD_RULES in paper.notices
    assert paper.old
    assert "法第69条第2項" in "".join(
        b.text for b in draft(DraftKind.REPORT, "名簿を警察に外部提供する。", real.corpus).blocks
    )


def test_before_the_unification_the_ordinance_is_left_open(real: Assistant):
    paper = draft(DraftKind.CONSULTATION, "令和2年度に名簿を警察に外部提供する。", real.corpus)
    text = "".join(b.text for b in paper.blocks)
    assert "第129条" not in text
    assert blank("外部提供について定めた条項") in text


def test_variants_lean_on_precedents_with_that_outcome(real: Assistant):
    blocks = made(real, DraftKind.REPORT, "online_link").blocks
    at = [b.text for b in blocks].index("継続して審議する場合")
    assert "再審議" in next(b.text for b in blocks[at:] if b.style is Style.QUOTE)


def rehearsal(assistant: Assistant) -> dict[str, str]:
    """The text under each heading of the third plan's 想定問答."""
    parts: dict[str, str] = {}
    heading = ""
    for block in made(assistant, DraftKind.REHEARSAL, "online_link").blocks:
        heading = block.text if block.style is Style.HEADING else heading
        parts[heading] = parts.get(heading, "") + block.text
    return parts


def test_members_questions_come_by_theme_with_who_asked_where(real: Assistant):
    parts = rehearsal(real)
    assert "吹田市・委員" in parts["通信経路・接続"]
    assert "DMZ" in parts["通信経路・接続"]
    assert "プロキシ" in parts["通信経路・接続"]
    assert "吹田市・委員「私は、障がい" in parts["要配慮個人情報"]
    assert "取り扱うデータについて" in parts["取り扱う情報の範囲と管理"]


def test_an_answer_that_was_taken_back_says_so(real: Assistant):
    assert "この答弁は後に改められています" in rehearsal(real)["要配慮個人情報"]


def test_how_often_a_theme_was_raised_is_what_is_cited(real: Assistant):
    counted = [
        (int(found[1]), len(set(re.findall(r"\[\d+\]", block.text))))
        for block in made(real, DraftKind.REHEARSAL, "online_link").blocks
        if (found := re.search(r"似た案件での質問　(\d+)回", block.text))
    ]
    assert len(counted) > 2
    assert [said for said, _ in counted] == [cited for _, cited in counted]


def test_answers_are_the_writers_own_or_left_open(real: Assistant):
    paper = made(real, DraftKind.REHEARSAL, "online_link")
    answers = [b for b in paper.blocks if b.number == "答"]
    assert answers
    assert all("要確認" in b.text and not b.quotes for b in answers)
    models = [b for b in paper.blocks if b.text.startswith("先例の答弁（")]
    cited = {c.marker: c for c in paper.citations}
    assert models
    for model in models:
        marker = int(re.findall(r"\[(\d+)\]", model.text)[-1])
        assert cited[marker].role in (Role.EXECUTIVE, Role.SECRETARIAT)


def test_chosen_precedents_are_the_only_ones_asked_about(real: Assistant):
    from assistant.drafting.similar import similar

    chosen = similar(plan("ai_ocr"), real.corpus)[:1]
    paper = draft(DraftKind.REHEARSAL, plan("ai_ocr"), real.corpus, chosen=chosen)
    assert {c.document for c in paper.citations} == {chosen[0].header.name}


def test_the_command_writes_a_file_or_prints(
    samples: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "plan.txt"
    source.write_text(plan("ai_ocr"), encoding="utf-8")
    data = ["--data", str(samples.settings.data)]
    assert main(["draft", "答申案", str(source), *data]) == 0
    printed = capsys.readouterr().out
    assert printed == to_markdown(made(samples, DraftKind.REPORT, "ai_ocr"))
    assert main(["draft", "想定問答", str(source), "--out", str(tmp_path / "x.docx"), *data]) == 0
    assert (tmp_path / "x.docx").read_bytes().startswith(b"PK")
    assert main(["draft", "諮問書", str(source), "--out", str(tmp_path / "x.pdf"), *data]) == 2
    assert main(["draft", "諮問書", str(tmp_path / "missing.txt"), *data]) == 2
