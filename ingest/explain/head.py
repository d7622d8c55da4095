"""Why the values of a document's head were chosen, and into which cases it was divided."""

from collections.abc import Iterator, Sequence

from corpus.language.places import municipalities
from corpus.model import DocumentKind
from ingest.assemble.day import issued_candidates
from ingest.assemble.division import MODEL as DIVISION
from ingest.assemble.division import Page as Divided
from ingest.assemble.division import division_features, divisions
from ingest.assemble.head import Candidates, head_model
from ingest.assemble.kind import kind_features
from ingest.assemble.numbers import own_numbers
from ingest.assemble.page import read_page
from ingest.assemble.value import NONE, Candidate, T, Value
from ingest.assemble.weighing import Weighed
from ingest.explain.reasons import compared, weighed
from ingest.explain.values import ExplainedValue
from ingest.labels.linear import Features, holding, load_linear


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def explained_head(document: Weighed) -> Iterator[ExplainedValue]:
    """The values of a document's head that a document of its kind has.

    Args:
        document: as it was weighed.
    """
    head = document.head
    page = read_page(document.name, document.reading, document.record.lines)
    kind = head.kind.value or DocumentKind.OTHER
    among = Candidates(page, municipalities())
    yield _explained_kind(document, holding(kind_features(page)))
    yield _chosen("municipality", head.municipality, among.municipality)
    yield _chosen("council", head.council, among.council(kind, head.municipality.value))
    if kind is DocumentKind.REPORT:
        days = among.day(kind, None)
        yield _chosen("number", head.number, own_numbers(among.number, head.consultation_number.value))
        yield _chosen("issued_on", head.issued_on, issued_candidates(days, head.consulted_on.value))
        yield _chosen("consultation_number", head.consultation_number, among.number)
        yield _chosen("consulted_on", head.consulted_on, days)
    else:
        yield _chosen("meeting", head.meeting, among.meeting(head.council.value))
        yield _chosen("held_on", head.held_on, among.day(kind, head.meeting.value))


def _explained_kind(document: Weighed, features: Features) -> ExplainedValue:
    read, classes = document.head.kind, head_model().kinds.classes
    assert read.value is not None
    assert read.runner_up is not None
    why, rival_why = compared(
        "documentkind", classes[read.value].parts(features), classes[read.runner_up].parts(features)
    )
    return ExplainedValue("kind", read.value, None, read.confidence, read.runner_up, None, why, rival_why)


def _chosen(name: str, read: Value[T], candidates: Sequence[Candidate[T]]) -> ExplainedValue:
    """A value beside its runner-up, or beside there being none."""
    linear = head_model().fields[name].linear
    held = {candidate.value: candidate for candidate in candidates}
    own = held[read.value].features if read.value is not None else [NONE]
    other = held[read.runner_up] if read.runner_up is not None else None
    parts = linear.parts(holding(own))
    if read.value is None and other is None:
        return ExplainedValue(name, None, None, read.confidence, why=weighed("head", parts))
    rival = linear.parts(holding(other.features if other else [NONE]))
    why, rival_why = compared("head", parts, rival)
    return ExplainedValue(
        name,
        _text(read.value),
        read.span,
        read.confidence,
        _text(read.runner_up),
        other.span if other else None,
        why,
        rival_why,
    )


def explained_division(document: Weighed) -> ExplainedValue:
    """Into which cases the document was divided, beside the next best division."""
    record = document.record
    page = Divided(record.lines, record, document.ruled, document.kind is DocumentKind.REPORT)
    proposed = divisions(page)
    if not proposed:
        return ExplainedValue("cases", None, None, document.structure.confidence)
    model = load_linear(DIVISION)
    rows = [division_features(each, page, proposed) for each in proposed]
    ranked = sorted(range(len(proposed)), key=lambda at: -model.score(rows[at]))
    best = ranked[0]
    titles = "、".join(item.title for item in proposed[best].items)
    parts = model.parts(rows[best])
    if len(ranked) == 1:
        return ExplainedValue("cases", titles, None, document.structure.confidence, why=weighed("cases", parts))
    why, rival_why = compared("cases", parts, model.parts(rows[ranked[1]]))
    return ExplainedValue(
        "cases",
        titles,
        None,
        document.structure.confidence,
        "、".join(item.title for item in proposed[ranked[1]].items),
        None,
        why,
        rival_why,
    )
