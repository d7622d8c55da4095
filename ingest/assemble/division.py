"""Into which cases a document divides: several divisions are proposed, one place chooses, and says how sure it is."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import log
from pathlib import Path

from corpus.language import likeness, squeeze
from corpus.model import Span
from ingest.align.alignment import align
from ingest.align.announced import announced_items
from ingest.align.items import Item, read_items
from ingest.align.subject import read_subject
from ingest.assemble.admission import admission, admission_features
from ingest.assemble.record import CaseLines, Record
from ingest.assemble.ruled import Ruled
from ingest.labels.label import Label, LabelledLine
from ingest.labels.linear import Linear, load_linear
from ingest.labels.siblings import style_of
from ingest.memory import SURE
from ingest.outline.headings import Heading

MODEL = Path(__file__).parent / "models" / "division.json"
"""Weights by feature, made by `python -m ingest learn`."""
SOUND = MODEL.with_name("sound.json")
"""Weights of how sure a chosen division is."""

_SOUND = (
    "mean",
    "least",
    "ended",
    "unended",
    "often-ended",
    "loose-endings",
    "owned",
    "empty",
    "numbered",
    "number-twice",
    "one-level",
    "listed",
    "headed",
    "short",
    "sentences",
    "overlong",
    "rules",
    "agreed",
    "as-many-as-asked",
    "fewer-than-asked",
    "labels",
    "siblings-left-out",
)
"""Features of a division that say whether it is right, beside how it was chosen."""
_A_CASE = 0.5
"""Probability from which an item is a case by itself."""
_MAY_BE = 0.15
"""Mean probability from which items that are named alike are proposed together."""
_SAME = 0.5
"""Likeness of titles from which two divisions speak of one case."""
_DECIDES = 0.6
"""Probability of ending a case from which a line counts as doing so."""
_APART = frozenset({Label.CHROME, Label.TITLE, Label.HEAD, Label.PEOPLE})
_TOLD = 60
"""Cases of the rules that are looked at: time stays in proportion to the text."""
_HEAD = 15
"""Lines from the top in which a report says how many consultations it answers."""
_NUMBERS = re.compile(r"第\s?(\d{1,4})\s?号")
_UNKNOWN = 0.3
"""Stands for the probability of an item that no list or heading names."""


@dataclass(frozen=True)
class Division:
    """A way of dividing a document into cases."""

    source: str
    """What proposed it: items, series, subject, spoken or rules."""
    items: tuple[Item, ...]
    likely: tuple[float, ...]
    """For each item the probability that it is a case."""
    owners: tuple[int | None, ...]
    """For each line the index of the item that it treats or lists; None for none."""


@dataclass(frozen=True)
class Page:
    """A document as divisions of it are proposed and weighed."""

    lines: Sequence[LabelledLine]
    record: Record
    ruled: Ruled
    report: bool
    """Whether it is a report of the council."""
    alignment: Mapping[str, float] | None = None
    """Weights of the alignment; the released ones where None."""
    admission: Linear | None = None
    """What admits items as cases; the released model where None."""

    @cached_property
    def told(self) -> set[int]:
        """Numbers of the lines that are like a heading which a person told."""
        return {each.line.number for each in self.lines if each.told is not None}

    def own(self, index: int, item: Item, owners: Sequence[int | None]) -> CaseLines:
        """The lines of an item."""
        held = tuple(each for each, owner in zip(self.lines, owners, strict=True) if owner == index)
        return CaseLines(item.title, held, ruled=self.ruled.case(item.title))


def _weighed(page: Page, items: Sequence[Item]) -> list[float]:
    """For each item the probability that it is a case by itself."""
    owners = align(items, page.lines, page.alignment)
    model = page.admission or admission()
    found = []
    for index, item in enumerate(items):
        own = page.own(index, item, owners)
        features = admission_features(item, own, items, page.record, page.lines, page.report)
        share = model.probability(features) if own.lines else 0.0
        found.append(max(share, SURE) if page.told & {*item.listed, *item.heads} else share)
    return found


def _series(items: Sequence[Item], likely: Sequence[float]) -> Iterator[list[int]]:
    """Groups of two items or more that are named alike, each as indices."""

    def style(at: int) -> tuple[str, bool, bool]:
        return (items[at].heading.level, bool(items[at].listed), bool(items[at].heads))

    for _, group in groupby(sorted(range(len(items)), key=style), key=style):
        members = sorted(group)
        if len(members) > 1 and sum(likely[at] for at in members) / len(members) >= _MAY_BE:
            yield members
    by_level = sorted(range(len(items)), key=lambda at: items[at].heading.level)
    for _, group in groupby(by_level, key=lambda at: items[at].heading.level):
        members = sorted(group)
        if len(members) > 1 and sum(likely[at] for at in members) / len(members) >= _MAY_BE:
            yield members


def _told_by_rules(page: Page) -> list[Item]:
    """The cases that the rules read, as items."""
    found = []
    for case in page.ruled.document.cases[:_TOLD]:
        span = case.title_span or Span(case.span.start, case.span.start)
        line = next(
            (e.line for e in page.lines if e.line.span.start <= span.start < e.line.span.end),
            page.lines[0].line,
        )
        heading = Heading(line.number, span, span.start, case.title, "plain", "", number=case.number)
        found.append(Item(heading, (), (line.number,) if case.title_span else ()))
    return found


def _division(page: Page, source: str, items: Sequence[Item], likely: Sequence[float]) -> Division:
    if page.report and len(items) == 1:
        owners: Sequence[int | None] = [None if each.label in _APART else 0 for each in page.lines]
    else:
        owners = align(items, page.lines, page.alignment)
    return Division(source, tuple(items), tuple(likely), tuple(owners))


def divisions(page: Page) -> list[Division]:
    """The divisions of a document that are worth weighing.

    Args:
        page: the document.
    """
    items = read_items(page.lines)
    likely = _weighed(page, items)
    proposed: list[tuple[str, list[Item], list[float]]] = []
    admitted = [at for at, share in enumerate(likely) if share >= _A_CASE]
    proposed.append(("items", [items[at] for at in admitted], [likely[at] for at in admitted]))
    for members in _series(items, likely):
        both = sorted({*members, *admitted})
        proposed.append(("series", [items[at] for at in members], [likely[at] for at in members]))
        proposed.append(("series", [items[at] for at in both], [likely[at] for at in both]))
    if page.report:
        single = read_subject(page.lines, [items[at] for at in admitted], page.ruled.document.cases)
        proposed.append(("subject", single, [_UNKNOWN] * len(single)))
    else:
        spoken = announced_items(page.lines)
        proposed.append(("spoken", spoken, [_UNKNOWN] * len(spoken)))
    told = _told_by_rules(page) if page.lines else []
    proposed.append(("rules", told, [_UNKNOWN] * len(told)))
    found: list[Division] = []
    seen: set[tuple[str, ...]] = set()
    for source, some, shares in proposed:
        titles = tuple(item.title for item in some)
        if some and titles not in seen:
            seen.add(titles)
            found.append(_division(page, source, some, shares))
    # Where a person told which lines name cases, a division without those cases is none.
    named = [
        page.told & {line for item in each.items for line in (*item.listed, *item.heads)} for each in found
    ]
    most = max(map(len, named), default=0)
    return [each for each, lines in zip(found, named, strict=True) if len(lines) == most]


def _matched(titles: Sequence[str], others: Sequence[str]) -> int:
    """How many of the titles are like one of the others, each used once."""
    left = list(others)
    for title in titles:
        best = max(left, key=lambda other: likeness(other, title), default=None)
        if best is not None and likeness(best, title) >= _SAME:
            left.remove(best)
    return len(others) - len(left)


def _left_out(division: Division, lines: Sequence[LabelledLine]) -> float:
    """The share of rows and headings written like those of the division that name none of its items, 0 to 1."""
    named = {line for item in division.items for line in (*item.listed, *item.heads)}
    style = {each.line.number: found for each in lines if (found := style_of(each)) is not None}
    own = {style[line] for line in named if line in style}
    alike = [line for line, found in style.items() if found in own]
    return sum(line not in named for line in alike) / len(alike) if alike else 0.0


def division_features(division: Division, page: Page, among: Sequence[Division]) -> dict[str, float]:
    """The features of a division among those that are proposed.

    Args:
        division: to be weighed.
        page: the document.
        among: all divisions proposed.
    """
    count = len(division.items)
    kind = "report" if page.report else "record"
    titles = [item.title for item in division.items]
    held: dict[int, list[LabelledLine]] = {index: [] for index in range(count)}
    loose = 0
    for each, owner in zip(page.lines, division.owners, strict=True):
        if owner is not None:
            held[owner].append(each)
        elif each.decides >= _DECIDES and each.label not in _APART:
            loose += 1
    endings = [sum(each.decides >= _DECIDES for each in some) for some in held.values()]
    empty = sum(all(e.label in (Label.AGENDA, Label.CASE, Label.ROW) for e in some) for some in held.values())
    numbers = Counter(item.heading.number for item in division.items if item.heading.number)
    levels = Counter(item.heading.level for item in division.items)
    told = [case.title for case in page.ruled.document.cases[:_TOLD]]
    asked = {
        n for each in page.lines[:_HEAD] if "諮問" in each.line.text for n in _NUMBERS.findall(each.line.text)
    }
    agree = [_matched(titles, [i.title for i in other.items]) / max(count, len(other.items)) for other in among]
    found = {
        f"source={division.source}": 1.0,
        f"count={min(count, 6)}": 1.0,
        "log-count": log(1 + count),
        "mean": sum(division.likely) / count,
        "least": min(division.likely),
        "sum": sum(log(max(p, 0.02) / max(1 - p, 0.02)) for p in division.likely),
        "ended": sum(n > 0 for n in endings) / count,
        "unended": float(sum(n == 0 for n in endings)),
        "often-ended": sum(n > 3 for n in endings) / count,
        "loose-endings": min(3.0, log(1 + loose)),
        "owned": sum(owner is not None for owner in division.owners) / max(1, len(page.lines)),
        "empty": empty / count,
        "numbered": len(numbers) / count,
        "number-twice": float(max(numbers.values(), default=1) > 1),
        "one-level": max(levels.values()) / count,
        "listed": sum(bool(item.listed) for item in division.items) / count,
        "headed": sum(bool(item.heads) for item in division.items) / count,
        "short": sum(len(squeeze(title)) < 8 for title in titles) / count,
        "sentences": sum("。" in title for title in titles) / count,
        "overlong": sum(len(title) > 90 for title in titles) / count,
        "rules": _matched(titles, told) / max(1, count, len(told)),
        "agreed": sum(agree) / max(1, len(agree)),
        "labels": sum(each.confidence for each in page.lines) / max(1, len(page.lines)),
        "siblings-left-out": _left_out(division, page.lines),
        "fewer-than-best": float(count < max(len(other.items) for other in among)),
    }
    if len(asked) > 1:
        found["as-many-as-asked"] = float(count == len(asked))
        found["fewer-than-asked"] = float(count < len(asked))
    elif page.report:
        found["one-asked:several"] = float(count > 1)
    return {**found, **{f"{name}:{kind}": value for name, value in found.items()}}


def sound_features(
    chosen: int, shares: Sequence[float], rows: Sequence[Mapping[str, float]]
) -> dict[str, float]:
    """The features by which a chosen division is right or not.

    Args:
        chosen: which of the divisions.
        shares: the probability of each among the others.
        rows: the features of each.
    """
    own = rows[chosen]
    ranked = sorted(shares, reverse=True)
    kept = {name: own[name] for name in _SOUND if name in own}
    kinds = {f"{name}:report": own[f"{name}:report"] for name in _SOUND if f"{name}:report" in own}
    return {
        "bias": 1.0,
        "share": shares[chosen],
        "margin": ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0),
        **{name: value for name, value in own.items() if name.startswith(("source=", "count="))},
        **kept,
        **kinds,
    }


def choose(
    proposed: Sequence[Division], page: Page, model: Linear | None = None, sound: Linear | None = None
) -> tuple[Division, float]:
    """The best division and the probability that it is right.

    Args:
        proposed: at least one.
        page: the document.
        model: weights that choose; the released ones where None.
        sound: weights that say how sure the choice is; the released ones where None.
    """
    rows = [division_features(each, page, proposed) for each in proposed]
    shares = (model or load_linear(MODEL)).shares(rows)
    best = max(range(len(proposed)), key=shares.__getitem__)
    return proposed[best], (sound or load_linear(SOUND)).probability(sound_features(best, shares, rows))
