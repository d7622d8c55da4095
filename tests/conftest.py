"""Fixtures that all tests share, and which of them run side by side. No test reaches beyond this machine."""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.loopback import Answer, Server

ROOT = Path(__file__).resolve().parent.parent

# Every test and every process that it starts embeds by hashing, unless it names another embedder.
os.environ["SENREI_EMBEDDING_MODEL"] = "hashed"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real documents and gold beside the checkout; absent ones skip, but never where CI is set."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder} is missing, and CI is set")
        pytest.skip(f"{folder} is missing")
    return folder


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], Server]]:
    """Starts servers on loopback; they end with the test."""
    started: list[Server] = []

    def start(answer: Answer) -> Server:
        started.append(Server(answer))
        return started[-1]

    yield start
    for server in started:
        server.close()


class OutsideError(RuntimeError):
    """A test tried to reach another machine."""


def _refuse(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        local = name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        local = False
    if not local:
        raise OutsideError(f"a test tried to reach {name}")


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets connect to this machine only, names included."""
    connect, lookup = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse(address[0])
        connect(self, address)

    def guarded_lookup(host: Any, *arguments: Any, **more: Any) -> Any:
        if host:
            _refuse(host)
        return lookup(host, *arguments, **more)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_lookup)
    for variable in (
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "OPENAI_API_BASE",
        "ANTHROPIC_API_KEY",
        "LANGSMITH_TRACING",
    ):
        monkeypatch.delenv(variable, raising=False)


class Rooms(LoadFileScheduling):
    """Tests of one file run in one process, for they share fixtures; so do all that drive the browser, for they share its patience."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "tests/browser" if file.startswith("tests/browser/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Rooms:
    return Rooms(config, log)
