"""Training the weights that choose what a head says, and how well they do on documents they have not seen."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from corpus.language.places import municipalities
from corpus.model import DocumentKind
from ingest.assemble.head import MEETING_FIELDS, REPORT_FIELDS, Candidates, Head, HeadModel
from ingest.assemble.kind import kind_features
from ingest.assemble.page import Page, read_page
from ingest.assemble.value import NONE, Candidate, choose
from ingest.formats import read
from ingest.labels.label import LabelledLine
from ingest.labels.labeller import LineLabeller
from ingest.labels.scores import Classifier, Scorer
from ingest.learning.gold import DATA, GoldDocument
from ingest.lines import read_lines
from ingest.repair import repair

HEADS = DATA / "heads"
"""Short invented heads, and the numbers of the labelled documents that are reports."""
_STRENGTH, _STRENGTH_OF_KINDS = 0.6, 0.4
"""Inverse of the regularisation; of 0.1 to 3 these do best on left-out documents: `python -m ingest.learning.heads`."""
_FOLDS = 10


@dataclass(frozen=True)
class Example:
    """A page with what has to be read from it."""

    source: str
    """The document: what is left out together when weights are validated."""
    page: Page
    gold: Mapping[str, Any]
    """By field; a field that is absent is unknown."""
    listed: frozenset[str]


def plain(value: object) -> str:
    """A value as it is compared: NFKC, without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value)))


