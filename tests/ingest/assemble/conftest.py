"""Labelled lines of small invented records."""

from collections.abc import Callable

import pytest

from ingest.assemble.record import CaseLines, Record
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.lines import read_lines

Rows = list[tuple[str, str, str]]
ReadCase = Callable[..., tuple[CaseLines, Record]]


def labelled_record(rows: Rows) -> Record:
    text = "\n".join(words for _, _, words in rows)
    lines = read_lines(text)
    labels = zip(lines, rows, strict=True)
    return Record([LabelledLine(line, Label(label), Voice(voice)) for line, (label, voice, _) in labels], text)


@pytest.fixture
def read_case() -> ReadCase:
    """A record of (label, voice, text) rows, and the case of the lines with these numbers."""

    def read(title: str, rows: Rows, own: list[int], others: tuple[str, ...] = ()) -> tuple[CaseLines, Record]:
        record = labelled_record(rows)
        return CaseLines(title, tuple(record.lines[number] for number in own)), record

    return read
