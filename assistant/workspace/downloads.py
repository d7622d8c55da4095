"""Files that a page hands to the browser."""

import tempfile
from pathlib import Path


def new_file(name: str) -> Path:
    """A path of this name in a new temporary folder; nothing stands there yet."""
    return Path(tempfile.mkdtemp(prefix="senrei-")) / name
