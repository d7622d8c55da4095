"""Plain text in the encodings that Japanese municipalities use."""

import re

from corpus.errors import UnreadableError
from ingest.formats.decoding import decode
from ingest.formats.reading import Reading
from ingest.formats.registry import SAVE_AS, Format

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.001
"""Share of control characters above which a file is no text."""

FORMATS = (Format(reader=f"{__name__}:read_text", suffixes=(".txt", ".text"), by_name=True, parsed=False),)


def read_text(data: bytes) -> Reading:
    """Read a text file; form feeds begin pages.

    Raises:
        UnreadableError: it is binary, cut inside a character, or in an encoding that cannot be told.
    """
    text = decode(data)
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise UnreadableError(f"テキストではないデータが含まれています。{SAVE_AS}")
    end = len(text.rstrip())
    breaks = [found.end() for found in re.finditer("\f", text[:end]) if found.end() < end]
    return Reading(text, (0, *breaks) if breaks else ())
