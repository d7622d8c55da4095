"""Word files: order, numbers, tables, notes; and those that are not read."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.errors import UnreadableError
from ingest.formats import read
from ingest.formats.kinds.word.document import read_word
from tests.ingest.makers import Rows, make_docx


def lines(data: bytes) -> list[str]:
    return [line for line in read_word(data).text.split("\n") if line]


def numbered(
    shapes: dict[int, tuple[str, str]], depths: list[int], restart: bool = False
) -> Callable[[Document], None]:
    """Give the document's paragraphs numbers: depth to (format, shape), and the depth of each paragraph."""

    def finish(document: Document) -> None:
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shape}"/></w:lvl>'
            for at, (kind, shape) in shapes.items()
        )
        numbering = document.part.numbering_part.element
        for child in list(numbering):
            numbering.remove(child)
        numbering.append(
            parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="1">{levels}</w:abstractNum>')
        )
        for number, override in (
            ("1", ""),
            ("2", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        ):
            numbering.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="1"/>{override}</w:num>'
                )
            )
        for at, (paragraph, depth) in enumerate(zip(document.paragraphs, depths, strict=True)):
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = depth
            properties.get_or_add_numId().val = 2 if restart and at >= len(depths) // 2 else 1

    return finish


@pytest.mark.parametrize(
    ("kind", "shape", "shown"),
    [
        ("decimal", "第%1", ["第1 議題", "第2 議題", "第3 議題"]),
        ("decimal", "(%1)", ["(1) 議題", "(2) 議題", "(3) 議題"]),
        ("decimalFullWidth", "%1", ["１ 議題", "２ 議題", "３ 議題"]),
        ("aiueoFullWidth", "%1", ["ア 議題", "イ 議題", "ウ 議題"]),
        ("decimalEnclosedCircle", "%1", ["① 議題", "② 議題", "③ 議題"]),
        ("japaneseCounting", "第%1", ["第一 議題", "第二 議題", "第三 議題"]),
        ("iroha", "%1", ["イ 議題", "ロ 議題", "ハ 議題"]),
        ("lowerRoman", "%1.", ["i. 議題", "ii. 議題", "iii. 議題"]),
        ("upperLetter", "%1.", ["A. 議題", "B. 議題", "C. 議題"]),
        ("bullet", "•", ["議題", "議題", "議題"]),
    ],
)
def test_numbers_that_word_only_shows(kind: str, shape: str, shown: list[str]) -> None:
    assert lines(make_docx(["議題"] * 3, numbered({0: (kind, shape)}, [0, 0, 0]))) == shown


def test_deeper_numbers_count_anew_under_each_heading() -> None:
    shapes = {0: ("decimal", "%1"), 1: ("decimal", "%1.%2"), 2: ("aiueo", "%3")}
    data = make_docx(["項"] * 7, numbered(shapes, [0, 1, 1, 2, 0, 1, 2]))
    assert lines(data) == ["1 項", "1.1 項", "1.2 項", "ア 項", "2 項", "2.1 項", "ア 項"]


def test_a_list_that_starts_anew() -> None:
    data = make_docx(["項"] * 4, numbered({0: ("decimal", "%1.")}, [0] * 4, restart=True))
    assert lines(data) == ["1. 項", "2. 項", "1. 項", "2. 項"]


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    table = Rows(((("発言者",), ("内容",)), (("会長",), ("諮る。", "異議はないか。")), (("",), ("続き。",))))
    assert lines(make_docx(["前文", table, "後文"])) == [
        "前文", "発言者\t内容", "会長\t諮る。", "異議はないか。", "\t続き。", "後文",
    ]  # fmt: skip


def test_a_cell_merged_downwards_carries_its_turn_on() -> None:
    def merge(document: Document) -> None:
        table = document.tables[0]
        table.cell(0, 0).merge(table.cell(1, 0))

    data = make_docx([Rows(((("会長",), ("諮る。",)), (("",), ("続き。",))))], merge)
    assert lines(data) == ["会長\t諮る。", "\t続き。"]


def add_to_last(element: str) -> Callable[[Document], None]:
    return lambda document: document.paragraphs[-1]._p.append(parse_xml(element))


def test_deleted_text_goes_and_inserted_text_stays() -> None:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    deleted = f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>不承認</w:delText></w:r></w:del>'
    inserted = f'<w:ins {nsdecls("w")} w:id="2">{run.format("承認")}</w:ins>'

    def finish(document: Document) -> None:
        add_to_last(deleted)(document)
        add_to_last(inserted)(document)

    assert lines(make_docx(["本件は"], finish)) == ["本件は承認"]


