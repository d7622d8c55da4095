"""The register: the one truth about what is held, in SQLite.

Every change of a document, its vectors and the generation is one transaction. What was read of a document stays
as it was read; corrections are applied where it leaves the register.
"""

import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from sqlalchemy import Connection, create_engine, event, func, insert, select, update
from sqlalchemy.engine import ExceptionContext

from corpus.errors import NotHeldError
from corpus.model import Document, Passage, Turn
from corpus.register import records, selects
from corpus.register.amend import amended, misplaced
from corpus.register.backup import back_up
from corpus.register.corrections import Correction
from corpus.register.entry import Entry, Standing, entry_of, mismatch, not_held
from corpus.register.judge import judged
from corpus.register.lessons import Lesson, lessons
from corpus.register.opinions import Opinion, advised
from corpus.register.schema import (
    case_articles,
    cases,
    corrections,
    documents,
    opinions,
    originals,
    passages,
    state,
    turns,
    vectors,
)
from corpus.register.soundness import damaged
from corpus.register.upgrade import upgrade

BUSY_S = 60.0
"""Seconds to wait for another process's transaction."""


class Register:
    """The SQLite file; safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        serialise = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
        self._engine = create_engine(
            f"sqlite:///{path}",
            connect_args={"timeout": BUSY_S},
            json_serializer=serialise,
            json_deserializer=_parsed,
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "handle_error", partial(_name_damage, path))
        # SQLite does not wait where two processes turn a new file to write-ahead logging at the same moment.
        with FileLock(path.with_suffix(".lock"), timeout=BUSY_S):
            upgrade(self._engine, before=partial(_keep, path))

    def close(self) -> None:
        """Give up the connections."""
        self._engine.dispose()

    def put(
        self, document: Document, original: bytes, embedding: NDArray[np.float32] | None, embedder: str
    ) -> str:
        """Hold a document, in place of one of the same name.

        Args:
            document: as it was read.
            original: the file's bytes.
            embedding: one vector per passage, (passages, dimension); None where they follow.
            embedder: name of the embedder that makes them.

        Returns:
            added or replaced.

        Raises:
            IndexMismatchError: the vectors held are another embedder's.
        """
        with self._engine.connect() as connection:
            generation = _advance(connection)
            _agree(connection, embedder)
            name = document.header.name
            replaced = connection.execute(documents.delete().where(documents.c.name == name)).rowcount
            record = records.document_record(document) | {"generation": generation}
            id_ = connection.execute(insert(documents).values(record).returning(documents.c.id)).scalar_one()
            of_document = {"document": id_}
            for table, rows in (
                (turns, map(records.turn_record, document.turns)),
                (cases, map(records.case_record, document.cases)),
                (case_articles, (row for case in document.cases for row in records.article_records(case))),
                (passages, map(records.passage_record, document.passages)),
            ):
                if values := [row | of_document for row in rows]:
                    connection.execute(insert(table), values)
            if embedding is not None:
                _hold_vectors(connection, id_, embedding, embedder)
            connection.execute(insert(originals).values(document=id_, data=zlib.compress(original)))
            connection.commit()
        return "replaced" if replaced else "added"

    def remove(self, name: str) -> None:
        """Take a document out.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        with self._engine.connect() as connection:
            _advance(connection)
            if not connection.execute(documents.delete().where(documents.c.name == name)).rowcount:
                raise not_held(name)
            connection.commit()

    def correct(
        self, name: str, field: str, value: str | None, author: str, case: int | None, turn: int | None = None
    ) -> None:
        """Keep a correction of a document, of one of its cases or of one of its turns; the document counts as touched.

        Raises:
            NotHeldError: there is no such document, case or turn.
            ValueError: `field` cannot be corrected, or not to this value.
        """
        with self._engine.connect() as connection:
            generation = _advance(connection)
            id_ = _number(connection, name)
            read = selects.whole_document(connection, id_)
            kept = selects.corrections_of(connection, [name])[name]
            asked = Correction(name, field, value, author, datetime.now(UTC), case, turn=turn)
            for correction in judged(asked, read, kept):
                values = asdict(correction)
                del values["number"]
                connection.execute(insert(corrections).values(values))
            connection.execute(update(documents).where(documents.c.id == id_).values(generation=generation))
            connection.commit()

    def undo(self, number: int, author: str) -> None:
        """Take a correction back; its document counts as touched, and who did it and when is kept.

        Raises:
            NotHeldError: no correction of this number is in force.
        """
        taken_back = (
            update(corrections)
            .where(corrections.c.id == number, corrections.c.undone_by.is_(None))
            .values(undone_by=author, undone_at=datetime.now(UTC))
            .returning(corrections.c.name)
        )
        with self._engine.connect() as connection:
            generation = _advance(connection)
            name = connection.execute(taken_back).scalar()
            if name is None:
                raise NotHeldError(f"{number}番の訂正はありません。")
            connection.execute(update(documents).where(documents.c.name == name).values(generation=generation))
            connection.commit()

    def opine(self, name: str, said: Sequence[Opinion]) -> None:
        """Keep what a second reader says of values of a document, in place of what was said of them before.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        with self._engine.connect() as connection:
            generation = _advance(connection)
            id_ = _number(connection, name)
            for opinion in said:
                same = (opinions.c.name == name, opinions.c.field == opinion.field)
                connection.execute(
                    opinions.delete().where(*same, opinions.c.case.is_not_distinct_from(opinion.case))
                )
                region = opinion.region and [opinion.region.start, opinion.region.end]
                points = [[point.start, point.end] for point in opinion.points]
                values = asdict(opinion) | {"region": region, "points": points}
                connection.execute(insert(opinions).values(values))
            connection.execute(update(documents).where(documents.c.id == id_).values(generation=generation))
            connection.commit()

    def opinions(self, name: str) -> tuple[Opinion, ...]:
        """What a second reader said of the document under `name`, so far as it is about what is held.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        with self._engine.connect() as connection:
            document = _amended(connection, [name])[name]
            said = selects.opinions_of(connection, [name])[name]
            return tuple(opinion for opinion in said if opinion.holds(document))

    def lessons(self, council: str | None = None) -> tuple[Lesson, ...]:
        """What the corrections in force teach about a council, by `council_of`; about all of them where None."""
        with self._engine.connect() as connection:
            return lessons(selects.teaching(connection, council))

    def hold_vectors(self, id_: int, embedding: NDArray[np.float32], embedder: str) -> None:
        """Hold the vectors of a document; those of one no longer held are dropped. The generation stays.

        Raises:
            IndexMismatchError: the vectors held are another embedder's.
        """
        still_held = update(documents).where(documents.c.id == id_).values(id=id_)
        with self._engine.connect() as connection:
            if connection.execute(still_held).rowcount:  # takes the write lock before anything is read
                _agree(connection, embedder)
                _hold_vectors(connection, id_, embedding, embedder)
                connection.commit()

    def start_embedding(self, embedder: str) -> None:
        """Name the embedder whose vectors are held from now on; `unembedded` lists what is to be embedded."""
        with self._engine.begin() as connection:
            _advance(connection)
            connection.execute(update(state).values(embedder=embedder, dimension=None))

    def unembedded(self) -> list[int]:
        """Numbers of the documents that have no vectors of the embedder whose vectors are held.

        While the generation stays the same, numbers only leave this list.
        """
        current = select(state.c.embedder).scalar_subquery()
        held = select(vectors.c.document).where(
            vectors.c.document == documents.c.id, vectors.c.embedder == current
        )
        lacking = select(documents.c.id).where(~held.exists())
        with self._engine.connect() as connection:
            return list(connection.execute(lacking.order_by(documents.c.id)).scalars())

    def standing(self) -> Standing:
        """Generation and embedder."""
        with self._engine.connect() as connection:
            row = connection.execute(
                select(state.c.register, state.c.generation, state.c.embedder, state.c.dimension)
            ).one()
        return Standing(*row)

    def versions(self) -> dict[int, int]:
        """The number of every document held, with the generation that last touched it."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(documents.c.id, documents.c.generation))
            return {row.id: row.generation for row in rows}

    def digests(self) -> dict[str, str]:
        """The digest of every document held, by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(documents.c.name, documents.c.digest))
            return {row.name: row.digest for row in rows}

    def holds(self, document: Document) -> bool:
        """Whether exactly this document, as it was read from exactly this file, is held."""
        same = select(documents.c.id).where(
            documents.c.name == document.header.name, documents.c.digest == document.digest
        )
        with self._engine.connect() as connection:
            id_: int | None = connection.execute(same).scalar()
            return id_ is not None and selects.whole_document(connection, id_) == document

    def counts(self) -> tuple[int, int, int]:
        """How many documents, cases and passages are held."""
        with self._engine.connect() as connection:
            documents_, cases_, passages_ = (
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (documents, cases, passages)
            )
        return documents_, cases_, passages_

    def number(self, name: str) -> int:
        """The number of the document under `name`.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        with self._engine.connect() as connection:
            return _number(connection, name)

    def documents(self, names: Sequence[str]) -> dict[str, Document]:
        """Documents by name, corrections applied, and without the doubts that a second reader took away.

        Raises:
            NotHeldError: nothing is held under one of the names.
        """
        found: dict[str, Document] = {}
        with self._engine.connect() as connection:
            for some in selects.batches(names):
                found |= _amended(connection, some)
        return found

    def document(self, name: str) -> Document:
        """The document under `name`, as `documents` gives it; raises as it does."""
        return self.documents([name])[name]

    def as_read(self, name: str) -> Document:
        """The document under `name` as it was read, nothing set right.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        with self._engine.connect() as connection:
            return selects.whole_document(connection, _number(connection, name))

    def text(self, name: str) -> str:
        """The text of the document under `name`.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        with self._engine.connect() as connection:
            text: str | None = connection.execute(
                select(documents.c.text).where(documents.c.name == name)
            ).scalar()
        if text is None:
            raise not_held(name)
        return text

    def original(self, name: str) -> bytes:
        """The bytes of the file that was taken in under `name`.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        with self._engine.connect() as connection:
            data = select(originals.c.data).where(originals.c.document == _number(connection, name))
            return zlib.decompress(connection.execute(data).scalar_one())

    def entries(self, ids: Iterable[int], *, as_read: bool = False) -> list[Entry]:
        """Headers and cases of documents by number; those no longer held are left out.

        Corrections are applied, and opinions heard, unless they are wanted `as_read`.
        """
        found: list[Entry] = []
        columns = [column for column in documents.c if column.name != "text"]
        with self._engine.connect() as connection:
            for some in selects.batches(ids):
                rows = connection.execute(select(*columns).where(documents.c.id.in_(some))).all()
                cases_ = selects.cases_of(connection, some)
                passage_cases = selects.passage_cases_of(connection, some)
                names = [row.name for row in rows]
                amendments = selects.corrections_of(connection, names)
                said = selects.opinions_of(connection, names)
                for row in rows:
                    if (amendments[row.name] or said[row.name]) and not as_read:
                        document = amended(selects.whole_document(connection, row.id), amendments[row.name])
                        document = advised(document, said[row.name])
                        found.append(entry_of(row.id, row.generation, document))
                        continue
                    header, read = records.header_of(row._mapping), tuple(cases_[row.id])
                    found.append(Entry(row.id, row.generation, header, read, passage_cases[row.id]))
        return found

    def corrections(self, name: str, *, undone: bool = False) -> tuple[Correction, ...]:
        """The corrections in force for `name`, oldest first; with those that were taken back where wanted."""
        with self._engine.connect() as connection:
            return tuple(selects.corrections_of(connection, [name], undone=undone)[name])

    def misplaced(self, name: str) -> list[Correction]:
        """The corrections in force for `name` whose place is no longer in its document.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        with self._engine.connect() as connection:
            read = selects.whole_document(connection, _number(connection, name))
            return misplaced(read, selects.corrections_of(connection, [name])[name])

    def passages(self, name: str, case: int | None = None) -> list[Passage]:
        """The passages of a document, of one case where `case` is its ordinal, in order.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        with self._engine.connect() as connection:
            id_ = _number(connection, name)
            if selects.divided_anew(connection, [id_]):
                passages_ = _amended(connection, [name])[name].passages
                return [passage for passage in passages_ if case is None or passage.case == case]
            return selects.passages_of(connection, id_, case)

    def passages_at(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Passage]:
        """Passages by (document, ordinal); those no longer held are left out."""
        found: dict[tuple[int, int], Passage] = {}
        with self._engine.connect() as connection:
            for some in selects.batches(places):
                for id_, passage in selects.passages_among(connection, some):
                    found[id_, passage.ordinal] = passage
            for id_, name in selects.divided_anew(connection, {id_ for id_, _ in found}).items():
                of_case = _amended(connection, [name])[name].passages
                found |= {(i, ordinal): of_case[ordinal] for i, ordinal in found if i == id_}
        return found

    def contents(self, id_: int) -> tuple[list[Turn], list[Passage]]:
        """Turns and passages of a document by number, in order; empty where it is no longer held."""
        with self._engine.connect() as connection:
            name = connection.execute(select(documents.c.name).where(documents.c.id == id_)).scalar()
            if name is None:
                return [], []
            document = _amended(connection, [name])[name]
            return [*document.turns], [*document.passages]

    def vectors(self, ids: Iterable[int]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """The vectors of documents by number, each (passages, dimension)."""
        for some in selects.batches(ids, 50):
            with self._engine.connect() as connection:
                rows = connection.execute(select(vectors).where(vectors.c.document.in_(some))).all()
            for row in rows:
                yield row.document, np.frombuffer(row.data, "<f4").reshape(-1, row.dimension)

    def problems(self) -> list[str]:
        """What is wrong with the file itself, in Japanese."""
        with self._engine.connect() as connection:
            damage = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
            strays = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        found = [f"登録簿が壊れています: {line}" for line in damage if line != "ok"]
        return found + [f"登録簿に持ち主のない行があります: {row[0]}" for row in strays]


def _keep(path: Path, revision: str) -> None:
    """Copy a register before its tables are changed."""
    target = path.with_name(f"{path.name}.before-{revision}")
    if not target.exists():
        back_up(path, target)


_DAMAGED = re.compile(r"malformed|not a database|corrupt", re.IGNORECASE)


def _name_damage(path: Path, context: ExceptionContext) -> None:
    """Tell damage of the file in a sentence for the user."""
    if isinstance(context.original_exception, sqlite3.DatabaseError) and _DAMAGED.search(
        str(context.original_exception)
    ):
        raise damaged(path) from context.original_exception


def _prepare(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _advance(connection: Connection) -> int:
    """Raise the generation; as the first statement it takes the write lock before anything is read."""
    statement = update(state).values(generation=state.c.generation + 1).returning(state.c.generation)
    generation: int = connection.execute(statement).scalar_one()
    return generation


def _agree(connection: Connection, embedder: str) -> None:
    held = connection.execute(select(state.c.embedder)).scalar_one()
    if held is None:
        connection.execute(update(state).values(embedder=embedder))
    elif held != embedder:
        raise mismatch(held, embedder)


def _hold_vectors(connection: Connection, id_: int, embedding: NDArray[np.float32], embedder: str) -> None:
    connection.execute(vectors.delete().where(vectors.c.document == id_))
    connection.execute(
        insert(vectors).values(
            document=id_,
            embedder=embedder,
            dimension=embedding.shape[1],
            data=np.ascontiguousarray(embedding, "<f4").tobytes(),
        )
    )
    connection.execute(update(state).values(dimension=embedding.shape[1]))


def _number(connection: Connection, name: str) -> int:
    id_: int | None = connection.execute(select(documents.c.id).where(documents.c.name == name)).scalar()
    if id_ is None:
        raise not_held(name)
    return id_


def _amended(connection: Connection, names: Sequence[str]) -> dict[str, Document]:
    numbers = {
        row.name: row.id
        for row in connection.execute(
            select(documents.c.id, documents.c.name).where(documents.c.name.in_(names))
        )
    }
    if missing := [name for name in names if name not in numbers]:
        raise not_held(missing[0])
    read = selects.whole_documents(connection, [*numbers.values()])
    corrections_, said = selects.corrections_of(connection, names), selects.opinions_of(connection, names)
    return {name: advised(amended(read[numbers[name]], corrections_[name]), said[name]) for name in names}


def _parsed(text: str) -> Any:
    """What a JSON column holds; most are empty, and told without the parser."""
    return [] if text == "[]" else json.loads(text)
