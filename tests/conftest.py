"""Fixtures that all tests share, and which of them run side by side."""

import os
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

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


class Rooms(LoadFileScheduling):
    """Tests of one file run in one process, for they share fixtures; so do all that drive the browser, for they share its patience."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "tests/browser" if file.startswith("tests/browser/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Rooms:
    return Rooms(config, log)
