"""Pages of municipal sites: what was said stays, the site goes."""

import pytest

from corpus.errors import UnreadableError
from ingest.formats import read
from tests.ingest.makers import make_html


def page(body: str, head: str = '<meta charset="utf-8">', encoding: str = "utf-8") -> list[str]:
    """The lines that hold anything of a page with this body."""
    made = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return [line for line in read("a.html", made.encode(encoding)).text.split("\n") if line]


def test_the_site_is_cut_away() -> None:
    lines = page(
        """
        <div id="tmp_header"><p>架空市公式ホームページ</p><a href="#honbun">メニューを飛ばして本文へ</a></div>
        <nav><ul><li><a href="/k">くらし</a></li></ul></nav>
        <div id="tmp_pankuzu"><a href="/">トップページ</a> &gt; <a href="/s">審議会</a> &gt; 会議録</div>
        <p><a href="/">ホーム</a> &gt; <a href="/t">市政</a> &gt; 会議録</p>
        <ul><li><a href="/1">防災</a></li><li><a href="/2">税</a></li><li><a href="/3">ごみ</a></li></ul>
        <main><h1>会議録</h1><p>更新日:2022年3月22日更新 <a href="#">印刷ページ表示</a></p>
        <p>会長が開会を宣した。</p>
        <ul><li><a href="/files/a.pdf">資料1(PDF)</a></li><li><a href="/files/b.pdf">資料2(PDF)</a></li>
        <li><a href="/files/c.pdf">資料3(PDF)</a></li></ul>
        <div><p>PDF形式のファイルをご覧いただくには、Adobe Readerが必要です。</p></div>
        <p style="display:none">隠された文</p><p class="pagetop"><a href="#">ページの先頭へ</a></p></main>
        <div class="toiawase"><p>総務課 電話000-000-0000</p></div><footer>Copyright (C) Kaku City</footer>
        <script>document.write("会長")</script><noscript>スクリプト</noscript>
        """
    )
    assert lines == ["会議録", "会長が開会を宣した。", "資料1(PDF)", "資料2(PDF)", "資料3(PDF)"]


def test_what_is_named_like_the_site_but_holds_the_document_stays() -> None:
    body = '<div class="wrapper menu-open"><header class="header"><h1>会議録</h1></header><p>会長が開会を宣した。</p></div>'
    assert page(body) == ["会議録", "会長が開会を宣した。"]


@pytest.mark.parametrize("mark", ["&lt;会長&gt;", "<会長>", "＜会長＞", "〈会長〉", "【会長】"])
def test_a_speaker_in_angle_brackets_is_no_tag(mark: str) -> None:
    lines = page(f"<p>{mark}</p><p>承認します。</p><p>{mark}承認します。</p>")
    shown = mark.replace("&lt;", "<").replace("&gt;", ">")
    assert lines == [shown, "承認します。", f"{shown}承認します。"]


def test_lists_keep_their_numbers_and_nested_ones_their_text() -> None:
    lines = page(
        "<ol><li>答申書の確認<br>第7号</li><li>新規諮問<ol type='a'><li>福祉</li></ol></li></ol>"
        "<ol start='5'><li>その他</li><li>(1) 番号のある項目</li></ol><ul><li>議題1<ul><li>小項目</li></ul></li></ul>"
    )
    assert lines == [
        "1. 答申書の確認", "第7号", "2. 新規諮問", "a. 福祉", "5. その他", "(1) 番号のある項目", "議題1", "小項目",
    ]  # fmt: skip


def test_tables_become_rows() -> None:
    lines = page(
        "<table><caption>会議録</caption><tr><th>発言者</th><th>内容</th></tr>"
        "<tr><td rowspan=2>会長</td><td><p>諮る。</p><p>異議はないか。</p></td></tr><tr><td>続きである。</td></tr>"
        "<tr><td>委員</td><td>異議\nなし。<br>以上。</td></tr></table>"
    )
    assert lines == [
        "会議録", "発言者\t内容", "会長\t諮る。", "異議はないか。", "\t続きである。", "委員\t異議なし。", "以上。",
    ]  # fmt: skip


def test_a_table_that_only_arranges_the_page_is_no_row() -> None:
    menu, text = "<td><p>案内</p></td>", f"<td><h2>会議録</h2><p>{'会長が説明した。' * 30}</p></td>"
    assert page(f"<table><tr>{menu}{text}</tr></table>")[:2] == ["案内", "会議録"]


def test_paragraphs_are_parted_by_blank_lines_and_breaks_are_not() -> None:
    made = "<html><body><p>会長<br>開会する。</p><p>委員</p></body></html>"
    assert read("a.html", made.encode()).text.strip() == "会長\n開会する。\n\n委員"


def test_a_title_adds_what_the_text_does_not_say() -> None:
    head = "<meta charset=utf-8><title>第3回審議会会議録 - 架空市ホームページ</title>"
    assert page("<h1>第3回審議会会議録</h1><p>開会した。</p>", head)[0] == "架空市ホームページ"
    assert page("<h1>第3回審議会会議録</h1><p>架空市役所で開会した。</p>", head)[0] == "第3回審議会会議録"
    assert page("<p>開会した。</p>", head)[0] == "第3回審議会会議録 - 架空市ホームページ"


