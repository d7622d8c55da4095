"""OpenDocument texts: order, numbers, rows, notes, and what is hidden."""

import io
import zipfile

import pytest

from corpus.errors import UnreadableError
from ingest.formats import read
from ingest.formats.kinds.open_document.document import read_document

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def document(body: str, styles: str = "", heads: str = "", manifest: str = "") -> bytes:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {SPACES}><office:master-styles><style:master-page>{heads}"
        "</style:master-page></office:master-styles></office:document-styles>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def lines(body: str, styles: str = "") -> list[str]:
    return [line for line in read_document(document(body, styles)).text.split("\n") if line]


def test_paragraphs_headings_and_rows_stand_in_their_order() -> None:
    table = (
        "<table:table><table:table-row><table:table-cell><text:p>会長</text:p></table:table-cell>"
        "<table:table-cell><text:p>諮る。</text:p><text:p>異議はないか。</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>続き。</text:p></table:table-cell>"
        '</table:table-row><table:table-row table:visibility="collapse"><table:table-cell><text:p>隠れた行</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    assert lines(f"<text:h>会議録</text:h>{table}<text:section><text:p>以上</text:p></text:section>") == [
        "会議録", "会長\t諮る。", "異議はないか。", "\t続き。", "以上",
    ]  # fmt: skip


def test_spaces_tabs_breaks_and_ruby() -> None:
    said = (
        '<text:p>会長<text:s text:c="2"/>始める。<text:line-break/>委員<text:tab/>はい。'
        "<text:ruby><text:ruby-base>捌</text:ruby-base><text:ruby-text>さば</text:ruby-text></text:ruby>き</text:p>"
    )
    assert lines(said) == ["会長  始める。", "委員\tはい。捌き"]


STYLES = (
    '<style:style style:name="gone"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="struck"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="child" style:parent-style-name="struck"/>'
    '<style:style style:name="plain"><style:text-properties style:text-line-through-style="none"/></style:style>'
)


@pytest.mark.parametrize("style", ["gone", "struck", "child"])
def test_what_is_not_shown_is_no_text(style: str) -> None:
    span = f'<text:span text:style-name="{style}">不承認とします。</text:span>'
    whole = f'<text:p text:style-name="{style}">会長：不承認とします。</text:p>'
    changes = "<text:tracked-changes><text:p>会長：不承認とします。</text:p></text:tracked-changes>"
    said = '<text:p>会長：{}<text:span text:style-name="plain">承認します。</text:span></text:p>'
    assert lines(f"{changes}{whole}{said.format(span)}", STYLES) == ["会長：承認します。"]


def test_numbers_that_are_only_shown() -> None:
    level = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-prefix="{}" style:num-suffix="{}"/>'
    style = f'<text:list-style style:name="L">{level.format(1, "1", "第", "")}{level.format(2, "ア, イ, ウ, ...", "", "")}</text:list-style>'
    inner = "<text:list><text:list-item><text:p>項</text:p></text:list-item><text:list-item><text:p>項</text:p></text:list-item></text:list>"
    item = "<text:list-item><text:p>議題</text:p>{}</text:list-item>"
    body = f'<text:list text:style-name="L">{item.format(inner)}{item.format(inner)}</text:list>'
    assert lines(body, style) == ["第1 議題", "ア 項", "イ 項", "第2 議題", "ア 項", "イ 項"]


def test_notes_and_boxes_are_kept() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>別紙による。</text:p></text:note-body></text:note>"
    box = "<draw:frame><draw:text-box><text:p>枠の中</text:p></draw:text-box></draw:frame>"
    assert lines(f"<text:p>本件{note}を承認する。{box}</text:p>") == [
        "本件を承認する。",
        "枠の中",
        "（注）別紙による。",
    ]


def test_a_draft_that_only_the_head_of_pages_tells_is_flagged() -> None:
    head = "<style:header><text:p>会議録（案）</text:p></style:header>"
    found = read_document(document("<text:p>会議録</text:p>", heads=head))
    assert found.text.split() == ["会議録（案）", "会議録"]
    assert "（案）" in found.flags[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (document("<text:p>x</text:p>", manifest="encryption-data"), "パスワード"),
        (document("<text:p>"), "壊れて"),
        (document("<text:p>x</text:p>")[:-100], "壊れて"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read("a.odt", data)


def test_the_whole_way() -> None:
    assert read("a.odt", document("<text:p>承\u00ad認します。</text:p>")).text.strip() == "承認します。"
