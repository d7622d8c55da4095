"""Fixtures of the assistant's tests. No test reaches beyond this machine.

The corpora are taken in once a session, each in a folder of its own; tests read them and change nothing in them.
"""

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from tests.assistant.corpora import SAMPLES, opened


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


@pytest.fixture(scope="session")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The real documents beside the checkout."""
    yield from opened(shared / "documents", tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The project's own sample documents."""
    yield from opened(SAMPLES, tmp_path_factory.mktemp("samples"))


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
    return
