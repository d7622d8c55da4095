"""Headings and the agenda: numbering, what a line says of its item, and the tree of a list."""

import pytest

from corpus.language import likeness
from corpus.model import CaseKind
from ingest.lines import read_lines
from ingest.outline.agenda import Item, read_list, tree
from ingest.outline.headings import Heading, read_heading


def heading(text: str) -> Heading:
    found = read_heading(read_lines(text)[0])
    assert found is not None
    return found


def items(text: str) -> list[Item]:
    lines = read_lines(text)
    return tree(read_list(lines, lines[0].span.start))


@pytest.mark.parametrize(
    ("written", "level", "ordinal"),
    [
        ("1 電子申請について", "digit", "1"),
        ("1.電子申請について", "digit", "1"),
        ("１　電子申請について", "digit", "1"),
        ("(2) 電子申請について", "paren", "2"),
        ("（２）電子申請について", "paren", "2"),
        ("-(1)電子申請について", "paren", "1"),
        ("第1 電子申請について", "section", "1"),
        ("第一 電子申請について", "section", "一"),
        ("ア 電子申請について", "kana", "ア"),
        ("①電子申請について", "circled", "①"),
        ("⑴ 電子申請について", "paren", "⑴"),
        ("≪1 電子申請について≫", "≪", "1"),
        ("<電子申請について>", "<", ""),
        ("◆電子申請について", "mark", ""),
        ("・電子申請について", "bullet", ""),
        ("議題1 電子申請について", "word", "1"),
        ("案件1 電子申請について", "word", "1"),
        ("【案件1】電子申請について", "word", "1"),
        ("審議 1 電子申請について", "word", "1"),
        ("報告10 電子申請について", "word", "10"),
        ("電子申請について", "plain", ""),
    ],
)
def test_numbering_is_parted_from_the_title(written: str, level: str, ordinal: str) -> None:
    found = heading(written)
    assert (found.level, found.ordinal, found.title) == (level, ordinal, "電子申請について")


@pytest.mark.parametrize(
    ("written", "department", "number", "kind"),
    [
        ("1 電子申請について[担当課:総務部 総務課]", "総務部 総務課", None, None),
        ("(1) 電子申請について(継続審議分) 【総務部 総務課】", "総務部 総務課", None, None),
        ("1.電子申請について(諮問)", None, None, CaseKind.CONSULTATION),
        ("2.電子申請について【報告】", None, None, CaseKind.NOTIFICATION),
        ("電子申請について(答申案の確認)", None, None, CaseKind.REPORT_CONFIRMATION),
        ("(1)電子申請について(諮問第76号)", None, "諮問第76号", None),
        ("諮問第40号(総務課) 電子申請について", "総務課", "諮問第40号", None),
        ("1 諮問第５号　電子申請について（総務課）", "総務課", "諮問第5号", None),
        ("議題3 報告 電子申請について", None, None, CaseKind.NOTIFICATION),
        ("議題3.電子申請について(第5回)", None, None, None),
        ("(1)電子申請について(公開審議)", None, None, None),
    ],
)
def test_remarks_are_read_and_left_out_of_the_title(
    written: str, department: str | None, number: str | None, kind: CaseKind | None
) -> None:
    found = heading(written)
    assert (found.title, found.department, found.number, found.kind) == (
        "電子申請について",
        department,
        number,
        kind,
    )


def test_what_belongs_to_the_title_stays() -> None:
    assert heading("4 目的外利用について(平成29年度)").title == "目的外利用について(平成29年度)"
    assert heading("(3)諮問第12号事案(相談記録)について(非公開)").title == "諮問第12号事案(相談記録)について"
    assert heading("1 制度の検討について【条例第10条関係】").title == "制度の検討について【条例第10条関係】"


def test_joint_numbers_are_one() -> None:
    assert heading("- 諮問第50号・51号(健康増進課)").number == "諮問第50号・51号"


@pytest.mark.parametrize("written", ["本件は承認された。", "※ 発言は要約した。", "⇒ 承認する", "日時:"])
def test_sentences_and_notes_are_no_headings(written: str) -> None:
    assert read_heading(read_lines(written)[0]) is None


def test_groups_give_their_kind() -> None:
    found = items(
        "1 諮問案件\n(1) 電子申請について\n(2) 台帳の提供について\n2 報告事項\n(1) 事故について\n3 その他\n"
    )
    assert [(item.heading.title, item.kind) for item in found] == [
        ("電子申請について", CaseKind.CONSULTATION),
        ("台帳の提供について", CaseKind.CONSULTATION),
        ("事故について", CaseKind.NOTIFICATION),
        ("その他", CaseKind.OTHER),
    ]


def test_titles_on_the_line_below_belong_to_the_group_above() -> None:
    found = items(
        "1. 答申書の確認\n  電子申請について\n  [担当課:総務課]\n2. 新規諮問事項\n  台帳の提供について\n3. その他\n"
    )
    assert [(i.heading.title, i.kind, i.heading.department) for i in found[:2]] == [
        ("電子申請について", CaseKind.REPORT_CONFIRMATION, "総務課"),
        ("台帳の提供について", CaseKind.CONSULTATION, None),
    ]


def test_a_number_alone_takes_its_title_from_the_next_line() -> None:
    found = items(
        "①諮問第731号\n「公園管理」における外部委託について\n②諮問第 9号\n「相談」における外部委託について\n"
    )
    assert [(i.heading.number, i.heading.title) for i in found] == [
        ("諮問第731号", "「公園管理」における外部委託について"),
        ("諮問第9号", "「相談」における外部委託について"),
    ]


def test_several_items_in_one_cell_are_parted() -> None:
    found = items("(1) 評価書の第三者点検について(諮問第7号) (2) その他\n")
    assert [i.heading.title for i in found] == ["評価書の第三者点検について", "その他"]


def test_a_wrapped_title_is_joined() -> None:
    found = items("(1) 電子申請の受付及び\n台帳の提供について(総務課)\n(2) その他\n")
    assert (found[0].heading.title, found[0].heading.department) == (
        "電子申請の受付及び台帳の提供について",
        "総務課",
    )


def test_likeness_does_not_mind_widths_and_spacing() -> None:
    assert likeness("Ｗｅｂ 会議の実施について", "Web会議の 実施について") == 1.0
    assert likeness("電子申請について", "台帳の提供について") < 0.5


@pytest.mark.parametrize(
    "written",
    [
        "1 電子申請について【総務課】 2 名簿の提供について【福祉課】 3 運用状況の報告",
        "１　電子申請について　２　名簿の提供について　３　運用状況の報告",
        "1.電子申請について 2.名簿の提供について 3.運用状況の報告",
        "①電子申請について ②名簿の提供について ③運用状況の報告",
    ],
)
def test_items_counted_in_one_line_are_parted(written: str) -> None:
    assert [item.heading.title for item in items(written)] == [
        "電子申請について",
        "名簿の提供について",
        "運用状況の報告",
    ]


@pytest.mark.parametrize("written", ["1 窓口 2 か所の廃止について", "令和 1 2 年度の計画について"])
def test_figures_in_a_title_part_nothing(written: str) -> None:
    assert len(items(written)) == 1
