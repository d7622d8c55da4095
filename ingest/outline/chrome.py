"""What a saved web page carries around its text: navigation, viewer notes, page numbers. It is no part of the record."""

from collections.abc import Sequence

from ingest.lines import Line
from ingest.rules import rule

_CHROME = rule("chrome.chrome")
_PAGE_NUMBER = rule("chrome.page_number")
_TAIL = rule("chrome.tail")
_TAIL_SHARE = 0.6
"""Share of the lines after which a page's foot may begin; the same words before it are the text's own."""


def chrome_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are no part of the record."""
    found = {line.number for line in lines if _CHROME.find(line.text.strip()) or _PAGE_NUMBER.find(line.text)}
    for line in lines[int(len(lines) * _TAIL_SHARE) :]:
        if _TAIL.find(line.text) and all(not later.is_row for later in lines[line.number :]):
            found.update(range(line.number, len(lines)))
            break
    return frozenset(found)
