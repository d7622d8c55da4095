"""The weights that choose what a head says: trained, calibrated and measured on documents that they have not seen."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from corpus.model import DocumentKind
from ingest.assemble.day import issued_candidates
from ingest.assemble.head import Candidates, HeadModel
from ingest.assemble.kind import kind_features
from ingest.assemble.numbers import own_numbers
from ingest.assemble.value import Candidate, Chooser, T, options
from ingest.labels.label import LabelledLine
from ingest.labels.labeller import LineLabeller
from ingest.labels.linear import holding
from ingest.learning.fitting import Choice, Example, fit_choice, fit_classifier, scale_of
from ingest.learning.gold import GoldDocument
from ingest.learning.heads import HeadExample, document_examples, head_examples, plain

_FOLDS = 10
_PENALTY, _STRENGTH = 0.83, 0.2
"""Of the weights of fields and of kinds; these do best of 0.25 to 2.5, and of 0.2 to 2, on left-out documents."""
_CERTAIN = 1e-6
"""How near to 0 and 1 a confidence may come when sharpness is sought."""


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


def fit_chooser(fields: Iterable[tuple[Sequence[Candidate[T]], object]]) -> Chooser:
    """Fit the weights of a field.

    Args:
        fields: of each document the candidates with the right value; None where there is none.
    """
    choices: list[Choice] = []
    empty: list[bool] = []
    for candidates, gold in fields:
        right = [gold is not None and plain(each.value) == plain(gold) for each in candidates]
        if candidates:
            choices.append(Choice(options(candidates), [*right, gold is None]))
        else:
            empty.append(gold is None)
    return Chooser(fit_choice(choices, _PENALTY), empty=(sum(empty) + 1) / (len(empty) + 2))


def train_head(examples: Sequence[HeadExample]) -> HeadModel:
    """Train the weights of every field; those of a later field see what the earlier ones choose."""
    kinds = fit_classifier([Example(holding(kind_features(e.page)), e.kind) for e in examples], _STRENGTH)
    among = {e: Candidates(e.page, e.listed) for e in examples}
    records = [e for e in examples if e.kind is not DocumentKind.REPORT]
    reports = [e for e in examples if e.kind is DocumentKind.REPORT]
    fields: dict[str, Chooser] = {}

    def learn(
        field: str, examples: Iterable[HeadExample], candidates: Callable[[HeadExample], list[Candidate[T]]]
    ) -> dict[HeadExample, T | None]:
        """Fit the weights of a field, and choose with them."""
        found = {e: candidates(e) for e in examples}
        fields[field] = fit_chooser((some, e.gold[field]) for e, some in found.items() if field in e.gold)
        return {e: fields[field].choose(some).value for e, some in found.items()}

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
    examples: Sequence[HeadExample], fold_of: Callable[[str], int], folds: int = _FOLDS
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


def folds_of(examples: Sequence[HeadExample], folds: int = _FOLDS) -> dict[str, int]:
    """The fold of each document: in turn, by name."""
    return {name: i % folds for i, name in enumerate(sorted({e.source for e in examples}))}


def calibrate(model: HeadModel, verdicts: Sequence[Verdict]) -> HeadModel:
    """Sharpen the confidences by how often values were right on left-out documents: those of the kind, and the rest."""
    rest = sharpness_of([v for v in verdicts if v.field != "kind"])
    return HeadModel(
        model.kinds,
        {name: replace(chooser, sharpness=rest) for name, chooser in model.fields.items()},
        sharpness_of([v for v in verdicts if v.field == "kind"]),
    )


def sharpness_of(verdicts: Iterable[Verdict]) -> float:
    """What the log odds of confidences are to be multiplied by, so that they tell how often a value is right."""
    rows = [(min(1 - _CERTAIN, max(_CERTAIN, v.confidence)), v.right) for v in verdicts]
    return scale_of([[0.0, log(p / (1 - p))] for p, _ in rows], [[not right, right] for _, right in rows])


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
