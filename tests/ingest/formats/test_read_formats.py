"""The same content reads the same in every format; files are told by their bytes; limits hold."""

from collections.abc import Sequence

import pytest

from corpus.errors import UnreadableError
from ingest.formats import Reading, dispatch, read
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


def test_a_web_page_and_a_pdf_saved_as_text_read_as_what_they_are() -> None:
    for real in ("html", "pdf"):
        data = MAKERS[real](MINUTES)
        assert read("a.txt", data) == read(f"a.{real}", data)


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
