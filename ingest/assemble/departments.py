"""Which section of the executive brought a case: every section that is named scores, the best reading is chosen."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path

from corpus.language import dice, fold, squeeze
from corpus.model import Span
from ingest.assemble.namings import Naming, places
from ingest.assemble.readings import DepartmentValue
from ingest.assemble.record import CaseLines, Record
from ingest.assemble.units import UnitMention, rank
from ingest.labels.label import Label, Voice
from ingest.labels.linear import Linear, load_linear

MODEL = Path(__file__).with_name("models") / "departments.json"
LIKE = 0.7
"""Likeness from which two names are taken for one section, with or without the 部 above it."""

_JOINT = re.compile(r"[・、,]\s?|\s")
_FAR = 40
"""Characters between a title and a section, up to which the section is taken to belong to the title."""
_ATTRIBUTE = re.compile(
    r"[(\[【〔<][^()\[\]【】〔〕<>]{2,40}[)\]】〕>]|(?:担当|所管|主管|説明)[^。:]{0,6}:.{2,40}"
)
"""A line that only says something of the entry above it: [担当課:総務部総務課]."""
_STRONG = 3.0
"""DepartmentValue of cues that tell much and are met seldom: their weights are held back less."""
_SIGNS = "○●◎◇◆■□・-<[【(〔* "
_LONGEST_MARK = 14
"""Characters at the beginning of a line in which a speaker is looked for."""
_ELSEWHERE = 40
"""Names that are taken from outside the case's lines at most."""
_MOST_MENTIONS = 40
"""Mentions of one section that are looked at, in the case and outside."""
_MOST_LISTED = 40
"""Sections in a line among which those named together are sought."""
_MOST_JOINED = 6
_LIKELY = 24
"""Candidates that are compared with each other at most."""


@dataclass(slots=True)
class Candidate:
    """A name that the case's section may have."""

    name: str
    rank: int
    parts: int
    span: Span
    features: dict[str, float] = field(default_factory=dict)


def _stem(name: str) -> int:
    """Length of a name without the word for its kind: surnames before 課長 are short."""
    return min(5, len(name) - 1)


def _joint(text: str, mentions: Sequence[UnitMention]) -> Iterator[UnitMention]:
    """Sections that are named together as one: 住宅課・水道局営業課."""
    for number, first in enumerate(mentions):
        last = first
        for following in mentions[number + 1 : number + 1 + _MOST_JOINED]:
            if following.start < last.end:
                continue
            if not _JOINT.fullmatch(text[last.end : following.start]):
                break
            last = following
        if last is not first:
            yield UnitMention(((first.start, last.end),), (squeeze(text[first.start : last.end]),))


