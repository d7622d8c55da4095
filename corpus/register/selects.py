"""What is read from the register's tables, by document number."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, and_, func, select

from corpus.model import Case, Document, Passage, Span, Turn
from corpus.register import records
from corpus.register.corrections import Correction
from corpus.register.opinions import Opinion
from corpus.register.schema import case_articles, cases, corrections, documents, opinions, passages, turns

BATCH = 500
"""Keys in one SELECT."""

T = TypeVar("T")


def batches(keys: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut keys into lists of at most `size`."""
    rest = iter(keys)
    while some := list(islice(rest, size)):
        yield some


def whole_documents(connection: Connection, ids: Sequence[int]) -> dict[int, Document]:
    """Documents by number as they were read."""
    turns_: dict[int, list[Turn]] = {id_: [] for id_ in ids}
    columns = turns.c
    for row in connection.execute(
        select(turns).where(columns.document.in_(ids)).order_by(columns.document, columns.ordinal)
    ):
        turns_[row.document].append(records.turn_of(row))
    passages_: dict[int, list[Passage]] = {id_: [] for id_ in ids}
    at = passages.c
    for row in connection.execute(
        select(passages).where(at.document.in_(ids)).order_by(at.document, at.ordinal)
    ):
        passages_[row.document].append(records.passage_of(row))
    cases_ = cases_of(connection, ids)
    return {
        row.id: Document(
            header=records.header_of(row._mapping),
            text=row.text,
            digest=row.digest,
            pages=tuple(row.pages),
            members=records.members_of(row._mapping),
            turns=tuple(turns_[row.id]),
            cases=tuple(cases_[row.id]),
            passages=tuple(passages_[row.id]),
        )
        for row in connection.execute(select(documents).where(documents.c.id.in_(ids)))
    }


def whole_document(connection: Connection, id_: int) -> Document:
    """A document as it was read."""
    return whole_documents(connection, [id_])[id_]


def passages_of(connection: Connection, id_: int, case: int | None = None) -> list[Passage]:
    """The passages of a document, or of one of its cases, in order."""
    wanted = select(passages).where(passages.c.document == id_).order_by(passages.c.ordinal)
    if case is not None:
        wanted = wanted.where(passages.c.case == case)
    return [records.passage_of(row) for row in connection.execute(wanted)]


def passages_among(connection: Connection, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Passage]]:
    """Passages by (document, ordinal), each with its document."""
    # A join, because SQLite answers (document, ordinal) IN (…) by reading the whole table; of one JSON value, because
    # a statement with as many parameters as places is compiled anew each time.
    wanted = func.json_each(json.dumps(places)).table_valued("value")
    here = and_(
        passages.c.document == func.json_extract(wanted.c.value, "$[0]"),
        passages.c.ordinal == func.json_extract(wanted.c.value, "$[1]"),
    )
    for row in connection.execute(select(passages).select_from(wanted).join(passages, here)):
        yield row.document, records.passage_of(row)


def cases_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[Case]]:
    """The cases of several documents as they were read, in order."""
    uses = defaultdict(list)
    columns = case_articles.c
    for row in connection.execute(
        select(case_articles).where(columns.document.in_(ids)).order_by(columns.case, columns.ordinal)
    ):
        uses[row.document, row.case].append(row._mapping)
    found: dict[int, list[Case]] = {id_: [] for id_ in ids}
    for row in connection.execute(select(cases).where(cases.c.document.in_(ids)).order_by(cases.c.ordinal)):
        found[row.document].append(records.case_of(row._mapping, uses[row.document, row.ordinal]))
    return found


def passage_cases_of(connection: Connection, ids: Sequence[int]) -> dict[int, NDArray[np.int16]]:
    """Per document and passage, in order, the ordinal of its case; -1 outside any case."""
    found: dict[int, list[int]] = {id_: [] for id_ in ids}
    columns = passages.c
    for id_, case in connection.execute(
        select(columns.document, func.coalesce(columns.case, -1))
        .where(columns.document.in_(ids))
        .order_by(columns.document, columns.ordinal)
    ):
        found[id_].append(case)
    return {id_: np.array(cases_, np.int16) for id_, cases_ in found.items()}


def corrections_of(
    connection: Connection, names: Iterable[str], *, undone: bool = False
) -> dict[str, list[Correction]]:
    """The corrections in force for several names, oldest first; with those that were taken back where wanted."""
    found: dict[str, list[Correction]] = {name: [] for name in names}
    wanted = select(corrections).where(corrections.c.name.in_(found)).order_by(corrections.c.id)
    for row in connection.execute(wanted if undone else wanted.where(corrections.c.undone_by.is_(None))):
        found[row.name].append(_correction(row))
    return found


def opinions_of(connection: Connection, names: Iterable[str]) -> dict[str, list[Opinion]]:
    """What a second reader said of several documents, oldest first."""
    found: dict[str, list[Opinion]] = {name: [] for name in names}
    for row in connection.execute(select(opinions).where(opinions.c.name.in_(found)).order_by(opinions.c.id)):
        held: dict[str, Any] = {field.name: row._mapping[field.name] for field in fields(Opinion)}
        held |= {
            "at": row.at.replace(tzinfo=UTC),
            "region": Span(*row.region) if row.region else None,
            "points": tuple(Span(*point) for point in row.points),
        }
        found[row.name].append(Opinion(**held))
    return found


def teaching(connection: Connection, council: str | None) -> list[Correction]:
    """The corrections in force of a council's documents, oldest first; of all councils' where None."""
    wanted = select(corrections).where(corrections.c.undone_by.is_(None)).order_by(corrections.c.id)
    if council is not None:
        wanted = wanted.where(corrections.c.council == council)
    return [_correction(row) for row in connection.execute(wanted)]


def divided_anew(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Those of the documents whose division into cases was set right, each with its name."""
    divisions = select(corrections.c.name).where(
        corrections.c.field == "cases", corrections.c.undone_by.is_(None)
    )
    rows = connection.execute(select(documents.c.id, documents.c.name).where(documents.c.name.in_(divisions)))
    return {row.id: row.name for row in rows if row.id in ids}


def _correction(row: Row[Any]) -> Correction:
    held: dict[str, Any] = {field.name: row._mapping.get(field.name) for field in fields(Correction)}
    return Correction(**held | {"number": row.id, "at": row.at.replace(tzinfo=UTC)})
