"""How well cases are read, against gold: what is right, what is silently wrong, and what a person is asked to check.

Accuracy is the share of all gold values that are read right. A wrong value that is listed under `unsure`, or in a document whose
division into cases is (`cases`), is not silently wrong; a case that is not found counts for all its values.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from corpus.language import dice

HEAD = ("kind", "municipality", "council", "meeting", "held_on")
"""Values of a document's head, counted where gold gives them."""
SINGLE = ("kind", "department", "articles", "outcome", "outcome_quote")
"""Values of which a case has one; attachments are counted one by one."""
_SAME_TITLE = 0.5
_SAME_DEPARTMENT = 0.7
_SAME_QUOTE = 0.6
_NOTES, _TITLE, _TITLE_MISSED = 40, 24, 30

Json = Mapping[str, Any]
"""A document or a case: as `cases --json` prints it, or in gold, where quotes are lists of those accepted."""


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """The figures over all documents of a gold file."""

    accuracy: float
    silently_wrong: float
    to_check: float
    fields: Mapping[str, float]
    """The share of right values by field: document.kind, case.outcome; `case` is the share of cases that are found."""
    spurious_cases: int
    """Cases read that gold does not hold."""
    notes: tuple[str, ...]
    """What is missing or wrong, in words."""


@dataclass(frozen=True, slots=True)
class _Value:
    """One gold value as it was read."""

    field: str
    right: bool
    doubted: bool
    """Whether a person is asked to check it."""


def plain(text: str | None) -> str:
    """A text as it is compared: NFKC, without white space and <p> tags."""
    return re.sub(r"\s|</?p>", "", unicodedata.normalize("NFKC", text or ""))


def likeness(one: str, other: str) -> float:
    """Dice coefficient over character pairs as gold is compared, 0 to 1."""
    return dice(plain(one), plain(other))


def overlaps(accepted: Sequence[str], quote: str | None) -> bool:
    """Whether a quote holds one of those accepted, stands in it, or is like it; where none is accepted no quote is right."""
    found = plain(quote)
    for wanted in map(plain, accepted):
        short, long = sorted((wanted, found), key=len)
        if short and (short in long or likeness(wanted, found) >= _SAME_QUOTE):
            return True
    return False


class _Judge:
    """Compares documents with gold, one after the other."""

    def __init__(self) -> None:
        self.values: list[_Value] = []
        self.notes: list[str] = []
        self.spurious = 0

    def document(self, gold: Json, read: Json | None) -> None:
        """Compare a document with its gold; None where it was not read."""
        if read is None:
            self.notes.append(f"{gold['document']}: not in the register")
            read = {"cases": []}
        unsure = read.get("unsure", ())
        for name in HEAD:
            if name in gold:
                right = plain(str(read.get(name))) == plain(str(gold[name]))
                self.values.append(_Value(f"document.{name}", right, name in unsure))
        left = list(read["cases"])
        for case in gold["cases"]:
            best = max(left, key=lambda other: likeness(other["title"], case["title"]), default=None)
            if best is None or likeness(best["title"], case["title"]) < _SAME_TITLE:
                self._missed(gold["document"], case, unsure)
                continue
            left.remove(best)
            self._case(gold["document"], case, best, unsure)
        self.spurious += len(left)

    def _missed(self, document: str, case: Json, unsure: Collection[str]) -> None:
        """Count a case that was not found: all its values are wrong."""
        self.notes.append(f"{document}: no case like {case['title'][:_TITLE_MISSED]}")
        doubted = "cases" in unsure
        names = [
            "case",
            *(f"case.{name}" for name in SINGLE),
            *("case.attachments",) * len(case["attachments"]),
        ]
        self.values += [_Value(name, False, doubted) for name in names]

    def _case(self, document: str, gold: Json, read: Json, unsure: Collection[str]) -> None:
        """Compare a case with its gold."""
        own = {*read.get("unsure", ())}
        divided = "cases" in unsure

        def add(name: str, right: bool, doubt: str) -> None:
            self.values.append(_Value(name, right, divided or doubt in own))

        add("case", True, "title")
        add("case.kind", read["kind"] == gold["kind"], "kind")
        like = likeness(read.get("department") or "", gold["department"] or "")
        add("case.department", like >= _SAME_DEPARTMENT, "department")
        add("case.articles", _has_articles(gold, read), "articles")
        add("case.outcome", read["outcome"] == gold["outcome"], "outcome")
        add("case.outcome_quote", overlaps(gold["outcome_quote"], read["outcome_quote"] or None), "outcome")
        for attachment in gold["attachments"]:
            quotes = [each["quote"] for each in read["attachments"]]
            right = any(overlaps(attachment["quote"], quote) for quote in quotes)
            add("case.attachments", right, "attachments")
        wrong = {"outcome": read["outcome"] != gold["outcome"], "articles": not _has_articles(gold, read)}
        for name in (name for name, holds in wrong.items() if holds):
            title = gold["title"][:_TITLE]
            self.notes.append(f"{document}: {title}: {name} is {read[name]!r}, gold {gold[name]!r}")


def _has_articles(gold: Json, read: Json) -> bool:
    """Whether all articles are read that have to be, and none that may not be."""
    found = {plain(each["reference"]) for each in read["articles"]}
    must = set(map(plain, gold["articles"]))
    return must <= found <= must | set(map(plain, gold.get("articles_allowed", ())))


def evaluate_cases(gold: Sequence[Json], read: Sequence[Json]) -> CaseFigures:
    """Compare what was read with gold.

    Args:
        gold: entries of a gold file: document, values of its head, cases.
        read: documents as `cases --json` prints them; found by the file's name, whatever folder stands before it.
    """
    judge = _Judge()
    by_name = {PurePath(document["document"]).name: document for document in read}
    for entry in gold:
        judge.document(entry, by_name.get(entry["document"]))
    fields: dict[str, list[bool]] = defaultdict(list)
    for value in judge.values:
        fields[value.field].append(value.right)
    total = max(1, len(judge.values))
    return CaseFigures(
        accuracy=round(sum(value.right for value in judge.values) / total, 3),
        silently_wrong=round(sum(not v.right and not v.doubted for v in judge.values) / total, 3),
        to_check=round(sum(value.doubted for value in judge.values) / total, 3),
        fields={name: round(sum(right) / len(right), 3) for name, right in fields.items()},
        spurious_cases=judge.spurious,
        notes=tuple(judge.notes[:_NOTES]),
    )
