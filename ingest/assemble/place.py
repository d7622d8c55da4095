"""Whose document it is: the municipality, prefecture, union or board, known to a list or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.assemble.page import Page
from ingest.assemble.value import Candidate, Gathering
from ingest.labels.label import Label

_LETTER = "[一-龠々〆ヶケノツがのぁ-んァ-ヴー\U000e0100-\U000e01ef]"
_UNION = (
    r"広域連合|(?:一部事務|事務|消防|企業|衛生|環境|清掃|水道|病院|斎場|広域|行政|施設|医療|福祉|学校給食)組合"
    r"|(?:水道|病院|用水供給)?企業団|広域市町村圏(?:組合|協議会)"
)
_SUFFIX = re.compile(rf"(?P<union>{_UNION})|[市区町村都道府県]")
_PREFECTURES = ("都", "道", "府", "県")
_LONGEST, _LONGEST_UNION = 8, 26
_NAME = re.compile(rf"{_LETTER}+")
_COUNTED = re.compile(r"[第回号]|年度|^[度付年]")
_DISTRICT = re.compile(r".+郡.+[町村]$")
_PARTICLE = re.compile(r"[のがはをにでもと]")
_COMMON = re.compile(
    r"(?:[市区町村都道府県]*|[本同他各当全両貴自新旧御某]|.*(?:[都副付局件当該等課係とをで]|指定|政令|地|学|校|選挙|管|特|街|工|総合|自治|政|全)"
    r"|中核|特例|近隣|隣接|周辺|関係|構成|加盟|青果|朝|首|内閣|総理|幕|農|漁|山|近|居住|在住|出身|転出|転入|他の|この|その|ある)"
)
_OFFICE = re.compile(
    r"(?:長|知事|教育委員会|議会|管理者|代表|水道事業|病院事業|公営企業|選挙管理|監査委員|消防長|企業長|理事)"
)
_SITE = re.compile(r"(?:役所|役場|庁|公式|ホーム|公民館|市民|町民|村民|保健|総合|文化|中央)")
_OWN = re.compile(r"(?:の?個人情報|の?情報公開|の?公文書|の?行政|附属機関|の?条例|立|の保有)")
_BODY = re.compile(r"[^。\n\t]{0,36}?(?:審議会|審査会|委員会|懇話会|懇談会|協議会|会議|部会)")
_SALUTATION = re.compile(r"[^。\n]{0,30}(?:様|殿|御中|あて|宛)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place where it stands on the page."""

    name: str
    start: int
    end: int


def mentions(page: Page, listed: frozenset[str]) -> list[Mention]:
    """The places named on the page: those that are listed anywhere, others where a word begins."""
    found: list[Mention] = []
    prefectures: dict[int, int] = {}
    """Where a prefecture's name ends, to where it begins."""
    for match in _SUFFIX.finditer(page.text):
        end = match.end()
        union = match["union"] is not None
        longest = _LONGEST_UNION if union else _LONGEST
        least = len(match.group()) + (2 if union else 1)
        row = page.row(end - 1)
        for start in range(max(row.start, end - longest), end - least + 1):
            name = page.text[start:end]
            if (
                _NAME.fullmatch(name) is None
                or _COUNTED.search(name)
                or (not union and _COMMON.fullmatch(name[:-1]))
                or (name not in listed and _DISTRICT.match(name))
            ):
                continue
            opens = page.opens(start) or _after_kana(page.text, start)
            if opens in ("date", "count") and _PARTICLE.match(name):
                continue
            if not union and start in prefectures.values() and not name.endswith(_PREFECTURES):
                continue
            if (not union and name in listed) or opens or start in prefectures or page.text[start - 1] == "郡":
                found.append(Mention(name, start, end))
                if name.endswith("県") or (name in listed and name.endswith(_PREFECTURES)):
                    prefectures[end] = start
    return found


def _after_kana(text: str, at: int) -> str | None:
    """Whether a word in kanji begins behind kana: 付けで|架空県."""
    return "kana" if re.match("[ぁ-ん][一-龠]", text[at - 1 : at + 1]) else None


def place_candidates(page: Page, found: list[Mention], listed: frozenset[str]) -> list[Candidate[str]]:
    """The places that the document may be of, with what speaks for each."""
    gathering: Gathering[str] = Gathering()
    widest: dict[int, int] = {}
    for mention in found:
        widest[mention.end] = min(widest.get(mention.end, mention.start), mention.start)
    nested: dict[str, list[bool]] = {}
    for mention in found:
        inside = any(
            widest.get(end, mention.end) <= mention.start
            for end in range(mention.end + 1, mention.end + _LONGEST_UNION)
        )
        longer = widest[mention.end] < mention.start
        nested.setdefault(mention.name, []).append(inside or longer)
        gathering.add(
            mention.name,
            page.span(mention.start, mention.end),
            _where(page, mention, clean=not inside and not longer),
        )
    names = [candidate.value for candidate in gathering.candidates()]
    counts = {name: page.dense.count(name) for name in names}
    top = max(counts.values(), default=1)
    more = {
        name: [
            *_itself(page, name, names, name in listed),
            *_counted(counts[name], top),
            *_nested(nested[name]),
        ]
        for name in names
    }
    return gathering.candidates(more)


def _counted(count: int, top: int) -> Iterator[str]:
    yield f"count={min(count, 4)}"
    yield "most" if count == top else "half" if count * 2 >= top else "few"


def _nested(nested: list[bool]) -> Iterator[str]:
    if all(nested):
        yield "always-nested"
    elif any(nested):
        yield "sometimes-nested"


def _itself(page: Page, name: str, names: list[str], known: bool) -> Iterator[str]:
    yield "known" if known else "unknown"
    union = re.search(rf"(?:{_UNION})$", name)
    suffix = "union" if union else name[-1] if name[-1] in "市区" else "町村" if name[-1] in "町村" else "県"
    yield f"suffix={suffix}"
    yield f"unknown-length={min(len(name), 7)}" if not known and not union else "length"
    if re.search("[ぁ-ん]", name[:-1]):
        yield "kana" if known else "unknown-kana"
    if re.match("[ぁ-ん]", name):
        yield "kana-first" if known else "unknown-kana-first"
    if re.search("[都道府県市区町村]", name[:-1]) and not known:
        yield "suffix-inside" if not union else "union-suffix-inside"
    if any(other != name and other.startswith(name) for other in names):
        yield "begins-a-longer"
    if name in page.name:
        yield "in-file-name"


def _where(page: Page, mention: Mention, *, clean: bool) -> Iterator[str]:
    row = page.row(mention.start)
    label = row.label.value
    behind = page.behind(mention.end, 48)
    opens = page.opens(mention.start) or _after_kana(page.text, mention.start)
    yield f"opens={opens}"
    yield f"in-{label}"
    if mention.start < 80:
        yield "top"
    if _OFFICE.match(behind):
        yield "office"
        if _SALUTATION.match(behind):
            yield "addressee"
    if _SITE.match(behind):
        yield "site"
    if _OWN.match(behind):
        yield "own"
        yield f"own-{label}" if row.label in (Label.TITLE, Label.HEAD, Label.TEXT) else "own-elsewhere"
    if _BODY.match(behind) and clean:
        yield "council"
        if row.label in (Label.TITLE, Label.HEAD):
            yield f"council-{label}"
        if row.number < 8:
            yield "council-top"
    if opens == "line" and mention.end == row.end:
        yield "alone"
        if row.number < 4:
            yield "alone-top"
    if (
        page.text[mention.start - 1 : mention.start] in "市区"
        and mention.name[-1] in "区町村"
        and opens is None
    ):
        yield "in-city"