class _Candidates:
    """The candidates of one case with their features."""

    def __init__(self, case: CaseLines, record: Record) -> None:
        self._case, self._record = case, record
        self._own = {record.place[number] for number in case.numbers}
        self._naming = {record.place[each.line.number] for each in case.naming}
        below = {at + 1 for at in self._naming if at + 1 < len(record.lines)}
        self._below = {
            at for at in below - self._own if _ATTRIBUTE.fullmatch(record.lines[at].line.text.strip())
        }
        self._found: dict[str, Candidate] = {}
        self._in_joint: set[str] = set()
        self._marks = [
            each.line.text.lstrip(_SIGNS)[:_LONGEST_MARK]
            for each in case.lines
            if each.voice is Voice.EXECUTIVE and each.label in (Label.SPEECH, Label.TEXT)
        ]
        self._parts: dict[str, list[str]] = {}
        self._joint: dict[str, list[tuple[str, Naming]]] = {}

    def _scope(self, at: int) -> str:
        return "naming" if at in self._naming or at in self._below else "own" if at in self._own else "else"

    def _collect(self) -> None:
        """The names in the case's lines, then those outside."""
        namings = self._record.namings
        for at in sorted(self._own | self._below):
            for naming in namings.by_line[at]:
                self._add(naming)
            labelled = self._record.lines[at]
            mentions = [naming.mention for naming in namings.by_line[at]][:_MOST_LISTED]
            mentions = mentions if at in self._naming else []
            for mention in _joint(labelled.line.text, mentions):
                joint = Naming(at, mention, tuple(places(labelled, mention)))
                self._add(joint)
                self._joint.setdefault(mention.name, []).append(("joint", joint))
                self._parts[mention.name] = [
                    each.name for each in mentions if mention.start <= each.start and each.end <= mention.end
                ]
                self._in_joint |= {
                    name
                    for each in mentions
                    for name, start, end in each.forms()
                    if mention.start <= start and end <= mention.end
                }
        limit = len(self._found) + _ELSEWHERE
        for naming in namings.all:
            if len(self._found) >= limit:
                break
            if naming.line not in self._own:
                self._add(naming)

    def _add(self, naming: Naming) -> None:
        begin = self._record.lines[naming.line].line.span.start
        for name, start, end in naming.mention.forms():
            if name not in self._found:
                span = Span(begin + start, begin + end)
                self._found[name] = Candidate(name, rank(name), len(naming.mention.parts), span)

    def read(self) -> list[Candidate]:
        """All candidates."""
        self._collect()
        beside = self._beside()
        for candidate in self._found.values():
            candidate.features |= self._features(candidate, beside)
        self._compare()
        _alone(list(self._found.values()), self._record)
        return list(self._found.values())

    def _beside(self) -> set[tuple[int, int]]:
        """The first mention behind the title in each line that names the case."""
        title = squeeze(fold(self._case.title))
        found = set()
        for at in self._naming:
            text = self._record.lines[at].line.text
            offsets = [i for i, character in enumerate(text) if not character.isspace()]
            key = "".join(text[i] for i in offsets)
            for length in (len(title), 12, 6):
                begin = key.find(title[-length:])
                if begin >= 0 and len(title) >= length:
                    end = offsets[begin + length - 1] + 1 if begin + length <= len(offsets) else len(text)
                    starts = [naming.mention.start for naming in self._record.namings.by_line[at]]
                    behind = [start for start in starts if 0 <= start - end <= _FAR]
                    found |= {(at, start) for start in behind[:1]}
                    break
        return found

    def _mentions(self, name: str) -> Iterator[tuple[str, Naming]]:
        """The mentions of a section, some inside the case and some outside: more would tell nothing new."""
        left = {True: _MOST_MENTIONS, False: _MOST_MENTIONS}
        for relation, naming in self._record.namings.of(name):
            is_own = naming.line in self._own
            if left[is_own] > 0:
                left[is_own] -= 1
                yield relation, naming

    def _speaks(self, name: str) -> bool:
        """Whether somebody of this name speaks for the executive in the case."""
        return any(mark.startswith(name) if len(name) == 1 else name in mark for mark in self._marks)

    def _features(self, candidate: Candidate, beside: set[tuple[int, int]]) -> dict[str, float]:
        features: dict[str, float] = {f"rank={candidate.rank}": 1.0, "candidate": 1.0}
        counts: Counter[str] = Counter()
        related = [*self._mentions(candidate.name), *self._joint.get(candidate.name, ())]
        for part in self._parts.get(candidate.name, ()):
            related += self._mentions(part)
        for relation, naming in related:
            scope = self._scope(naming.line)
            labelled = self._record.lines[naming.line]
            counts[scope] += 1
            counts[relation] += 1
            counts[f"{scope}:{labelled.voice}"] += 1
            for place in naming.places:
                features[f"{scope}:{place}"] = 1.0
                features[f"{relation}:{place}"] = 1.0
                features[f"{scope}:{labelled.label}:{place}"] = 1.0
                features[f"{relation}:{scope}:{place}"] = 1.0
            features[f"{scope}:voice={labelled.voice}"] = 1.0
            if (naming.line, naming.mention.start) in beside or any(
                (naming.line, start) in beside for start, _ in naming.mention.parts
            ):
                features["beside-title"] = 1.0
                features[f"beside-title:{relation}"] = 1.0
            if any(self._speaks(official.name) for official in naming.officials):
                features["speaker-listed"] = _STRONG
                features[f"speaker-listed:{relation}"] = 1.0
            if relation == "short":
                features["is-shortened"] = 1.0
            if relation == "tail":
                features["is-lengthened"] = 1.0
        own = counts["own"] + counts["naming"]
        features["own"] = log(1 + own)
        features["else"] = log(1 + counts["else"])
        features["share"] = own / max(1, own + counts["else"])
        features["nowhere-own"] = float(own == 0)
        executive = counts["own:executive"]
        features["executive"] = log(1 + executive)
        if all("post" in naming.places for _, naming in related):
            features["only-post"] = 1.0
            features[f"only-post:stem={_stem(candidate.name)}"] = 1.0
            if candidate.name[:-1] in self._record.namings.surnames:
                features["surname"] = _STRONG
        features[f"stem={_stem(candidate.name)}"] = 1.0
        if candidate.parts > 1:
            features["parts>1"] = 1.0
        if candidate.name in self._in_joint and candidate.name not in self._joint:
            features["in-joint"] = _STRONG
        if "・" in candidate.name and candidate.name not in self._joint:
            features["has-dot"] = 1.0
        if counts["joint"]:
            features["joint"] = _STRONG
        if counts["short"] and candidate.parts == 1:
            features["longer-in-one"] = 1.0
        return features

    def _compare(self) -> None:
        """What a candidate is among the others: the most told, the first, the only one of the case."""
        own = [c for c in self._found.values() if c.features["nowhere-own"] == 0]
        if not own:
            return
        for candidate in own:
            longer = [c for c in self._found.values() if c.name != candidate.name and c.name not in self._joint]
            if any(c.name.endswith(candidate.name) for c in longer):
                candidate.features["has-longer"] = _STRONG
            if any(c.name.startswith(candidate.name) for c in longer):
                candidate.features["has-lower"] = _STRONG
        most = max(c.features["own"] for c in own)
        said = max(c.features["executive"] for c in own)
        first = min(own, key=lambda c: c.span.start)
        families = {c.name[-4:] for c in own}
        for candidate in own:
            features = candidate.features
            features["most-own"] = float(features["own"] == most)
            features["most-executive"] = float(said > 0 and features["executive"] == said)
            features["first-own"] = float(candidate.name[-4:] == first.name[-4:])
            features["only-own"] = float(len(families) == 1)


