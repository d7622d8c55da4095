"""Turns: who holds the floor from paragraph to paragraph, and where the record itself speaks."""

from itertools import pairwise

from corpus.model import Document, Role
from tests.ingest.outline.reading import read_document

FRONT = "第3回見本市個人情報保護審議会会議録\n日時 令和3年5月12日(水曜日)\n議題\n1 電子申請の開始について(諮問)\n議事録\n1 電子申請の開始について(諮問)\n"


def read(body: str) -> Document:
    return read_document("minutes.txt", (FRONT + body).encode())


def spoken(found: Document) -> list[tuple[str | None, Role, str]]:
    body = found.text.index("議事録")
    return [
        (turn.speaker, turn.role, turn.span.of(found.text))
        for turn in found.turns
        if turn.span.start > body and "諮問)" not in turn.span.of(found.text)
    ]


def test_a_speech_goes_on_over_paragraphs_and_lists() -> None:
    found = read(
        "担当課:概要を説明する。\n\nまず、目的である。\n\n(1)機器については、専用のものとする。\n\n  1. 入室を管理する。\n\n以上である。\n\n会長:分かった。\n"
    )
    assert [name for name, _, _ in spoken(found)] == ["担当課", "会長"]
    assert spoken(found)[0][2].startswith("概要を説明する。")
    assert spoken(found)[0][2].endswith("以上である。")


def test_a_narrated_decision_ends_the_speech_and_is_the_councils() -> None:
    found = read("会長:ほかに意見はないか。\n委員:ない。\n以上の質疑を経て、本件は承認された。\n")
    assert spoken(found)[-1] == (None, Role.COUNCIL, "以上の質疑を経て、本件は承認された。")


def test_other_narrative_has_no_role() -> None:
    found = read("以上の説明に続き、質疑が行われた。\n委員:期間はいつまでか。\n会長:三月までである。\n")
    assert spoken(found)[0] == (None, Role.UNKNOWN, "以上の説明に続き、質疑が行われた。")


def test_a_stage_direction_stands_apart_and_the_speech_goes_on_after_it() -> None:
    found = read(
        "会長:御異議はありませんか。\n〔「異議なし」と呼ぶ者あり〕\nそれでは、承認といたします。\n委員:はい。\n"
    )
    assert [(name, text) for name, _, text in spoken(found)] == [
        ("会長", "御異議はありませんか。"),
        (None, "〔「異議なし」と呼ぶ者あり〕"),
        ("会長", "それでは、承認といたします。"),
        ("委員", "はい。"),
    ]
    assert found.turns[-2].mark is None


def test_what_stands_under_a_deciding_heading_is_the_councils() -> None:
    found = read("委員:よいと思う。\n会長:分かった。\n2 委員間協議・裁決\n全員一致で同意する。\n")
    assert spoken(found)[-1] == (None, Role.COUNCIL, "全員一致で同意する。")


def test_an_arrow_gives_the_decision() -> None:
    found = read("会長:いかがか。\n委員:よい。\n  ⇒ 原案のとおり承認する。\n")
    assert spoken(found)[-1][:2] == (None, Role.COUNCIL)


def test_headings_above_a_turn_are_kept_outermost_first() -> None:
    found = read("1 諮問内容\n(1) 対象業務\n電子申請の受付\n2 質疑\n委員:よい。\n会長:分かった。\n")
    headings = [turn.heading for turn in found.turns if turn.span.start > found.text.index("諮問内容")]
    assert headings[0] == "電子申請の開始について › 諮問内容 › 対象業務"
    assert headings[-1] == "電子申請の開始について › 質疑"


def test_minutes_without_marks_are_told_by_nobody_in_particular() -> None:
    found = read(
        "事務局から資料に基づき説明を行った。\n・項目は何か。\n　→　氏名と住所である。\n審議の結果、原案のとおり承認された。\n"
    )
    assert {name for name, _, _ in spoken(found)} == {None}
    assert [role for _, role, _ in spoken(found)] == [Role.UNKNOWN, Role.COUNCIL]


def test_turns_are_in_order_and_do_not_overlap() -> None:
    found = read("会長:始める。\n委員:質問がある。\n(意見なし)\n会長:本件は承認とする。次に、その他に移る。\n")
    ends = [(turn.span.start, turn.span.end) for turn in found.turns]
    assert len(ends) > 4
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
    assert [turn.ordinal for turn in found.turns] == list(range(len(found.turns)))


def test_the_chrome_of_a_web_page_is_no_turn() -> None:
    page = (
        "ページの先頭です。 メニューを飛ばして本文へ\n現在地 トップページ > 市政 > 審議会 > 会議録\n本文\n"
        + FRONT
        + "会長:始める。\n委員:よい。\n\nお問い合わせ先\n見本市役所総務課\n"
    )
    found = read_document("page.txt", page.encode())
    shown = "".join(turn.span.of(found.text) for turn in found.turns)
    assert "トップページ" not in shown
    assert "お問い合わせ" not in shown


def test_what_is_read_out_is_its_readers_to_the_end_of_the_quotation() -> None:
    found = read(
        "会長:答申の案を読んでください。\n事務局長:読み上げます。「本件はおおむね問題ないものと認める。\n"
        "なお、記録の点検を毎年行うことを求める。\n加えて、職員の研修を行うことを求める。」\n会長:よろしいですか。\n"
    )
    assert [name for name, _, _ in spoken(found)] == ["会長", "事務局長", "会長"]
    assert spoken(found)[1][2].endswith("職員の研修を行うことを求める。」")
