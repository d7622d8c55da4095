"""Layouts of whole records: tables ruled by pipes, numbers in brackets, summaries told in narrative, written votes."""

import pytest

from corpus.model import CaseKind, Document, Outcome, Role
from ingest.lines import read_lines
from tests.ingest.outline.reading import read_document


def read(text: str) -> Document:
    return read_document("minutes.txt", text.encode())


PIPED = """# 会 議 録

| 会議の名称 | 令和2年度 第1回 見本市個人情報保護審議会 |
| --- | --- |
| 開催日時 | 令和2年7月6日(月) 14時から |
| 出席者 | 【委員】甲野会長、乙川委員、丙山委員 【実施機関】税務課長 |
| 会議次第 | 1 諮問第5号 納付案内の自動架電の実施について 2 諮問第6号 納税通知書の封入の委託について |

## 審議結果

| 番号 | 件名 | 担当課 | 結果 |
| --- | --- | :-: | --- |
| 諮問第5号 | 納付案内の自動架電の実施について | 財務部税務課 | 承認 |
| 諮問第6号 | 納税通知書の封入の委託について | 財務部税務課 | 継続審議 |

## 審議の内容

| 発言者 | 発言内容 |
| --- | --- |
| 会長 | 議題1、諮問第5号について、税務課から説明してください。 |
| 税務課長 | 未納のかたに自動音声で電話をかけます。 |
| 乙川委員 | 番号はどこから得ますか。 |
| 税務課長 | 申告書に書かれた番号です。 |
| | (質疑終了) |
| 会長 | それでは、諮問第5号は適当と認めます。 |
| 会長 | 議題2、諮問第6号です。税務課からお願いします。 |
| 税務課長 | 封入を業者に委ねます。 |
| 会長 | 諮問第6号は継続審議とします。 |
"""


def test_rows_that_pipes_rule_are_table_rows() -> None:
    """A line keeps its place: what is read is quoted from the document as it stands."""
    lines = read_lines(
        "| 会長 | 始めます。<br>御着席を。 |\n| --- | :-: |\n| | (拍手) |\n## 審議の内容\n|印|\n"
    )
    assert [line.text.split() for line in lines] == [
        ["会長", "始めます。", "御着席を。"],
        ["(拍手)"],
        ["審議の内容"],
        ["印"],
    ]
    assert [line.is_row for line in lines] == [True, True, False, False]
    assert lines[1].text.startswith("\t")
    assert all(len(line.text) == line.span.end - line.span.start for line in lines)


def test_a_record_in_piped_tables_has_its_speakers_agenda_and_results() -> None:
    found = read(PIPED)
    assert [(c.title, c.department, c.outcome) for c in found.cases] == [
        ("納付案内の自動架電の実施について", "財務部税務課", Outcome.APPROVED),
        ("納税通知書の封入の委託について", "財務部税務課", Outcome.CONTINUED),
    ]
    said = [(t.role, t.span.of(found.text)) for t in found.turns if t.mark is not None]
    assert (Role.MEMBER, "番号はどこから得ますか。") in said
    assert (Role.CHAIR, "それでは、諮問第5号は適当と認めます。") in said
    assert all("|" not in text for role, text in said if role is not Role.EXECUTIVE)
    assert found.header.council == "見本市個人情報保護審議会"


def test_a_number_in_brackets_begins_a_case() -> None:
    """A page of questions and answers below 【諮問第n号】."""
    found = read(
        "第8回見本市個人情報保護審議会の結果について\n\n◆ 日時\n令和3年5月12日(水)14:00から\n\n◆ 議事\n1 諮問事項の審議\n\n"
        "◆ 議事の結果及び主な質疑応答\n\n■ 諮問事項の審議\n\n【諮問第31号】河川監視カメラの増設について(土木部河川課)\n\n"
        "(諮問の概要)\n 水位を見るカメラを10台増やす。\n\n問1 顔は写るのか。\n答1 写らない。\n\n"
        "(審議会の結論)\n 諮問第31号については、適当と認める。\n\n"
        "【諮問第32号】空き家の所有者の調査の委託について(都市部住宅課)\n\n問1 再委託はあるか。\n答1 ない。\n\n"
        "(審議会の結論)\n 諮問第32号については、継続して審議する。\n"
    )
    assert [(c.number, c.title, c.department, c.outcome) for c in found.cases] == [
        ("諮問第31号", "河川監視カメラの増設について", "土木部河川課", Outcome.APPROVED),
        ("諮問第32号", "空き家の所有者の調査の委託について", "都市部住宅課", Outcome.CONTINUED),
    ]


