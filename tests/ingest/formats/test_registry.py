"""Formats register themselves, and files are told by their bytes before their names."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest
from corpus.errors import UnreadableError
from corpus.settings import Settings
from corpus.store import Corpus
from ingest.formats import kinds, packed, read, registry
from ingest.pipeline import take_in
from tests.ingest.formats import plug_in
from tests.ingest.makers import MINUTES, make_docx, make_html, make_pdf

MAKERS = {"html": make_html, "docx": make_docx, "pdf": make_pdf}
CARDS = "CARDS\n令和3年度第2回見本市個人情報保護審議会会議録\n会長/始めます。\n委員/よいと思います。\n会長/承認します。\n"


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The plug-in, for one test."""
    monkeypatch.setattr(registry, "_added", [])
    registry.add(plug_in.__name__)
    yield
    registry._declared.cache_clear()


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize("count", [1, 30], ids=["one", "in-several-processes"])
def test_a_format_of_one_module_goes_the_whole_way(tmp_path: Path, count: int) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.cards").write_text(CARDS, encoding="utf-8")
    with Corpus.open(Settings(data=tmp_path / "data")) as corpus:
        report = take_in([folder], corpus, processes=2)
        assert (report.added + len(report.twins), report.failed) == (count, ())
        held = corpus.document("0.cards")
    assert [turn.speaker for turn in held.turns if turn.speaker] == ["会長", "委員", "会長"]
    assert ".cards" in registry.suffixes()


@pytest.mark.usefixtures("cards")
def test_a_plug_in_is_told_by_its_bytes_too() -> None:
    assert "会長：始めます。" in read("a.txt", CARDS.encode()).text


def test_nothing_outside_its_module_names_a_format() -> None:
    """What a format's module is called stands in no other module."""
    root = Path(ingest.__file__).parent
    own = Path(kinds.__file__).parent
    for path in root.rglob("*.py"):
        if path.is_relative_to(own) and path.parent != own:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and path.parent != own:
                assert not (node.module or "").startswith("ingest.formats.kinds"), path


def test_readers_stand_where_their_formats_say() -> None:
    for form in registry.formats():
        assert callable(registry.load(form.reader))
        assert not form.recogniser or callable(registry.load(form.recogniser))
        assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in form.suffixes)


@pytest.mark.parametrize("real", MAKERS)
@pytest.mark.parametrize("name", ["a.txt", "a", "a.xyz", "a.HTML"])
def test_a_wrong_name_does_no_harm(real: str, name: str) -> None:
    assert registry.format_of(name, MAKERS[real](MINUTES)).named(f"a.{real}")


@pytest.mark.parametrize("name", ["a.HTML", "a.Htm"])
def test_a_page_without_a_head_is_told_by_its_name(name: str) -> None:
    assert registry.format_of(name, "<p>会長が開会を宣した。".encode()).named("a.html")


def test_a_page_below_many_comments_is_told_at_once() -> None:
    data = ("<!-- 見出し -->\n" * 400 + "<html><body>会長が開会を宣した。").encode()
    assert registry.format_of("a.txt", data[:3_000]).named("a.txt")
    assert registry.format_of("a.txt", b"<!-- -->\n" * 40 + b"<!DOCTYPE html><p>").named("a.html")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "画像"),
        ("a.txt", b"\x1f\x8b" + bytes(50), "圧縮"),
        ("a.txt", b"PK\x03\x04" + bytes(50), "壊れて"),
        ("a.txt", OLE, "保存し直し"),
        ("a.doc", OLE, r"\.docx"),
        ("a.txt", OLE + "WordDocument".encode("utf-16-le"), r"\.docx"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
        ("a.jtd", OLE, "一太郎"),
        ("a.jtdc", b"anything", "一太郎"),
        ("a.xls", OLE, r"\.xlsx"),
        ("a.ppt", OLE, "プレゼンテーション"),
        ("a.lzh", b"\x24\x00-lh5-" + bytes(50), "圧縮"),
        ("a.mht", b"From: somebody\n", "Webアーカイブ"),
        ("a.txt", b"MIME-Version: 1.0\n", "Webアーカイブ"),
        ("a.txt", b"%!PS-Adobe-3.0\n", "PostScript"),
    ],
)
def test_what_is_not_read_says_what_to_do(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as refused:
        read(name, data)
    assert str(refused.value).endswith("。")


def test_the_directory_of_a_large_archive_is_not_looked_at() -> None:
    directory = (2 * packed._MOST_BYTES).to_bytes(4, "little")
    assert packed.members(b"PK\x05\x06" + bytes(8) + directory + bytes(6)) == frozenset()
