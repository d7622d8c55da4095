"""README's table of what leaves the machine, row by row: whom a run connects to, and that nobody can lead it elsewhere."""

import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from corpus.errors import SenreiError
from corpus.register import Standing
from corpus.search.vectors import VectorIndex
from corpus.settings import Settings
from corpus.store import Corpus
from tests.assistant import scripts
from tests.assistant.corpora import SAMPLES, opened
from tests.chatserver import ChatServer
from tests.conftest import ROOT
from tests.loopback import Answer, Server, leading

QUESTION = "証明書のコンビニ交付は、どう判断されましたか。"
STANDING = Standing("register", 1, "hashed", 8)


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Whom the process connects to."""
    addresses: list[tuple[str, int]] = []
    connect = socket.socket.connect

    def noted(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            addresses.append(address[:2])
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return addresses


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    for assistant in opened(SAMPLES, tmp_path_factory.mktemp("held")):
        yield assistant.corpus


def test_the_rows_are_those_that_are_tested_here():
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## What leaves the machine")[2]
    rows = re.findall(r"^\| (?!you set|---)(.*?) \|", table.partition("\n## ")[0], re.MULTILINE)
    assert [re.sub(r"`(\w+)[^`]*`.*", r"\1", row) for row in rows] == [
        "nothing",
        "SENREI_CHAT_MODEL",
        "SENREI_CHAT_MODEL",
        "SENREI_READER",
        "SENREI_CHROMA_URL",
        "SENREI_EMBEDDING_MODEL",
    ]


def test_nothing_is_set_and_nobody_is_reached(corpus: Corpus, reached: list[tuple[str, int]], tmp_path: Path):
    assert Assistant(corpus, Settings(_env_file=None, data=tmp_path)).ask(QUESTION).citations
    assert reached == []


def test_a_chat_model_is_asked_at_its_address_and_nobody_else(
    corpus: Corpus, reached: list[tuple[str, int]], tmp_path: Path
):
    with ChatServer(scripts.model(scripts.SILENT)) as server:
        named = {"chat_model": "openai:scripted", "chat_base_url": server.url}
        assistant = Assistant(corpus, Settings(_env_file=None, data=tmp_path, **named))
        assistant.ask(QUESTION)
        assistant.chat.close()
        assert server.requests
        assert {f"http://{host}:{port}/v1" for host, port in reached} == {server.url}


@pytest.mark.parametrize("status", [302, 307])
def test_a_chat_model_cannot_lead_elsewhere(
    status: int, corpus: Corpus, serve: Callable[[Answer], Server], tmp_path: Path
):
    elsewhere = serve(leading("http://127.0.0.1:9", 302))
    server = serve(leading(elsewhere.url, status))
    named = {"chat_model": "openai:scripted", "chat_base_url": server.url}
    assistant = Assistant(corpus, Settings(_env_file=None, data=tmp_path, **named))
    answer = assistant.ask(QUESTION)
    assistant.chat.close()
    assert server.requests
    assert elsewhere.requests == []
    assert answer.mode == "extractive"
    assert any("転送には従いません" in notice for notice in answer.notices)


@pytest.mark.parametrize("status", [302, 307])
def test_a_chroma_server_cannot_lead_elsewhere(
    status: int, corpus: Corpus, serve: Callable[[Answer], Server], tmp_path: Path
):
    elsewhere = serve(leading("http://127.0.0.1:9", 302))
    server = serve(leading(elsewhere.url, status))
    with pytest.raises(SenreiError):
        VectorIndex(tmp_path, server.url).load(STANDING)
    assert server.requests
    assert elsewhere.requests == []
