"""Names of sections of the executive in a line."""

import pytest

from ingest.assemble.units import find_units


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("説明員 総務部文書法制課(丁田ほか)", [("総務部", "文書法制課")]),
        ("教育委員会事務局学校給食課 課長 丁田", [("教育委員会事務局", "学校給食課")]),
        ("子ども家庭部 児童課", [("子ども家庭部", "児童課")]),
        ("消防本部総務課庶務係", [("消防本部", "総務課", "庶務係")]),
        ("では、まちづくり推進室からどうぞ。", [("まちづくり推進室",)]),
        ("それでは住宅課さん、お願いします。", [("住宅課",)]),
        ("水道局お客さまセンター 所長 丁田", [("水道局", "お客さまセンター")]),
        ("見本市教育委員会", [("教育委員会",)]),
        ("(住宅課・水道局営業課)", [("住宅課",), ("水道局", "営業課")]),
        ("図書館から始めましょう。", [("図書館",)]),
        ("危機管理課長:資料1です。", [("危機管理課",)]),
    ],
)
def test_a_section_is_read_with_what_stands_above_it(line: str, names: list[tuple[str, ...]]) -> None:
    found = find_units(line)
    assert [mention.names for mention in found] == names
    for mention in found:
        assert line[mention.start : mention.end].replace(" ", "") == mention.name


@pytest.mark.parametrize(
    "line",
    [
        "担当課と調整する。",
        "一部を修正する。",
        "第2会議室で開く。",
        "当局の見解を述べる。",
        "個人情報に係る課題がある。",
        "委員が退室した。",
        "事務局から説明する。",
        "結局、部会に諮る。",
    ],
)
def test_a_word_that_any_section_may_go_by_is_no_name(line: str) -> None:
    assert find_units(line) == []


def test_a_beginning_in_doubt_is_read_both_ways() -> None:
    assert {mention.name for mention in find_units("今日付けで環境課から連絡があった。")} == {
        "今日付けで環境課",
        "環境課",
    }
