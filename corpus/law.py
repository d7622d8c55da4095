"""The ordinance, law, rule, contract, … that an article belongs to: its name as written and in full."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from corpus.text import Normalised

Instrument = Literal["ordinance", "law", "rule", "contract", "guideline", "council"]

_SUFFIX = (
    "(?:条例(?:施行規則|施行細則)?|施行規則|施行細則|施行令|規則|細則|規程|要綱|要領|指針|ガイドライン|基準|規約"
    "|契約書?|協定書?|約款|覚書|仕様書|特記事項|法律|憲法|(?<![方手用司立合違療語文作])法|(?<![法命指])令)"
)
_DRAFT = r"(?:案|\(案\)|\(仮称\))?"
_PLAIN = "[一-龠々ァ-ヶー・A-Za-z0-9]"
_TITLE = (  # 行政機関の保有する情報の公開に関する法律
    f"(?:{_PLAIN}+(?:の|を|に|する|される|るための|ための|における|に係る|等に|及び|並びに|づくり|まち))+?"
    f"{_PLAIN}*(?:に関する|に係る|についての|づくり)"
)
_NAME = re.compile(f"(?P<name>(?:{_TITLE})?{_PLAIN}{{0,40}}?{_SUFFIX}{_DRAFT})$")
_ENDING = re.compile(f"{_SUFFIX}{_DRAFT}$")
_LONGEST = 90
_BARE = re.compile(f"(?:[本同当旧新現改正該施行前後記原]*){_SUFFIX}")
_BACK = re.compile(f"(?:[本同当]|当該|この)(?P<kind>{_SUFFIX})")
_PLACE = re.compile("[のを](?=[一-龠ァ-ヶ]{1,6}[市区町村都道府県])")
_DEFINITION = re.compile(r"以下(?:、|,)?(?:単に|これを)?「(?P<alias>[^」\n]{1,20})」と(?:いう|する|略)")
_ORDINANCE = re.compile(f"(?<!{_PLAIN})(?:{_TITLE})?{_PLAIN}{{3,40}}?条例(?!第[0-9]+号|施行)")


_KINDS: tuple[tuple[Instrument, tuple[str, ...]], ...] = (
    ("rule", ("規則", "細則", "規約")),
    ("ordinance", ("条例",)),
    ("guideline", ("規程", "要綱", "要領", "指針", "ガイドライン", "基準")),
    ("contract", ("契約", "契約書", "協定", "協定書", "約款", "覚書", "仕様書", "特記事項")),
    ("law", ("法", "法律", "憲法", "令")),
)


def classify(name: str | None) -> Instrument | None:
    """Tell what kind of instrument a name names, by its ending; None where it names none."""
    if name is None:
        return None
    stem = re.sub(r"(?:案|\(案\)|\(仮称\))$", "", name)
    if re.search("(?:審議会|審査会|運営委員会|協議会)(?:設置)?[^法]{0,6}$|設置(?:条例|要綱|規則)$", stem):
        return "council"
    for kind, endings in _KINDS:
        if stem.endswith(endings):
            return kind
    return None


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation that a text defines: 「…条例(以下「条例」という。)」."""

    alias: str
    full: str
    start: int
    """Offset in the squeezed text."""


class Laws:
    """The instruments that one text names, and what its abbreviations stand for."""

    def __init__(self, squeezed: Normalised) -> None:
        self._squeezed = squeezed
        self._definitions = tuple(self._define())
        named = {m.group() for m in _ORDINANCE.finditer(squeezed.text)} | {d.full for d in self._definitions}
        self._ordinances = _longest({_trimmed(n) for n in named if classify(n) == "ordinance"})

    def before(self, start: int) -> str | None:
        """Return the instrument named directly before offset `start` of the squeezed text, as written."""
        text = self._squeezed.text
        end = start - text.startswith("の", start - 1) if start else 0
        end -= text[end - 1 : end] in ("」", "』")
        if text.startswith(")", end - 1) and not _ENDING.search(text, max(0, end - 16), end):
            end = _opening(text, end - 1)
            end -= text[end - 1 : end] in ("」", "』")
        begin = max(0, end - _LONGEST)
        if end <= 0 or not _ENDING.search(text, max(0, end - 16), end):
            return None
        found = _NAME.search(text, begin, end)
        return _trimmed(text[self._after_gap(found.start("name"), end) : end]) if found else None

    def resolve(self, written: str, at: int, latest: str | None) -> str:
        """Return the full name of the instrument written at offset `at`; `latest` was referred to last."""
        if back := _BACK.fullmatch(written):
            if latest is not None and classify(latest) == classify(written):
                return latest
            written = back["kind"]
        known = [d for d in self._definitions if d.alias == written]
        if known:
            return known[max(0, bisect_right([d.start for d in known], at) - 1)].full
        candidates = [name for name in self._ordinances if name.endswith(written)]
        return candidates[0] if len(candidates) == 1 else written

    def _define(self) -> list[Definition]:
        text, found = self._squeezed.text, []
        for match in _DEFINITION.finditer(text):
            opening = _opening(text, match.start())
            full = self.before(opening) if opening else None
            if full is not None and full != match["alias"]:
                found.append(Definition(match["alias"], full, match.start()))
        return found

    def _after_gap(self, start: int, end: int) -> int:
        """Move `start` behind white space that parts a name from what stands before it: not letter-spacing."""
        text, offsets, ends = self._squeezed.text, self._squeezed.offsets, self._squeezed.ends
        gaps = [i for i in range(start + 1, end) if offsets[i] > ends[i - 1]]
        if len(gaps) * 3 > end - start:
            return start
        for gap in reversed(gaps):
            if _BARE.fullmatch(text, gap, end) or _PLACE.match("の" + text[gap:end]):
                return gap
        return start


def _opening(text: str, close: int) -> int:
    """Return the offset of the bracket that is open at `close`, 0 where there is none near."""
    depth = 0
    for at in range(close - 1, max(-1, close - 300), -1):
        if text[at] == ")":
            depth += 1
        elif text[at] == "(":
            if depth == 0:
                return at
            depth -= 1
    return 0


def _trimmed(name: str) -> str:
    """Drop what stands before the name: a list mark, a subject before a place's name."""
    for place in _PLACE.finditer(name):
        name = name[place.end() :]
        break
    return re.sub("^(?:[0-9・ー]+|[ア-ン](?=[一-龠]))+", "", name)


def _longest(names: set[str]) -> tuple[str, ...]:
    """Drop names that are the end of another: 個人情報保護条例 beside 見本市個人情報保護条例."""
    return tuple(sorted(n for n in names if not any(n != other and other.endswith(n) for other in names)))
