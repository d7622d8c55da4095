"""Which meeting it is: its number, with the year or fiscal year where the document gives one."""

import re
from collections.abc import Iterator

from ingest.assemble.page import Page
from ingest.assemble.value import Candidate, Gathering
from ingest.labels.label import Label

_FIGURE = r"(?:\d{1,4}|[一二三四五六七八九十百壱弐参]{1,6})"
_YEAR = rf"(?:(?:令和|平成|昭和|[RHS])(?:{_FIGURE}|元)(?:\(\d{{4}}(?:年度?)?\))?|\d{{2,4}}(?:\((?:令和|平成)(?:{_FIGURE}|元)年?度?\))?)年度?"
_ROUND = re.compile(rf"(?P<year>{_YEAR})?(?P<round>(?:通算)?第{_FIGURE}回(?P<sort>定例会|臨時会|定例|臨時)?)")
_LONE_YEAR = re.compile(_YEAR)
_LABEL = re.compile(r"(?:回次|回数|開催回|会議の?名称?|会議名|名称|会議回)[:;]?\Z")
_OTHER = re.compile(r"(?:前回|次回|前々回|今後|延べ|全|計|通算して|昨年度?|前年度?)[(]?\Z")
_OTHER_BEHIND = re.compile(
    r"\)?(?:から|まで|~|-第|及び第|、第|・第|以降|目|の?(?:会議録|議事録|会議要旨)(?:の確認|の承認|について|を|は|案|\(案\))|(?:目?の?審議|調査審議|口頭|意見陳述)|開催予定|予定)"
)
_FRONT = 400
"""Characters at the beginning in which a second number of the meeting contradicts the first."""
_AROUND = 160
"""Characters on either side that are looked at on the line."""
_RECORD = re.compile(r"(?:会議|議事|審議|審査|開催|質疑)?の?(?:記録|録|要旨|概要|結果|要録|概況)")


def meeting_candidates(page: Page, council: str | None) -> list[Candidate[str]]:
    """The numbers that the meeting may have, as written, with what speaks for each.

    Args:
        page: of the document.
        council: whose meeting it is.
    """
    gathering: Gathering[str] = Gathering()
    listed = sum(
        1 for row in page.rows if _ROUND.match(page.text, row.start, row.end) and row.label is not Label.TITLE
    )
    for match in _ROUND.finditer(page.text):
        start, end = match.span()
        features = list(_where(page, start, end, council))
        if listed > 2:
            features.append("one-of-a-list")
        own = match["round"]
        bare = own.removesuffix(match["sort"] or "")
        row = page.row(start)
        worth = 2 * (row.label is Label.TITLE) + (row.label is Label.HEAD)
        year = match["year"] or ""
        for round_, sort in [(own, "with-sort"), (bare, "no-sort")] if match["sort"] else [(own, "")]:
            more = [sort] if sort else []
            value = year + round_
            gathering.add(value, page.span(start, end), [*features, *more, *_value(value, year)], worth)
            if year:
                gathering.add(
                    round_,
                    page.span(match.start("round"), end),
                    [*features, *more, *_value(round_, ""), "year-cut"],
                    worth,
                )
                continue
            for apart, how in _years(page, start):
                gathering.add(
                    apart + round_,
                    page.span(match.start("round"), end),
                    [*features, *more, *_value(apart + round_, apart), "composed", f"composed-{how}"],
                    worth,
                )
    found = gathering.candidates()
    return gathering.candidates({c.value: list(_among(page, c, found)) for c in found})


