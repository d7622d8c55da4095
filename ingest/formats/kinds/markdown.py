"""Markdown: tables become rows, and the marks of headings, emphasis and links go.

Only what a plain text cannot show is taken for Markdown: numbers and bullets of lists stay as they are written, since
they are the numbers of items and the marks of speakers; so do line ends and indents.
"""

import re

from ingest.formats.reading import Reading
from ingest.formats.registry import Format

FORMATS = (Format(reader=f"{__name__}:read_markdown", suffixes=(".md", ".markdown"), by_name=True),)

_STRUCK = re.compile(r"(?<!~)~~([^~\n]+)~~(?!~)")
_BOLD = re.compile(r"(?<!\*)\*\*([^*\n]+)\*\*(?!\*)")
"""Markdown looks for spaces or punctuation around these marks, and so misses them beside 。 and between kanji."""
_OFF = ("list", "code", "reference", "entity", "escape")


def read_markdown(data: bytes) -> Reading:
    """Read a Markdown file.

    Raises:
        UnreadableError: its encoding cannot be told, or it holds no text.
    """
    from markdown_it import MarkdownIt

    from ingest.formats.decoding import decode
    from ingest.formats.kinds.html.page import read_source

    source = _BOLD.sub(r"<strong>\1</strong>", _STRUCK.sub(r"<del>\1</del>", decode(data)))
    parser = MarkdownIt("commonmark", {"breaks": True}).enable("table").disable(_OFF)
    return read_source(f"<html><body>{parser.render(source)}</body></html>", site=False)
