"""Who writes to whom: the offices that a report is addressed to, and the council that signs it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.language import find_councils, find_municipalities
from ingest.outline.dense import Dense
from ingest.rules import rule


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the place in the dense text that proves it."""

    value: str
    start: int
    end: int


_SALUTATION = rule("letterhead.salutation")
_OFFICE = rule("letterhead.office")
_BARE_OFFICE = rule("letterhead.bare_office")
_OFFICE_LINE = rule("letterhead.office_line")
_ACTING = rule("letterhead.acting")
_LONGEST = 80
"""Dense characters of an office with its holder's name."""


def read_addressees(page: Dense, limit: int, stops: Iterable[int]) -> tuple[tuple[Found, ...], int]:
    """Read the offices addressed before `limit`, without their holders' names.

    Args:
        page: the document.
        limit: where its cover ends.
        stops: ends of dates and numbers, behind which an office may begin in mid-line.

    Returns:
        The offices, and where the last salutation ends (0 where nobody is addressed).
    """
    found = list(_addressed(page, limit, sorted(stops)))
    if found:
        return tuple(office for office, _ in found), found[-1][1]
    for line in (line for line in page.lines if line < limit):
        if office := _OFFICE_LINE.find(page.text, line, min(page.line_end(line), limit)):
            return (Found(office.group(), *office.span()),), office.end()
    return (), 0


def _addressed(page: Dense, limit: int, stops: list[int]) -> Iterator[tuple[Found, int]]:
    text, done = page.text, 0
    for match in _SALUTATION.pattern.finditer(text, 0, limit):
        if done and match.end() - done > _LONGEST:
            return
        start = max([done, match.start() - _LONGEST, *(stop for stop in stops if stop <= match.start())])
        start = max(start, text.rfind("。", start, match.start()) + 1)
        lines = [line for line in page.lines if start < line < match.start()]
        for line in [start, *lines][::-1]:
            office = _OFFICE.find(text[line : match.start()])
            # A post on a line of its own belongs to the body named above it.
            if office is not None and (line == start or not _BARE_OFFICE.find(office.group())):
                name = _ACTING.pattern.sub("", office.group())
                yield Found(name, line, line + len(name)), match.end()
                done = match.end()
                break
        else:
            if done:
                return


def read_council(page: Dense, limit: int, after: int) -> tuple[Found | None, str | None]:
    """Read the council that signs behind the addressee, else the first that the cover names.

    Returns:
        Its name, and the municipality that the name holds.
    """
    text = page.text
    named = next(iter(find_councils(text[after : min(limit, after + _LONGEST)])), None)
    base = after
    if named is None:
        base = 0
        councils = find_councils(text[:limit])
        titled = [c for c in councils if page.begins_line(c.span.start)]
        named = next(iter(titled or councils), None)
    if named is None:
        return None, None
    return Found(named.name, base + named.span.start, base + named.span.end), named.municipality


def municipality_of(offices: Iterable[Found]) -> str | None:
    """The municipality whose offices these are."""
    for office in offices:
        for place in find_municipalities(office.value, unknown=True):
            return place.name
    return None