def _years(page: Page, at: int) -> Iterator[tuple[str, str]]:
    """The years that stand apart from the number, on its line or the one above."""
    row = page.row(at)
    for match in _LONE_YEAR.finditer(page.text, max(row.start, at - _AROUND), at):
        if not _ROUND.match(page.text, match.start()):
            yield match.group(), "before-fiscal" if match.group().endswith("度") else "before"
    index = page.rows.index(row)
    above = page.rows[index - 1] if index else None
    if above is not None and above.label in (Label.TITLE, Label.HEAD):
        for match in _LONE_YEAR.finditer(page.text, above.start, min(above.end, above.start + _AROUND)):
            if match.group().endswith("度"):
                yield match.group(), "above"
    for match in _LONE_YEAR.finditer(page.text, at, min(row.end, at + _AROUND)):
        if match.group().endswith("度") and not _ROUND.match(page.text, match.start()):
            yield match.group(), "behind"


def _value(value: str, year: str) -> Iterator[str]:
    yield ("fiscal" if year.endswith("度") else "year") if year else "no-year"
    figure = re.search(rf"第({_FIGURE})回", value)
    count = int(figure[1]) if figure and figure[1].isdigit() else 0
    size = "kanji" if not count else "few" if count <= 6 else "some" if count <= 12 else "many"
    yield f"size={size}"
    yield f"{'with' if year else 'no'}-year-{size}"
    if value.startswith("通算") or "通算" in value:
        yield "running" if not year else "year-running"


def _where(page: Page, start: int, end: int, council: str | None) -> Iterator[str]:
    row = page.row(start)
    label = row.label.value
    before, above = page.caption(start)
    behind = page.behind(end, 60)
    line = page.text[max(row.start, start - _AROUND) : min(row.end, end + _AROUND)]
    yield f"in-{label}"
    yield f"line={'first' if row.number == 0 else 'top' if row.number < 4 else 'head' if row.number < 15 else 'later'}"
    yield f"{label}-{'early' if row.number < 15 else 'late'}"
    if _LABEL.search(before) or (not before and _LABEL.search(above)):
        yield "labelled"
    if not before:
        yield "opens-line"
    if before.endswith("("):
        yield "bracketed"
    if council is not None:
        own = council[-10:]
        if behind.startswith((council, own)):
            yield "before-council"
        elif council in line or own in line:
            yield "beside-council"
        if re.search(rf"{re.escape(own)}[(\[〔]?\Z", before):
            yield "behind-council"
        elif re.match(rf"[^\n。]{{0,30}}{re.escape(council[-4:])}", behind):
            yield "before-council-like"
    if _RECORD.search(line):
        yield "record"
        yield f"record-{label}"
    if _OTHER.search(before):
        yield "another"
    if _OTHER_BEHIND.match(behind):
        yield "another-behind"
    if line.endswith("。"):
        yield "sentence"
    if row.start in page.trails:
        yield "trail"
    if re.match(r"(?:の?(?:会議|審議会|審査会))", behind):
        yield "meeting-behind"


def _among(page: Page, candidate: Candidate[str], found: list[Candidate[str]]) -> Iterator[str]:
    value = candidate.value
    count = page.dense.count(value)
    yield f"count={min(count, 3)}"
    for other in found:
        if other.value != value and other.value.endswith(value):
            yield "fuller-composed" if "composed" in other.features else "fuller-exists"
    figure = re.search(r"第(\d+)回", value)
    if figure and re.search(rf"(?<!\d)0*{figure[1]}(?!\d)", page.name):
        yield "in-file-name"


def contradiction(page: Page, meeting: str, council: str | None) -> str | None:
    """A remark where the council's name stands beside another number at the beginning, too; None where it does not."""
    own = re.search(rf"第{_FIGURE}回", meeting)
    if own is None or meeting != own.group() or council is None:
        return None
    numbers = [
        match["round"]
        for match in _ROUND.finditer(page.text, 0, _FRONT)
        if match.start() == page.row(match.start()).start
        and page.text.startswith(council, match.end())
        and not _RECORD.search(page.text, match.end() + len(council), page.row(match.start()).end)
    ]
    others = sorted(set(numbers) - {own.group()})
    return f"{own.group()}と{'、'.join(others)}: 回次が一致しません" if others else None
