"""The documents of a council read again with what corrections teach: first what would change, then, when told so, the change."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.doubts import called, doubtful
from corpus.errors import NotHeldError
from corpus.language import likeness
from corpus.model import Case, Document, Turn
from corpus.register import CASE_FIELDS, DOCUMENT_FIELDS, advised, amended, council_of, written
from corpus.search import Filters
from corpus.store import Corpus
from ingest.pipeline import read_document

_SAME = 0.5
"""Likeness from which two titles are one case's."""
_OF_CASE = tuple(field for field in CASE_FIELDS if field != "lines")


@dataclass(frozen=True, slots=True)
class Change:
    """A value that would be read otherwise."""

    document: str
    case: str | None
    """Title of its case, or the mark of the speakers whose role it is; None: the document's."""
    field: str
    before: str | None
    after: str | None
    """None: the document does not say."""


@dataclass(frozen=True, slots=True)
class Reread:
    """The documents of a council as they would be read now."""

    council: str
    read: int
    """How many documents were read again."""
    changes: tuple[Change, ...]
    documents: tuple[Document, ...]
    """Those in which anything changes, as they would be held."""


def propose(council: str, corpus: Corpus) -> Reread:
    """Read the documents of a council again, without holding what was read.

    Args:
        council: by `council_of`, or as its documents name it.
        corpus: what is held.

    Raises:
        NotHeldError: nothing of this council is held.
    """
    held = [
        header
        for header in corpus.headers(Filters(samples=True))
        if council in (header.council, council_of(header))
    ]
    if not held:
        raise NotHeldError(f"「{council}」の資料はありません。python -m corpus documents で確認してください。")
    changes: list[Change] = []
    documents = []
    for header in held:
        lessons = corpus.lessons(council_of(header))
        document = read_document(header.name, corpus.original(header.name), lessons)
        now = amended(document, corpus.corrections(header.name))
        now = advised(now, corpus.opinions(header.name))
        if found := [*_changes(corpus.document(header.name), now)]:
            changes += found
            documents.append(document)
    return Reread(council, len(held), tuple(changes), tuple(documents))


def told(proposed: Reread) -> Iterator[str]:
    """What would change, a line each, under the document."""
    yield f"{proposed.council}: 資料{proposed.read}件を読み直し、{len(proposed.documents)}件で読み取りが変わります。"
    for name, changes in groupby(proposed.changes, key=lambda change: change.document):
        yield name
        for change in changes:
            of = f"{change.case}  " if change.case else ""
            nothing = "なし" if change.field == "unsure" else "記載なし"
            before, after = change.before or nothing, change.after or nothing
            yield f"  {of}{called(change.field)}: {before} → {after}"


def accept(proposed: Reread, corpus: Corpus) -> int:
    """Hold what `propose` read; return how many documents were replaced.

    A document that was replaced or taken out since then is left as it is.
    """
    digests, done = corpus.digests(), 0
    for document in proposed.documents:
        name = document.header.name
        if digests.get(name) == document.digest:
            done += corpus.put(document, corpus.original(name)) == "replaced"
    corpus.refresh()
    return done


def _changes(before: Document, after: Document) -> Iterator[Change]:
    name = before.header.name
    for field in DOCUMENT_FIELDS:
        old, new = written(before, field), written(after, field)
        if old != new:
            yield Change(name, None, field, old, new)
    if before.header.unsure != after.header.unsure:
        yield _doubted(name, None, before.header.unsure, after.header.unsure)
    for case, other in _pairs(before.cases, after.cases):
        for field in _OF_CASE:
            old, new = written(before, field, case.ordinal), written(after, field, other.ordinal)
            if old != new:
                yield Change(name, case.title, field, old, new)
        if case.unsure != other.unsure:
            yield _doubted(name, case.title, case.unsure, other.unsure)
    yield from _roles(name, before.turns, after.turns)


def _doubted(name: str, case: str | None, before: Sequence[str], after: Sequence[str]) -> Change:
    return Change(name, case, "unsure", doubtful(before) or None, doubtful(after) or None)


def _pairs(before: Sequence[Case], after: Sequence[Case]) -> Iterator[tuple[Case, Case]]:
    """Each case with the later one that is most like it, each used once."""
    left = list(after)
    for case in before:
        best = max(left, key=lambda other: likeness(other.title, case.title), default=None)
        if best is not None and (likeness(best.title, case.title) >= _SAME or best.span == case.span):
            left.remove(best)
            yield case, best


def _roles(name: str, before: Sequence[Turn], after: Sequence[Turn]) -> Iterator[Change]:
    """The roles of speakers that change, each speaker once."""
    then: Mapping[int, Turn] = {turn.span.start: turn for turn in before}
    changed = Counter(
        (turn.speaker, then[turn.span.start].role, turn.role)
        for turn in after
        if turn.span.start in then and then[turn.span.start].role is not turn.role
    )
    for speaker, old, new in changed:
        yield Change(name, speaker, "role", old.value, new.value)
