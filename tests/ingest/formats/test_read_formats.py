"""The same content reads the same in every format; files are told by their bytes; limits hold."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from corpus.errors import UnreadableError
from ingest.formats import Reading, dispatch, read, sandbox
from ingest.formats.kinds import Format, format_of
from ingest.repair import repair
from tests.ingest.makers import (
    ANSWER,
    MINUTES,
    SPEECH,
    TURNS,
    Block,
    Rows,
    make_docx,
    make_html,
    make_pdf,
    make_txt,
)

MAKERS = {"txt": make_txt, "html": make_html, "docx": make_docx, "pdf": make_pdf}
LONG: tuple[Block, ...] = (
    *MINUTES[:6],
    *(f"{who}：{n}点目です。{SPEECH}{ANSWER}" for n in range(1, 9) for who in ("委員", "実施機関")),
    MINUTES[-1],
)


def lines_of(reading: Reading) -> list[str]:
    return [line for line in repair(reading).text.split("\n") if line]


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
@pytest.mark.parametrize("content", [MINUTES, TURNS, LONG], ids=["minutes", "turns", "long"])
def test_the_same_content_reads_the_same(content: Sequence[Block], ending: str) -> None:
    plain = "".join(lines_of(read("a.txt", make_txt(content))))
    made = "".join(lines_of(read(f"a.{ending}", MAKERS[ending](content))))
    assert "".join(made.split()) == "".join(plain.split())


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_the_same_content_has_the_same_lines(ending: str) -> None:
    assert lines_of(read(f"a.{ending}", MAKERS[ending](MINUTES))) == lines_of(read("a.txt", make_txt(MINUTES)))


@pytest.mark.parametrize("ending", ["txt", "html", "docx", "pdf"])
def test_tables_have_the_same_rows(ending: str) -> None:
    rows = [
        line.split("\t")[0] for line in lines_of(read(f"a.{ending}", MAKERS[ending](TURNS))) if "\t" in line[1:]
    ]
    table = next(block for block in TURNS if isinstance(block, Rows))
    assert rows == [row[0][0] for row in table.rows]


@pytest.mark.parametrize("real", ["html", "docx", "pdf"])
@pytest.mark.parametrize("name", ["a.txt", "a", "a.xyz", "a.HTML"])
def test_a_wrong_name_does_no_harm(real: str, name: str) -> None:
    assert (
        format_of(name, MAKERS[real](MINUTES))
        is {"html": Format.HTML, "docx": Format.WORD, "pdf": Format.PDF}[real]
    )


def test_a_web_page_and_a_pdf_saved_as_text_read_as_what_they_are() -> None:
    for real in ("html", "pdf"):
        data = MAKERS[real](MINUTES)
        assert read("a.txt", data) == read(f"a.{real}", data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{\\rtf1 abc}", "リッチテキスト"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "画像"),
        (b"\x1f\x8b" + bytes(50), "圧縮"),
        (b"PK\x03\x04" + bytes(50), "壊れて"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "保存し直し"),
    ],
)
def test_foreign_formats_say_what_to_save_as(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read("a.txt", data)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_text_under_a_name_of_a_packed_format_is_refused_as_damaged(name: str) -> None:
    with pytest.raises(UnreadableError, match="壊れているか、名前と中身"):
        read(name, b"no such thing")


def test_a_file_that_is_too_large_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "MOST_BYTES", 100)
    with pytest.raises(UnreadableError, match="大きすぎます"):
        read("a.txt", b"x" * 101)


@pytest.mark.parametrize("ending", ["txt", "html", "docx"])
def test_a_text_that_is_too_long_is_refused(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "MOST_CHARACTERS", 100)
    with pytest.raises(UnreadableError, match="長すぎます"):
        read("a", MAKERS[ending](MINUTES))


def test_a_parser_that_takes_too_long_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableError, match="秒以内に読み終わりませんでした"):
        sandbox.read_apart("pdf", make_pdf(LONG), 0.01)
    assert time.monotonic() - begun < 5


def test_a_parser_that_breaks_down_or_babbles_is_a_damaged_file() -> None:
    for status, output in (
        (0, b""),
        (-9, b'{"text": "'),
        (0, b"no json"),
        (1, json.dumps({"text": ""}).encode()),
    ):
        with pytest.raises(UnreadableError, match="壊れている"):
            sandbox._answer(status, output)


def child(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process that has taken the parsers' limits on."""
    limited = f"from ingest.formats.child import take_limits\ntake_limits()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", limited], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_parsers_process_has_limits_on_memory_and_output() -> None:
    assert "MemoryError" in child("bytes(3 * 1024**3)").stderr
    over = child("import tempfile\nwith tempfile.TemporaryFile() as f:\n    f.write(bytes(65 * 1024**2))")
    assert over.returncode != 0


def test_the_parsers_process_does_not_see_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}
    real = subprocess.Popen

    def spy(*args: object, **options: object) -> object:
        seen.update(options["env"])  # type: ignore[call-overload]
        return real(*args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", spy)
    monkeypatch.setenv("SENREI_CHAT_API_KEY", "secret")
    read("a.docx", make_docx(["本文"]))
    assert "PATH" in seen
    assert "secret" not in seen.values()


@pytest.mark.skipif(
    not os.environ.get("CI") and sys.platform != "linux", reason="process start is measured on Linux"
)
def test_a_pdf_costs_less_than_a_second_of_work() -> None:
    data = make_pdf(MINUTES)
    before = os.times()
    read("a.pdf", data)
    after = os.times()
    spent = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    assert spent < 2