def test_a_label_of_the_agenda_behind_one_begins_the_proceedings() -> None:
    """次第 lists what 会議の概要 then tells under the same numbers: each item is one case."""
    found = read(
        "令和2年度第2回例示町個人情報保護審議会 会議概要\n\n日時  令和2年9月3日(木) 10時から\n\n次 第\n1 開会\n2 議題\n"
        "(1)防災無線の戸別受信機の貸与について(諮問第3号)\n3 閉会\n\n【会議の概要】\n\n1 開会\n 総務課長が開会を宣した。\n\n"
        "2 議題\n\n(1)防災無線の戸別受信機の貸与について(諮問第3号)\n\n 総務課長が資料により説明した。\n\n"
        " 審議の結果、諮問第3号については、諮問のとおり認めることに決した。\n\n3 閉会\n 会長が閉会を宣した。\n"
    )
    (case,) = found.cases
    assert (case.kind, case.outcome) == (CaseKind.CONSULTATION, Outcome.APPROVED)
    assert case.outcome_span is not None
    assert case.span.covers(case.outcome_span)


def test_items_repeated_right_below_the_list_of_them_begin_the_proceedings() -> None:
    """No label parts 次第 from what is told under its numbers."""
    found = read(
        "令和2年度第2回例示町個人情報保護審議会 会議概要\n\n日時  令和2年9月3日(木) 10時から\n\n次 第\n1 開会\n2 議題\n"
        "(1)防災無線の戸別受信機の貸与について(諮問第3号)\n(2)要支援者名簿の提供について(諮問第4号)\n3 閉会\n\n"
        "1 開会\n 総務課長が開会を宣した。\n\n2 議題\n\n(1)防災無線の戸別受信機の貸与について(諮問第3号)\n 総務課長が説明した。\n"
        " 審議の結果、諮問のとおり認めることに決した。\n\n(2)要支援者名簿の提供について(諮問第4号)\n 福祉課主幹から説明があった。\n"
        " 継続審議とすることとした。\n\n3 閉会\n 会長が閉会を宣した。\n"
    )
    assert [(case.number, case.department, case.outcome) for case in found.cases] == [
        ("諮問第3号", "総務課", Outcome.APPROVED),
        ("諮問第4号", "福祉課", Outcome.CONTINUED),
    ]


def test_an_agenda_in_a_cell_and_speakers_in_bold() -> None:
    """What a cell lists, with line breaks between, is headed again below the label that is also one of an agenda."""
    found = read(
        "# 第4回例示市個人情報保護審議会 会議録\n\n| 項目 | 内容 |\n|---|---|\n| 日時 | 令和3年5月12日(水)10:00から |\n"
        "| 出席者 | 委員:甲野会長、乙川委員<br>担当課:市民課 |\n"
        "| 議題 | (1) 宛名の印刷の委託について(諮問第5号)<br>(2) 窓口アンケートの実施について(報告) |\n\n### 議事\n\n"
        "**(1)宛名の印刷の委託について(諮問第5号)**\n\n**市民課長** 説明します。\n\n**乙川委員** 再委託はありますか。\n\n"
        "**市民課長** ありません。\n\n**会長** 適当と認めます。\n\n"
        "**(2)窓口アンケートの実施について(報告)**\n\n**市民課長** 報告します。\n\n**会長** 報告を了承します。\n"
    )
    assert [(case.kind, case.department, case.outcome) for case in found.cases] == [
        (CaseKind.CONSULTATION, "市民課", Outcome.APPROVED),
        (CaseKind.NOTIFICATION, "市民課", Outcome.NOTED),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "担当課:市民協働部 安全課",
        "(市民協働部 安全課)",
        "[担当:市民協働部 安全課]",
        "【所管課】市民協働部 安全課",
        "担当課　市民協働部 安全課",
    ],
)
def test_a_line_that_names_the_department_below_a_heading_is_no_speech(line: str) -> None:
    """Nor is the heading of a part, (説明要旨), whoever it stands below."""
    found = read(
        "第5回例示市個人情報保護審議会会議録\n日時 令和3年5月12日(水)10時\n出席者 甲野会長、乙川委員\n議事\n"
        f"【案件1】諮問第7号 防犯灯の台帳の提供について\n{line}\n(説明要旨)\n町会に台帳を提供する。\n(質疑応答)\n"
        "委員 氏名は入るのか。\n担当課 入らない。\n委員 更新はいつか。\n担当課 毎年である。\n(結論)\n原案のとおり適当とする。\n"
    )
    (case,) = found.cases
    assert (case.number, case.department, case.outcome) == ("諮問第7号", "市民協働部 安全課", Outcome.APPROVED)
    assert {turn.speaker for turn in found.turns} == {None, "委員", "担当課"}
