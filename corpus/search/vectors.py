"""The dense index: the register's vectors in Chroma, on this machine or on a server."""

import json
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import httpx
import numpy as np
from numpy.typing import NDArray

from corpus.errors import SettingsError, UnreachableError
from corpus.register import Standing, batches
from corpus.search.embedding import Vectors
from corpus.search.exact import Neighbour
from corpus.search.seal import Seal, break_seal, read_seal, set_seal, sound_seal

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection as ChromaCollection
    from chromadb.api.types import Where

FORMAT = "chroma 3"
SYNC_EVERY = 2_000
"""Vectors after which Chroma writes its graph; the seal, not a high threshold, keeps a torn one from being opened.

At 10,000,000 it never writes it, and the first query after a start took 19 s at 40,000 vectors; at 2,000, 0.06 s.
"""
SEARCH_EFFORT = 800
"""HNSW's ef_search: of the 200 nearest of 37,000 hashed vectors Chroma finds .82, at its default of 100 only .50."""
BATCH = 1_000
DATABASE = "chroma.sqlite3"


class VectorIndex:
    """A Chroma collection, in a sealed folder of this machine or on a server."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self._folder = folder
        self._url = url
        self._client: Client | None = None
        self._collection: ChromaCollection | None = None

    @property
    def documents(self) -> frozenset[int]:
        """Numbers of the documents whose passages are in it."""
        return frozenset(json.loads(self._about["documents"]))

    @property
    def generation(self) -> int:
        """The register's generation it was brought to; -1 where a change was cut short."""
        return int(self._about["generation"])

    @property
    def _about(self) -> Mapping[str, Any]:
        return (self._collection.metadata if self._collection else None) or {
            "documents": "[]",
            "generation": -1,
        }

    def untouched(self) -> bool:
        """Whether a collection is open and its folder still there."""
        return self._collection is not None and (bool(self._url) or read_seal(self._folder) is not None)

    def load(self, standing: Standing) -> bool:
        """Open the collection if it is sound and holds this register's vectors; returns whether it does."""
        from chromadb.errors import NotFoundError

        if not self._url and not self._sound(standing):
            return False
        try:
            collection = self._connected().get_collection(_name(standing), embedding_function=None)
        except NotFoundError:
            return False
        if (collection.metadata or {}).get("embedder") != (standing.embedder or ""):
            return False
        self._collection = collection
        return self.generation >= 0

    def _sound(self, standing: Standing) -> bool:
        seal = sound_seal(self._folder)
        if seal is None or (seal.format, seal.register) != (FORMAT, standing.register):
            return False
        try:
            with closing(sqlite3.connect(self._folder / DATABASE)) as connection:
                return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
        except sqlite3.DatabaseError:
            return False

    def clear(self, standing: Standing) -> None:
        """Make an empty collection in place of what is there."""
        from chromadb.errors import NotFoundError

        self.close()
        if not self._url:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
        client = self._connected()
        with suppress(NotFoundError):
            client.delete_collection(_name(standing))
        self._collection = client.create_collection(
            _name(standing),
            embedding_function=None,
            configuration={
                "hnsw": {"space": "cosine", "sync_threshold": SYNC_EVERY, "ef_search": SEARCH_EFFORT}
            },
            metadata=_metadata(standing, (), generation=-1),
        )

    def update(self, standing: Standing, stale: Collection[int], fresh: Iterable[tuple[int, Vectors]]) -> None:
        """Take documents out and in, then seal.

        Args:
            standing: of the register, afterwards that of the collection.
            stale: numbers of the documents that go out.
            fresh: numbers of the documents that go in, with their vectors, (passages, dimension).
        """
        collection = self._collection
        assert collection is not None, "load or clear comes first"
        documents = set(self.documents) - set(stale)
        break_seal(self._folder)
        collection.modify(metadata=_metadata(standing, documents, generation=-1))
        for gone in batches(sorted(stale), 200):
            among = cast("Where", {"document": {"$in": gone}})
            collection.delete(where=among)
        for some in batches(_rows(fresh, documents), BATCH):
            places, rows = zip(*some, strict=True)
            collection.upsert(
                ids=[f"{document}:{ordinal}" for document, ordinal in places],
                embeddings=np.stack(rows),
                metadatas=[{"document": document} for document, _ in places],
            )
        collection.modify(metadata=_metadata(standing, documents, standing.generation))
        if not self._url:
            seal = Seal(FORMAT, standing.register, standing.generation)
            set_seal(self._folder, seal, volatile=_volatile(self._folder))

    def count(self) -> int:
        """How many passages it holds."""
        return self._collection.count() if self._collection else 0

    def nearest(self, vector: Vectors, limit: int) -> list[Neighbour]:
        """The passages nearest to a query's vector, (dimension,), nearest first.

        Raises:
            UnreachableError: the server does not answer.
        """
        if self._collection is None or not limit:
            return []
        try:
            found = self._collection.query(
                query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"]
            )
        except httpx.TransportError as error:
            raise UnreachableError(f"Chromaサーバー({self._url})が応答しません。") from error
        distances = (found["distances"] or [[]])[0]
        places = (id_.split(":") for id_ in found["ids"][0])
        return [
            Neighbour(int(document), int(ordinal), 1.0 - distance)
            for (document, ordinal), distance in zip(places, distances, strict=True)
        ]

    def close(self) -> None:
        """Let go of the folder or the server."""
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None

    def _connected(self) -> "Client":
        if self._client is None:
            import chromadb
            from chromadb.api.client import Client
            from chromadb.config import Settings as ChromaSettings

            quiet = ChromaSettings(anonymized_telemetry=False)
            if self._url:
                at = urlsplit(self._url)
                try:
                    client = chromadb.HttpClient(
                        at.hostname or "", at.port or 8000, ssl=at.scheme == "https", settings=quiet
                    )
                except ValueError as error:
                    raise SettingsError(
                        f"Chromaサーバー({self._url})に接続できません。起動しているか、SENREI_CHROMA_URLを確認してください。"
                    ) from error
            else:
                client = chromadb.PersistentClient(str(self._folder), settings=quiet)
            assert isinstance(client, Client), "only this class can be closed"
            self._client = client
        return self._client


def _volatile(folder: Path) -> set[str]:
    """Names of the files that change by being read: the database, and a graph that was never written in full."""
    graphs = {path.parent for path in folder.rglob("index_metadata.pickle")}
    drafts = {path.name for path in folder.rglob("*.bin") if path.parent not in graphs}
    return {DATABASE} | drafts


def _name(standing: Standing) -> str:
    return f"senrei-{standing.register}"


def _metadata(standing: Standing, documents: Collection[int], generation: int) -> dict[str, Any]:
    return {
        "embedder": standing.embedder or "",
        "generation": generation,
        "documents": json.dumps(sorted(documents)),
    }


def _rows(
    fresh: Iterable[tuple[int, Vectors]], documents: set[int]
) -> Iterator[tuple[tuple[int, int], NDArray[np.float32]]]:
    """The rows of documents one by one; each document is noted in `documents`."""
    for document, vectors in fresh:
        documents.add(document)
        for ordinal, row in enumerate(vectors):
            yield (document, ordinal), row
