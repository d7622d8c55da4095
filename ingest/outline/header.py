"""What a document says of itself: its kind, the municipality and council, the meeting and its day."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.language import (
    CouncilMatch,
    DateMatch,
    Normalised,
    find_councils,
    find_dates,
    find_municipalities,
    number,
    squeeze,
    squeezed,
)
from corpus.model import DocumentKind, Header, Span
from ingest.formats.reading import Reading
from ingest.lines import Line
from ingest.outline.union import council_of, read_union
from ingest.rules import rule

_HEAD = 2500
"""Dense characters within which a document says what it is."""

_REPORT_SIGNS = (
    (3, rule("header.delivers")),
    (3, rule("header.report_number")),
    (3, rule("header.conclusion")),
    (2, rule("header.report_title")),
    (1, rule("header.consulted")),
    (1, rule("header.addressed")),
)
_MINUTES_SIGNS = (
    (4, rule("header.record_title")),
    (3, rule("header.sitting")),
    (2, rule("header.attendance")),
    (2, rule("header.agenda")),
    (2, rule("header.speakers")),
)
_SUMMARY = rule("header.summary")
_FULL = rule("header.full")
_LIKELY = 4

_MEETING = rule("header.meeting")
_KANJI_FIGURE = rule("header.kanji_figure")
_TOP = 60
"""Dense characters at the top that hold the title."""
_OPENING, _ENDING = 300, 60
"""Lines at the beginning and the end in which a document names its council and its meeting."""
_FRONT = 400
"""Dense characters within which a second number of the meeting contradicts the first."""
_RECORD = rule("header.record")
_ENOUGH = 2
_IN_AN_ITEM = rule("header.in_an_item")
_OTHER_MEETING = rule("header.other_meeting")
_SOME_COUNCIL = rule("header.some_council")
_DATE_LABEL = rule("header.date_label")
_BEFORE, _LABEL = 60, 16
"""Characters in which a label stands before a day, and characters of a line that holds a label alone."""
_NOT_HELD = rule("header.not_held")
_NOT_HELD_AFTER = rule("header.not_held_after")
_DECLARED = rule("header.declared")
_TIME = rule("header.time")
_WEEKDAY = rule("header.day_of_week")


def kind_of_document(text: str) -> DocumentKind:
    """Tell minutes, summaries and reports apart by the words at the beginning; その他 where neither speaks."""
    close = squeezed(text[: _HEAD * 3].replace("\n", "\n\n")).text[:_HEAD]
    report = sum(weight for weight, sign in _REPORT_SIGNS if sign.find(close))
    minutes = sum(weight for weight, sign in _MINUTES_SIGNS if sign.find(close))
    if report > minutes and report >= _LIKELY - 1:
        return DocumentKind.REPORT
    if minutes < _LIKELY - 1:
        return DocumentKind.REPORT if report >= _LIKELY - 2 and close.startswith("答申") else DocumentKind.OTHER
    title = close[:200]
    if _SUMMARY.find(title) and not _FULL.find(title):
        return DocumentKind.SUMMARY
    return DocumentKind.MINUTES


def _council(text: str) -> CouncilMatch | None:
    """The council whose record it is: one named with its municipality, at the number of a meeting, again and again."""
    found = find_councils(text)
    if not found:
        return None
    counts = Counter(council.name for council in found)

    def weight(council: CouncilMatch) -> tuple[int, int]:
        before = text[max(0, council.span.start - 8) : council.span.start].rstrip(" ")
        heads = not before or before[-1] in "\n:\t回度「年"
        return counts[council.name] + 3 * heads, -council.span.start

    return max([c for c in found if c.municipality] or found, key=weight)


def _meeting_weight(close: str, match: re.Match[str], council: str | None) -> int:
    """How well a number fits the meeting itself: beside the council's name, in the title, not in a reference to another."""
    after = close[match.end() : match.end() + 40]
    line = close[match.end() :].partition("\n")[0]
    before = close[max(0, match.start() - 30) : match.start()]
    weight = 0
    if council and after.startswith(council):
        weight = 4
    elif (council and (council in before or _SOME_COUNCIL.find(after))) or (
        match.start() < _TOP and _RECORD.find(line)
    ):
        weight = 3
    elif match["year"] and match.start() < _HEAD:
        weight = 2
    if before.endswith(("会議録(", "会議名:", "会議の名称")):
        weight += 2
    elif before.endswith(("前回", "次回")) or (
        before.endswith("(") and not (council and before.endswith(f"{council}("))
    ):
        weight -= 3
    if _OTHER_MEETING.find(line) or (
        _IN_AN_ITEM.find(line) and not line.rstrip(")").endswith(("議事録", "会議録"))
    ):
        weight -= 3
    return weight