@pytest.mark.parametrize(
    ("charset", "encoding"), [("Shift_JIS", "cp932"), ("euc-jp", "euc_jp"), ("iso-8859-1", "utf-8")]
)
def test_declared_and_wrongly_declared_encodings(charset: str, encoding: str) -> None:
    assert page("<p>会長①が開会を宣した。</p>".replace("①", ""), f'<meta charset="{charset}">', encoding) == [
        "会長が開会を宣した。"
    ]


def test_ruby_comments_and_source_breaks_leave_no_trace() -> None:
    assert page("<p>捌<rp>(</rp><rt>さば</rt><rp>)</rp>き<!-- 注 -->を\n  行う。</p>") == ["捌きを行う。"]


def test_a_page_without_content_is_refused() -> None:
    with pytest.raises(UnreadableError, match="本文がありません"):
        read("a.html", b"<html><body><nav>menu</nav></body></html>")


def test_nesting_beyond_what_a_browser_shows_is_refused() -> None:
    assert page("<div>" * 200 + "会長が開会を宣した。") == ["会長が開会を宣した。"]
    with pytest.raises(UnreadableError):
        page("<div>" * 20_000 + "会長が開会を宣した。")


def test_makers_page() -> None:
    assert read("a.html", make_html(["会長が開会を宣した。"])).text.strip().endswith("会長が開会を宣した。")


@pytest.mark.parametrize(
    "gone",
    [
        "<del>{}</del>",
        "<s>{}</s>",
        "<strike>{}</strike>",
        "<span style='text-decoration: line-through'>{}</span>",
        "<span style='display:none'>{}</span>",
        "<span style='visibility: hidden'>{}</span>",
        "<span hidden>{}</span>",
        "<span class='old x'>{}</span>",
        "<span id='old'>{}</span>",
    ],
)
def test_what_is_hidden_or_struck_out_is_no_text(gone: str) -> None:
    head = "<meta charset=utf-8><style>/* .keep{display:none} */ .old, #old { display : none } @media print{.keep{display:none}}</style>"
    said = gone.format("不承認とします。")
    assert page(f"<p>会長：{said}<ins>承認</ins><span class='keep'>します。</span></p>", head) == [
        "会長：承認します。"
    ]


def test_a_long_part_that_is_hidden_is_told() -> None:
    body = f"<p>{'会長が説明した。' * 40}</p><div style='display:none'>{'控えである。' * 40}</div>"
    reading = read("a.html", f"<html><body>{body}</body></html>".encode())
    assert "控え" not in reading.text
    assert "表示されない部分" in reading.flags[0]


def test_a_page_that_is_folded_up_or_struck_by_a_tag_without_end_stays() -> None:
    for tag in ("<div style='display:none'>", "<s>"):
        assert page(f"<p>記録</p>{tag}{'会長が説明した。' * 40}") == ["記録", "会長が説明した。" * 40]


def test_a_page_of_frames_says_where_its_text_is() -> None:
    frames = "<html><head><title>会議録</title></head><frameset cols='20%,80%'><frame src='menu.html'><frame src='body.html'>"
    with pytest.raises(UnreadableError, match=r"menu\.html、body\.html"):
        read(
            "a.html", f"{frames}<noframes><body>対応していません。</body></noframes></frameset></html>".encode()
        )
    with pytest.raises(UnreadableError, match=r"body\.html"):
        read("a.html", b"<html><body><iframe src='body.html'></iframe></body></html>")
    whole = f"<noframes><body>{'会長が説明した。' * 60}</body></noframes></frameset></html>"
    assert "別のファイル" in read("a.html", (frames + whole).encode()).flags[0]


def test_a_page_inside_a_form_is_read() -> None:
    assert page(f"<form><p>{'会長が説明した。' * 20}</p></form>") == ["会長が説明した。" * 20]


@pytest.mark.parametrize("mark", ["&shy;", "&#8203;", "<wbr>", "&zwnj;", "&#xfeff;"])
def test_hints_where_a_word_may_be_parted_part_none(mark: str) -> None:
    assert page(f"<p>会長：承{mark}認します。</p>") == ["会長：承認します。"]


def test_a_name_in_bold_is_parted_from_what_is_said() -> None:
    assert page("<p><b>会長</b>始めます。</p><p><strong>委員</strong>：はい。</p><p>これは<b>重要</b>です。</p>") == [
        "会長 始めます。", "委員：はい。", "これは重要です。",
    ]  # fmt: skip


def test_no_text_is_cut_off_in_silence() -> None:
    """libxml2 drops a text of ten megabytes and stops at 256 tags inside each other, unless it is told otherwise."""
    assert page("<b>" * 300 + "会長が開会を宣した。<p>終わり")[-1] == "終わり"
    with pytest.raises(UnreadableError, match="長すぎます"):
        read("a.html", ("<p>" + "あ" * 4_000_000).encode())
    with pytest.raises(UnreadableError, match="入れ子"):
        page("<b>" * 3_000 + "会長が開会を宣した。<p>終わり")
