"""Every value can be set right, by somebody on a day, taken back, and stays right when the document is read again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import NotHeldError
from corpus.model import AttachmentKind, CaseKind, Document, DocumentKind, Outcome, Role, Span
from corpus.register import Register, Taught, council_of
from corpus.register.division import written_division
from tests.corpus.factory import document, original

NAME = "mihon.txt"
TWO = document(NAME, ("防犯カメラの設置", "学習支援アプリの導入"))


def put(register: Register, of: Document) -> None:
    register.put(of, original(of), np.ones((len(of.passages), 4), np.float32), "test")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = Register(tmp_path / "register.sqlite")
    put(opened, TWO)
    yield opened
    opened.close()


def below(head: str) -> Document:
    """A new version of the document: everything stands further down, and was read otherwise."""
    by = len(head)

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    cases = tuple(
        replace(
            case,
            span=moved(case.span),
            title_span=case.title_span and moved(case.title_span),
            outcome=Outcome.OTHER,
            outcome_span=case.outcome_span and moved(case.outcome_span),
            articles=tuple(replace(use, span=moved(use.span)) for use in case.articles),
        )
        for case in TWO.cases
    )
    turns = tuple(
        replace(turn, span=moved(turn.span), mark=turn.mark and moved(turn.mark)) for turn in TWO.turns
    )
    passages = tuple(replace(passage, span=moved(passage.span)) for passage in TWO.passages)
    return replace(TWO, text=head + TWO.text, digest="1" * 64, cases=cases, turns=turns, passages=passages)


OF_DOCUMENT = {
    "kind": ("会議概要", DocumentKind.SUMMARY),
    "municipality": ("見本市", "見本市"),
    "council": ("見本市情報公開審査会", "見本市情報公開審査会"),
    "meeting": ("第4回", "第4回"),
    "held_on": ("2021-05-15", date(2021, 5, 15)),
    "number": ("答申第5号", "答申第5号"),
    "issued_on": ("2021-06-01", date(2021, 6, 1)),
    "consultation_number": ("諮問第7号", "諮問第7号"),
    "consulted_on": ("2021-04-01", date(2021, 4, 1)),
    "title": ("防犯カメラ", "防犯カメラ"),
}
OF_CASE = {
    "title": ("学習支援アプリ", "学習支援アプリ"),
    "kind": ("報告", CaseKind.NOTIFICATION),
    "number": ("諮問第9号", "諮問第9号"),
    "department": ("学校教育課", "学校教育課"),
    "outcome": ("継続審議", Outcome.CONTINUED),
}


@pytest.mark.parametrize("field", OF_DOCUMENT)
def test_a_value_of_a_document_is_set_right_kept_and_taken_back(register: Register, field: str):
    value, meant = OF_DOCUMENT[field]
    before = register.document(NAME).header
    register.correct(NAME, field, value, "校正係", None)
    assert getattr(register.document(NAME).header, field) == meant
    put(register, below("資料1\n"))
    assert getattr(register.document(NAME).header, field) == meant
    (kept,) = register.corrections(NAME)
    register.undo(kept.number, "別の係")
    assert getattr(register.document(NAME).header, field) == getattr(before, field)


@pytest.mark.parametrize("field", OF_CASE)
def test_a_value_of_a_case_is_set_right_kept_and_taken_back(register: Register, field: str):
    value, meant = OF_CASE[field]
    register.correct(NAME, field, value, "校正係", 1)
    assert getattr(register.document(NAME).cases[1], field) == meant
    put(register, new := below("資料1\n"))
    assert getattr(register.document(NAME).cases[1], field) == meant
    assert register.document(NAME).cases[0] == new.cases[0]
    (kept,) = register.corrections(NAME)
    register.undo(kept.number, "別の係")
    assert register.document(NAME) == new


def test_a_sentence_is_found_again_where_it_stands_now(register: Register):
    quote = "直ちに本人に知らせ、原因を調べて審議会に報告する。"
    register.correct(NAME, "outcome_quote", quote, "校正係", 1)
    for head in ("", "資料1\n配布資料2\n"):
        put(register, below(head))
        held = register.document(NAME)
        span = held.cases[1].outcome_span
        assert span is not None
        assert span.of(held.text) == quote
        assert held.cases[1].span.covers(span)
        assert held.cases[1].outcome is Outcome.APPROVED, "who gives the sentence calls the outcome right"


def test_articles_and_attachments_are_slices_of_the_document(register: Register):
    register.correct(NAME, "articles", None, "校正係", 0)
    register.correct(NAME, "articles", "第12条第2項", "校正係", 1)
    register.correct(
        NAME, "attachments", "条件：利用する項目は氏名と住所に限る。\n要望: 直ちに本人に知らせ", "校正係", 1
    )
    put(register, below("資料1\n"))
    held = register.document(NAME)
    assert held.cases[0].articles == ()
    (use,) = held.cases[1].articles
    assert (use.reference, use.span.of(held.text)) == ("第12条第2項", "第12条第2項")
    assert held.cases[1].span.covers(use.span)
    assert [(a.kind, a.span.of(held.text)) for a in held.cases[1].attachments] == [
        (AttachmentKind.CONDITION, "利用する項目は氏名と住所に限る。"),
        (AttachmentKind.REQUEST, "直ちに本人に知らせ"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("articles", "第99条"),
        ("outcome_quote", "そのような文はない。"),
        ("attachments", "条件: そのような文はない。"),
        ("attachments", "利用する項目は氏名と住所に限る。"),
        ("lines", "3-2"),
        ("lines", "2-99"),
    ],
)
def test_what_the_document_does_not_hold_is_refused(register: Register, field: str, value: str):
    with pytest.raises(ValueError, match=r"。$"):
        register.correct(NAME, field, value, "校正係", 1)
    assert register.corrections(NAME) == ()


def test_speaker_and_role_of_a_turn(register: Register):
    turn = next(turn for turn in TWO.turns if turn.case == 1 and turn.role is Role.MEMBER)
    register.correct(NAME, "speaker", "見本委員", "校正係", None, turn.ordinal)
    register.correct(NAME, "role", "事務局", "校正係", None, turn.ordinal)
    for head in ("", "資料1\n配布資料2\n"):
        put(register, below(head))
        changed = [
            (turn.ordinal, turn.speaker, turn.role)
            for turn, read in zip(register.document(NAME).turns, TWO.turns, strict=True)
            if (turn.speaker, turn.role) != (read.speaker, read.role)
        ]
        assert changed == [(turn.ordinal, "見本委員", Role.SECRETARIAT)]
    turns, _ = register.contents(register.number(NAME))
    assert turns[turn.ordinal].role is Role.SECRETARIAT
    for kept in register.corrections(NAME):
        register.undo(kept.number, "別の係")
    assert register.document(NAME).turns == below(head).turns


def test_the_boundaries_of_a_case_own_its_turns_and_passages(register: Register):
    """The second case begins two lines later than it was read: what is said there is nobody's."""
    first, last = (int(n) for n in written_division(TWO.cases, TWO.text).split("\n")[1].split()[0].split("-"))
    register.correct(NAME, "lines", f"{first + 2}-{last}", "校正係", 1)
    for head in ("", "資料1\n配布資料2\n"):
        put(register, below(head))
        held = register.document(NAME)
        assert [case.title for case in held.cases] == [case.title for case in TWO.cases]
        loose = [turn for turn, read in zip(held.turns, TWO.turns, strict=True) if turn.case != read.case]
        assert [(turn.case, turn.speaker) for turn in loose] == [(None, "説明員")]
        assert [p.turn for p in register.passages(NAME, 1)] == [p.turn for p in held.passages if p.case == 1]
        assert len(register.passages(NAME, 1)) == len([p for p in TWO.passages if p.case == 1]) - 1
        (entry,) = register.entries(register.versions())
        assert entry.passage_cases.tolist() == [-1 if p.case is None else p.case for p in held.passages]
        assert register.passages_at([(entry.id, loose[0].ordinal)])[entry.id, loose[0].ordinal].case is None
    register.undo(register.corrections(NAME)[0].number, "別の係")
    assert register.document(NAME).cases == below(head).cases