def _meeting(close: Normalised, council: str | None) -> tuple[tuple[str, Span] | None, str | None]:
    """The number of the meeting, with a remark where the document gives two."""
    weighed = [(_meeting_weight(close.text, m, council), m) for m in _MEETING.pattern.finditer(close.text)]
    top = max((weight for weight, _ in weighed), default=0)
    if top < _ENOUGH:
        return None, None
    best = [match for weight, match in weighed if weight == top]
    match = best[0]
    written = (match["year"] or "") + match["round"]
    found = (
        _KANJI_FIGURE.pattern.sub(lambda m: str(number(m[0])), written),
        close.span(match.start(), match.end("round")),
    )
    at_line_start = (
        m for m in best if m.start() < _FRONT and close.text[: m.start("round")][-1:] in ("", "\n")
    )
    others = {m["round"] for m in at_line_start} - {match["round"]}
    if match["year"] or not others:
        return found, None
    return found, f"{match['round']}と{'、'.join(sorted(others))}: 回次が一致しません"


def _before(text: str, offset: int) -> str:
    """What stands before `offset` on its line, else the line above it; white space closed."""
    lines = [squeeze(line) for line in text[max(0, offset - _BEFORE) : offset].split("\n")]
    above = next((line for line in reversed(lines[:-1]) if line), "")
    return lines[-1] or (above if len(above) <= _LABEL else "")


def _held_on(text: str, dates: Sequence[DateMatch], body: int) -> DateMatch | None:
    """The day of the meeting: at its label, or with a weekday or a time; never a page's own date or the next meeting's."""
    weighed: list[tuple[int, int, DateMatch]] = []
    for found in dates:
        if found.date is None or found.precision != "day":
            continue
        before, after = _before(text, found.span.start), text[found.span.end : found.span.end + 40]
        if _NOT_HELD.find(before) or _NOT_HELD_AFTER.find(after):
            continue
        weight = 3 * bool(_DATE_LABEL.find(before)) - 3 * (found.span.start > body)
        weight += 4 * bool(_DECLARED.find(text, found.span.end))
        weight += 2 * bool(_WEEKDAY.find(found.written + after[:3])) + 2 * bool(_TIME.find(after))
        weighed.append((weight, -found.span.start, found))
    best = max(weighed, key=lambda w: w[:2], default=None)
    return best[2] if best is not None and best[0] >= _ENOUGH else None


def read_header(
    name: str, text: str, kind: DocumentKind, lines: Sequence[Line], body: int, reading: Reading
) -> Header:
    """Read the header.

    Args:
        name: the name under which the document is held.
        text: the document's text.
        kind: what it is.
        lines: its lines without page chrome.
        body: offset at which the proceedings begin.
        reading: how the file was read.
    """
    lines = lines if len(lines) <= _OPENING + _ENDING else [*lines[:_OPENING], *lines[-_ENDING:]]
    kept = "\n\n".join(line.text for line in lines)
    offsets = _offsets(lines)
    close = squeezed(kept)
    dates = find_dates(text)
    evidence: dict[str, Span] = {}
    flags = [f"{d.written.strip()}: {d.problem}" for d in dates if d.problem]
    council = _council(kept)
    if council is not None:
        evidence["council"] = _back(council.span, offsets)
    place = council.municipality if council else None
    if place is None:
        front = text[: min(body, _HEAD)]
        places = find_municipalities(front) or find_municipalities(front, unknown=True)
        if places:
            place, evidence["municipality"] = places[0].name, places[0].span
    if (union := read_union(text)) is not None:
        place, evidence["municipality"] = union.name, union.span
        if (own := council_of(text, union, council)) is not None:
            council, evidence["council"] = own, own.span
    meeting, flag = _meeting(close, council.name if council else None)
    if meeting is not None:
        evidence["meeting"] = _back(meeting[1], offsets)
    if flag:
        flags.append(flag)
    held = _held_on(text, dates, body)
    if held is not None:
        evidence["held_on"] = held.span
    return Header(
        name=name,
        kind=kind,
        municipality=place,
        council=council.name if council else None,
        meeting=meeting[0] if meeting else None,
        held_on=held.date if held else None,
        number=None,
        ocr=reading.ocr,
        flags=tuple(dict.fromkeys((*reading.flags, *flags))),
        evidence=evidence,
    )


def _offsets(lines: Sequence[Line]) -> list[int]:
    found: list[int] = []
    for line in lines:
        found.extend(range(line.span.start, line.span.end))
        found.extend([line.span.end, line.span.end])
    return found


def _back(span: Span, offsets: Sequence[int]) -> Span:
    return Span(offsets[span.start], offsets[span.end - 1] + 1)
