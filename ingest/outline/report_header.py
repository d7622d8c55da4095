"""What the cover of a report says: its number and day, the consultation's number and day, addressee, council, subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.calendar import DateMatch, find_dates
from corpus.document import Span
from ingest.outline.dense import Dense

_DASHED = r"[0-9]+(?:-[0-9]+)*"
_RANGE = rf"第?{_DASHED}号?(?:(?:から|~|、|及び|並びに|・)第?{_DASHED}号(?:まで)?)*"
_REPORT_NUMBER = re.compile(
    rf"(?:(?:平成|令和|昭和)(?:元|[0-9]{{1,2}})年度)?(?:\([^()]{{1,8}}\))?(?:(?<![0-9])[一-龥々]{{1,10}}?)?答申第{_RANGE[2:]}"
)
_REPORT_LABEL = re.compile(r"答申番号[::]?(?P<number>.{0,30}?第[0-9]+号)")
_LETTER_NUMBER = re.compile(rf"[0-9]{{0,2}}[一-龥々ぁ-んァ-ヶA-Za-z]{{1,12}}第{_DASHED}号(?:の[0-9]+)?")
_CONSULTATION_LABEL = re.compile(
    rf"諮問番号[::]?(?P<number>.{{0,30}}?第[0-9]+号)|(?P<bare>諮問第{_DASHED}号(?:[~・](?:第)?[0-9]+号)*)"
)
_CITED_NUMBER = re.compile(
    rf"[0-9]{{0,2}}[^\s。、「」()\[\]0-9第条項例日付け的をのにで|]{{1,14}}(?:[0-9]{{1,2}}(?=第))?"
    rf"(?<!法律)(?<!規則)(?<!告示)(?<!答申)第?(?:[A-Za-z]+-)?{_DASHED}号(?:から第?{_DASHED}号まで)?"
)
_CLAUSE_OF_CONSULTATION = re.compile(r"[^。]{0,400}?諮問")
_DATED = re.compile(r"[0-9]+日付け?")
_NOT_ISSUED = re.compile(
    r"(?:諮問|更新|掲載|登録|公開|公表|受付|受理|請求|作成|印刷)(?:年月)?日?[::]?\(?$|ページ番号.{0,12}$"
)
_REFERRED_TO = re.compile(
    r"付|に(?:諮問|おいて|開催)|諮問|の?第[0-9]+回"
    r"|[0-9A-Za-z一-龥々ぁ-んァ-ヶ]{1,14}号(?:(?!答申|様|会長)[^。]){0,80}?(?:による|により|で|をもって).{0,4}諮問"
)
_SALUTATION = re.compile(r"様(?![々式子相])|殿(?!堂)|御中|(?<=[長会])(?:あて|宛て?)(?=[一-龥])")
_TITLE_OF_OFFICE = (
    r"市長|町長|村長|区長|知事|教育委員会教育長|教育委員会|教育長|委員会委員長|委員会会長|委員長|議会議長|議長|事業管理者|管理者"
    r"|企業長|理事長|理事会|代表監査委員|監査委員|公安委員会|警察本部長|本部長|消防長|局長|学長|総長|大臣|長官|総裁|組合長|広域連合長|会長|委員会|会"
)
_OFFICE = re.compile(rf".*(?:{_TITLE_OF_OFFICE})")
_BARE_OFFICE = re.compile(rf"(?:{_TITLE_OF_OFFICE})")
_ACTING = re.compile(r"(?:職務代理者|職務執行者|代理者?).*$")
_COUNCIL_KIND = r"(?:審査会|審議会|審査委員会|審議委員会|調査会|運営委員会|委員会|協議会)"
_SIGNED = re.compile(
    rf"(?P<council>[^。、「」()::|]{{2,40}}?{_COUNCIL_KIND})(?:第[一二三0-9]部会)?(?:会長|委員長|部会長)"
)
_COUNCIL_NAME = re.compile(
    rf"[一-龥ぁ-んァ-ヶー]{{1,9}}?(?:都|道|府|県|市|区|町|村|組合|連合)[一-龥ァ-ヶー・]*?(?:の[一-龥・]*?)?{_COUNCIL_KIND}"
)
_CLOSING = re.compile(
    r"(?:(?:別紙|次|下記|以下)の?(?:とお|通)り|一括して).{0,12}?(?:答申|回答|報告|具申)(?:いた)?(?:します|する|しました)。?"
)
_ENCLOSURE = re.compile(r"(?:別紙?|記)?[0-9]?答?[0-9]?紙?申?書?[0-9]?$")
_CONSULTED_ON = re.compile(
    r"(?:により|による|よる|で|をもって|をもちまして|に|付けで|付けの|から)?(?:当?審[査議]会(?:に|へ|に対し))?(?:次の)?"
    r"諮問(?:の?[があり]+ました|の?[があ]+った|された|を受けた|のあった|した|に係る|にかかる)?"
)
_SUBJECT_LABEL = re.compile(r"(?:諮問)?(?:件名|事件名|案件名|案件)[::]")
_ABOUT = re.compile(r"(?:について|に関する件|に関すること|の件)(?=[、。(]|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the place in the dense text that proves it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover of a report. Spans are of the document's text."""

    number: Found | None = None
    issued: DateMatch | None = None
    consultation_number: Found | None = None
    consulted: DateMatch | None = None
    addressees: tuple[Found, ...] = ()
    """The offices addressed, without their holders' names."""
    council: Found | None = None
    title: Found | None = None
    flags: tuple[str, ...] = ()


