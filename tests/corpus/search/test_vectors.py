"""Chroma holds the register's vectors, carries their model, and the exact way finds the same."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import SettingsError
from corpus.register import Register
from corpus.search import Query, search, vectors
from corpus.search.embedding import HashedCharacters
from corpus.search.exact import ExactVectors
from corpus.search.vectors import DATABASE, VectorIndex
from corpus.settings import Settings
from corpus.store import Corpus
from tests.corpus.factory import many, original

HASHED = HashedCharacters()


@pytest.fixture
def register(tmp_path: Path):
    opened = Register(tmp_path / "register.sqlite")
    for one in many(12):
        embedding = HASHED.embed([passage.searched for passage in one.passages])
        opened.put(one, original(one), embedding, HASHED.name)
    yield opened
    opened.close()


@pytest.fixture
def index(tmp_path: Path, register: Register, monkeypatch: pytest.MonkeyPatch):
    """The collection, its graph written to disk."""
    monkeypatch.setattr(vectors, "SYNC_EVERY", 100)
    opened = VectorIndex(tmp_path / "chroma")
    standing = register.standing()
    opened.clear(standing)
    opened.update(standing, [], register.vectors(register.versions()))
    yield opened
    opened.close()


def test_chroma_and_the_exact_way_agree(index: VectorIndex, register: Register):
    query = HASHED.embed_query("名簿の外部提供について説明する。")
    everywhere = {id_: np.arange(12) for id_ in register.versions()}
    exact = ExactVectors(register).nearest(everywhere, query, 10)
    found = index.nearest(query, 10)
    assert index.count() == 144
    assert [n.cosine for n in found] == pytest.approx([n.cosine for n in exact], abs=1e-5)
    assert found[0].cosine > 0.4


def test_documents_go_out(index: VectorIndex, register: Register):
    first, *others = register.versions()
    index.update(register.standing(), [first], [])
    assert index.documents == frozenset(others)
    assert index.count() == 144 - 12


@pytest.mark.parametrize("sync_every", [100, 1_000_000])
def test_a_sealed_collection_opens_again(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sync_every: int
):
    """Being read changes Chroma's database, and its graph where it was never written; the seal holds all the same."""
    monkeypatch.setattr(vectors, "SYNC_EVERY", sync_every)
    index = VectorIndex(tmp_path / "chroma")
    index.clear(register.standing())
    index.update(register.standing(), [], register.vectors(register.versions()))
    index.close()
    for _ in range(3):
        again = VectorIndex(tmp_path / "chroma")
        assert again.load(register.standing())
        assert again.untouched()
        assert again.generation == register.standing().generation
        assert again.documents == register.versions().keys()
        assert len(again.nearest(HASHED.embed_query("漏えい"), 5)) == 5
        again.close()


def test_vectors_of_another_embedder_are_not_opened(index: VectorIndex, register: Register, tmp_path: Path):
    index.close()
    register.start_embedding("another")
    again = VectorIndex(tmp_path / "chroma")
    assert not again.load(register.standing())
    again.close()


@pytest.mark.parametrize("name", [DATABASE, "data_level0.bin", "seal.json"])
@pytest.mark.parametrize("harm", ["garbled", "empty", "missing"])
def test_damage_is_seen_before_chroma_opens_it(
    index: VectorIndex, register: Register, tmp_path: Path, name: str, harm: str
):
    index.close()
    file = next((tmp_path / "chroma").rglob(name))
    content = file.read_bytes()
    if harm == "missing":
        file.unlink()
    else:
        file.write_bytes(b"" if harm == "empty" else b"\xde\xad" * (len(content) // 2))
    again = VectorIndex(tmp_path / "chroma")
    assert not again.load(register.standing())
    again.close()


def test_a_change_that_was_cut_short_is_not_opened(index: VectorIndex, register: Register, tmp_path: Path):
    def torn():
        yield next(iter(register.vectors(register.versions())))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.update(register.standing(), [], torn())
    assert not index.untouched()
    index.close()
    again = VectorIndex(tmp_path / "chroma")
    assert not again.load(register.standing())
    again.close()


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A real Chroma server on loopback: its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("chroma"), "run", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--path", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        for _ in range(200):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", server
        server.kill()


@pytest.fixture(scope="module")
def chroma_server(tmp_path_factory: pytest.TempPathFactory):
    """The address of a Chroma server."""
    with served(tmp_path_factory.mktemp("server")) as (address, _):
        yield address


def test_a_server_holds_the_vectors_by_one_setting(chroma_server: str, register: Register, tmp_path: Path):
    index = VectorIndex(tmp_path / "unused", chroma_server)
    assert not index.load(register.standing())
    index.clear(register.standing())
    index.update(register.standing(), [], register.vectors(register.versions()))
    assert index.nearest(HASHED.embed_query("名簿の外部提供について説明する。"), 1)[0].cosine > 0.4
    index.close()
    again = VectorIndex(tmp_path / "unused", chroma_server)
    assert again.load(register.standing())
    assert (again.count(), again.documents) == (144, register.versions().keys())
    again.close()
    assert not (tmp_path / "unused").exists()


def test_a_change_on_a_server_that_was_cut_short_is_seen(
    chroma_server: str, register: Register, tmp_path: Path
):
    def torn():
        yield next(iter(register.vectors(register.versions())))
        raise KeyboardInterrupt

    index = VectorIndex(tmp_path / "unused", chroma_server)
    index.clear(register.standing())
    with pytest.raises(KeyboardInterrupt):
        index.update(register.standing(), [], torn())
    index.close()
    again = VectorIndex(tmp_path / "unused", chroma_server)
    assert not again.load(register.standing())
    again.close()


def test_a_server_that_is_not_there_is_a_matter_of_settings(register: Register, tmp_path: Path):
    with pytest.raises(SettingsError, match="SENREI_CHROMA_URL"):
        VectorIndex(tmp_path / "unused", "http://127.0.0.1:9").load(register.standing())


def test_a_server_that_goes_down_costs_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search, "EXACT_PASSAGES", 0)
    query = Query("名簿の外部提供について説明する。")
    with (
        served(tmp_path / "server") as (address, server),
        Corpus.open(Settings(data=tmp_path / "data", chroma_url=address)) as corpus,
    ):
        for one in many(6):
            corpus.put(one, original(one))
        corpus.refresh()
        before = corpus.search_passages(query, 5)
        server.kill()
        server.wait()
        after = corpus.search_passages(query, 5)
    assert [(hit.document, hit.passage.ordinal) for hit in after] == [
        (hit.document, hit.passage.ordinal) for hit in before
    ]
    assert after[0].dense
