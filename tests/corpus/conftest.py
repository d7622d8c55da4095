"""Fixtures of the ground floor; its property tests state what holds, not how fast a busy machine shows it."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of unpacked models, one for all tests that embed for real; whoever needs it first unpacks."""
    return tmp_path_factory.getbasetemp() / "models"
