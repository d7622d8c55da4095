"""What a file holds once its format is out of the way."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    r"""The text of a file in one form for all formats.

    A paragraph is a line; blank lines part blocks. A table row is a line with its cells separated by TAB; a row
    whose first cell is empty begins with TAB, as continued turns do. Further paragraphs of a row's last cell are
    lines of their own after it.
    """

    text: str
    pages: tuple[int, ...] = ()
    """Offsets at which pages begin; empty where the format has none."""
    ocr: bool = False
    """Whether any of the text was read from pictures."""
    flags: tuple[str, ...] = ()
    """What of the file could not be read, in Japanese: 3ページは画像のため読めませんでした。"""
    unread: tuple[int, ...] = ()
    """Numbers of the pages, from 1, whose letters only a recogniser can read."""


Reader = Callable[[bytes], Reading]
"""Reads a whole file; raises UnreadableError where it cannot."""
