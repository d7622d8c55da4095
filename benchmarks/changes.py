"""What changed between two readings of a document, and by its gold whether each change is a gain or a loss."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.language import dice
from corpus.register import DOCUMENT_FIELDS

HEAD = tuple(name for name in DOCUMENT_FIELDS if name != "cases")
"""Values of a document's head; those of a case are in `CASE`."""
SAME_TITLE = 0.5
"""Likeness of titles from which two cases are one, as in score.py."""
_SAME_DEPARTMENT = 0.7
_SAME_QUOTE = 0.6
_READ = "read"

Json = Mapping[str, Any]
"""A document or a case as `show --json` prints it, or its entry in `cases.json`, where quotes are lists of those accepted."""


class Verdict(StrEnum):
    """What a change is worth where gold says what is right."""

    GAIN = "gain"
    LOSS = "loss"
    EVEN = "even"
    """Right both times, or wrong both times."""
    UNTOLD = "no gold"
    """Nothing says what is right."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a document, or of one of its cases, that is read otherwise."""

    field: str
    """`held_on`, `turns`, `case.outcome`; `case` for a whole case, `document` for a whole document."""
    old: str
    new: str
    verdict: Verdict
    case: str = ""
    """The title of its case as the new code reads it; empty for a field of the document."""


def changes(old: Json, new: Json, gold: Json | None) -> Iterator[Change]:
    """Every change between two readings of one document.

    Args:
        old: the reading of the old code: `show NAME --json`, or only `error` where it refused the file.
        new: the same of the new code.
        gold: what has to be read, where it is known.
    """
    if "error" in old or "error" in new:
        was, now = old.get("error", _READ), new.get("error", _READ)
        if was != now:
            yield Change("document", was, now, _verdict(gold is not None, was == _READ, now == _READ))
        return
    yield from _head(old, new, gold)
    yield from _turns(old, new)
    yield from _cases(old, new, gold)


def likeness(a: str | None, b: str | None) -> float:
    """Dice coefficient over character pairs, white space and width aside; 0 to 1."""
    return dice(_plain(a), _plain(b))


def pairs(old: Sequence[Json], new: Sequence[Json]) -> list[tuple[int, int]]:
    """Indices of the cases that are one by the likeness of their titles, the likest first; of equals the nearest in place."""
    found = [
        (-likeness(a["title"], b["title"]), abs(i - j), i, j)
        for i, a in enumerate(old)
        for j, b in enumerate(new)
    ]
    taken: list[tuple[int, int]] = []
    for unlikeness, _, i, j in sorted(found):
        if -unlikeness >= SAME_TITLE and all(i != x and j != y for x, y in taken):
            taken.append((i, j))
    return taken


