"""Text files in every encoding, and those that are none."""

import pytest

from corpus.errors import UnreadableError
from ingest.formats import read
from tests.ingest.makers import MINUTES, make_txt

TEXT = make_txt(MINUTES).decode()


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_every_encoding_reads_as_the_same_text(encoding: str) -> None:
    assert read("a.txt", TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize(
    "encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-8", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize(
    "text",
    [
        "会議録",
        "諮問書（案）",
        "・開会　・閉会",
        "委員　はい",
        "令和4年9月6日",
        "はい、以上。",
        "1 開会　①㈱見本　2 閉会",
        "ｶﾅと漢字が混じる文です。",
        "plain ASCII only",
    ],
)
def test_short_texts_are_told_apart(encoding: str, text: str) -> None:
    codec = {"euc_jp": "euc_jis_2004", "iso2022_jp": "iso2022_jp_ext"}.get(encoding, encoding)
    if codec != encoding:
        text = text.replace("㈱", "")
    if encoding == "iso2022_jp":
        text = text.replace("①", "1")
    assert read("a.txt", text.encode(codec)).text == text


def test_platform_characters_of_cp932() -> None:
    text = "①髙橋委員～㈱見本―Ⅱ．条例"
    assert read("a.txt", text.encode("cp932")).text == text


def test_line_ends_stay_and_form_feeds_begin_pages() -> None:
    reading = read("a.txt", "一頁です。\r\n\f二頁です。\r\n\f".encode())
    assert reading.text == "一頁です。\r\n\f二頁です。\r\n\f"
    assert reading.pages == (0, reading.text.index("二"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空です"),
        (b" \r\n\t\x00", "空です"),
        ("　\n".encode(), "文字がありません"),
        ("会議録を作る。".encode()[:-1], "途中で切れています"),
        ("会議録".encode("cp932")[:-1], "途中で切れています"),
        ("会議録".encode("utf-16")[:-1], "途中で切れています"),
        (bytes(range(256)) * 40, "テキストではない"),
        ("会議録".encode() + b"\xff\xfe\xff" * 5, "文字コード"),
        ("会議録".encode() + b"\x01" * 30, "テキストではない"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read("a.txt", data)
