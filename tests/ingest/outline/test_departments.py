"""The department of a case that only those who explain it name."""

import pytest

from tests.ingest.outline.reading import read_document

HEAD = """第3回見本市個人情報保護審議会会議録
日時 令和3年5月12日(水曜日)午後2時から
出席者 甲野会長、乙川委員
実施機関 健康部保険課 課長 丁田、都市部住宅課 課長 戊木
議題
1 受診勧奨の委託について(諮問)
2 空家の調査について(諮問)
議事録
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("実施機関:保険課です。説明します。\n", "実施機関:住宅課の戊木です。説明します。\n"),
        ("(保険課入室)\n実施機関:説明します。\n", "<住宅課説明員入室>\n実施機関:説明します。\n"),
    ],
)
def test_who_explains_is_named_in_full_as_the_attendance_list_has_it(first: str, second: str) -> None:
    text = (
        f"{HEAD}1 受診勧奨の委託について\n会長:説明を求めます。\n{first}委員:よいと思います。\n"
        "会長:諮問のとおり承認といたします。\n"
        f"2 空家の調査について\n会長:説明を求めます。\n{second}会長:承認といたします。\n"
    )
    found = read_document("minutes.txt", text.replace("\n", "\n\n").encode())
    assert [case.department for case in found.cases] == ["健康部保険課", "都市部住宅課"]
    for case in found.cases:
        assert case.evidence["department"].of(found.text) == case.department


def test_two_departments_that_explain_leave_it_unknown() -> None:
    text = (
        f"{HEAD}1 受診勧奨の委託について\n会長:説明を求めます。\n実施機関:保険課です。説明します。\n"
        "実施機関:住宅課です。補足します。\n会長:承認といたします。\n"
    )
    found = read_document("minutes.txt", text.replace("\n", "\n\n").encode())
    assert found.cases[0].department is None


@pytest.mark.parametrize(
    ("said", "department"),
    [
        ("見守課長:見守課です。説明します。\n", "見守課"),
        ("【説明】見守課長\n機器を入れ替える。\n", "見守課"),
        ("見守課長から、次のとおり説明があった。\n", "見守課"),
        ("(見守課 池内係長)\n説明します。\n会長:見守課に確かめます。\n(見守課 池内係長)\nはい。\n", "見守課"),
        ("浅野課長:説明します。\n会長:浅野課長、どうも。\n浅野課長:はい。\n", None),
    ],
)
def test_marks_and_narrative_name_a_department_but_no_surname(said: str, department: str | None) -> None:
    text = (
        "第3回見本市個人情報保護審議会会議録\n日時 令和3年5月12日(水曜日)\n議題\n1 機器の更新について(諮問)\n議事録\n"
        f"1 機器の更新について\n{said}会長:承認します。\n"
    )
    found = read_document("minutes.txt", text.replace("\n", "\n\n").encode())
    assert found.cases[0].department == department


@pytest.mark.parametrize(
    ("said", "department"),
    [
        ("○市民課長（戊木）　市民課長の戊木でございます。御説明します。\n", "市民課"),
        ("○市民課長（戊木）　御説明します。\n", "市民課"),
        ("(担当 市民課窓口係)\n○市民課長（戊木）　御説明します。\n", "市民課窓口係"),
    ],
)
def test_a_post_with_a_name_behind_it_names_a_department(said: str, department: str) -> None:
    """That a department of this name is written nowhere else does not matter: the surname stands in the brackets."""
    text = (
        "第2回見本区個人情報保護審議会議事録\n日時 令和3年5月12日(水曜日)午後2時から\n議題\n1 通知書の封入の委託について(諮問)\n議事録\n"
        f"○甲野会長　始めます。\n1 通知書の封入の委託について\n{said}○乙川委員　結構です。\n"
        "○市民課長（戊木）　以上です。\n○甲野会長　承認といたします。\n○乙川委員　はい。\n"
    )
    found = read_document("minutes.txt", text.replace("\n", "\n\n").encode())
    assert [case.department for case in found.cases] == [department]


@pytest.mark.parametrize(
    ("told", "department"),
    [
        ("選挙管理委員会事務局次長が資料により説明した。", "選挙管理委員会事務局"),
        ("文書係長が資料により説明した。", "総務課文書係"),
        ("用度係長が資料により説明した。", None),
    ],
)
def test_who_is_told_to_have_explained_names_a_department(told: str, department: str | None) -> None:
    """A section is named with its department, which the attendance list gives; alone it may be a surname."""
    text = (
        "令和3年度第2回見本町個人情報保護審議会会議概要\n日時 令和3年5月12日(水)10時から\n事務局 総務課長、総務課文書係長\n議題\n"
        f"1 投票の記録の保存について(諮問)\n会議の概要\n1 投票の記録の保存について\n{told}\n審議の結果、承認することに決した。\n"
    )
    found = read_document("minutes.txt", text.replace("\n", "\n\n").encode())
    assert [case.department for case in found.cases] == [department]
