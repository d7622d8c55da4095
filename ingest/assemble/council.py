"""Whose meeting or report it is: the council's name as the document writes it."""

import re
from collections.abc import Iterator

from corpus.model import DocumentKind
from ingest.assemble.page import Page
from ingest.assemble.place import Mention
from ingest.assemble.value import Candidate, Gathering
from ingest.labels.label import Label

_SORT = (
    r"審議会|審査会|懇話会|懇談会|協議会|委員会|部会|分科会|評議会|調査会|研究会|検討会(?!議)|検証会(?!議)"
    r"|(?<!合同)(?<!書面)(?<!臨時)(?<!定例)(?<!全体)(?<!電子)(?<!前回)(?<!次回)(?<!今回)(?<!庁内)(?<=[一-龠て][一-龠て])会議"
    r"(?![事録室のはにをが名体]|概要|結果|要旨|次第|資料|要録|開催(?![日場年期時]))"
)
_ENDS = re.compile(rf"(?P<sort>{_SORT})(?P<division>\([^()。\n]{{2,20}}(?:部会|分科会|小委員会)\))?(?!員)")
_PART = re.compile(r"(?:第?[一二三四五六七八九十\dA-Z]+|[^\n。、()]{2,16})?(?:部会|分科会|小委員会)")
_LETTER = re.compile(r"[一-龠々〆ヶァ-ヴーぁ-んA-Za-z0-9・、,()&\-~ー仮称\U000e0100-\U000e01ef\n]+")
_LONGEST = 48
_LABEL = re.compile(
    r"(?:会議の?名称?|会の名称|名称|会名|審議会等?名?|審査会名?|附属機関等?の?名称?|機関名?|会議体|件名|答申した機関|答申機関|審査会|審議会)[:;]?\Z"
)
_RECORD = re.compile(
    r"の?(?:\(?第?\d+回\)?)?(?:会議|議事|審議|審査|開催|質疑)?の?(?:記録|録|要旨|概要|結果|要録|概況|報告|公表|議事)"
)
_ROUND = re.compile(
    r"[(]?(?:(?:令和|平成|昭和)?[\d元一二三四五六七八九十]+年度?)?(?:通算)?第[\d一二三四五六七八九十百]+回"
)
_COUNT = re.compile(
    r"(?:(?:令和|平成|昭和)?[\d元一二三四五六七八九十]+年度?)?(?:(?:通算)?第[\d一二三四五六七八九十百]+回)?\Z"
)
_RULE = re.compile(r"(?:設置|運営|の?組織|の?会議)?(?:及び運営)?(?:に関する)?(?:条例|規則|要綱|要領|規程)")
_CHAIR = re.compile(r"(?:の?(?:会長|委員長|部会長|座長|委員\(会長\)))")
_JOINED = re.compile(r"(?:審議会|審査会|委員会|協議会)(?:・|及び|と|、)")
_BARE = re.compile(
    r"の?(?:[本同当各該貴両前]|及び|運営|調査|検討|専門|小|常任|特別|連合|合同|第[一二三四五六\d]+|[市区町村県])*"
    r"(?:審議会|審査会|懇話会|懇談会|協議会|委員会|部会|分科会|検討会|検討会議|推進会議|運営会議|専門部会)"
)
_BOARD = re.compile(
    r"(?:教育|選挙管理|農業|公安|人事|公平|監査|固定資産評価審査|議会運営|個人情報保護)委員会\Z"
)
_CLAUSE = re.compile(r"(?<=[一-龠])(?:[はを]|が(?![丘岡崎浦原島浜台森沢谷]))|ます|です|した|された|について|様")
"""No name holds these; what does is a piece of a sentence, or an addressee with it."""
_PARTICLE = re.compile(r"[はがをにでもへ]|から|より|する|して|及びに|との")
_OTHER = re.compile(r"(?:前回|国の|県の|他の|同|当該|都道府県)\Z")
_COUNTED = re.compile(
    r"^(?:第[\d一二三四五六七八九十]+回|(?:令和|平成|昭和)|\d|.{0,6}年度|会議|議事|名称|日時|の|及び|並びに|・|、|[)(])"
)


def council_candidates(
    page: Page, kind: DocumentKind, places: list[Mention], place: str | None
) -> list[Candidate[str]]:
    """The councils whose document it may be, with what speaks for each.

    Args:
        page: of the document.
        kind: what it is: a report is its council's, minutes are those of a division too.
        places: the places named on it.
        place: the municipality that the document was read to be of.
    """
    gathering: Gathering[str] = Gathering()
    opening = {m.start for m in places if m.name == place}
    others = {m.start for m in places if m.name != place}
    for end, sort in _endings(page):
        row = page.row(end - 1)
        first = page.rows[max(0, page.rows.index(row) - 1)]
        joined = sort == "part" and first.label in (Label.TITLE, Label.HEAD)
        begin = first.start if joined else row.start
        for start in range(max(begin, end - _LONGEST), end - 2):
            opens = page.opens(start)
            if opens is None and start not in opening:
                continue
            if page.text[start] in "\n)、・,-~" or _LETTER.fullmatch(page.text, start, end) is None:
                continue
            written = page.text[start:end]
            if _CLAUSE.search(written):
                continue
            if written.count("(") != written.count(")") or ("\n" in written and not joined):
                continue
            name = written.replace("\n", "")
            features = [*_where(page, start, end, opens), *_name(name)]
            if name.rstrip(")").endswith(("部会", "分科会")):
                features.append("division-report" if kind is DocumentKind.REPORT else "division-record")
            features.append(
                "own-place" if start in opening else "other-place" if start in others else "no-place"
            )
            if "\n" in written:
                features.append("over-lines")
            worth = 2 * (row.label is Label.TITLE) + (row.label is Label.HEAD)
            gathering.add(name, page.span(start, end), features, worth)
    found = gathering.candidates()
    return gathering.candidates({c.value: list(_among(page, c, found, place)) for c in found})


