"""The weights that choose what a head says: trained, calibrated and measured on documents that they have not seen."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.model import DocumentKind
from ingest.assemble.day import issued_candidates
from ingest.assemble.head import Candidates, HeadModel
from ingest.assemble.kind import kind_features
from ingest.assemble.numbers import own_numbers
from ingest.assemble.value import Candidate, T, choose
from ingest.labels.label import LabelledLine
from ingest.labels.labeller import LineLabeller
from ingest.labels.scores import Classifier, Scorer
from ingest.learning.choosing import Choice, fit_classifier, fit_scale, fit_scorer
from ingest.learning.gold import GoldDocument
from ingest.learning.heads import Example, document_examples, head_examples, plain

_FOLDS = 10


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
        """Whether it was read right, white space and widths aside."""
        return plain(self.gold) == plain(self.read)


def train_head(examples: Sequence[Example]) -> HeadModel:
    """Train the weights of every field; those of a later field see what the earlier ones choose."""
    kinds = fit_classifier([(kind_features(e.page), e.kind) for e in examples])
    among = {e: Candidates(e.page, e.listed) for e in examples}
    records = [e for e in examples if e.kind is not DocumentKind.REPORT]
    reports = [e for e in examples if e.kind is DocumentKind.REPORT]
    fields: dict[str, Scorer] = {}

    def learn(
        field: str, examples: Iterable[Example], candidates: Callable[[Example], list[Candidate[T]]]
    ) -> dict[Example, T | None]:
        """Fit the weights of a field, and choose with them."""
        found = {e: candidates(e) for e in examples}
        fields[field] = fit_scorer(Choice(some, e.gold[field]) for e, some in found.items() if field in e.gold)
        return {e: choose(some, fields[field]).value for e, some in found.items()}

    places = learn("municipality", among, lambda e: among[e].municipality)
    councils = learn("council", among, lambda e: among[e].council(e.kind, places[e]))
    meetings = learn("meeting", records, lambda e: among[e].meeting(councils[e]))
    learn("held_on", records, lambda e: among[e].day(e.kind, meetings[e]))
    cited = learn("consultation_number", reports, lambda e: among[e].number)
    learn("number", reports, lambda e: own_numbers(among[e].number, cited[e]))
    consulted = learn("consulted_on", reports, lambda e: among[e].day(e.kind, None))
    learn("issued_on", reports, lambda e: issued_candidates(among[e].day(e.kind, None), consulted[e]))
    return HeadModel(kinds, fields)


def left_out(
    examples: Sequence[Example], fold_of: Callable[[str], int], folds: int = _FOLDS
) -> Iterator[Verdict]:
    """Read every document with weights that have not seen its fold, its lines as a model labels them.

    Args:
        examples: the first of a document is read, all are trained on.
        fold_of: the fold of a document.
        folds: how many there are.
    """
    for fold in range(folds):
        model = train_head([e for e in examples if fold_of(e.source) != fold])
        first = {e.source: e for e in reversed(examples) if fold_of(e.source) == fold}
        for example in first.values():
            head = model.read(example.page)
            for field in example.fields():
                value = getattr(head, field)
                yield Verdict(
                    example.source, field, example.gold[field], value.value, value.confidence, value.runner_up
                )


def folds_of(examples: Sequence[Example], folds: int = _FOLDS) -> dict[str, int]:
    """The fold of each document: in turn, by name."""
    return {name: i % folds for i, name in enumerate(sorted({e.source for e in examples}))}


def calibrate(model: HeadModel, verdicts: Sequence[Verdict]) -> HeadModel:
    """Scale the confidences by how often values were right on left-out documents: one scale for the kind, one for the rest."""
    scales = {
        of_kind: fit_scale([v.confidence for v in some], [v.right for v in some])
        for of_kind, some in (
            (True, [v for v in verdicts if v.field == "kind"]),
            (False, [v for v in verdicts if v.field != "kind"]),
        )
    }
    return HeadModel(
        Classifier({n: replace(s, scale=scales[True]) for n, s in model.kinds.scorers.items()}),
        {n: replace(s, scale=scales[False]) for n, s in model.fields.items()},
    )


def figures(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """The share of right values, field by field, a line each."""
    fields: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        fields[verdict.field].append(verdict.right)
    for field, right in fields.items():
        yield f"{field}: {sum(right)}/{len(right)}"


def learn_head(
    documents: Sequence[GoldDocument],
    labelled: Mapping[str, Sequence[LabelledLine]],
    labeller: LineLabeller,
) -> tuple[HeadModel, list[Verdict]]:
    """Train the model of heads, calibrated on documents left out.

    Args:
        documents: with gold.
        labelled: their lines as models label them that have not seen them, by name.
        labeller: for the invented heads.

    Returns:
        The model, and how each value was read on documents that were left out.
    """
    examples = [*document_examples(documents, labelled), *head_examples(labeller)]
    verdicts = list(left_out(examples, folds_of(examples).__getitem__))
    return calibrate(train_head(examples), verdicts), verdicts
