"""Rich text: letters of two bytes, rows, notes, what is hidden, and heads that tell a draft."""

import pytest

from corpus.errors import UnreadableError
from ingest.formats import Reading, read
from ingest.formats.kinds.rich_text import read_rich_text

HEAD = r"{\rtf1\ansi\ansicpg932\deff0{\fonttbl{\f0\fnil\fcharset128 MS Mincho;}}"


def rich(text: str) -> str:
    """Text as Word writes it: the first byte of a letter as a number, the second as it comes."""
    out = ""
    for letter in text:
        data = letter.encode("cp932")
        if len(data) == 1:
            out += letter
            continue
        second = chr(data[1])
        plain = second.isascii() and second.isprintable()
        shown = f"\\{second}" if second in "\\{}" else second
        out += f"\\'{data[0]:02x}" + (shown if plain else f"\\'{data[1]:02x}")
    return out


def reading(*body: str) -> Reading:
    return read_rich_text(f"{HEAD}{''.join(body)}}}".encode("latin-1"))


def lines(*body: str) -> list[str]:
    return [line for line in reading(*body).text.split("\n") if line]


TEXT = "会長：表示された構成の能力を噂で十分に講じる。ソフト予算"
"""With letters whose second byte is that of a backslash, a brace or a letter of ASCII."""


def test_letters_of_two_bytes_in_every_notation() -> None:
    by_bytes = "".join(f"\\'{byte:02x}" for byte in TEXT.encode("cp932"))
    by_numbers = "\\uc1 " + "".join(
        f"\\u{ord(letter) - 0x10000 if ord(letter) > 0x7FFF else ord(letter)}?" for letter in TEXT
    )
    assert lines(r"\pard ", rich(TEXT), r"\par ", by_bytes, r"\par ", by_numbers, r"\par ") == [TEXT] * 3


@pytest.mark.parametrize(
    "hidden",
    [
        r"{{\v {}}}",
        r"{{\strike {}}}",
        r"{{\striked1 {}}}",
        r"{{\deleted {}}}",
        r"\v {}\v0 ",
        r"{{\*\comment {}}}",
    ],
)
def test_what_is_not_shown_is_no_text(hidden: str) -> None:
    said = hidden.format(rich("不承認とします。"))
    assert lines(r"\pard ", rich("会長："), said, rich("承認します。"), r"\par ") == ["会長：承認します。"]


def test_rows_and_their_paragraphs() -> None:
    row = r"\trowd\pard\intbl {}\cell \pard\intbl {}\par {}\cell \row "
    said = row.format(rich("会長"), rich("諮る。"), rich("異議はないか。")) + row.format("", rich("続き。"), "")
    assert reading(
        said, r"\pard ", rich("以上"), r"\par "
    ).text == "会長\t諮る。\n異議はないか。\n\t続き。\n\n以上\n" or lines(
        said, r"\pard ", rich("以上"), r"\par "
    ) == ["会長\t諮る。", "異議はないか。", "\t続き。", "以上"]


def test_notes_stand_at_the_end() -> None:
    note = r"{\super\chftn{\footnote\pard\plain " + rich("別紙による。") + "}}"
    assert lines(r"\pard ", rich("本件"), note, rich("を承認する。"), r"\par ") == [
        "本件を承認する。",
        "（注）別紙による。",
    ]


def test_a_draft_that_only_the_head_of_pages_tells_is_flagged() -> None:
    found = reading(r"{\header \pard ", rich("（案）"), r"\par }", r"\pard ", rich("会議録"), r"\par ")
    assert found.text.split() == ["（案）", "会議録"]
    assert "（案）" in found.flags[0]


def test_pictures_and_links_leave_only_what_is_shown() -> None:
    picture = r"{\pict\wmetafile8 00ff{00}}" + "{\\pict\\bin3 }{x}"
    link = r"{\field{\*\fldinst{HYPERLINK " + '"https://example.jp/"' + r"}}{\fldrslt{" + rich("資料") + "}}}"
    assert lines(r"\pard ", picture, link, r"\par ") == ["資料"]


def test_a_rich_text_named_doc_is_read_as_what_it_is() -> None:
    data = f"{HEAD}\\pard {rich(TEXT)}\\par}}".encode("latin-1")
    assert read("a.doc", data).text.strip() == TEXT


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(UnreadableError, match="壊れて"):
        reading("{" * 5_000)
