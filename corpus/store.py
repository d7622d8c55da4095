"""The whole corpus: the register and the indexes made from it, opened, kept in step, searched."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from corpus import background
from corpus.errors import SettingsError
from corpus.model import Case, Document, Header, Passage, case_id
from corpus.register import (
    FILE,
    Correction,
    Lesson,
    Opinion,
    Register,
    amended,
    back_up,
    council_of,
    examine,
    not_held,
    put_back,
)
from corpus.search import (
    INDEX_FOLDERS,
    NO_FILTERS,
    CaseHit,
    Filters,
    Indexes,
    PassageHit,
    Progress,
    Query,
    Shelved,
    break_seal,
    embedded,
    embedder,
    told_of_documents,
)
from corpus.settings import Settings


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is held."""

    documents: int
    cases: int
    passages: int


@dataclass(frozen=True, slots=True)
class Vectorless:
    """What is searched by words alone, because its vectors are still to be made."""

    documents: tuple[str, ...] = ()
    """Names, in order."""
    passages: int = 0
    failure: str | None = None
    """Why the process that makes them gave up, as a Japanese sentence."""


class Corpus:
    """What is held under one data folder; safe to use from several threads, and beside other processes."""

    def __init__(self, settings: Settings) -> None:
        settings.data.mkdir(parents=True, exist_ok=True)
        self._settings = settings
        self._embedder = embedder(settings.embedding_model, settings.models_folder)
        file = settings.data / FILE
        examine(file, known=told_of_documents(settings.data))
        self._register = Register(file)
        self._indexes = Indexes(
            settings.data, settings.chroma_url, self._register, self._embedder, with_samples=settings.samples
        )

    @classmethod
    def open(cls, settings: Settings, *, progress: Progress | None = None, indexes: bool = True) -> Self:
        """Open the data folder; an index that is missing, behind or damaged is rebuilt first.

        Args:
            settings: where the data is, and which embedder.
            progress: is told of what takes time.
            indexes: False where nothing will be searched or changed: then only the register is opened.

        Raises:
            IndexMismatchError: the vectors held are not of the embedder that the settings name.
            SettingsError: the embedder cannot be loaded, or the Chroma server not be reached.
        """
        corpus = cls(settings)
        try:
            if indexes:
                corpus._indexes.start(progress)
        except BaseException:
            corpus.close()
            raise
        return corpus

    def close(self) -> None:
        """Let go of the data folder."""
        self._indexes.close()
        self._register.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def put(self, document: Document, original: bytes) -> str:
        """Hold a document in place of one of the same name; found by searches after the next `refresh`.

        By its words: its vectors follow, by `embed` or `embed_in_background`, unless the embedder makes them at once.

        Args:
            document: as it was read.
            original: the bytes of its file.

        Returns:
            added, replaced or unchanged.

        Raises:
            IndexMismatchError: the vectors held are another embedder's.
        """
        if self._register.holds(document):
            return "unchanged"
        vectors = None
        if self._embedder.at_once:
            texts = [embedded(document.header, document.cases, passage) for passage in document.passages]
            vectors = self._embedder.embed(texts)
        result = self._register.put(document, original, vectors, self._embedder.name)
        self._indexes.changed()
        return result

    def remove(self, name: str) -> None:
        """Take a document out; found no more.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        self._register.remove(name)
        self._indexes.changed()

    def correct(
        self,
        name: str,
        field: str,
        value: str | None,
        author: str,
        case: int | None = None,
        turn: int | None = None,
    ) -> None:
        """Set a value right, or call it right by giving it as it is; this outlives a new version of the file.

        Args:
            name: of the document.
            field: one of DOCUMENT_FIELDS; of a case, one of CASE_FIELDS; of a turn, one of TURN_FIELDS.
            value: as text, in the form that `Correction.value` and `read_division` tell; None: the document does not say.
            author: who says so.
            case: ordinal of the case.
            turn: ordinal of the turn.

        Raises:
            NotHeldError: there is no such document, case or turn.
            ValueError: `field` cannot be corrected, or not to this value; tells in Japanese why.
        """
        self._register.correct(name, field, value, author, case, turn)
        self._indexes.changed()

    def undo(self, number: int, author: str) -> None:
        """Take a correction back; it stays on record, with who took it back and when.

        Raises:
            NotHeldError: no correction of this number is in force.
        """
        self._register.undo(number, author)
        self._indexes.changed()

    def corrections(self, name: str, *, undone: bool = False) -> tuple[Correction, ...]:
        """The corrections in force for `name`, oldest first; with those that were taken back where wanted."""
        return self._register.corrections(name, undone=undone)

    def opine(self, name: str, said: Sequence[Opinion]) -> None:
        """Keep what a second reader says of values in doubt: where it agrees, the doubt is taken away; no value changes.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        self._register.opine(name, said)
        self._indexes.changed()

    def opinions(self, name: str) -> tuple[Opinion, ...]:
        """What a second reader said of the document under `name`, so far as it is about what is held.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        return self._register.opinions(name)

    def lessons(self, council: str | None = None) -> tuple[Lesson, ...]:
        """What corrections teach about a council, by `council_of`; about all of them where None."""
        return self._register.lessons(council)

    def lessons_on(self, document: Document) -> tuple[Lesson, ...]:
        """What corrections teach about the council of a document, which need not be held."""
        council = council_of(amended(document, self.corrections(document.header.name)).header)
        return () if council is None else self.lessons(council)

    def as_read(self, name: str) -> Document:
        """The document held under `name` as it was read, nothing set right.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        return self._register.as_read(name)

    def refresh(self, progress: Progress | None = None) -> None:
        """Bring the indexes to the register's generation; another process's refresh is waited for."""
        self._indexes.refresh(progress)

    def embed(self, progress: Progress | None = None) -> None:
        """Make the vectors that are missing, and wait for them; another process that makes them is waited for.

        Raises:
            IndexMismatchError: the vectors held are another embedder's.
            SettingsError: the embedder cannot be loaded.
        """
        self._indexes.embed(progress)

    def embed_in_background(self) -> None:
        """Have a process of its own make the vectors that are missing; it goes on when this one has ended."""
        if self._indexes.unembedded():
            background.start(self._settings)

    def vectorless(self) -> Vectorless:
        """What is searched by words alone, because its vectors are still to be made."""
        unembedded = self._indexes.unembedded()
        if not unembedded:
            return Vectorless()
        catalogue = self._indexes.catalogue()
        names = sorted(catalogue.entries[id_].header.name for id_ in unembedded if id_ in catalogue.entries)
        return Vectorless(
            tuple(names), catalogue.passages_of(unembedded), background.failure(self._settings.data)
        )

    def rebuild(self, progress: Progress | None = None, *, embeddings: bool = False) -> None:
        """Make both indexes anew from the register, and the vectors that are missing.

        Args:
            progress: is told of what takes time.
            embeddings: whether the embedder that the settings name takes over from another one.

        Raises:
            SettingsError: another process has the data folder open.
        """
        self._indexes.rebuild(progress, embeddings=embeddings)

    @property
    def generation(self) -> int:
        """Raised by every change of what is held."""
        return self._register.standing().generation

    def headers(self, filters: Filters = NO_FILTERS) -> list[Header]:
        """The headers of the documents that filters leave, by name."""
        return [entry.header for entry, _ in self._indexes.catalogue().select(filters)]

    def cases(self, filters: Filters = NO_FILTERS) -> list[tuple[Header, Case]]:
        """The cases that filters leave, with their document's header, by name and place."""
        return [
            (entry.header, case) for entry, cases in self._indexes.catalogue().select(filters) for case in cases
        ]

    def outlines(self, filters: Filters = NO_FILTERS) -> list[tuple[Header, list[Case]]]:
        """The documents that filters leave, by name, each with the cases that are left of it."""
        return [(entry.header, [*cases]) for entry, cases in self._indexes.catalogue().select(filters)]

    def text(self, name: str) -> str:
        """The text of the document held under `name`.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        return self._register.text(name)

    def document(self, name: str) -> Document:
        """The document held under `name`, corrections applied.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        return self._indexes.shelved([name])[name].document

    def in_windows(self, names: Iterable[str]) -> dict[str, Shelved]:
        """The documents held under some names, corrections applied, each with the windows that evidence is searched in.

        Raises:
            NotHeldError: nothing is held under one of the names.
        """
        return self._indexes.shelved(names)

    def original(self, name: str) -> bytes:
        """The bytes of the file that was taken in under `name`.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        return self._register.original(name)

    def passages(self, name: str, case: int | None = None) -> list[Passage]:
        """The passages of a document, or of one of its cases, in order.

        Raises:
            NotHeldError: nothing is held under `name`.
        """
        return self._register.passages(name, case)

    def digests(self) -> dict[str, str]:
        """The digest of every file held, by name."""
        return self._register.digests()

    def counts(self, filters: Filters = NO_FILTERS) -> Counts:
        """How much is held, or is left by filters."""
        return Counts(*self._indexes.catalogue().counts(filters))

    def presence(self, phrase: str, filters: Filters = NO_FILTERS) -> float:
        """The share of a phrase's character pairs that the best passage holds, 0 to 1."""
        return self._indexes.search().presence(phrase, filters)

    def course(self, name: str, case: int) -> list[tuple[Header, Case]]:
        """The meetings and reports on one case, itself among them, in the order of their days.

        Raises:
            NotHeldError: there is no such document or case.
        """
        catalogue = self._indexes.catalogue()
        entry = catalogue.entry(name)
        if not 0 <= case < len(entry.cases):
            raise not_held(case_id(name, case))
        return [(step.header, found) for step, found in catalogue.courses.of(entry.id, case)]

    def search_passages(self, query: Query, limit: int) -> list[PassageHit]:
        """The passages that fit best, best first."""
        return self._indexes.search().passages(query, limit)

    def search_cases(self, query: Query, limit: int) -> list[CaseHit]:
        """The cases that fit best, best first; a document without cases counts as one, -1."""
        return self._indexes.search().cases(query, limit)

    def search_documents(self, query: Query, limit: int) -> list[tuple[str, float]]:
        """The names of the documents whose whole text fits best, with their BM25, best first."""
        return self._indexes.search().documents(query, limit)

    def frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """How many passages hold each of these lemmas in their text."""
        search = self._indexes.search()
        return {term: search.lexical.frequency(term) for term in terms}

    def back_up(self, target: Path) -> None:
        """Copy the register to a file that does not exist yet, while it is in use.

        Raises:
            SettingsError: the file exists already or cannot be written.
            DamagedError: the register is damaged.
        """
        back_up(self._settings.data / FILE, target)

    def verify(self) -> list[str]:
        """What is wrong with what is held, in Japanese; empty where nothing is."""
        return self._indexes.problems()


_IN_USE = ("chroma.lock", "refresh.lock")
"""Locks that a process holds which works on a data folder."""


def restore(copy: Path, settings: Settings) -> Path | None:
    """Put a copy of a register in its place; the indexes are made anew when the corpus is opened next.

    Args:
        copy: as `Corpus.back_up` made it.
        settings: name the data folder.

    Returns:
        The name under which the register that was there is kept; None where there was none.

    Raises:
        SettingsError: another process works on the data folder, the copy does not exist, or the folder cannot be written.
        DamagedError: the copy is no whole register; nothing is changed.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        for name in _IN_USE:
            try:
                held.enter_context(FileLock(settings.data / name).acquire(timeout=0))
            except Timeout as error:
                raise SettingsError(
                    f"データフォルダー「{settings.data}」をほかの処理が使っています。画面や取り込みを終了してから、もう一度実行してください。"
                ) from error
        kept = put_back(copy, settings.data / FILE)
        for folder in INDEX_FOLDERS:
            break_seal(settings.data / folder)
    return kept
