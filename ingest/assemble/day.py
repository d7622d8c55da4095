"""The days that a document names: of the meeting, of the report, of the consultation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.language import number
from corpus.language.era import year_in_era
from corpus.model import DocumentKind
from ingest.assemble.page import Page
from ingest.assemble.value import Candidate, Gathering
from ingest.labels.label import Label

_ERAS = {
    "令和": "令和",
    "平成": "平成",
    "昭和": "昭和",
    "R": "令和",
    "H": "平成",
    "S": "昭和",
    "㋿": "令和",
    "㍻": "平成",
    "㍼": "昭和",
}
_FIGURE = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_SHORT = re.compile(
    rf"(?P<era>令和|平成|昭和|[RHS㋿㍻㍼])(?P<year>元|{_FIGURE})[年./・-](?P<month>{_FIGURE})[月./・-](?P<day>{_FIGURE})日?(?![\d./])"
)
_YEARLESS = re.compile(
    rf"(?:(?<=本年)|(?<=今年)|(?<![年\d./度一二三四五六七八九十]))(?P<month>{_FIGURE})月(?P<day>{_FIGURE})日"
)
_FISCAL = re.compile(rf"(?P<era>令和|平成|昭和)(?P<year>元|{_FIGURE})年(?P<fiscal>度?)")
_CAPTIONS = {
    "held": re.compile(
        r"日時|開催日|開催年月日|期日|とき\Z|とき[:;]|年月日|会議日|開催期日|日付|開会|開催の?日|月日|日程[:;]?\Z"
    ),
    "page": re.compile(r"更新|掲載|公表|公開日|登録|印刷|発行|作成|公告|配信|投稿|情報日|ID"),
    "next": re.compile(r"次回|今後|予定|締切|期限|期間|任期"),
    "past": re.compile(r"招集(?!日時)|前回|委嘱|施行|制定|改正|送付|発送|受付|受理|通知"),
    "issued": re.compile(r"答申(?:年月)?日|答申[:;]?\Z|\(?\d?\)?答申\Z|結果通知"),
    "consulted": re.compile(r"諮問(?:年月)?日|諮問[:;]?\Z|\(?\d?\)?諮問\Z|諮問書の?受"),
    "claim": re.compile(r"請求|決定|処分|申立|事件|収集|開示"),
}
_BEHIND = {
    "weekday": re.compile(r"[(\[【〔<]?[月火水木金土日](?:曜日?|[)\]】〕>・])"),
    "time": re.compile(
        r"(?:\(?[月火水木金土日][^\n]{0,5}\)?|[月火水木金土日]曜日?)?(?:午前|午後|正午|\d{1,2}時|\d{1,2}:\d{2}|開会|開議|から\d|AM|PM|夜)"
    ),
    "page": re.compile(r"[\])]?(?:更新|掲載|公表|登録|公開|発行|作成|現在|印刷)"),
    "dispatched": re.compile(r"付け?"),
    "until": re.compile(r"[^\n]{0,8}?(?:まで(?!.{0,3}時)|以降|以後|から施行|施行|締切|予定|頃)"),
    "consulted": re.compile(r"(?:(?!答申)[^。\n]){0,60}?(?:諮問|意見を求め|付議|依頼)"),
    "held-on": re.compile(r"[^\n]{0,60}?(?:開催日|開催の日|会議の日)と(?:する|し[たま]|みな|なる)"),
    "held": re.compile(
        r"[^\n]{0,10}?(?:に?開催|に開か|開会|開議)|[^\n、。]{0,6}に[^。\n]{0,24}?(?:開催し|開き|開かれ|行い|行われ|実施)"
    ),
    "claim": re.compile(r"(?:(?!諮問)[^。\n]){0,50}?(?:請求|決定|申立|処分|制定|施行|改正|受付|審査請求)"),
}
_SENTENCE = re.compile(r"。")
_ROUND = re.compile(r"第[\d一二三四五六七八九十]+回")
_AROUND = 300
"""Characters on either side that are looked at on the line."""
_DAY_OF_MEETING = re.compile(r"第?(\d|[一二三四五初])日目?[:(]?\Z")
_NUMBER = re.compile(r"[^\n]{1,24}号(?:の\d+)?\Z")
_SALUTATION = re.compile(r"[^\n]{2,40}(?:様|殿|御中|あて|宛)(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day where it stands on the page."""

    day: date
    start: int
    end: int
    how: str
    """written, odd (its weekday or era does not match), short (R元.9.3) or yearless."""


