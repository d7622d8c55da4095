"""Examples of heads: what has to be read from a page."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.language.places import municipalities
from corpus.model import DocumentKind
from ingest.assemble.head import FIELDS, MEETING_FIELDS, REPORT_FIELDS
from ingest.assemble.page import Page, read_page
from ingest.formats import read
from ingest.labels.label import LabelledLine
from ingest.labels.labeller import LineLabeller
from ingest.learning.gold import DATA, GoldDocument
from ingest.lines import read_lines
from ingest.repair import repair

HEADS = DATA / "heads"
"""Short invented heads, and the numbers of the labelled documents that are reports."""
_NUMBERS = "numbers.toml"


@dataclass(frozen=True, eq=False)
class HeadExample:
    """A page with what has to be read from it; equal only to itself."""

    source: str
    """The document: what is left out together when weights are validated."""
    page: Page
    gold: Mapping[str, Any]
    """By field; a field that is absent is unknown."""
    listed: frozenset[str]
    """Names of municipalities that are taken as known."""

    @property
    def kind(self) -> DocumentKind:
        """What kind of document it is."""
        return DocumentKind(self.gold["kind"])

    def fields(self) -> list[str]:
        """The fields that a document of its kind has, as far as they are known."""
        of_another = MEETING_FIELDS if self.kind is DocumentKind.REPORT else REPORT_FIELDS
        return [name for name in FIELDS if name in self.gold and name not in of_another]


def plain(value: object) -> str:
    """A value as it is compared: NFKC, without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value)))


def head_examples(labeller: LineLabeller, folder: Path = HEADS) -> list[HeadExample]:
    """The invented heads, their lines labelled by a model that has not seen them.

    In their files a field that is not given is not stated in the text; one that is listed under `skip` is unknown.
    """
    found = []
    for path in sorted(folder.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("head", ())
        for number, row in enumerate(rows, start=1):
            name = f"{path.stem}-{number}.txt"
            reading = repair(read(name, row["text"].lstrip("\n").encode()))
            lines = labeller.label(read_lines(reading.text), reading.text)
            gold = {field: row.get(field) for field in FIELDS if field not in row.get("skip", ())}
            found += _both_ways(name, read_page(name, reading, lines), gold)
    return found


def document_examples(
    documents: Sequence[GoldDocument], labelled: Mapping[str, Sequence[LabelledLine]], folder: Path = HEADS
) -> list[HeadExample]:
    """The labelled documents, each with the labels of a model that had not seen it and with those that people gave.

    Args:
        documents: with their gold.
        labelled: by name, their lines as a model labels them.
        folder: where the numbers of those that are reports stand; of one that is not listed they are unknown.
    """
    rows = tomllib.loads((folder / _NUMBERS).read_text(encoding="utf-8"))
    numbers = {row["document"]: row for row in rows.values()}
    found = []
    for document in documents:
        own = numbers.get(document.name)
        gold = {field: document.gold[field] for field in FIELDS if field not in REPORT_FIELDS}
        if own is not None:
            gold |= {field: own.get(field) for field in REPORT_FIELDS}
        for lines in (labelled[document.name], [line for line, _ in document.labelled]):
            found += _both_ways(document.name, read_page(document.name, document.reading, lines), gold)
    return found


def _both_ways(source: str, page: Page, gold: Mapping[str, Any]) -> list[HeadExample]:
    """An example as it stands, and as if its municipality were on the list: invented places are on none."""
    place = gold.get("municipality")
    found = [HeadExample(source, page, gold, municipalities())]
    return [*found, HeadExample(source, page, gold, municipalities() | {plain(place)})] if place else found