def test_text_boxes_stand_after_their_paragraph_once() -> None:
    box = f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>枠の中</w:t></w:r></w:p></w:txbxContent>"
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = (
        f'<w:r {nsdecls("w")} xmlns:mc="{markup}"><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(make_docx(["本文"], add_to_last(both))) == ["本文", "枠の中"]


def test_ruby_tabs_and_breaks() -> None:
    ruby = (
        f"<w:r {nsdecls('w')}><w:ruby><w:rt><w:r><w:t>さば</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>捌</w:t></w:r></w:rubyBase></w:ruby><w:br/><w:t>会長</w:t><w:tab/><w:t>諮る。</w:t></w:r>"
    )
    assert lines(make_docx(["事前の"], add_to_last(ruby))) == ["事前の捌", "会長\t諮る。"]


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_footnotes_stand_at_the_end() -> None:
    def add_notes(parts: dict[str, bytes]) -> None:
        notes = (
            f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
            '<w:footnote w:id="1"><w:p><w:r><w:t>議事録の別紙による。</w:t></w:r></w:p></w:footnote></w:footnotes>'
        )
        parts["word/footnotes.xml"] = notes.encode()
        relation = (
            b'<Relationship Id="rIdN" Target="footnotes.xml" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
        )
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", relation)
        kind = (
            b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'wordprocessingml.footnotes+xml"/></Types>'
        )
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", kind)

    assert lines(repacked(make_docx(["本文"]), add_notes)) == ["本文", "（注）議事録の別紙による。"]


def test_the_child_reads_as_the_function_does() -> None:
    data = make_docx(["前文", "後文"])
    assert read("a.docx", data) == read_word(data)


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/huge.bin"] = bytes(310 * 1024 * 1024)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (repacked(make_docx(["本文"]), lambda parts: parts.update({"word/vbaProject.bin": b"x"})), "マクロ"),
        (
            repacked(make_docx(["本文"]), lambda parts: parts.update({"word/document.xml": b"<w:document"})),
            "壊れて",
        ),
        (repacked(make_docx(["本文"]), lambda parts: parts.pop("[Content_Types].xml")), "壊れて"),
        (repacked(make_docx(["本文"]), bomb), "大きすぎます"),
        (make_docx(["本文"])[:-200], "途中で切れて"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), ".docx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "パスワード",
        ),
        (repacked(make_docx(["本文"]), lambda parts: (parts.clear(), parts.update({"a.txt": b"x"}))), "圧縮"),
    ],
    ids=["macro", "broken-xml", "no-types", "bomb", "cut", "old-doc", "locked", "archive"],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read("a.docx", data)


def run(text: str, properties: str = "") -> str:
    return f"<w:r {nsdecls('w')}><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        "<w:strike/>",
        "<w:dstrike/>",
        '<w:strike w:val="1"/>',
        '<w:rStyle w:val="Gone"/>',
        '<w:rStyle w:val="Child"/>',
    ],
)
def test_what_is_hidden_or_struck_out_is_no_text(properties: str) -> None:
    def finish(document: Document) -> None:
        for style in ("Gone", "Child"):
            based = '<w:basedOn w:val="Gone"/>' if style == "Child" else "<w:rPr><w:vanish/></w:rPr>"
            document.styles.element.append(
                parse_xml(f'<w:style {nsdecls("w")} w:type="character" w:styleId="{style}">{based}</w:style>')
            )
        add_to_last(run("不承認", properties))(document)
        add_to_last(run("承認", '<w:strike w:val="0"/><w:vanish w:val="false"/>'))(document)

    assert lines(make_docx(["本件は"], finish)) == ["本件は承認"]


def test_a_deleted_row_is_no_row() -> None:
    def finish(document: Document) -> None:
        row = document.tables[0].rows[1]._tr
        row.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"/>'))

    table = Rows(((("会長",), ("諮る。",)), (("委員",), ("不承認。",))))
    assert lines(make_docx([table], finish)) == ["会長\t諮る。"]


def test_paragraphs_whose_end_is_deleted_are_one() -> None:
    def finish(document: Document) -> None:
        for paragraph in document.paragraphs[:2]:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1"/></w:rPr>'))

    assert lines(make_docx(["委員：この発言は", "一続き", "です。", "会長：はい。"], finish)) == [
        "委員：この発言は一続きです。", "会長：はい。",
    ]  # fmt: skip


def test_a_box_in_a_box_stands_once() -> None:
    inner = f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>内</w:t></w:r></w:p></w:txbxContent>"
    outer = f"<w:r {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>外</w:t></w:r><w:r>{inner}</w:r></w:p></w:txbxContent></w:r>"
    assert lines(make_docx(["本文"], add_to_last(outer))) == ["本文", "外", "内"]


@pytest.mark.parametrize(
    ("head", "told"),
    [("会議録（案）", True), ("案", True), ("未定稿", True), ("架空市", False), ("条例案の審議", False)],
)
def test_a_draft_that_only_the_head_of_pages_tells_is_flagged(head: str, told: bool) -> None:
    def finish(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = head

    found = read_word(make_docx(["架空市個人情報保護審議会", "会長：始めます。"], finish))
    assert found.text.startswith(head) is told or head == "架空市"
    assert len(found.flags) == told
    assert all(head in flag for flag in found.flags)
