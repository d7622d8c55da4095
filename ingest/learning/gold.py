"""The labelled documents of the project: files, their lines with labels, their cases.

A source is a folder below `data/`: `documents/` holds the files, `cases.json` what has to be read out of them, `labels/` a
TSV for each file with a row for each line: label, numbers of the cases it treats, voice, the line's text.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus.language import fold, squeeze
from ingest.assemble.ruled import Ruled, read_ruled
from ingest.formats import Reading, read
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.labels.parts import parts
from ingest.lines import Line, read_lines
from ingest.repair import repair

DATA = Path(__file__).with_name("data")
SAMPLES = Path(str(files("corpus").joinpath("samples")))
"""The sample documents are labelled too; their files stand where they are served from."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line as a person labelled it."""

    label: Label
    cases: tuple[int, ...]
    """Indices into the document's cases."""
    voice: Voice
    text: str


@dataclass(frozen=True)
class GoldDocument:
    """A labelled document."""

    source: str
    """The folder it came from: what is left out together when a model is validated."""
    path: Path
    gold: Mapping[str, Any]
    """Its entry in `cases.json`, in the shape of CONTRACT's gold files."""
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @cached_property
    def reading(self) -> Reading:
        """The text of the file, repaired as at intake."""
        return repair(read(self.name, self.path.read_bytes()))

    @cached_property
    def ruled(self) -> Ruled:
        """What the rules read of it."""
        return read_ruled(self.name, "", self.reading)

    @cached_property
    def lines(self) -> list[Line]:
        """Its lines."""
        return read_lines(self.reading.text)

    @cached_property
    def labelled(self) -> tuple[tuple[LabelledLine, tuple[int, ...]], ...]:
        """Its lines with their gold labels and the indices of the cases that each treats."""
        found = zip(aligned(self.lines, self.rows), parts(self.lines), strict=True)
        return tuple(
            (LabelledLine(line, row.label, row.voice, part=part), row.cases) for (line, row), part in found
        )


def aligned(lines: Sequence[Line], rows: Sequence[Row]) -> list[tuple[Line, Row]]:
    """Each line with the row that labels it: rows may hold several lines, and lines several rows, since reading changes."""
    ours = "".join(line.key for line in lines)
    theirs = [squeeze(fold(row.text)) for row in rows]
    owner = [number for number, text in enumerate(theirs) for _ in text]
    at: dict[int, int] = {}
    for block in SequenceMatcher(None, ours, "".join(theirs), autojunk=False).get_matching_blocks():
        at |= {block.a + i: owner[block.b + i] for i in range(block.size)}
    found, offset, last = [], 0, 0
    for line in lines:
        last = next((at[i] for i in range(offset, offset + len(line.key)) if i in at), last)
        offset += len(line.key)
        found.append((line, rows[last]))
    return found


def read_rows(path: Path) -> tuple[Row, ...]:
    """Read the labels of one document."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        label, cases, voice, text = line.split("\t", 3)
        numbers = tuple(int(number) - 1 for number in cases.split(",") if number != "0")
        rows.append(Row(Label(label), numbers, Voice(voice), text))
    return tuple(rows)


def gold_documents(folder: Path = DATA) -> Iterator[GoldDocument]:
    """The labelled documents below `folder`, by source and name."""
    for cases in sorted(folder.glob("*/cases.json")):
        for entry in json.loads(cases.read_text(encoding="utf-8")):
            folder_ = SAMPLES if cases.parent.name == SAMPLES.name else cases.parent / "documents"
            path = folder_ / entry["document"]
            labels = cases.parent / "labels" / f"{path.name}.tsv"
            yield GoldDocument(cases.parent.name, path, entry, read_rows(labels))
