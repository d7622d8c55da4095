"""Web pages."""

import codecs
import re

from ingest.formats.registry import Format

_HEAD = 4096
"""Bytes at the beginning in which a page has to show."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_COMMENTS = re.compile(rb"(?:\s+|<\?[^>]*>|<!--.*?-->)*+", re.S)
"""What may stand before a page's first tag; possessive, lest every way to part it be tried."""
_FIRST = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
_ANY = re.compile(rb"<(?:html|head|body|frameset)[\s>]", re.I)


def _is_page(data: bytes) -> bool:
    head = data[:_HEAD].removeprefix(codecs.BOM_UTF8)
    if head.startswith(_WIDE):
        head = head[2:].replace(b"\x00", b"")
    begin = _COMMENTS.match(head)
    return bool(_FIRST.match(head, begin.end() if begin else 0) or _ANY.search(head))


FORMATS = (
    Format(
        reader=f"{__name__}.page:read_html",
        suffixes=(".html", ".htm", ".xhtml"),
        holds=_is_page,
        by_name=True,
    ),
)
