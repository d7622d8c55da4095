"""What the process that reads files is asked, as JSON in one message along with two open files: to read, to answer."""

from dataclasses import dataclass

GAVE_UP = -1000
"""Status of a reading that took too long; others are exit statuses, negative ones signals."""


@dataclass(frozen=True, slots=True)
class Request:
    """One file to read."""

    reader: str
    """Where the format's Reader stands, as module:function."""
    seconds: float
    """Wall-clock time it may take."""
