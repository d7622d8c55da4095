"""Markdown: its marks go, and what is written stays."""

from ingest.formats import read


def lines(text: str) -> list[str]:
    return [line for line in read("a.md", text.encode()).text.split("\n") if line]


def test_headings_emphasis_and_links_lose_their_marks() -> None:
    assert lines("# 会議録\n\n**会長**始めます。*以上*です。[資料](https://example.jp/a.pdf)\n") == [
        "会議録", "会長 始めます。以上です。資料",
    ]  # fmt: skip


def test_tables_become_rows() -> None:
    assert lines("| 発言者 | 内容 |\n| --- | --- |\n| 会長 | 諮る。<br>異議はないか。 |\n| | 続き。 |\n") == [
        "発言者\t内容", "会長\t諮る。", "異議はないか。", "\t続き。",
    ]  # fmt: skip


def test_numbers_bullets_line_ends_and_indents_stay() -> None:
    text = "1 日時\n2. 場所\n(1) 議題\n- 委員\n・要望\n\n    会長：字下げした発言\n第1条_の_2\n<会長>\n"
    assert lines(text) == [
        "1 日時", "2. 場所", "(1) 議題", "- 委員", "・要望", "会長：字下げした発言", "第1条_の_2", "<会長>",
    ]  # fmt: skip


def test_what_is_struck_out_is_no_text() -> None:
    assert lines("会長：~~不承認とします。~~承認します。\n") == ["会長：承認します。"]


def test_no_site_is_looked_for() -> None:
    text = "[資料1](a.html) > [資料2](b.html) > [資料3](c.html)\n\nお問い合わせ先\n"
    assert lines(text) == ["資料1 > 資料2 > 資料3", "お問い合わせ先"]
