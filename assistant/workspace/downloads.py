"""Temporary files for downloads."""

import tempfile
from pathlib import Path


def new_file(name: str) -> Path:
    """The path of a file of this name in a new temporary folder; the file does not exist yet."""
    return Path(tempfile.mkdtemp(prefix="senrei-")) / name
