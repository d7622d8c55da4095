"""Training the alignment: an averaged structured perceptron over the labelled documents."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.language import likeness
from ingest.align.alignment import MODEL, Evidence, Features, best_path
from ingest.align.items import Item, read_items
from ingest.labels.label import LabelledLine
from ingest.learning.gold import GoldDocument

_ROUNDS = 12
_SAME_TITLE = 0.5


def cases_of_items(items: Sequence[Item], document: GoldDocument) -> dict[int, int]:
    """Index of the item to index of the gold case that it names, each used once."""
    found: dict[int, int] = {}
    for index, case in enumerate(document.gold["cases"]):
        left = [i for i in range(len(items)) if i not in found]
        best = max(left, key=lambda i: likeness(items[i].title, case["title"]), default=None)
        if best is not None and likeness(items[best].title, case["title"]) >= _SAME_TITLE:
            found[best] = index
    return found


def _allowed(evidence: Evidence, document: GoldDocument) -> list[frozenset[int]]:
    """For each treated line the states that gold allows: the items of its cases; else none, or items that are no case."""
    named = cases_of_items(evidence.items, document)
    items_of = {case: item for item, case in named.items()}
    free = frozenset({evidence.none, *(i for i in range(len(evidence.items)) if i not in named)})
    found = []
    for i in evidence.treated:
        items = frozenset(items_of[case] for case in document.labelled[i][1] if case in items_of)
        found.append(items or free)
    return found


def _features(evidence: Evidence, path: Sequence[int]) -> Features:
    total: Features = defaultdict(float)
    before = evidence.none
    for at, state in enumerate(path):
        for name, value in (
            *evidence.emission(at, state).items(),
            *evidence.transition(at, before, state).items(),
        ):
            total[name] += value
        before = state
    return total


def train_alignment(
    documents: Sequence[GoldDocument], labelled: Mapping[str, Sequence[LabelledLine]], rounds: int = _ROUNDS
) -> dict[str, float]:
    """Learn the weights of the alignment.

    Args:
        documents: with gold.
        labelled: their lines with predicted labels, by document name, as the alignment will meet them.
        rounds: passes over the documents.
    """
    pages = []
    for document in documents:
        lines = labelled[document.name]
        evidence = Evidence(read_items(lines), lines)
        if evidence.items and evidence.treated:
            pages.append((evidence, _allowed(evidence, document)))
    weights: dict[str, float] = defaultdict(float)
    sums: dict[str, float] = defaultdict(float)
    count = 0
    for _ in range(rounds):
        for evidence, allowed in pages:
            guess = best_path(evidence, weights)
            count += 1
            if any(state not in may for state, may in zip(guess, allowed, strict=True)):
                right = best_path(evidence, weights, allowed)
                wanted, made = _features(evidence, right), _features(evidence, guess)
                size = len(guess)
                for name in {*wanted, *made}:
                    change = (wanted.get(name, 0.0) - made.get(name, 0.0)) / size**0.5
                    weights[name] += change
                    sums[name] += count * change
    return {name: round(weights[name] - sums[name] / (count + 1), 4) for name in sorted(weights)}


def write_alignment(weights: Mapping[str, float], model: Path = MODEL) -> None:
    """Write the weights as JSON."""
    model.write_text(json.dumps(weights, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