def _plain(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def _verdict(told: bool, old: float, new: float) -> Verdict:
    """Judge a change by what the old and the new value are worth against gold, more being better."""
    if not told:
        return Verdict.UNTOLD
    return Verdict.GAIN if new > old else Verdict.LOSS if new < old else Verdict.EVEN


def _head(old: Json, new: Json, gold: Json | None) -> Iterator[Change]:
    entry = gold or {}
    for name in HEAD:
        was, now = _shown(old.get(name)), _shown(new.get(name))
        if was != now:
            right = _plain(_shown(entry.get(name)))
            yield Change(name, was, now, _verdict(name in entry, _plain(was) == right, _plain(now) == right))


def _turns(old: Json, new: Json) -> Iterator[Change]:
    """The number of turns and their roles; gold does not say them."""
    was, now = ([turn["role"] for turn in reading["turns"]] for reading in (old, new))
    if len(was) != len(now):
        yield Change("turns", str(len(was)), str(len(now)), Verdict.UNTOLD)
    if Counter(was) != Counter(now):
        yield Change("roles", _counted(was), _counted(now), Verdict.UNTOLD)
    elif was != now:
        at = next(i for i, (a, b) in enumerate(zip(was, now, strict=True)) if a != b)
        yield Change("roles", f"turn {at + 1}: {was[at]}", f"turn {at + 1}: {now[at]}", Verdict.UNTOLD)


def _counted(roles: Sequence[str]) -> str:
    return ", ".join(f"{role} {count}" for role, count in sorted(Counter(roles).items()))


def _cases(old: Json, new: Json, gold: Json | None) -> Iterator[Change]:
    before, after, told = old["cases"], new["cases"], gold is not None
    entries = gold["cases"] if gold is not None else []
    of_old, of_new = ({j: entries[i] for i, j in pairs(entries, side)} for side in (before, after))
    matched = sorted(pairs(before, after), key=lambda pair: pair[1])
    for i, j in matched:
        yield from _fields(before[i], after[j], of_old.get(i) or of_new.get(j), told)
    for i in sorted(set(range(len(before))) - {i for i, _ in matched}):
        yield Change(
            "case", "read", "missing", _verdict(told, i in of_old, i not in of_old), before[i]["title"]
        )
    for j in sorted(set(range(len(after))) - {j for _, j in matched}):
        yield Change("case", "missing", "read", _verdict(told, j not in of_new, j in of_new), after[j]["title"])


def _fields(old: Json, new: Json, entry: Json | None, told: bool) -> Iterator[Change]:
    """The changed fields of one case; `entry` is gold's, and where gold does not have the case, no value is worth anything."""
    for name, (shown, worth) in CASE.items():
        was, now = shown(old[name]), shown(new[name])
        if was != now:
            verdict = _verdict(told, *(worth(case[name], entry) if entry else 0 for case in (old, new)))
            yield Change(f"case.{name}", was, now, verdict, new["title"])


def _shown(value: Any) -> str:
    return "none" if value is None else str(value)


def _references(value: Sequence[Json]) -> str:
    return ", ".join(sorted({article["reference"] for article in value})) or "none"


def _quotes(value: Sequence[Json]) -> str:
    return " / ".join(f"{one['kind']}: {one['quote']}" for one in value) or "none"


def _overlap(accepted: Sequence[str], found: str) -> bool:
    """Whether one quote holds the other, or most of it."""
    for quote in accepted:
        short, long = sorted((_plain(quote), _plain(found)), key=len)
        if short and (short in long or likeness(short, long) >= _SAME_QUOTE):
            return True
    return False


def _articles(value: Sequence[Json], gold: Json) -> float:
    read, wanted = {_plain(a["reference"]) for a in value}, {_plain(a) for a in gold["articles"]}
    return wanted <= read <= wanted | {_plain(a) for a in gold.get("articles_allowed", [])}


def _outcome_quote(value: str | None, gold: Json) -> float:
    return _overlap(gold["outcome_quote"], value or "") if gold["outcome_quote"] else value is None


def _attachments(value: Sequence[Json], gold: Json) -> float:
    """How many of gold's are found, less what was found beside them."""
    found = sum(any(_overlap(told["quote"], one["quote"]) for one in value) for told in gold["attachments"])
    beside = sum(
        not any(_overlap(told["quote"], one["quote"]) for told in gold["attachments"]) for one in value
    )
    return found - beside


CASE: Mapping[str, tuple[Callable[[Any], str], Callable[[Any, Json], float]]] = {
    "title": (_shown, lambda value, gold: likeness(value, gold["title"]) >= SAME_TITLE),
    "kind": (_shown, lambda value, gold: value == gold["kind"]),
    "department": (
        _shown,
        lambda value, gold: likeness(value, gold["department"]) >= _SAME_DEPARTMENT,
    ),
    "articles": (_references, _articles),
    "outcome": (_shown, lambda value, gold: value == gold["outcome"]),
    "outcome_quote": (_shown, _outcome_quote),
    "attachments": (_quotes, _attachments),
}
"""Field of a case: how it is shown, and what a value is worth against gold, higher being better."""