def _dates(text: str) -> list[DateMatch]:
    return [match for match in find_dates(text) if match.date is None or match.span.end - match.span.start > 5]


def _number(text: str, letter_end: int) -> Found | None:
    """The report's own number, never the consultation's."""
    if label := _REPORT_LABEL.search(text):
        return Found(label["number"], label.start("number"), label.end("number"))
    for match in _REPORT_NUMBER.finditer(text):
        return Found(match.group(), match.start(), match.end())
    for match in _LETTER_NUMBER.finditer(text, 0, letter_end):
        if not match.group().startswith("諮問") and not _CONSULTED_ON.match(text, match.end()):
            return Found(match.group(), match.start(), match.end())
    return None


def _issued(text: str, dates: list[DateMatch]) -> DateMatch | None:
    for match in dates:
        if re.search(r"答申(?:年月)?日[::]?\(?$", text[max(0, match.span.start - 8) : match.span.start]):
            return match
    for match in dates:
        before, after = (
            text[max(0, match.span.start - 16) : match.span.start],
            text[match.span.end : match.span.end + 40],
        )
        if not _NOT_ISSUED.search(before) and not _REFERRED_TO.match(after):
            return match
    return None


def _masked(text: str, dates: list[DateMatch]) -> str:
    """The text with its dates blotted out, so that no number begins inside one."""
    for match in dates:
        text = text[: match.span.start] + "|" * (match.span.end - match.span.start) + text[match.span.end :]
    return _DATED.sub(lambda m: "|" * len(m.group()), text)


def _consultation(text: str, dates: list[DateMatch], begin: int) -> tuple[Found | None, DateMatch | None]:
    """Number and day of the consultation that the report answers, as the letter says from `begin` on."""
    number: Found | None = None
    consulted: DateMatch | None = None
    for match in dates:
        if re.search(r"諮問(?:年月)?日[::]?\(?$", text[max(0, match.span.start - 8) : match.span.start]):
            consulted = match
    if label := _CONSULTATION_LABEL.search(text):
        group = "number" if label["number"] else "bare"
        number = Found(label[group], label.start(group), label.end(group))
    if number is not None and consulted is not None:
        return number, consulted
    masked = _masked(text, dates)
    for clause in _CLAUSE_OF_CONSULTATION.finditer(masked, begin):
        cited = [
            m
            for m in _CITED_NUMBER.finditer(masked, *clause.span())
            if clause.end() - m.end() < 40 or number is None
        ]
        before = [d for d in dates if clause.start() <= d.span.start and _REFERRED_TO.match(text, d.span.end)]
        before = [d for d in before if d.span.end <= clause.end()]
        if number is None and cited:
            number = Found("及び".join(m.group() for m in cited), cited[0].start(), cited[-1].end())
        if consulted is None and before:
            consulted = before[0]
        if cited or before:
            break
    return number, consulted


