"""Fixtures of the assistant's tests.

The corpora are taken in once a session, each in a folder of its own; tests read them and change nothing in them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.assistant.corpora import SAMPLES, opened


@pytest.fixture(scope="session")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The real documents beside the checkout."""
    yield from opened(shared / "documents", tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The project's own sample documents."""
    yield from opened(SAMPLES, tmp_path_factory.mktemp("samples"))