def test_a_division_adds_and_drops_cases(register: Register):
    """What is set right of a case stays with it, whatever its place among the others becomes."""
    register.correct(NAME, "outcome", "継続審議", "校正係", 1)
    register.correct(NAME, "cases", "2-4 新しい案件\n9-15 学習支援アプリの導入について", "校正係", None)
    held = register.document(NAME)
    assert [(case.title, case.outcome) for case in held.cases] == [
        ("新しい案件", None),
        ("学習支援アプリの導入について", Outcome.CONTINUED),
    ]
    assert "outcome" in held.cases[0].unsure, "nobody has read what is new"
    register.correct(NAME, "outcome", "了承", "校正係", 0)
    put(register, below("資料1\n"))
    assert [case.outcome for case in register.document(NAME).cases] == [Outcome.NOTED, Outcome.CONTINUED]
    assert register.misplaced(NAME) == []


def test_a_value_called_right_is_no_longer_in_doubt(register: Register):
    doubtful = replace(
        TWO,
        header=replace(TWO.header, unsure=("held_on", "cases")),
        cases=tuple(replace(case, unsure=("title", "outcome")) for case in TWO.cases),
    )
    put(register, doubtful)
    register.correct(NAME, "held_on", "2021-05-14", "校正係", None)
    register.correct(NAME, "outcome", "承認", "校正係", 1)
    held = register.document(NAME)
    assert held.header.unsure == ("cases",)
    assert [case.unsure for case in held.cases] == [("title", "outcome"), ("title",)]
    register.correct(NAME, "cases", written_division(held.cases, held.text), "校正係", None)
    assert register.document(NAME).header.unsure == ()
    assert [case.span for case in register.document(NAME).cases] == [
        Span(case.span.start, case.span.end - 1) for case in TWO.cases
    ]
    register.undo(register.corrections(NAME)[0].number, "校正係")
    assert register.document(NAME).header.unsure == ("held_on",)


