"""The numbers of a report and of the consultation that it answers."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.assemble.page import Page
from ingest.assemble.value import Candidate, Gathering

_FIGURE = r"(?:[A-Za-z]{1,3}-)?(?:\d+(?:-\d+)*|[一二三四五六七八九十百千]+)"
_LISTED = rf"(?:(?:から|~|-|、|・|及び|並びに|,)(?:答申|諮問)?第?{_FIGURE}号)*(?:まで)?"
_END = re.compile(rf"第?{_FIGURE}号?(?:の\d+)?{_LISTED}")
_LETTER = re.compile(
    r"(?:(?:令和|平成|昭和)(?:元|\d{1,2})年?度?|平\d{1,2}|令\d{0,2}元?)?(?:\([^()。]{1,8}\))?[^\W_]{0,16}(?:\([^()。]{1,8}\))?(?:答申|諮問)?"
)
_NO_PREFIX = re.compile(r"によ|をもって|及び|について|番号|審[議査]会|委員会|^\(")
_LONGEST = 24
_REPORT_LABEL = re.compile(r"答申番号[:;]?\Z")
_CONSULTATION_LABEL = re.compile(r"諮問番号[:;]?\Z")
_LAW = re.compile(
    r"(?:法律|条例|規則|告示|政令|省令|訓令|号外|議案|資料|文書|別表|様式|様式|要綱|項|条|第\d+)\Z"
)
_CONSULTED = re.compile(
    r"[)]?(?:[^。\n()]|\([^()]*\)){0,80}?(?:により|による|をもって|で|にて|に基づき)?[^。\n]{0,16}?(?:諮問|意見を求め|依頼|付議)"
)
_DISPATCHED = re.compile(r"(?:付け?|付けの|日)\Z")
_SALUTATION = re.compile(r"[^\n]{2,40}(?:様|殿|御中|あて|宛)(?:\n|\Z)")


def number_candidates(page: Page) -> list[Candidate[str]]:
    """The numbers that a report or its consultation may have, as written, with what speaks for each."""
    gathering: Gathering[str] = Gathering()
    letter = _SALUTATION.search(page.text, 0, 600)
    days = [(start, end) for start, end, match in page.dates if match.precision == "day"]
    begins = {start for start, _ in days}
    inside = {at for start, end in days for at in range(start, end)}
    order = 0
    for match in _END.finditer(page.text):
        if match.start() in inside or not (match.group().startswith("第") or match.group().endswith("号")):
            continue
        end, row = match.end(), page.row(match.start())
        if re.match(r"[条項回章部節編款]", page.text[end:]) or (
            "号" not in match.group() and page.text[match.start() - 2 : match.start()] != "答申"
        ):
            continue
        order += 1
        for start in range(max(row.start, match.start() - _LONGEST), match.start() + 1):
            prefix = page.text[start : match.start()]
            opens = page.opens(start)
            whole = opens is not None or prefix in ("答申", "諮問", "")
            if not whole or start in inside or (prefix and _LETTER.fullmatch(prefix) is None):
                continue
            if _NO_PREFIX.search(prefix):
                continue
            if re.search(r"[ぁ-ん]", prefix) and opens not in ("line", "gap", "date"):
                continue
            value = page.text[start:end]
            features = [
                *_where(page, start, end, opens),
                *_value(prefix, value),
                "above-salutation"
                if letter is not None and start < letter.end()
                else "below-salutation"
                if letter is not None
                else "no-salutation",
                f"order={min(order, 4)}",
            ]
            if end in begins or (end == row.end and row.end + 1 in begins):
                features.append("date-behind")
            gathering.add(value, page.span(start, end), features)
    found = gathering.candidates()
    return gathering.candidates({c.value: list(_among(page, c, found)) for c in found})


def own_numbers(candidates: list[Candidate[str]], consultation: str | None) -> list[Candidate[str]]:
    """The numbers that a report may have, where that of the consultation is known."""
    return [
        replace(c, features=c.features | {"of-the-consultation"}) if c.value == consultation else c
        for c in candidates
    ]


def _value(prefix: str, value: str) -> Iterator[str]:
    sort = (
        "report" if "答申" in value else "consultation" if "諮問" in value else "letters" if prefix else "bare"
    )
    yield f"sort={sort}"
    yield f"prefix={min(len(prefix), 10) // 2}"
    if re.search(r"[ぁ-ん]", prefix):
        yield "kana"
    if re.match(r"令和|平成|昭和|[令平]\d", prefix):
        yield "era-first"
    if _LAW.search(prefix):
        yield "law"
    if re.search(r"から|~|・|、|及び", value):
        yield "several"
    if prefix.startswith("第"):
        yield "ordinal-first"
    if re.match(r"(?:件|年|月|日|付|け|の|号|回|条|項|市長|町長)", prefix):
        yield "rest-first"


def _where(page: Page, start: int, end: int, opens: str | None) -> Iterator[str]:
    row = page.row(start)
    before, above = page.caption(start)
    behind = page.text[end : end + 120].partition("\n")[0]
    yield f"opens={opens}"
    yield f"in-{row.label.value}"
    yield f"line={'first' if row.number < 2 else 'top' if row.number < 6 else 'head' if row.number < 18 else 'later'}"
    if _REPORT_LABEL.search(before) or (not before and _REPORT_LABEL.search(above)):
        yield "report-label"
    if _CONSULTATION_LABEL.search(before) or (not before and _CONSULTATION_LABEL.search(above)):
        yield "consultation-label"
    if start == row.start and end == row.end:
        yield "alone"
    if end == row.end:
        yield "ends-line"
    if _DISPATCHED.search(before):
        yield "behind-date"
    if _CONSULTED.match(behind):
        yield "consulted"
        yield "consulted-behind-date" if _DISPATCHED.search(before) else "consulted-other"
    if before.endswith("("):
        yield "bracketed"
    if page.text[row.end - 1] == "。":
        yield "sentence"
    if row.start in page.trails:
        yield "trail"
    if page.text[end : end + 1] in ("~", "-", "か"):
        yield "begins-a-range"
    if re.search(r"条例|規則|法律|告示", page.text[max(row.start, start - 12) : start]):
        yield "law-before"


def _among(page: Page, candidate: Candidate[str], found: list[Candidate[str]]) -> Iterator[str]:
    value = candidate.value
    yield f"count={min(page.dense.count(value), 3)}"
    for other in found:
        if other.value != value and other.value.endswith(value):
            yield "fuller-exists"
            yield f"fuller-{'clean' if 'opens=line' in other.features or 'opens=date' in other.features else 'unclean'}"
        elif other.value != value and value.endswith(other.value):
            yield "shorter-exists"
        elif other.value != value and other.value.startswith(value):
            yield "longer-exists"
    if any("report-label" in other.features for other in found):
        yield "some-report-label"
    if any("consultation-label" in other.features or "sort=consultation" in other.features for other in found):
        yield "some-consultation"
    digits = re.findall(r"\d+", value)
    if digits and digits[-1] in re.findall(r"\d+", page.name):
        yield "in-file-name"