def days(page: Page) -> list[Dated]:
    """The days named on the page, in order; short forms and days whose year stands in the title too."""
    found = [
        Dated(match.date, start, end, "odd" if match.problem else "written")
        for start, end, match in page.dates
        if match.date is not None and match.precision == "day"
    ]
    taken = {at for start, end, _ in page.dates for at in range(start, end)}
    for match in _SHORT.finditer(page.text):
        if match.start() not in taken:
            year = year_in_era(_ERAS[match["era"]], 1 if match["year"] == "元" else number(match["year"]))
            found += _dated(year, match, "short")
    taken |= {at for dated in found for at in range(dated.start, dated.end)}
    first = _FISCAL.search(page.text, 0, 400)
    if first is not None:
        year = year_in_era(first["era"], 1 if first["year"] == "元" else number(first["year"]))
        for match in _YEARLESS.finditer(page.text):
            if match.start() not in taken:
                later = first["fiscal"] and number(match["month"]) < 4
                found += _dated(year + bool(later), match, "yearless")
    return sorted(found, key=lambda dated: dated.start)


def _dated(year: int, match: re.Match[str], how: str) -> Iterator[Dated]:
    month, day = number(match["month"]), number(match["day"])
    try:
        yield Dated(date(year, month, day), match.start(), match.end(), how)
    except ValueError:
        return


def day_candidates(
    page: Page, kind: DocumentKind, found: list[Dated], meeting: str | None
) -> list[Candidate[date]]:
    """The days that a field may have, with what speaks for each; which field it is lies in the weights.

    Args:
        page: of the document.
        kind: what it is.
        found: the days named on it.
        meeting: the number of the meeting, whose year a day of the meeting fits.
    """
    gathering: Gathering[date] = Gathering()
    titled = next((row.start for row in page.rows if row.label is Label.TITLE), None)
    letter = _SALUTATION.search(page.text, 0, 600)
    year = _FISCAL.search(meeting or "") or _FISCAL.search(page.text, 0, 120)
    counted: dict[date, int] = {}
    several = len({d.day for d in found if _ROUND.search(page.text, page.row(d.start).start, d.start)}) > 1
    for order, dated in enumerate(found):
        counted[dated.day] = counted.get(dated.day, 0) + 1
        features = list(_where(page, dated))
        features.append(f"how={dated.how}")
        if several:
            features.append("several-meetings")
        if kind is DocumentKind.OTHER:
            features.append("no-record")
        if order == 0:
            features.append("first")
        if order < 3:
            features.append("early")
        if titled is not None:
            features.append("below-title" if dated.start > titled else "above-title")
        if letter is not None:
            features.append("above-salutation" if dated.start < letter.end() else "below-salutation")
        else:
            features.append("no-salutation")
        if year is not None:
            features.append(_fits(year, dated.day))
        caption = any(f.startswith(("own-held", "above-held")) for f in features)
        worth = 2 * caption + ("weekday" in features)
        gathering.add(dated.day, page.span(dated.start, dated.end), features, worth)
    latest, earliest = max(counted, default=None), min(counted, default=None)
    more = {
        day: [
            f"count={min(n, 3)}",
            *(["latest"] if day == latest else []),
            *(["earliest"] if day == earliest else []),
            *(["only"] if len(counted) == 1 else []),
        ]
        for day, n in counted.items()
    }
    return gathering.candidates(more)


