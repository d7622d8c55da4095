"""Damaged files of every format: a reading or a message, nothing else, and in time."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator

import pytest

from corpus.errors import UnreadableError
from ingest.formats import Reading, read
from ingest.formats.kinds.comma import read_table
from ingest.formats.kinds.html.page import read_html
from ingest.formats.kinds.markdown import read_markdown
from ingest.formats.kinds.open_document.document import read_document
from ingest.formats.kinds.pdf.pages import read_pdf
from ingest.formats.kinds.rich_text import read_rich_text
from ingest.formats.kinds.sheet.workbook import read_workbook
from ingest.formats.kinds.text import read_text
from ingest.formats.kinds.word.document import read_word
from ingest.repair import repair
from tests.ingest.formats.test_read_open_document import document
from tests.ingest.formats.test_read_rich_text import HEAD, rich
from tests.ingest.formats.test_read_workbook import made
from tests.ingest.makers import MINUTES, TURNS, make_docx, make_html, make_pdf, make_txt

SEED = 20_240_401
SAMPLES: dict[str, tuple[bytes, ...]] = {
    "txt": (
        make_txt(MINUTES),
        make_txt(TURNS).decode().encode("cp932"),
        make_txt(MINUTES).decode().encode("utf-16"),
    ),
    "html": (make_html(MINUTES), make_html(TURNS)),
    "docx": (make_docx(MINUTES), make_docx(TURNS)),
    "pdf": (make_pdf(MINUTES), make_pdf(TURNS, head="架空市審議会")),
    "odt": (document("<text:p>会長：始めます。</text:p>" * 20),),
    "rtf": (f"{HEAD}{rich('会長：始めます。')}\\par}}".encode("latin-1"),),
    "xlsx": (made(lambda sheet: [sheet.append(["会長", "始めます。"]) for _ in range(20)]),),
    "csv": (make_txt(TURNS).replace(b"\t", b","),),
    "md": (make_txt(MINUTES),),
}
READERS: dict[str, Callable[[bytes], Reading]] = {
    "txt": read_text,
    "html": read_html,
    "docx": read_word,
    "pdf": read_pdf,
    "odt": read_document,
    "rtf": read_rich_text,
    "xlsx": read_workbook,
    "csv": read_table,
    "md": read_markdown,
}
VARIANTS = {
    "txt": 140,
    "html": 120,
    "docx": 70,
    "pdf": 110,
    "odt": 120,
    "rtf": 120,
    "xlsx": 90,
    "csv": 90,
    "md": 90,
}


def damaged(kind: str, count: int) -> Iterator[bytes]:
    """Variants that are truncated, garbled in place, or spliced with another sample."""
    dice = random.Random(f"{SEED}{kind}")
    everything = [data for samples in SAMPLES.values() for data in samples]
    for at in range(count):
        data = bytearray(dice.choice(SAMPLES[kind]))
        if at % 3 == 0:
            del data[dice.randrange(len(data)) :]
        elif at % 3 == 1:
            for _ in range(dice.choice((1, 5, 50, 500))):
                data[dice.randrange(len(data))] = dice.randrange(256)
        else:
            other = dice.choice(everything)
            start, cut = dice.randrange(len(data)), dice.randrange(len(other))
            data[start : start + dice.randrange(2_000)] = other[cut : cut + dice.randrange(4_000)]
        yield bytes(data)


def damaged_parts(kind: str, count: int) -> Iterator[bytes]:
    """Packed files that unpack well but hold damaged XML."""
    dice = random.Random(f"{SEED}{kind}")
    for at in range(count):
        out = io.BytesIO()
        samples = SAMPLES[kind]
        with (
            zipfile.ZipFile(io.BytesIO(samples[at % len(samples)])) as given,
            zipfile.ZipFile(out, "w") as written,
        ):
            for name in given.namelist():
                part = bytearray(given.read(name))
                if name.endswith(".xml") and dice.random() < 0.3:
                    start = dice.randrange(len(part))
                    part[start : start + dice.randrange(60)] = part[dice.randrange(len(part)) :][
                        : dice.randrange(60)
                    ]
                written.writestr(name, bytes(part))
        yield out.getvalue()


def check(reader: Callable[[bytes], Reading], data: bytes) -> None:
    try:
        reading = reader(data)
    except UnreadableError:
        return
    repaired = repair(reading)
    assert "".join(repaired.text.split()) or not "".join(
        reading.text.replace("<p>", "").replace("</p>", "").split()
    )
    repaired.text.encode("utf-8")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", VARIANTS)
def test_damaged_files_read_or_are_refused(kind: str) -> None:
    for data in damaged(kind, VARIANTS[kind]):
        check(READERS[kind], data)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["docx", "odt", "xlsx"])
def test_packed_files_with_damaged_parts_read_or_are_refused(kind: str) -> None:
    for data in damaged_parts(kind, 90):
        check(READERS[kind], data)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_whole_way_holds_too(kind: str) -> None:
    for data in list(damaged(kind, 60))[::12]:
        check(lambda given: read(f"a.{kind}", given), data)
