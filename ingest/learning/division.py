"""Training what chooses the division of a document into cases, on divisions proposed for left-out documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.language import likeness
from corpus.model import DocumentKind
from ingest.assemble.division import (
    MODEL,
    SOUND,
    Division,
    Page,
    division_features,
    divisions,
    sound_features,
)
from ingest.assemble.record import CaseLines, Record
from ingest.labels.label import LabelledLine
from ingest.labels.linear import Linear, save_linear
from ingest.learning.fitting import Choice, Example, fit_choice, fit_linear
from ingest.learning.gold import GoldDocument

_PENALTY = 1.0
"""Tuned on left-out documents among 0.1, 0.3, 1 and 3."""
_STRENGTH = 0.3
_SAME = 0.5
_AS_GOOD = 0.02
_LINES = 0.2
"""What right lines weigh beside right cases."""


@dataclass(frozen=True)
class Proposed:
    """The divisions of a labelled document as models propose them that have not seen it."""

    document: GoldDocument
    page: Page
    divisions: tuple[Division, ...]

    @property
    def choice(self) -> Choice | None:
        """The divisions and which are best; None where none holds a case."""
        worths = [worth(each, self.document) for each in self.divisions]
        if max(worths, default=0.0) <= 0:
            return None
        rows = [division_features(each, self.page, self.divisions) for each in self.divisions]
        return Choice(rows, [value >= max(worths) - _AS_GOOD for value in worths])


@dataclass(frozen=True)
class Found:
    """A gold case as a division holds it."""

    index: int
    """Of the case in the document's gold."""
    lines: CaseLines


def matched(division: Division, document: GoldDocument) -> dict[int, int]:
    """Index of the item to index of the gold case of like title, each used once."""
    left = list(range(len(division.items)))
    found: dict[int, int] = {}
    for case, entry in enumerate(document.gold["cases"]):
        best = max(left, key=lambda i: likeness(division.items[i].title, entry["title"]), default=None)
        if best is not None and likeness(division.items[best].title, entry["title"]) >= _SAME:
            found[best] = case
            left.remove(best)
    return found


def worth(division: Division, document: GoldDocument) -> float:
    """How right a division is: how many gold cases and cases of its own match, and a little how many lines do."""
    held = matched(division, document)
    if not held:
        return 0.0
    right = total = 0
    for owner, (_, cases) in zip(division.owners, document.labelled, strict=True):
        if cases:
            total += 1
            right += owner is not None and held.get(owner) in cases
    share = 2 * len(held) / (len(document.gold["cases"]) + len(division.items))
    return share + _LINES * right / max(1, total)


def propose(
    document: GoldDocument, lines: Sequence[LabelledLine], alignment: Mapping[str, float], admission: Linear
) -> Proposed:
    """The divisions of a document.

    Args:
        document: with gold.
        lines: as a labeller that has not seen it labels them.
        alignment: weights that were not learned from it.
        admission: a model that was not learned from it.
    """
    report = document.gold["kind"] == DocumentKind.REPORT
    record = Record(lines, document.reading.text)
    page = Page(lines, record, document.ruled, report, alignment, admission)
    return Proposed(document, page, tuple(divisions(page)))


@dataclass(frozen=True)
class Chosen:
    """The division of a document that a model chooses which has not seen it."""

    proposed: Proposed
    division: Division
    features: Mapping[str, float]
    """By which it is right or not."""

    @property
    def right(self) -> bool:
        """Whether it holds every case of the document and no other."""
        document = self.proposed.document
        found = len(matched(self.division, document))
        return found == len(document.gold["cases"]) == len(self.division.items)


def learn_division(proposed: Sequence[Proposed], folds: int) -> tuple[Linear, Linear, list[Chosen]]:
    """Train what chooses, and what says how sure the choice is.

    Args:
        proposed: of all documents.
        folds: into how many parts they are dealt.

    Returns:
        Both models, and for each document the division that a model chooses which has not seen it.
    """
    choices = [each.choice for each in proposed]
    models = [
        fit_choice([c for at, c in enumerate(choices) if at % folds != fold and c is not None], _PENALTY)
        for fold in range(folds)
    ]
    chosen = []
    for at, each in enumerate(proposed):
        if not each.divisions:
            continue
        rows = [division_features(division, each.page, each.divisions) for division in each.divisions]
        shares = models[at % folds].shares(rows)
        best = max(range(len(rows)), key=shares.__getitem__)
        chosen.append(Chosen(each, each.divisions[best], sound_features(best, shares, rows)))
    sound = fit_linear([Example(each.features, each.right) for each in chosen], _STRENGTH)
    return fit_choice([choice for choice in choices if choice is not None], _PENALTY), sound, chosen


def found_cases(chosen: Chosen) -> list[Found]:
    """The gold cases that a division holds, with the lines that it gives them."""
    division, page = chosen.division, chosen.proposed.page
    held = matched(division, chosen.proposed.document)
    return [
        Found(case, page.own(item, division.items[item], division.owners))
        for item, case in sorted(held.items())
    ]


def save_division(model: Linear, sound: Linear) -> None:
    """Write the models to where they are read."""
    save_linear(model, MODEL)
    save_linear(sound, SOUND)