def _addressees(page: Dense, limit: int, stops: list[int]) -> Iterator[Found]:
    """The offices addressed, one after another; `stops` are ends of dates and numbers before which none begins."""
    text, done = page.text, 0
    for match in _SALUTATION.finditer(text, 0, limit):
        start = max([done, *(stop for stop in stops if stop <= match.start())])
        start = max(start, text.rfind("。", start, match.start()) + 1, match.start() - 80)
        lines = [line for line in page.lines if start < line < match.start()]
        for line in [start, *lines][::-1]:
            office = _OFFICE.match(text[line : match.start()])
            if office is not None and not (line != start and _BARE_OFFICE.fullmatch(office.group())):
                name = _ACTING.sub("", office.group())
                yield Found(name, line, line + len(name))
                done = match.end()
                break
        else:
            if done:
                return
        if done and match.end() - done > 80:
            return


def _council(page: Dense, limit: int, after: int) -> Found | None:
    """The council: as it signs after the addressee, on a line of its own, or first named."""
    text = page.text
    if (signed := _SIGNED.match(text, after, min(limit, after + 80))) is not None:
        return Found(signed["council"], signed.start("council"), signed.end("council"))
    for at in (line for line in page.lines if line < limit):
        line = text[at : page.line_end(at)]
        if (named := _COUNCIL_NAME.match(line)) is not None and re.fullmatch(
            r"(?:会長|委員長)?.{0,8}", line[named.end() :]
        ):
            return Found(named.group(), at, at + named.end())
    named = _COUNCIL_NAME.search(text, 0, limit)
    return Found(named.group(), named.start(), named.end()) if named else None


def _subject(page: Dense, limit: int) -> Found | None:
    """The subject: what follows 「次のとおり答申します。」, what was labelled so, or what the sentence says was asked."""
    text = page.text
    if label := _SUBJECT_LABEL.search(text, 0, limit):
        return Found(text[label.end() : page.line_end(label.end())], label.end(), page.line_end(label.end()))
    closing = _CLOSING.search(text, 0, limit)
    if closing is None:
        return None
    end = _ENCLOSURE.search(text, closing.end(), limit)
    stop = end.start() if end else limit
    asked = text.rfind("諮問", closing.end(), stop)
    stop = asked + 2 if asked > 0 else stop
    if stop - closing.end() >= 6:
        return Found(text[closing.end() : stop], closing.end(), stop)
    start = text.rfind("。", 0, closing.start()) + 1
    for asked_for in re.finditer(
        r"諮問(?:の?[があり]+ました|の?[があ]+った|された|を受けた|に係る|にかかる)|号(?:による|により諮問された)",
        text[start : closing.start()],
    ):
        begin = start + asked_for.end()
        about = _ABOUT.search(text, begin, closing.start() + 1)
        if about and about.end() - begin >= 8:
            return Found(text[begin : about.end()], begin, about.end())
    return None


def read_cover(page: Dense, limit: int) -> Cover:
    """Read the cover, which ends at `limit` of the dense text."""
    text = page.text[:limit]
    dates = _dates(text)
    salutation = _SALUTATION.search(text)
    number = _number(text, salutation.start() if salutation else limit)
    issued = _issued(text, dates)
    stops = [match.span.end for match in dates] + [m.end() for m in re.finditer(r"号(?:まで)?\)?", text)]
    addressees = tuple(_addressees(page, limit, stops))
    after = _salutation_end(text, addressees)
    consultation_number, consulted = _consultation(text, dates, after)
    return Cover(
        number=number,
        issued=issued,
        consultation_number=consultation_number,
        consulted=consulted,
        addressees=addressees,
        council=_council(page, limit, after),
        title=_subject(page, limit),
        flags=tuple(f"{match.written}: {match.problem}" for match in dates if match.problem),
    )


def _salutation_end(text: str, addressees: tuple[Found, ...]) -> int:
    """Where the last addressee's salutation ends; 0 where nobody is addressed."""
    if not addressees:
        return 0
    match = _SALUTATION.search(text, addressees[-1].end)
    return match.end() if match else addressees[-1].end


def on(match: DateMatch | None) -> date | None:
    """The day of a date that was found."""
    return match.date if match else None


def place(page: Dense, found: Found) -> Span:
    """Where in the document a value stands."""
    return page.span(found.start, found.end)
