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

_HEAD = 2500
"""Dense characters within which a document says what it is."""

_REPORT_SIGNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        3,
        re.compile(
            r"(?:次の|下記の|別紙の|以下の)とお?り.{0,8}答申(?:し|いた|す)|答申(?:します|いたします|する。)"
        ),
    ),
    (3, re.compile(r"答申(?:書)?\(?(?:案)?\)?第\d+号?|答申番号|\(答申日|答申日[:平令昭]")),
    (3, re.compile(r"(?:第?[\d一]*[.、]?)?(?:審査会|審議会|委員会)の(?:結論|判断)")),
    (2, re.compile(r"^.{0,40}答申(?:書)?(?:\n|$|\(|第)", re.MULTILINE)),
    (1, re.compile(r"諮問(?:された|のあった|のありました|を受けた)")),
    (1, re.compile(r"(?:市長|町長|村長|区長|知事|委員長|教育長|管理者|議長).{0,16}[様殿]")),
)
_MINUTES_SIGNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (4, re.compile(r"(?:会議|議事)(?:録|要録|要旨|概要|結果)|審議(?:概要|結果|会概要)|会議概要|発言者")),
    (3, re.compile(r"(?:開催)?(?:日時|年月日)|開催日|開会|閉会")),
    (2, re.compile(r"出席(?:者|委員)|欠席|傍聴|事務局[:>)】]")),
    (2, re.compile(r"議題|案件|次第|議事")),
    (2, re.compile(r"[<(【○](?:会長|委員|事務局|部会長)|(?:会長|委員|事務局|実施機関)[:;]")),
)
_SUMMARY = re.compile(r"(?:会議|議事|審議|開催|審[議査]会)(?:の)?(?:概要|要旨|結果)")
_FULL = re.compile(r"会議録|議事録")
_LIKELY = 4

_FIGURE = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,5})"
_MEETING = re.compile(
    rf"(?P<year>(?:(?:平成|令和|昭和)(?:{_FIGURE}|元)|\d{{2,4}})年度?)?\s?(?P<round>第{_FIGURE}回)(?:定例会|臨時会)?"
)
_KANJI_FIGURE = re.compile("[一二三四五六七八九十百]+")
_TOP = 60
"""Dense characters at the top that hold the title."""
_OPENING, _ENDING = 300, 60
"""Lines at the beginning and the end in which a document names its council and its meeting."""
_FRONT = 400
"""Dense characters within which a second number of the meeting contradicts the first."""
_RECORD = re.compile(r"会議録|議事録|議事要旨|会議要旨|会議概要|会議要録|審議結果|会議結果")
_ENOUGH = 2
_IN_AN_ITEM = re.compile(r"議事録|会議録(?:について|の確認|の承認)|~第?\d+回")
_OTHER_MEETING = re.compile(r"前回|次回|議事録|会議録(?:について|の確認|の承認)|開催予定|から|まで|~")
_SOME_COUNCIL = re.compile(r"[^\s、。]{0,36}?(?:審議会|審査会|委員会|協議会|懇談会|部会)")
_DATE_LABEL = re.compile(r"(?:開催)?(?:年月日|日時)|開催日|期日|とき|会議日")
_BEFORE, _LABEL = 60, 16
"""Characters in which a label stands before a day, and characters of a line that holds a label alone."""
_NOT_HELD = re.compile(
    r"(?:更新|掲載|公表|公開|登録|作成|印刷|発行)(?:日|年月日)?:?$|(?:次回|前回|諮問日|答申日|予定日?)[^\n]{0,12}$|ID:?\d*$|前回\($"
)
_NOT_HELD_AFTER = re.compile(r"\s*(?:更新|掲載|公表|付け?|以後|以降|施行|まで(?!.{0,3}時)|現在|から施行|生)")
_DECLARED = re.compile(r"[^\n]{0,60}?(?:開催日|開催の日|会議の日)と(?:する|し[たま]|みな|なる)")
"""Says of a day behind which it stands that the meeting counts as held on it: one in writing has no other."""
_TIME = re.compile(r"\s*(?:\([月火水木金土日祝・]+曜?日?\))?\s*(?:午前|午後|\d{1,2}時|\d{1,2}:\d{2}|開会)")
_WEEKDAY = re.compile(r"[(（]\s*[月火水木金土日]")


def kind_of_document(text: str) -> DocumentKind:
    """Tell minutes, summaries and reports apart by the words at the beginning; その他 where neither speaks."""
    close = squeezed(text[: _HEAD * 3].replace("\n", "\n\n")).text[:_HEAD]
    report = sum(weight for weight, sign in _REPORT_SIGNS if sign.search(close))
    minutes = sum(weight for weight, sign in _MINUTES_SIGNS if sign.search(close))
    if report > minutes and report >= _LIKELY - 1:
        return DocumentKind.REPORT
    if minutes < _LIKELY - 1:
        return DocumentKind.REPORT if report >= _LIKELY - 2 and re.match(r"答申", close) else DocumentKind.OTHER
    title = close[:200]
    if _SUMMARY.search(title) and not _FULL.search(title):
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
    elif (council and (council in before or _SOME_COUNCIL.match(after))) or (
        match.start() < _TOP and _RECORD.search(line)
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
    if _OTHER_MEETING.match(line) or (
        _IN_AN_ITEM.search(line) and not line.rstrip(")").endswith(("議事録", "会議録"))
    ):
        weight -= 3
    return weight


def _meeting(close: Normalised, council: str | None) -> tuple[tuple[str, Span] | None, str | None]:
    """The number of the meeting, with a remark where the document gives two."""
    weighed = [(_meeting_weight(close.text, m, council), m) for m in _MEETING.finditer(close.text)]
    top = max((weight for weight, _ in weighed), default=0)
    if top < _ENOUGH:
        return None, None
    best = [match for weight, match in weighed if weight == top]
    match = best[0]
    written = (match["year"] or "") + match["round"]
    found = (
        _KANJI_FIGURE.sub(lambda m: str(number(m[0])), written),
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
        if _NOT_HELD.search(before) or _NOT_HELD_AFTER.match(after):
            continue
        weight = 3 * bool(_DATE_LABEL.search(before)) - 3 * (found.span.start > body)
        weight += 4 * bool(_DECLARED.match(text, found.span.end))
        weight += 2 * bool(_WEEKDAY.search(found.written + after[:3])) + 2 * bool(_TIME.match(after))
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
