"""The list of cases: finds, sorts and compares its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.workspace.markup import japanese_date
from corpus.doubts import doubtful
from corpus.language import fold
from corpus.model import Case, Header, case_id
from corpus.search import Filters, Query
from corpus.store import Corpus


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the list."""

    header: Header
    case: Case

    @property
    def id(self) -> str:
        """The case's identifier, as the command line prints it."""
        return case_id(self.header.name, self.case.ordinal)

    @property
    def meeting(self) -> str:
        """The meeting or the report's number, else the kind of document."""
        return self.header.meeting or self.header.number or self.header.kind.value

    @property
    def references(self) -> list[str]:
        """The articles that the case turns on, in the order of the document, without duplicates."""
        return list(dict.fromkeys(use.reference for use in self.case.articles))

    @property
    def attached(self) -> dict[str, int]:
        """The number of attachments of each kind."""
        counted: dict[str, int] = {}
        for attachment in self.case.attachments:
            counted[attachment.kind.value] = counted.get(attachment.kind.value, 0) + 1
        return counted

    @property
    def length(self) -> int:
        """The length of the case in the document, in characters."""
        return self.case.span.end - self.case.span.start


@dataclass(frozen=True, slots=True)
class Wording:
    """The parts of a case in the document's wording."""

    outcome: str
    attachments: tuple[tuple[str, str], ...]
    """(kind, wording)."""
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a comparison."""

    label: str
    values: tuple[tuple[str, ...], ...]
    """The lines of the cell of each case."""

    @property
    def differs(self) -> bool:
        """Whether the cases have different values."""
        return len(set(self.values)) > 1


SORTS: dict[str, tuple[str, Callable[[Row], Any]]] = {
    "municipality": ("自治体", lambda row: (row.header.municipality is None, row.header.municipality or "")),
    "date": ("日付", lambda row: row.header.dated or date.min),
    "title": ("案件", lambda row: row.case.title),
    "articles": ("条項", lambda row: (not row.references, row.references)),
    "outcome": ("結果", lambda row: (row.case.outcome is None, row.case.outcome or "")),
    "attached": ("条件・要望", lambda row: len(row.case.attachments)),
    "length": ("審議の長さ", lambda row: row.length),
}
"""Maps a column's key to its name and its sort key."""


def rows(corpus: Corpus, filters: Filters, words: str) -> list[Row]:
    """The cases that pass the filters and contain every word of `words` verbatim.

    If words are given, cases with all of them in the title come first; within both groups the newest come first.
    """
    left = [Row(header, case) for header, case in corpus.cases(filters)]
    wanted = fold(words).split()
    if not wanted:
        return left
    near = {name for name, _ in corpus.search_documents(Query(" ".join(wanted), filters=filters), len(left))}
    found = [row for row in left if row.header.name in near and _holds(row, corpus, wanted)]
    found.sort(key=lambda row: row.header.dated or date.min, reverse=True)
    return sorted(found, key=lambda row: not all(word in fold(row.case.title) for word in wanted))


def sort(listed: Sequence[Row], key: str, descending: bool) -> list[Row]:
    """Sort the rows by one column, stably. An unknown key leaves the order as it is."""
    return sorted(listed, key=SORTS[key][1], reverse=descending) if key in SORTS else list(listed)


def wording(row: Row, text: str) -> Wording:
    """Cut the wording of a case out of its document's text."""
    case = row.case
    return Wording(
        outcome=case.outcome_span.of(text) if case.outcome_span else "",
        attachments=tuple((a.kind.value, a.span.of(text)) for a in case.attachments),
        questions=tuple(span.of(text) for span in case.questions),
    )


def facts(compared: Sequence[Row], corpus: Corpus) -> list[Fact]:
    """The rows that compare the cases side by side."""
    texts = [wording(row, corpus.text(row.header.name)) for row in compared]

    def line(label: str, say: Callable[[Row, Wording], Sequence[str | None]]) -> Fact:
        cells = (tuple(filter(None, say(row, words))) for row, words in zip(compared, texts, strict=True))
        return Fact(label, tuple(cells))

    return [
        line("自治体", lambda row, _: [row.header.municipality]),
        line("審議会", lambda row, _: [row.header.council]),
        line("回・番号", lambda row, _: [row.meeting]),
        line("日付", lambda row, _: [japanese_date(row.header.dated)]),
        line("要確認", lambda row, _: [doubtful((*row.header.unsure, *row.case.unsure))]),
        line("種別", lambda row, _: [row.case.kind.value]),
        line("諮問番号", lambda row, _: [row.case.number or row.header.consultation_number]),
        line("担当", lambda row, _: [row.case.department]),
        line("条項", lambda row, _: row.references),
        line("結果", lambda row, _: [row.case.outcome.value if row.case.outcome else None]),
        line("結果の文", lambda _, words: [words.outcome]),
        line("条件・要望・求め", lambda _, words: [f"【{kind}】{said}" for kind, said in words.attachments]),
        line("諮問事項", lambda _, words: words.questions),
        line("審議の長さ", lambda row, _: [f"約{row.length:,}字"]),
    ]


def _holds(row: Row, corpus: Corpus, wanted: Sequence[str]) -> bool:
    header = row.header
    said = " ".join(filter(None, (header.municipality, header.council, header.meeting, row.case.title)))
    # A line end may split a word.
    whole = "".join(fold(said + row.case.span.of(corpus.text(header.name))).split())
    return all(word in whole for word in wanted)
