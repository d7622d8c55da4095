"""A document with everything that was weighed in reading it: what a `Document` is made of, and what explains it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.model import DocumentKind
from ingest.assemble.articles import read_articles
from ingest.assemble.decision import Decision, decider
from ingest.assemble.departments import read_department
from ingest.assemble.head import Head, head_model
from ingest.assemble.kinds import read_kind
from ingest.assemble.page import Page, read_page
from ingest.assemble.readings import ArticleSet, DepartmentValue, KindValue
from ingest.assemble.record import CaseLines, Record
from ingest.assemble.ruled import Ruled, read_ruled
from ingest.assemble.structure import Placed, Structure, read_structure
from ingest.assemble.taught import taught_department
from ingest.formats import Reading
from ingest.labels.endings import GENRES, with_endings
from ingest.labels.labeller import labeller
from ingest.labels.told import with_told
from ingest.lines import read_lines
from ingest.memory import Memory


@dataclass(frozen=True)
class WeighedCase:
    """A case with its values as they were chosen."""

    placed: Placed
    lines: CaseLines
    """Its lines, with what the other cases are called."""
    decision: Decision
    department: DepartmentValue
    articles: ArticleSet
    kind: KindValue


@dataclass(frozen=True)
class Weighed:
    """A document with its values as they were chosen."""

    name: str
    digest: str
    reading: Reading
    ruled: Ruled
    page: Page
    kind: DocumentKind
    record: Record
    """Its lines, labelled."""
    structure: Structure
    cases: tuple[WeighedCase, ...]
    memory: Memory
    """What people told of its council's wordings."""

    @cached_property
    def head(self) -> Head:
        """What it says of itself; read when first asked for, since not every reading needs it."""
        return head_model().read(self.page)

    @property
    def genre(self) -> str:
        """What the sentence models call its kind."""
        return GENRES[self.kind]


def weigh(name: str, digest: str, reading: Reading, memory: Memory | None = None) -> Weighed:
    """Label the lines of a document, divide it into cases and choose all values; arguments as of `assemble`."""
    memory = memory or Memory()
    ruled = read_ruled(name, digest, reading)
    text = reading.text
    lines = with_told(labeller().label(read_lines(text), text), memory)
    page = read_page(name, reading, lines)
    kind = head_model().kind(page).value or DocumentKind.OTHER
    record = Record(with_endings(lines, text, GENRES[kind], memory=memory), text)
    structure = read_structure(record.lines, record, ruled, report=kind is DocumentKind.REPORT)
    heads = [placed.lines.heads for placed in structure.cases]
    cases = tuple(
        _weigh_case(placed, _others(heads, ordinal), record, GENRES[kind], memory)
        for ordinal, placed in enumerate(structure.cases)
    )
    return Weighed(name, digest, reading, ruled, page, kind, record, structure, cases, memory)


def _others(heads: Sequence[tuple[str, ...]], ordinal: int) -> tuple[str, ...]:
    """The titles and headings of the other cases."""
    return tuple(head for at, some in enumerate(heads) if at != ordinal for head in some)


def _weigh_case(
    placed: Placed, others: tuple[str, ...], record: Record, genre: str, memory: Memory
) -> WeighedCase:
    own = replace(placed.lines, others=others)
    return WeighedCase(
        placed,
        own,
        decider(memory).decide(own.title, own.lines, record.text, genre, own.ruled),
        taught_department(own, read_department(own, record), memory),
        read_articles(own, record),
        read_kind(own, record),
    )
