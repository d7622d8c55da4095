"""The parts behind the pages that need no browser: conversations, cut documents, files, corrections."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from assistant.workspace import correct, intake, ledger, record
from assistant.workspace.conversation import Turn, begin, dump, load
from assistant.workspace.desk import Desk
from assistant.workspace.filters import Chosen, fiscal_year, year_of
from assistant.workspace.precedents import Row, facts, rows
from assistant.workspace.sources import Mark, blocks, locate
from corpus.model import Outcome, Role, Span
from corpus.search import Filters
from tests.browser.fakes import FakeAssistant, FakeCorpus, FakeIntake, minutes, report


@pytest.fixture
def corpus() -> FakeCorpus:
    return FakeCorpus(minutes(), report())


@pytest.fixture
def turn(corpus: FakeCorpus) -> Turn:
    return Turn("配食の案件は？", FakeAssistant(corpus).ask("配食の案件は？"), ("架空市",))


class TestConversation:
    def test_it_comes_back_from_the_browser_as_it_went(self, turn: Turn) -> None:
        conversation = begin().add(turn).judge(0, thumb="up", note="使う")
        assert load(dump(conversation)) == conversation

    @pytest.mark.parametrize("stored", [None, "", {"id": 1}, {"turns": [{"question": "x"}]}])
    def test_what_cannot_be_read_any_more_becomes_a_new_one(self, stored: object) -> None:
        assert load(stored).turns == ()

    def test_the_first_question_names_it(self, turn: Turn) -> None:
        conversation = begin().add(turn).add(replace(turn, question="その条件は？"))
        assert conversation.name == "配食の案件は？"
        assert [message.role for message in conversation.messages()] == ["user", "assistant"] * 2


class TestDocument:
    @given(st.integers(0, 600), st.integers(1, 200), st.integers(0, 600), st.integers(1, 200))
    def test_cutting_and_marking_lose_no_character(
        self, first: int, long: int, second: int, short: int
    ) -> None:
        document = minutes()
        end = len(document.text)
        spans = [
            Span(min(first, end), min(first + long, end)),
            Span(min(second, end), min(second + short, end)),
        ]
        cut = blocks(document, [Mark(spans[0], "1", current=True), Mark(spans[1], "2")])
        said = "".join(block.speaker + "".join(piece.text for piece in block.pieces) for block in cut)
        assert "".join(said.split()) == "".join(document.text.split())
        marked = "".join(p.text for block in cut for p in block.pieces if p.mark and p.mark.current)
        spoken = [turn.mark for turn in document.turns if turn.mark]
        if not any(mark.start < spans[0].end and spans[0].start < mark.end for mark in spoken):
            assert "".join(marked.split()) == "".join(spans[0].of(document.text).split())

    def test_a_page_and_a_case_begin_where_they_begin(self) -> None:
        document = minutes()
        cut = blocks(document, [])
        assert [block.page for block in cut if block.page] == [1, 2]
        assert [block.case.title for block in cut if block.case] == [case.title for case in document.cases]

    def test_a_quote_is_found_again_after_the_text_moved(self, turn: Turn) -> None:
        citation = turn.answer.citations[0]
        document = minutes()
        assert locate(citation, document.text) == citation.span
        moved = "前書き\n" + document.text
        found = locate(citation, moved)
        assert found is not None
        assert found.of(moved) == citation.quote
        assert locate(citation, "別の文書") is None


class TestFilters:
    def test_fiscal_years_begin_in_april(self) -> None:
        assert year_of(date(2022, 3, 31)) == 2021
        assert year_of(date(2022, 4, 1)) == 2022
        assert fiscal_year(2021) == "令和3年度（2021）"
        filters = Chosen(since=2019, until=2021).filters()
        assert (filters.since, filters.until) == (date(2019, 4, 1), date(2022, 3, 31))

    def test_a_chip_is_taken_away_alone(self) -> None:
        chosen = Chosen(("架空市", "見本市"), 2019, None, ("第12条",), ("承認",))
        assert chosen.without("municipalities", "架空市").municipalities == ("見本市",)
        assert chosen.without("since", "2019").since is None
        assert chosen.without("outcomes", "承認") == replace(chosen, outcomes=())


class TestFiles:
    def test_a_conversation_is_written_with_its_sources(self, turn: Turn) -> None:
        conversation = begin().add(turn)
        markdown = record.write(conversation, "md").read_text(encoding="utf-8")
        assert "## 質問: 配食の案件は？" in markdown
        assert (
            "[1] 「本件は、提供する項目と消去の手順を整理した資料を求めたうえで、再審議とします。」（第3回"
            in markdown
        )
        word = WordDocument(str(record.write(conversation, "docx")))
        text = "\n".join(paragraph.text for paragraph in word.paragraphs)
        assert "絞り込み: 架空市" in text
        assert "旧条例下の判断" in text

    def test_a_spreadsheet_takes_no_formula_from_a_document(self, corpus: FakeCorpus) -> None:
        document = report()
        case = replace(document.cases[0], title='=HYPERLINK("http://evil.example")')
        listed = [Row(document.header, case)]
        lines = list(csv.reader(ledger.write_csv(listed, corpus).open(encoding="utf-8-sig")))
        assert lines[1][4] == '\'=HYPERLINK("http://evil.example")'
        sheet = load_workbook(ledger.write_excel(listed, corpus)).active
        assert sheet is not None
        assert sheet.cell(2, 5).data_type == "s"

    def test_a_file_name_holds_nothing_that_a_file_system_refuses(self, turn: Turn) -> None:
        path = record.write(begin().add(replace(turn, question='a/b\\c:d*?"<>|')), "md")
        assert path.name == "abcd.md"


class TestCases:
    def test_words_are_found_over_a_torn_line(self, corpus: FakeCorpus) -> None:
        document = report()
        torn = replace(document, text=document.text.replace("健診結果", "健診\n結果"))
        corpus.put(torn, b"")
        assert [row.case.title for row in rows(corpus, Filters(), "健診結果　同意")] == [
            document.cases[0].title
        ]

    def test_a_comparison_tells_what_differs(self, corpus: FakeCorpus) -> None:
        compared = facts(
            [row for row in rows(corpus, Filters(), "") if row.header.municipality == "架空市"], corpus
        )
        by_label = {fact.label: fact for fact in compared}
        assert not by_label["審議会"].differs
        assert by_label["結果"].differs
        assert by_label["結果"].values == (("再審議",), ("条件付き承認",))


class TestIntake:
    def test_each_file_says_how_it_went(self, corpus: FakeCorpus, tmp_path: Path) -> None:
        good, bad, left = tmp_path / "良.txt", tmp_path / "悪.txt", tmp_path / "残.txt"
        good.write_text("案件\n適当である。", encoding="utf-8")
        bad.write_bytes(b"\xff\xfe\xfa")
        left.write_text("別", encoding="utf-8")
        taking = FakeIntake(corpus)
        desk = Desk(FakeAssistant(corpus), corpus, taking, taking.read)
        *_, last = intake.take_in_each([good, bad, left], desk, frozenset({"残.txt"}))
        assert [step.state for step in last] == [intake.ADDED, intake.FAILED, intake.LEFT]
        assert last[1].reason.endswith("。")

    def test_only_other_contents_under_a_held_name_are_asked_about(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("x", encoding="utf-8")
        same = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        assert intake.changed([path], {}) == []
        assert intake.changed([path], {"a.txt": same}) == []
        assert intake.changed([path], {"a.txt": "other"}) == ["a.txt"]


class TestCorrection:
    def test_every_value_of_every_part_can_be_chosen(self) -> None:
        document = minutes()
        keys = [key for _, key in correct.targets(document)]
        assert len(keys) == 1 + len(document.cases) + len(document.turns)
        for key in keys:
            for name, field in correct.fields(key):
                assert name
                assert isinstance(correct.present(document, key, field), str)
        assert correct.present(document, "case 1", "attachments").startswith("条件: 閲覧記録を")
        assert correct.present(document, "turn 0", "role") == "会長"

    def test_it_is_kept_with_its_author(self, corpus: FakeCorpus) -> None:
        name = minutes().header.name
        assert correct.save(name, "case 1", "outcome", "承認", " 総務課 ", corpus) is None
        assert correct.save(name, "turn 1", "role", "事務局", "総務課", corpus) is None
        document = corpus.document(name)
        assert document.cases[1].outcome is Outcome.APPROVED
        assert document.turns[1].role is Role.SECRETARIAT
        assert {each.author for each in corpus.corrections(name)} == {"総務課"}

    def test_what_cannot_be_kept_is_said(self, corpus: FakeCorpus) -> None:
        name = minutes().header.name
        for field, value, author in (
            ("title", "", "係"),
            ("held_on", "令和3年", "係"),
            ("meeting", "第4回", " "),
        ):
            key = "case 0" if field == "title" else correct.OF_DOCUMENT
            assert correct.save(name, key, field, value, author, corpus)
        assert corpus.corrections(name) == []