def test_who_took_a_correction_back_stays_on_record(register: Register):
    register.correct(NAME, "meeting", "第4回", "校正係", None)
    (kept,) = register.corrections(NAME)
    before = register.standing().generation
    register.undo(kept.number, "別の係")
    assert register.standing().generation > before
    assert register.corrections(NAME) == ()
    (undone,) = register.corrections(NAME, undone=True)
    assert (undone.author, undone.undone_by, undone.value) == ("校正係", "別の係", "第4回")
    assert undone.at <= datetime.now(UTC)
    with pytest.raises(NotHeldError, match="訂正はありません"):
        register.undo(kept.number, "別の係")


def test_a_correction_that_has_lost_its_place_is_told(register: Register):
    register.correct(NAME, "outcome_quote", "直ちに本人に知らせ、原因を調べて審議会に報告する。", "校正係", 1)
    register.correct(NAME, "role", "事務局", "校正係", None, 1)
    other = document(NAME, ("住民票の窓口業務の委託",))
    put(register, other)
    assert register.document(NAME) == other
    assert [each.field for each in register.misplaced(NAME)] == ["outcome_quote", "outcome", "role"]


class TestLessons:
    """A correction is an example of how its council writes."""

    def test_each_kind_teaches_what_the_document_says(self, register: Register):
        register.correct(NAME, "title", "学習支援アプリの導入", "校正係", 1)
        register.correct(NAME, "outcome", "継続審議", "校正係", 1)
        register.correct(NAME, "attachments", "要望: 利用する項目は氏名と住所に限る。", "校正係", 0)
        register.correct(NAME, "role", "事務局", "校正係", None, 0)
        found = [(lesson.taught, lesson.words, lesson.value) for lesson in register.lessons()]
        assert found == [
            (Taught.HEADING, "2 学習支援アプリの導入について", "学習支援アプリの導入"),
            (Taught.OUTCOME, "本件は承認とする。", "継続審議"),
            (Taught.ATTACHMENT, "ほかに質問がなければ採決する。", None),
            (Taught.ATTACHMENT, "利用する項目は氏名と住所に限る。", "要望"),
            (Taught.MARK, "説明員:", "事務局"),
        ]

    def test_the_sentence_that_does_not_decide_is_an_example_too(self, register: Register):
        register.correct(
            NAME, "outcome_quote", "直ちに本人に知らせ、原因を調べて審議会に報告する。", "校正係", 1
        )
        assert [(lesson.words, lesson.value) for lesson in register.lessons()] == [
            ("本件は承認とする。", None),
            ("直ちに本人に知らせ、原因を調べて審議会に報告する。", "承認"),
        ]

    def test_only_its_own_council_learns_and_only_while_it_is_in_force(self, register: Register):
        register.correct(NAME, "outcome", "継続審議", "校正係", 1)
        council = council_of(TWO.header)
        assert council == "架空市個人情報保護審議会"
        assert len(register.lessons(council)) == 1
        assert register.lessons("見本市個人情報保護審議会") == ()
        register.undo(register.corrections(NAME)[0].number, "校正係")
        assert register.lessons(council) == ()

    def test_the_later_of_two_on_one_wording_holds(self, register: Register):
        for case, outcome in ((0, "継続審議"), (1, "了承")):
            register.correct(NAME, "outcome", outcome, "校正係", case)
        assert [lesson.value for lesson in register.lessons()] == ["了承"]
