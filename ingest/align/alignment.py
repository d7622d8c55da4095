"""Which lines treat which item: the best sequence over soft evidence, by dynamic programming.

States are the items and "none". What speaks for a line treating an item (its heading, its number, the words of its title
weighted by how rare they are in the document, its department) and what speaks for passing on (headings, words of passing on,
who speaks, the order of the agenda) are features with learned weights. Items may be skipped, resumed, or never reached.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from operator import add
from pathlib import Path

from corpus.language import squeeze
from ingest.align.items import Item
from ingest.align.mentions import Mentions
from ingest.labels.label import Label, LabelledLine, Voice

MODEL = Path(__file__).with_name("alignment.json")
"""Weights by feature, made by `python -m ingest learn`."""

_PASSING = re.compile(
    r"次(?:に|の|は)|続(?:いて|きまして|けて)|それでは|(?:^|[^の])では|まず|最初|はじめに|初めに|議題|案件|移り|移ります|戻"
)
_ENDING = re.compile(r"(?:承認|決定|了承|終わ|以上|異議)[^。]{0,20}。?$|ありがとうございました")
_CLOSING = re.compile(r"閉会|散会|次回|その他(?:です|に|と|、|は)|以上で|本日は(?:ありがと|お疲れ)|事務連絡")
_ASSENT = re.compile(r"異議|はい|うなず|首肯|挙手|拍手|賛成|なし")
_OUT = frozenset({Label.CHROME, Label.TITLE, Label.HEAD, Label.PEOPLE, Label.AGENDA, Label.NOTE})
_FRAMED = frozenset({Voice.CHAIR, Voice.SECRETARIAT, Voice.NARRATOR, Voice.COUNCIL})
_MARKED = re.compile(
    r"(?P<word>[一-龥ぁ-ん]{1,4}?)第?(?P<n>\d{1,3}|[①-⑳甲乙丙丁イロハニホヘトア-オ]|[一二三四五六七八九十]{1,2})号?[】〕\])》≫.、:]?$"
)
_FULL = 14
"""Character pairs from which the words of a title are evidence in full."""
_NEAR_START = 100
_LATELY = 4
"""Lines within which a decision was told lately."""
_SPEECHES = 3
"""Marked speeches from which unmarked lines go on with the one above."""

Features = dict[str, float]


def treated_lines(lines: Sequence[LabelledLine], items: Sequence[Item]) -> list[int]:
    """The lines that are aligned: those of the proceedings, without the rows and entries that list items."""
    listed = {number for item in items for number in item.listed}
    return [
        i
        for i, labelled in enumerate(lines)
        if labelled.label not in _OUT and labelled.line.number not in listed
    ]


@lru_cache(maxsize=2**10)
def _pairs(text: str) -> frozenset[str]:
    """The character pairs of a text; kept, since a document is aligned to several lists of items."""
    return frozenset(map(add, text, text[1:]))


def _alias(item: Item, lines: Sequence[LabelledLine]) -> re.Pattern[str] | None:
    """What a record calls an item by for short, a word with an ordinal (諮問3, 案ロ); None where its title has no such mark."""
    named = next((each.line for each in lines if each.line.number == item.heading.line), None)
    if named is None:
        return None
    mark = squeeze(
        named.text[item.heading.start - named.span.start : item.heading.span.start - named.span.start]
    )
    match = _MARKED.search(mark)
    if match is None:
        return None
    return re.compile(
        rf"[【〔\[(《≪▼■◆○●◎・\d.]{{0,3}}{re.escape(match['word'])}第?{re.escape(match['n'])}(?!\d)"
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """The items that a line names, whichever it treats."""

    numbers: frozenset[int]
    """Those whose number stands in it."""
    aliases: frozenset[int]
    """Those with whose alias it begins."""


class Evidence:
    """What speaks for each line treating each item, and for passing from one item to another.

    Args:
        items: in the order of the agenda.
        lines: all lines of the document, labelled.
    """

    def __init__(self, items: Sequence[Item], lines: Sequence[LabelledLine]) -> None:
        self.items, self.lines = items, lines
        self.treated = treated_lines(lines, items)
        self.none = len(items)
        self._shares = self._word_shares()
        self._numbers = [squeeze(item.heading.number or "") for item in items]
        self._spoken = sum(each.label is Label.SPEECH for each in lines) > _SPEECHES
        self._headed = all(item.heads for item in items)
        self._aliases = [_alias(item, lines) for item in items]
        self._mentions = Mentions(items)
        self._procedural = [item.heading.is_procedural for item in items]
        self._names: dict[int, _Named] = {}
        self._departments = [squeeze(item.heading.department or "")[-5:] for item in items]

    def _word_shares(self) -> list[list[float]]:
        """For each treated line and item the weighted share of the title's character pairs, less the item's average."""
        held = [_pairs(squeeze(item.title)) for item in self.items]
        among = Counter(pair for pairs in held for pair in pairs)
        keys = [_pairs(self.lines[i].line.key) for i in self.treated]
        within = Counter(chain.from_iterable(keys))
        columns = []
        for pairs in held:
            weights = {
                pair: math.log(1 + len(held) / among[pair]) * math.log(1 + len(keys) / (1 + within[pair]))
                for pair in pairs
            }
            total = sum(weights.values()) or 1.0
            certain = min(1.0, len(pairs) / _FULL)
            shares = [certain * sum(w for pair, w in weights.items() if pair in key) / total for key in keys]
            average = sum(shares) / max(1, len(shares))
            columns.append([share - average for share in shares])
        return [[column[at] for column in columns] for at in range(len(keys))]

    def emission(self, at: int, state: int) -> Features:
        """The features of the treated line number `at` treating the item `state`, or nothing."""
        labelled = self.lines[self.treated[at]]
        label, line = labelled.label, labelled.line
        framed = labelled.voice in _FRAMED
        if state == self.none:
            found = {"none": 1.0, f"none:{label}": 1.0}
            if framed and _CLOSING.search(line.text[:_NEAR_START]):
                found["none:closing"] = 1.0
            if at < 3:
                found["none:opening"] = 1.0
            return found
        item, share = self.items[state], self._shares[at][state]
        found = {"words:framed" if framed else "words": share, "words:many": max(0.0, share - 0.35)}
        if label is Label.CASE:
            found["words:head"] = share
            found["head" if line.number in item.heads else "head:other"] = 1.0
        named = self._named(at)
        if state in named.numbers:
            found["number:framed" if framed else "number"] = 1.0
        elif named.numbers:
            found["number:other"] = 1.0
        alias = self._aliases[state]
        if state in named.aliases:
            found["alias:begins"] = 1.0
        elif alias is not None and framed and alias.search(line.key[:_NEAR_START]):
            found["alias"] = 1.0
        elif named.aliases:
            found["alias:other"] = 1.0
        for name in self._mentions.of(state, line.key[:_NEAR_START]):
            found[f"{name}:framed" if framed else name] = 1.0
        if (unit := self._departments[state]) and unit in line.key:
            found["department"] = 1.0
        if self._procedural[state]:
            found["procedure"] = 1.0
            if framed and _CLOSING.search(line.text[:_NEAR_START]):
                found["procedure:closing"] = 1.0
        return found

    def _named(self, at: int) -> _Named:
        """The items that the treated line number `at` names."""
        if at not in self._names:
            key = self.lines[self.treated[at]].line.key
            self._names[at] = _Named(
                frozenset(state for state, number in enumerate(self._numbers) if number and number in key),
                frozenset(state for state, alias in enumerate(self._aliases) if alias and alias.match(key)),
            )
        return self._names[at]

    def goes_on(self, at: int) -> bool:
        """Whether the treated line number `at` only goes on with what a member or the executive says: no case begins there."""
        labelled = self.lines[self.treated[at]]
        return self._spoken and labelled.label is Label.TEXT and labelled.voice not in _FRAMED

    def transition(self, at: int, origin: int, state: int) -> Features:
        """The features of passing from one item to another at the treated line number `at`; none where it goes on."""
        if origin == state:
            return {}
        return {**self.passing(at), **self.arrival(at, state), **self.relation(origin, state)}

    def passing(self, at: int) -> Features:
        """The features of passing on at the treated line number `at`, whatever the items."""
        labelled = self.lines[self.treated[at]]
        before = self.lines[self.treated[at - 1]] if at else None
        framed = labelled.voice in _FRAMED
        found: Features = {"move": 1.0, f"move:{labelled.label}": 1.0, f"move:{labelled.voice}": 1.0}
        if framed and _PASSING.search(labelled.line.text[:_NEAR_START]):
            found["move:passing"] = 1.0
        if before is not None:
            found[f"move:after-{before.label}"] = 1.0
            found[f"move:after-{before.voice}"] = 1.0
            if _ASSENT.search(before.line.text[:40]):
                found["move:after-assent"] = 1.0
            if _ENDING.search(before.line.text[-40:]):
                found["move:after-ending"] = 1.0
            found["move:after-decision"] = before.decides
            found["move:decided-lately"] = max(
                self.lines[i].decides for i in self.treated[max(0, at - _LATELY) : at]
            )
        return found

    def arrival(self, at: int, state: int) -> Features:
        """The features of passing on to an item at the treated line number `at`, from wherever."""
        heads = self.items[state].heads if state != self.none else ()
        if not heads or self.lines[self.treated[at]].line.number in heads:
            return {}
        return {"off-head": 1.0, **({"off-head:all-headed": 1.0} if self._headed else {})}

    def relation(self, origin: int, state: int) -> Features:
        """The features of passing from one item to another, wherever."""
        if state == self.none:
            return {"to-none": 1.0}
        if origin == self.none:
            return {"from-none": 1.0}
        if state == origin + 1:
            return {"next": 1.0}
        return {"skip": float(min(3, state - origin - 1))} if state > origin else {"back": 1.0}


def _score(features: Features, weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def best_path(
    evidence: Evidence, weights: Mapping[str, float], allowed: Sequence[frozenset[int]] | None = None
) -> list[int]:
    """The best sequence of states over the treated lines.

    Args:
        evidence: of one document.
        weights: by feature.
        allowed: for each treated line the states that it may take; all where None. For training.
    """
    states = range(evidence.none + 1)
    relations = [
        [0.0 if origin == state else _score(evidence.relation(origin, state), weights) for origin in states]
        for state in states
    ]
    best = [0.0 if state == evidence.none else -math.inf for state in states]
    back: list[list[int]] = []
    for at in range(len(evidence.treated)):
        passing = _score(evidence.passing(at), weights)
        scores, origins = [], []
        held = evidence.goes_on(at) and allowed is None
        for state in states:
            if allowed is not None and state not in allowed[at]:
                scores.append(-math.inf)
                origins.append(0)
                continue
            moved = passing + _score(evidence.arrival(at, state), weights)
            if held:
                gains = [-math.inf] * len(states)
                gains[evidence.none] = best[evidence.none] + (moved + relations[state][evidence.none])
            else:
                gains = [
                    score + (moved + relation) for score, relation in zip(best, relations[state], strict=True)
                ]
            gains[state] = best[state]
            top = max(gains)
            origin = gains.index(top)
            scores.append(top + _score(evidence.emission(at, state), weights))
            origins.append(origin)
        best = scores
        back.append(origins)
    state = max(states, key=best.__getitem__)
    path = []
    for origins in reversed(back):
        path.append(state)
        state = origins[state]
    return path[::-1]


@cache
def weights() -> Mapping[str, float]:
    """The released weights; read when first needed."""
    found: Mapping[str, float] = json.loads(MODEL.read_text(encoding="utf-8"))
    return found


def align(
    items: Sequence[Item], lines: Sequence[LabelledLine], by: Mapping[str, float] | None = None
) -> list[int | None]:
    """Align the lines of a document to its items.

    Args:
        items: in the order of the agenda.
        lines: all lines of the document, labelled.
        by: weights by feature; the released ones where None.

    Returns:
        For each line the index of the item that it treats or lists; None for none.
    """
    found: list[int | None] = [None] * len(lines)
    place = {labelled.line.number: i for i, labelled in enumerate(lines)}
    for index, item in enumerate(items):
        for number in item.listed:
            found[place[number]] = index
    if not items:
        return found
    evidence = Evidence(items, lines)
    for i, state in zip(evidence.treated, best_path(evidence, weights() if by is None else by), strict=True):
        found[i] = None if state == evidence.none else state
    return found
