"""Running heads, page numbers and line numbers: what stands on the edges of pages and is no part of the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from corpus.language import marks, one_of
from ingest.formats.kinds.pdf.layout import Line

_EDGE_LINES = 3
"""Lines at the top and at the bottom of a page that can be its head or foot."""
_EDGE = 0.15
"""Share of the page's height, at its top and bottom, in which heads and feet stand."""
_RECURS, _RECURS_PAGES = 0.4, (2, 3)
"""Share of the pages on which a head or foot recurs (left and right ones can differ), and how many pages that is
at least: of up to three, and of more."""
_FEW_PAGES = 3
_NUMBER = r"[0-9０-９]{1,4}"
_DIGITS = re.compile(r"[0-9０-９]+")
_LINE_NUMBER = re.compile(rf"({_NUMBER})(?:[ 　]+|$)")
_NUMBERED = 0.8
"""Share of a page's lines that begin with a number one higher than the line before, if lines are numbered."""
_STEPS = ({1}, {5})
"""By what line numbers in a column of their own count."""
_NUMBERED_LINES = 8
"""Lines that a page must have before its line numbers are believed."""


@cache
def _page_number() -> re.Pattern[str]:
    dashes = marks().dashes + "ー~・"
    before, after = (one_of(dashes + brackets, unfolded=True) for brackets in ("([<", ")]>"))
    return re.compile(
        rf"(?:{before}|[pP]\.?|ページ|頁|第)?\s*{_NUMBER}(?:\s*[/／]\s*{_NUMBER})?\s*(?:{after}|ページ|頁)?"
    )


def bodies(pages: Sequence[tuple[float, Sequence[Line]]]) -> tuple[list[list[Line]], list[str]]:
    """Take heads, feet, page numbers and line numbers away.

    Args:
        pages: for each page its height in points and its lines.

    Returns:
        The lines that are left, page by page, and the heads and feet that recur.
    """
    edges = [dict(_edges(height, lines)) for height, lines in pages]
    recurring = Counter(key for edge in edges for key in set(edge.values()))
    least = max(_RECURS_PAGES[len(pages) > _FEW_PAGES], round(_RECURS * len(pages)))
    left: list[list[Line]] = []
    taken: list[str] = []
    for (_, lines), edge in zip(pages, edges, strict=True):
        kept = [at for at in range(len(lines)) if at not in edge or recurring[edge[at]] < least]
        taken += (lines[at].text for at in edge if recurring[edge[at]] >= least)
        lowest = max(kept, key=lambda at: lines[at].box.bottom, default=None)
        if lowest in edge and _page_number().fullmatch(lines[lowest].text.strip()):
            kept.remove(lowest)
        left.append(_without_numbers([lines[at] for at in kept]))
    return left, taken


def _edges(height: float, lines: Sequence[Line]) -> Iterator[tuple[int, tuple[int, str]]]:
    """The index of every line that can be a head or a foot, and its place and text, by which it is known again."""
    order = sorted(range(len(lines)), key=lambda at: lines[at].box.top)
    for at in {*order[:_EDGE_LINES], *order[-_EDGE_LINES:]}:
        box = lines[at].box
        if not _EDGE * height < (box.top + box.bottom) / 2 < (1 - _EDGE) * height:
            yield at, (round(box.bottom), "".join(_DIGITS.sub("#", lines[at].text).split()))


def _without_numbers(lines: list[Line]) -> list[Line]:
    """Take line numbers off: they count on down the page, before the lines or in a column of their own."""
    lone = [line for line in lines if _DIGITS.fullmatch(line.text)]
    steps = {int(after.text) - int(before.text) for before, after in pairwise(lone)}
    if len(lone) >= _NUMBERED_LINES and steps in _STEPS:
        return [line for line in lines if line not in lone]
    found = [_LINE_NUMBER.match(line.text) for line in lines]
    numbers = [int(match.group(1)) if match else None for match in found]
    counted = sum(
        after is not None and before is not None and after == before + 1 for before, after in pairwise(numbers)
    )
    if len(lines) < _NUMBERED_LINES or counted < _NUMBERED * (len(lines) - 1):
        return lines
    bare = [
        replace(line, text=line.text[match.end() :]) if match else line
        for line, match in zip(lines, found, strict=True)
    ]
    return [line for line in bare if line.text]