def _gold(row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a head in the TOML files: what is not given there is not stated, what is skipped unknown."""
    names = ("kind", "municipality", "council", *MEETING_FIELDS, *REPORT_FIELDS)
    return {name: row.get(name) for name in names if name not in row.get("skip", ())}


def head_examples(labeller: LineLabeller, folder: Path = HEADS) -> list[Example]:
    """The invented heads, their lines labelled by a model that has not seen them."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("head", ())):
            name = f"{path.stem}-{number + 1}.txt"
            reading = repair(read(name, row["text"].lstrip("\n").encode()))
            lines = labeller.label(read_lines(reading.text), reading.text)
            found += _both_ways(name, read_page(name, reading, lines), _gold(row))
    return found


def document_examples(
    documents: Sequence[GoldDocument], labelled: Mapping[str, Sequence[LabelledLine]], folder: Path = HEADS
) -> list[Example]:
    """The labelled documents: once with the labels people gave, once with those of a model that had not seen them."""
    numbers = tomllib.loads((folder / "numbers.toml").read_text(encoding="utf-8"))
    more = {row["document"]: row for row in numbers.values()}
    found = []
    for document in documents:
        given = [line for line, _ in document.labelled]
        gold = {name: document.gold.get(name) for name in ("kind", "municipality", "council", *MEETING_FIELDS)}
        if gold["kind"] == DocumentKind.REPORT:
            gold |= {name: more[document.name].get(name) for name in REPORT_FIELDS}
        for lines in (labelled[document.name], given):
            found += _both_ways(document.name, read_page(document.name, document.reading, lines), gold)
    return found


def _both_ways(source: str, page: Page, gold: Mapping[str, Any]) -> list[Example]:
    """An example as it stands, and as if its municipality were on the list: invented places are on none."""
    place = gold.get("municipality")
    listed = municipalities()
    found = [Example(source, page, gold, listed)]
    return [*found, Example(source, page, gold, listed | {plain(place)})] if place else found


def train_head(examples: Sequence[Example]) -> HeadModel:
    """Train the weights of every field; those of a later field see what the earlier ones choose."""
    kinds = _classifier([(kind_features(e.page), e.gold["kind"]) for e in examples])
    among = [Candidates(e.page, e.listed) for e in examples]
    fields: dict[str, Scorer] = {}
    fields["municipality"] = _scorer(
        (e, c.municipality, "municipality") for e, c in zip(examples, among, strict=True)
    )
    places = [choose(c.municipality, fields["municipality"]).value for c in among]
    sorts = [DocumentKind(e.gold["kind"]) for e in examples]
    councils = [c.council(sort, place) for c, sort, place in zip(among, sorts, places, strict=True)]
    fields["council"] = _scorer((e, c, "council") for e, c in zip(examples, councils, strict=True))
    names = [choose(c, fields["council"]).value for c in councils]
    records = [i for i, e in enumerate(examples) if e.gold["kind"] != DocumentKind.REPORT]
    meetings = {i: among[i].meeting(names[i]) for i in records}
    fields["meeting"] = _scorer((examples[i], meetings[i], "meeting") for i in records)
    rounds = {i: choose(meetings[i], fields["meeting"]).value for i in records}
    fields["held_on"] = _scorer((examples[i], among[i].day(sorts[i], rounds[i]), "held_on") for i in records)
    reports = [i for i in range(len(examples)) if i not in set(records)]
    for name in REPORT_FIELDS:
        dated = name.endswith("_on")
        fields[name] = _scorer(
            (examples[i], among[i].day(sorts[i], None) if dated else among[i].number, name) for i in reports
        )
    return HeadModel(Classifier(kinds), fields)


def _scorer(rows: Iterable[tuple[Example, Sequence[Candidate[Any]], str]]) -> Scorer:
    """A conditional logistic model of which candidate, or none, is right in an example; every example weighs the same."""
    features: list[dict[str, int]] = []
    groups: list[tuple[int, int, int]] = []
    for example, candidates, name in rows:
        if name not in example.gold:
            continue
        gold = example.gold[name]
        right = [i for i, c in enumerate(candidates) if plain(c.value) == plain(gold)]
        if gold is not None and not right:
            if __import__("os").environ.get("MISS"):
                print("MISS", name, example.source, gold)
            continue
        begin = len(features)
        features += [dict.fromkeys(candidate.features, 1) for candidate in candidates]
        features.append({NONE: 1})
        groups.append((begin, len(features), begin + (right[0] if right else len(candidates))))
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(features).tocsr()
    starts = np.array([begin for begin, _, _ in groups])
    gold_rows = np.array([row for _, _, row in groups])
    counts = np.array([end - begin for begin, end, _ in groups])

    def loss(weights):
        z = matrix @ weights
        top = np.maximum.reduceat(z, starts)
        e = np.exp(z - np.repeat(top, counts))
        sums = np.add.reduceat(e, starts)
        value = float(np.sum(np.log(sums) + top - z[gold_rows])) + weights @ weights / (2 * _STRENGTH)
        p = e / np.repeat(sums, counts)
        p[gold_rows] -= 1
        return value, matrix.T @ p + weights / _STRENGTH

    result = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B")
    return Scorer(0.0, _weights(vectors.get_feature_names_out(), result.x))


def _weights(names: Iterable[str], values: Iterable[float]) -> dict[str, float]:
    return {str(name): round(float(v), 3) for name, v in zip(names, values, strict=True) if abs(v) >= 0.02}


def _classifier(rows: Sequence[tuple[frozenset[str], str]]) -> dict[str, Scorer]:
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict.fromkeys(features, 1) for features, _ in rows])
    model = LogisticRegression(C=_STRENGTH_OF_KINDS, max_iter=2000).fit(matrix, [kind for _, kind in rows])
    names = vectors.get_feature_names_out()
    return {
        str(kind): Scorer(float(bias), _weights(names, weights))
        for kind, bias, weights in zip(model.classes_, model.intercept_, model.coef_, strict=True)
    }


@dataclass(frozen=True, slots=True)
class Verdict:
    """A field of a left-out document as it was read."""

    source: str
    field: str
    gold: object
    read: object
    confidence: float
    runner_up: object

    @property
    def right(self) -> bool:
        """Whether it was read as score.py would have it."""
        return plain(self.gold) == plain(self.read)


def left_out(examples: Sequence[Example], fold_of: Callable[[str], int], folds: int = _FOLDS) -> list[Verdict]:
    """Read every document with weights that have not seen its fold, with the labels a model gave its lines."""
    found = []
    for fold in range(folds):
        model = train_head([e for e in examples if fold_of(e.source) != fold])
        done: set[str] = set()
        for example in examples:
            if fold_of(example.source) == fold and example.source not in done:
                done.add(example.source)
                found += verdicts(example, model.read(example.page))
    return found


def verdicts(example: Example, head: Head) -> list[Verdict]:
    """Compare what was read with gold."""
    found = []
    for name, gold in example.gold.items():
        value = getattr(head, name)
        found.append(Verdict(example.source, name, gold, value.value, value.confidence, value.runner_up))
    return found


def folds_of(examples: Sequence[Example], folds: int = _FOLDS) -> dict[str, int]:
    """The fold of each document: in turn, by name."""
    return {name: i % folds for i, name in enumerate(sorted({e.source for e in examples}))}