def _endings(page: Page) -> Iterator[tuple[int, str]]:
    for match in _ENDS.finditer(page.text):
        yield match.end("sort"), "sort"
        if match["division"]:
            yield match.end(), "division"
        part = _PART.match(page.text, match.end() + (page.text[match.end() : match.end() + 1] == "\n"))
        if part is not None:
            yield part.end(), "part"


def _name(name: str) -> Iterator[str]:
    yield f"sort={name.rstrip(')')[-2:]}"
    yield f"length={min(len(name) // 4, 8)}"
    if _BARE.fullmatch(name):
        yield "bare"
    if _BOARD.search(name):
        yield "board"
    if _PARTICLE.search(name):
        yield "particle"
    if _COUNTED.match(name):
        yield "counted"
    if "、" in name or "," in name:
        yield "comma"
    if re.search(r"[(]", name):
        yield "bracket"
    if re.search(r"情報公開|個人情報|公文書|行政不服", name):
        yield "information"
    if _JOINED.search(name):
        yield "joined"


def _where(page: Page, start: int, end: int, opens: str | None) -> Iterator[str]:
    row = page.row(start)
    label = row.label.value
    before, above = page.caption(start)
    behind = page.behind(end, 40)
    yield f"opens={opens}"
    yield f"in-{label}"
    yield f"line={'first' if row.number == 0 else 'top' if row.number < 4 else 'head' if row.number < 15 else 'later'}"
    named = _COUNT.sub("", before)
    if _LABEL.search(named) or (not named and _LABEL.search(above)):
        yield "labelled"
    if _ROUND.search(before[-16:]) and before[-1:] != "・":
        yield "behind-round"
    if re.search(r"年度?\Z", before):
        yield "behind-year"
    if _OTHER.search(page.text[max(0, start - 4) : start]):
        yield "another"
    if _RECORD.match(behind):
        yield "record"
        yield f"record-{label}"
    if _ROUND.match(behind):
        yield "round"
    if _RULE.match(behind):
        yield "rule"
    if _CHAIR.match(behind):
        yield "chair"
        yield f"chair-{label}"
    following = page.text[row.end + 1 : row.end + 24]
    if end == row.end:
        yield "ends-line"
        if opens == "line":
            yield "alone"
            yield f"alone-{label}"
        if re.match(r"(?:会長|委員長|部会長|座長|委員\(会長\)|会長職務)", following):
            yield "chair"
            yield "chair-below"
        if _RECORD.match(following):
            yield "record-below"
    if re.match(r"の(?:結論|判断|意見|委員|所掌|庶務)|は、|に(?:諮問|おいて|対し)|事務局|委員名簿", behind):
        yield "spoken-of"
    if page.text[start - 1 : start] in "「『" and page.text[end : end + 1] in "」』":
        yield "quoted"
    if row.start in page.trails:
        yield "trail"


def _among(
    page: Page, candidate: Candidate[str], found: list[Candidate[str]], place: str | None
) -> Iterator[str]:
    name = candidate.value
    count = page.dense.count(name)
    yield f"count={min(count, 4)}"
    core = name.removeprefix(place) if place else name
    if place and name.startswith(place):
        yield "begins-place"
    elif place:
        yield "place-apart"
    for other in found:
        if other is candidate:
            continue
        if other.value.endswith(name) and place and other.value == place + name:
            yield "fuller-exists"
        if _JOINED.search(other.value) and (other.value.startswith(name) or other.value.endswith(name)):
            yield "part-of-joined"
            if other.features & {"in-title", "alone"}:
                yield "part-of-joined-title"
        if core != name and other.value == core:
            yield "core-exists"
            if {"in-title", "labelled", "behind-round"} & other.features:
                yield "core-in-title"
        if other.value.startswith(name) and other.value.endswith(("部会", "部会)", "分科会")):
            yield "division-exists"
            if "in-title" in other.features:
                yield "division-in-title"
        elif name.startswith(other.value) and name.endswith(("部会", "部会)", "分科会")):
            yield "is-division"
        elif name != other.value and name.endswith(other.value):
            yield "ends-in-another"
        elif name != other.value and other.value.endswith(name):
            yield "ends-another"
        elif name.startswith(other.value):
            yield "begins-with-another"