def issued_candidates(candidates: list[Candidate[date]], consulted: date | None) -> list[Candidate[date]]:
    """The days on which a report may be issued, where the day of the consultation is known."""
    if consulted is None:
        return candidates
    return [replace(c, features=c.features | {_against(c.value, consulted)}) for c in candidates]


def _against(day: date, consulted: date) -> str:
    return "consulted-then" if day == consulted else "before-that" if day < consulted else "after-that"


def _fits(year: re.Match[str], day: date) -> str:
    written = year_in_era(year["era"], 1 if year["year"] == "元" else number(year["year"]))
    if year["fiscal"]:
        fits = date(written, 4, 1) <= day <= date(written + 1, 3, 31)
        return "in-fiscal-year" if fits else "outside-fiscal-year"
    return "in-year" if day.year == written else "outside-year"


def _where(page: Page, dated: Dated) -> Iterator[str]:
    row = page.row(dated.start)
    label = row.label.value
    before, above = page.caption(dated.start)
    line = page.text[max(row.start, dated.start - _AROUND) : min(row.end, dated.end + _AROUND)]
    behind = page.text[dated.end : dated.end + 90].partition("\n")
    following = behind[0] if behind[0].strip(")]】〕") else behind[2].partition("\n")[0]
    written = page.text[dated.start : dated.end]
    yield f"in-{label}"
    yield f"line={'first' if row.number < 2 else 'top' if row.number < 6 else 'head' if row.number < 18 else 'later'}"
    near = before[-14:]
    captions = {name for name, pattern in _CAPTIONS.items() if pattern.search(near)}
    yield from (f"own-{name}" for name in captions)
    overhead = {name for name, pattern in _CAPTIONS.items() if above and pattern.search(above)}
    yield from (f"above-{name}" for name in overhead)
    if captions == {"held"}:
        yield "own-held-only"
        if _CAPTIONS["held"].fullmatch(before.rstrip(":;")):
            yield "own-held-whole"
    if not before:
        yield "opens-line"
        yield f"opens-{label}"
    elif not captions:
        yield "other-before"
    if dated.end == row.end:
        yield "ends-line"
        if not before:
            yield "alone"
    for name, pattern in _BEHIND.items():
        if pattern.match(following if name in ("weekday", "time") else behind[0]):
            yield name if name in ("weekday", "time") else f"behind-{name}"
    if (
        re.search(r"[月火水木金土日](?:曜日?)?[)\]】〕>]?\Z", written) and not written.endswith("日")
    ) or re.search(r"曜日?[)\]】〕>]?\Z", written):
        yield "weekday"
    if _SENTENCE.search(line):
        yield "sentence"
    if line.startswith(("[", "【")) and line.endswith(("]", "】")):
        yield "square"
    if before.endswith("(") or behind[0].startswith(")"):
        yield "bracketed"
    if counted := _DAY_OF_MEETING.search(before):
        yield "first-day" if counted[1] in "1一初" else "later-day"
    if _ROUND.search(before[-20:]):
        yield "behind-round"
    if re.search(r"(?:前回|次回)[(はの、]*\Z", near):
        yield "another-meeting"
    if (
        _NUMBER.search(before)
        or (not before and _NUMBER.search(above))
        or (not before and row.start and _NUMBER.search(_line_above(page, row.start)))
    ):
        yield "behind-number"
    if _SALUTATION.match(page.text, row.end + 1):
        yield "salutation-below"
    if re.match(r"[^\n]{0,30}(?:審議会|審査会|委員会)(?:\n|\Z)", page.text[row.end + 1 : row.end + 50]):
        yield "council-below"
    if row.start in page.trails:
        yield "trail"
    if label == "note" or row.number > len(page.labels) - 8:
        yield "at-end"


def _line_above(page: Page, start: int) -> str:
    begin = page.text.rfind("\n", 0, max(0, start - 1)) + 1
    return page.text[begin : max(0, start - 1)]
