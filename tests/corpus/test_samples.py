"""The sample documents: long enough, marked as invented, small, of four formats, and nobody else's words."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
NAMES = sorted(path.name for path in SAMPLES.iterdir())
RUN = 30


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def sample_text(name: str) -> str:
    """The text of a sample, read without any code of ours."""
    path = SAMPLES / name
    data = path.read_bytes()
    match path.suffix:
        case ".pdf":
            return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
        case ".docx":
            word = docx.Document(BytesIO(data))
            cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
            return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
        case ".html":
            main = re.search(
                r"<main.*</main>|<div id=\"contents\">.*(?=<div class=\"attach\">)", data.decode(), re.DOTALL
            )
            assert main is not None, name
            return re.sub(r"<[^>]+>", "", main[0])
        case _:
            try:
                return data.decode("utf-8")
            except UnicodeDecodeError:
                return data.decode("cp932")


def strings(value: object) -> Iterator[str]:
    """Every string inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def real_texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Name and text of everything that others wrote: the documents, and the data for measuring."""
    for path in sorted([*shared.glob("documents/*.txt"), *shared.glob("data/**/*.txt")]):
        yield path.name, path.read_text(encoding="utf-8")
    for path in sorted(shared.glob("data/**/*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield from ((path.name, text) for text in strings(json.loads(line)))


def test_there_are_twelve_in_four_formats() -> None:
    assert Counter(Path(name).suffix for name in NAMES) == {".txt": 6, ".html": 2, ".pdf": 2, ".docx": 2}


def test_one_text_is_in_the_old_encoding() -> None:
    def is_utf8(data: bytes) -> bool:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    assert sum(not is_utf8((SAMPLES / name).read_bytes()) for name in NAMES if name.endswith(".txt")) == 1


@pytest.mark.parametrize("name", NAMES)
def test_it_is_of_real_length(name: str) -> None:
    assert len(squeeze(sample_text(name))) >= 3_000


@pytest.mark.parametrize("name", NAMES)
def test_it_says_near_its_top_that_it_is_invented(name: str) -> None:
    assert "架空の資料" in squeeze(sample_text(name))[:400]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_small(name: str) -> None:
    assert (SAMPLES / name).stat().st_size < 300_000


@pytest.mark.parametrize("name", NAMES)
def test_its_name_is_portable(name: str) -> None:
    assert re.fullmatch(r"[a-z]+_\d{4}_(minutes|report)_\d+\.(txt|html|pdf|docx)", name)


@pytest.mark.shared
def test_no_run_of_characters_stands_in_a_real_document(shared: Path) -> None:
    """Measured in runs of 30 characters with white space squeezed out."""
    owner = {}
    for name in NAMES:
        text = squeeze(sample_text(name))
        owner.update({text[at : at + RUN]: name for at in range(len(text) - RUN + 1)})
    common = [
        (owner[run], real, run)
        for real, text in real_texts(shared)
        for body in [squeeze(text)]
        for at in range(len(body) - RUN + 1)
        if (run := body[at : at + RUN]) in owner
    ]
    assert common == []
