"""The ordinance, law, rule, contract, … that an article belongs to: its name as written and in full."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from corpus.language.folding import Normalised
from corpus.language.places import find_municipalities

Instrument = Literal["ordinance", "law", "rule", "contract", "guideline", "council"]

NEAR = 300
"""Characters back within which an article without a law takes the instrument mentioned last."""

_ENDINGS: tuple[tuple[Instrument, tuple[str, ...]], ...] = (
    ("rule", ("施行規則", "施行細則", "規則", "細則", "規約")),
    ("ordinance", ("条例",)),
    ("guideline", ("規程", "要綱", "要領", "指針", "ガイドライン", "基準")),
    ("contract", ("契約書", "契約", "協定書", "協定", "約款", "覚書", "仕様書", "特記事項")),
    ("law", ("施行令", "法律", "憲法", "法", "令")),
)
_NO_LAW = "(?<![方手用司立合違療語文作]法)(?<![法命指辞]令)"
_SUFFIX = f"(?:{'|'.join(word for _, words in _ENDINGS for word in words)}){_NO_LAW}"
_DRAFT = r"(?:案|\(案\)|\(仮称\))?"
_PLAIN = "[一-龠々ァ-ヶー・A-Za-z]"
_TITLE = (  # 行政機関の保有する情報の公開に関する法律
    f"(?:{_PLAIN}+(?:の|を|に|する|される|るための|ための|における|に係る|等に|及び|並びに|づくり|まち))+?"
    f"{_PLAIN}*(?:に関する|に係る|についての|づくり)"
)
_NAME = re.compile(f"(?P<name>(?:{_TITLE})?{_PLAIN}{{0,40}}?{_SUFFIX}{_DRAFT})\\Z")
_ENDING = re.compile(f"{_SUFFIX}{_DRAFT}\\Z")
_LONGEST, _LONGEST_ENDING = 90, 16
_ALIAS = re.compile(f"[本同当旧新現改正該施行前後]*{_SUFFIX}{_DRAFT}")
_BACK = re.compile(f"(?:[本同当]|当該|この)(?P<kind>{_SUFFIX})")
_LEAD = re.compile("(?:[条項号](?![例約目])|年(?![金少齢])|及び|並びに|又は|[・ーa-z]|[ア-ン](?=[一-龠]))+")
_COUNCIL = re.compile("(?:審議会|審査会|運営委員会|協議会)(?:設置|運営)?[^法]{0,6}$|設置(?:条例|要綱|規則)$")
_DEFINITION = re.compile(r"以下(?:、|,)?(?:単に|これを)?「(?P<alias>[^」\n]{1,20})」と(?:いう|する|略)")
_MENTION = re.compile(
    f"(?:条例(?!要配慮)|規則|規程|要綱|要領|約款|契約書|協定書|仕様書|法律|(?<=[一-龠]{{2}})法(?![人律的令廷学規定務案]))"
    f"{_NO_LAW}{_DRAFT}(?!第[0-9]+号)"
)


def classify(name: str | None) -> Instrument | None:
    """Return the kind of instrument that the ending of a name tells; None where it tells none."""
    stem = re.sub(f"{_DRAFT}$", "", name or "")
    if _COUNCIL.search(stem):
        return "council"
    return next((kind for kind, words in _ENDINGS if stem.endswith(words)), None)


@dataclass(slots=True)
class _Alias:
    """The full names of one abbreviation, each valid from the offset at which the text defines it."""

    starts: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def at(self, offset: int) -> str:
        """The name defined last before `offset`, else the one defined first."""
        return self.names[max(0, bisect_right(self.starts, offset) - 1)]


class Laws:
    """The instruments that one text names, and what its abbreviations stand for."""

    def __init__(self, squeezed: Normalised) -> None:
        self._squeezed = squeezed
        self._mentions = [m.end() for m in _MENTION.finditer(squeezed.text)]
        self._names: dict[str, str] = {}
        """The results of `_trimmed`: a document repeats the names of few laws."""
        self._before: dict[str, int | None] = {}
        """Where in what stands before a reference the name begins, for the same reason."""
        self._aliases: dict[str, _Alias] = {}
        self._define()
        self._ordinances = _longest(self._named_ordinances())

    def before(self, start: int) -> str | None:
        """Return the instrument named directly before offset `start` of the squeezed text, as written."""
        text = self._squeezed.text
        end = start - text.startswith("の", max(0, start - 1))
        end -= text[max(0, end - 1) : end] in ("」", "』")
        if text[max(0, end - 1) : end] == ")" and not _ENDING.search(text, max(0, end - _LONGEST_ENDING), end):
            end = _opening(text, end - 1)
            end -= text[max(0, end - 1) : end] in ("」", "』")
        if end <= 0 or not _ENDING.search(text, max(0, end - _LONGEST_ENDING), end):
            return None
        window = text[max(0, end - _LONGEST) : end]
        if window not in self._before:
            found = _NAME.search(window)
            self._before[window] = len(window) - found.start("name") if found else None
        length = self._before[window]
        return self._trimmed(text[self._after_gap(end - length, end) : end]) if length else None

    def mentioned(self, start: int, end: int) -> str | None:
        """Return the instrument mentioned last in a stretch of the squeezed text, at most NEAR characters back."""
        last = bisect_right(self._mentions, end) - 1
        if last < 0 or self._mentions[last] <= max(start, end - NEAR):
            return None
        return self.before(self._mentions[last])

    def resolve(self, written: str, at: int, latest: str | None) -> str:
        """Return the full name of the instrument written at offset `at`.

        Args:
            written: its name as `before` gives it.
            at: offset in the squeezed text.
            latest: the instrument of this kind that was referred to last, for 同条例 and 同法.
        """
        if back := _BACK.fullmatch(written):
            if latest is not None:
                return latest
            written = back["kind"]
        if alias := self._aliases.get(written):
            return alias.at(at)
        candidates = [name for name in self._ordinances if name.endswith(written)]
        return candidates[0] if len(candidates) == 1 else written

    def _define(self) -> None:
        """Read the abbreviations: 「…条例(以下「条例」という。)」."""
        text = self._squeezed.text
        for match in _DEFINITION.finditer(text):
            opening = _opening(text, match.start())
            full = self.before(opening) if opening else None
            if full is not None and full != match["alias"] and _ALIAS.search(match["alias"]):
                alias = self._aliases.setdefault(match["alias"], _Alias())
                alias.starts.append(match.start())
                alias.names.append(full)

    def _named_ordinances(self) -> Iterator[str]:
        text = self._squeezed.text
        for end in self._mentions:
            if text.endswith("条例", 0, end) and (name := self.before(end)) and not _ALIAS.fullmatch(name):
                yield name
        for alias in self._aliases.values():
            yield from alias.names

    def _after_gap(self, start: int, end: int) -> int:
        """Move `start` behind the white space that separates a name from the words before it; letter-spacing does not."""
        text, offsets, ends = self._squeezed.text, self._squeezed.offsets, self._squeezed.ends
        gaps = [i for i in range(start + 1, end) if offsets[i] > ends[i - 1]]
        if len(gaps) * 3 > end - start:
            return start
        for gap in reversed(gaps):
            if _ALIAS.fullmatch(text, gap, end) or any(
                p.span.start == 0 for p in find_municipalities(text[gap:end])
            ):
                return gap
        return start

    def _trimmed(self, written: str) -> str:
        """Drop the words before a name: a list mark, a conjunction, everything before the last municipality."""
        if written not in self._names:
            self._names[written] = self._without_lead(written)
        return self._names[written]

    def _without_lead(self, name: str) -> str:
        places = [p.span.start for p in find_municipalities(name) if p.span.end < len(name) - 2]
        if places:
            name = name[places[-1] :]
        elif len(name) > _LONGEST // 2:
            name = name[self._repeated_place(name) :]
        lead = _LEAD.match(name)
        return name[lead.end() :] if lead else name

    def _repeated_place(self, name: str) -> int:
        """Offset of the municipality in a name that squeezing joined to a heading: the longest one that recurs in the text."""
        for suffix in reversed(list(re.finditer("[市区町村都道府県]", name))):
            for start in range(max(0, suffix.start() - 4), suffix.start()):
                place, text = name[start : suffix.end()], self._squeezed.text
                if text.find(place, text.find(place) + 1) >= 0:
                    return start
        return 0


def _opening(text: str, close: int) -> int:
    """Return the offset of the bracket that is open at `close`, 0 where there is none near."""
    depth = 0
    for at in range(close - 1, max(-1, close - NEAR), -1):
        if text[at] == ")":
            depth += 1
        elif text[at] == "(":
            if depth == 0:
                return at
            depth -= 1
    return 0


def _longest(names: Iterator[str]) -> tuple[str, ...]:
    """Keep ordinances, and drop names that end another: 個人情報保護条例 beside 見本市個人情報保護条例."""
    # Read from their ends, a name stands directly before those that it ends.
    ordinances = sorted({name[::-1] for name in names if classify(name) == "ordinance"})
    kept = (name for name, after in pairwise([*ordinances, ""]) if not after.startswith(name))
    return tuple(sorted(name[::-1] for name in kept))
