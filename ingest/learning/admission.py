"""Training what admits items as cases, on the items that labelled lines of left-out documents really give."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.model import DocumentKind
from ingest.align.alignment import align
from ingest.align.items import read_items
from ingest.assemble.admission import MODEL, admission_features
from ingest.assemble.record import CaseLines, Record
from ingest.labels.label import LabelledLine
from ingest.labels.linear import Linear, save_linear
from ingest.learning.alignment import cases_of_items
from ingest.learning.fitting import Example, fit_linear
from ingest.learning.gold import GoldDocument

_STRENGTH = 0.3


def admission_examples(
    document: GoldDocument, lines: Sequence[LabelledLine], weights: Mapping[str, float]
) -> Iterator[Example]:
    """The items of a document with whether each is a case.

    Args:
        document: with gold.
        lines: its lines as a labeller that has not seen it labels them.
        weights: of the alignment.
    """
    report = document.gold["kind"] == DocumentKind.REPORT
    items = read_items(lines)
    if not items:
        return
    record = Record(lines, document.reading.text)
    owners = align(items, lines, weights)
    cases = cases_of_items(items, document)
    for index, item in enumerate(items):
        own = CaseLines(
            item.title,
            tuple(each for each, owner in zip(lines, owners, strict=True) if owner == index),
            ruled=document.ruled.case(item.title),
        )
        if own.lines:
            yield Example(admission_features(item, own, items, record, lines, report), index in cases)


def learn_admission(
    documents: Sequence[GoldDocument],
    labelled: Mapping[str, Sequence[LabelledLine]],
    weights: Mapping[str, float],
) -> Linear:
    """Train the model."""
    examples = [e for d in documents for e in admission_examples(d, labelled[d.name], weights)]
    return fit_linear(examples, _STRENGTH)


def save_admission(model: Linear) -> None:
    """Write the model to where it is read."""
    save_linear(model, MODEL)
