"""How well the values of cases are read on labelled documents that the models have not seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.language import dice, fold, squeeze
from ingest.assemble import articles, kinds
from ingest.assemble.departments import LIKE, read_department
from ingest.learning.fields import FieldModels, GoldCase, calibration_of, field_document, folds_of
from ingest.learning.gold import GoldDocument


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as it was read on a document left out."""

    document: str
    title: str
    right: bool
    confidence: float
    read: str
    gold: str


@dataclass(frozen=True)
class FieldReport:
    """How the values of one field were read."""

    readings: tuple[Reading, ...]

    @property
    def accuracy(self) -> float:
        """Share of values that are right."""
        return sum(reading.right for reading in self.readings) / max(1, len(self.readings))

    @property
    def separation(self) -> float:
        """Probability that a right value is surer than a wrong one: the area under the curve."""
        right = [reading.confidence for reading in self.readings if reading.right]
        wrong = [reading.confidence for reading in self.readings if not reading.right]
        won = sum((r > w) + (r == w) / 2 for r in right for w in wrong)
        return won / max(1, len(right) * len(wrong))

    def marked(self, threshold: float) -> tuple[float, float]:
        """Share of values below a confidence, and share of all that are wrong and not below it."""
        total = max(1, len(self.readings))
        doubted = sum(reading.confidence < threshold for reading in self.readings)
        silent = sum(not reading.right and reading.confidence >= threshold for reading in self.readings)
        return doubted / total, silent / total


def evaluate_fields(documents: Sequence[GoldDocument]) -> dict[str, FieldReport]:
    """Read every document by models that have not seen it, and compare with gold; by field."""
    examples = [field_document(document) for document in documents]
    names = {id(example): document.name for example, document in zip(examples, documents, strict=True)}
    folds = list(folds_of(examples))
    calibration = calibration_of(folds)
    found: dict[str, list[Reading]] = {name: [] for name in ("department", "articles", "kind", "is_case")}
    for models, left_out in folds:
        calibrated = calibration.of(models)
        for document in left_out:
            for case in document.cases:
                for name, reading in _read(case, calibrated, names[id(document)]):
                    found[name].append(reading)
            for item in document.items:
                share = calibrated.is_case.probability(item.features)
                sure = max(share, 1 - share)
                right = (share >= 0.5) == item.holds
                found["is_case"].append(
                    Reading(names[id(document)], "", right, sure, f"{share:.2f}", str(item.holds))
                )
    return {name: FieldReport(tuple(readings)) for name, readings in found.items()}


def _read(case: GoldCase, models: FieldModels, document: str) -> Iterator[tuple[str, Reading]]:
    """The values of one case beside gold."""
    title = case.lines.title
    value = read_department(case.lines, case.record, models.departments)
    right = dice(squeeze(fold(value.text or "")), case.department) >= LIKE
    yield "department", Reading(document, title, right, value.confidence, value.text or "", case.department)
    read = articles.read_articles(case.lines, case.record, models.articles, models.article_sets)
    references = [each.reference for each in read.articles]
    yield (
        "articles",
        Reading(
            document,
            title,
            case.has_articles(references),
            read.confidence,
            "、".join(references),
            "、".join(case.gold["articles"]),
        ),
    )
    kind = kinds.read_kind(case.lines, case.record, models.kinds)
    yield (
        "kind",
        Reading(document, title, kind.kind == case.gold["kind"], kind.confidence, kind.kind, case.gold["kind"]),
    )