def _alone(candidates: Sequence[Candidate], record: Record) -> None:
    """Where the case's lines name no section, what those elsewhere say counts by itself, in a report above all."""
    if all(candidate.features["nowhere-own"] for candidate in candidates):
        for candidate in candidates:
            named = [name for name in candidate.features if name.startswith("else:")]
            candidate.features |= {f"alone:{name}": 1.0 for name in named}
            sole = len({other.name[-3:] for other in candidates if other.rank > 0}) == 1
            candidate.features["sole"] = _STRONG * sole
            candidate.features["sole:unspoken"] = _STRONG * (sole and not record.is_spoken)


_NO_SECTION = {
    "report": re.compile(r"答申"),
    "minutes": re.compile(r"会議録|議事録"),
    "election": re.compile(r"選任|選出|互選|会長"),
    "manner": re.compile(r"公開の|取扱い|運営|会議の|実施方法|日程|次回|要領"),
    "state": re.compile(r"状況|届出|履行"),
    "review": re.compile(r"決定|審査請求|開示|公開"),
}


def none_features(case: CaseLines, candidates: Sequence[Candidate], record: Record) -> dict[str, float]:
    """The features of the reading that the document names no section for the case."""
    features = {"none": 1.0}
    features |= {f"none:{cue}": 1.0 for cue, words in _NO_SECTION.items() if words.search(case.title)}
    voices = {each.voice for each in case.lines}
    for voice in (Voice.EXECUTIVE, Voice.SECRETARIAT):
        features[f"none:{voice}-speaks"] = float(voice in voices)
    own = [c for c in candidates if c.features["nowhere-own"] == 0]
    features["none:nobody-own"] = float(not own)
    features["none:nobody-at-all"] = float(not candidates)
    features["none:unspoken"] = float(not record.is_spoken)
    return features


def department_candidates(case: CaseLines, record: Record) -> tuple[list[Candidate], dict[str, float]]:
    """The candidates of a case with their features, and the features of there being none."""
    candidates = _Candidates(case, record).read()
    return candidates, none_features(case, candidates, record)


def read_department(case: CaseLines, record: Record, model: Linear | None = None) -> DepartmentValue:
    """Read which section of the executive brought a case.

    Args:
        case: the lines that treat or name it.
        record: the document.
        model: what scores the candidates; None: the released one.

    Returns:
        The section as the document writes it, with the 部 or 局 above it where that is written; the value holds None where
        none is named.
    """
    candidates, nothing = department_candidates(case, record)
    scored = model or load_linear(MODEL)
    *shares, none = scored.shares([*(candidate.features for candidate in candidates), nothing])
    best, second = _best(candidates, shares)
    if best is None or none >= best.confidence:
        return DepartmentValue(None, None, none, candidates[best.number].name if best else None)
    chosen = candidates[best.number]
    runner_up = candidates[second.number].name if second and second.confidence > none else None
    return DepartmentValue(chosen.span.of(record.text), chosen.span, best.confidence, runner_up)


@dataclass(frozen=True, slots=True)
class _Reading:
    number: int
    confidence: float


def _best(candidates: Sequence[Candidate], shares: Sequence[float]) -> tuple[_Reading | None, _Reading | None]:
    """The name that is right with the greatest probability, and the next that is unlike it: alike names count for each other."""
    likely = sorted(range(len(candidates)), key=lambda n: -shares[n])[:_LIKELY]

    def worth(number: int, among: Sequence[int]) -> float:
        return sum(shares[n] for n in among if dice(candidates[n].name, candidates[number].name) >= LIKE)

    def best(among: Sequence[int]) -> _Reading | None:
        chosen = max(among, key=lambda n: (worth(n, among), shares[n]), default=None)
        return None if chosen is None else _Reading(chosen, worth(chosen, among))

    first = best(likely)
    if first is None:
        return None, None
    name = candidates[first.number].name
    return first, best([n for n in likely if dice(candidates[n].name, name) < LIKE])
