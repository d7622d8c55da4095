"""Drafts 諮問書, 答申案 and 想定問答: the writer's facts, cited quotes of precedents, and blanks for missing facts."""

from collections.abc import Callable, Sequence

from assistant.drafting import consultation, rehearsal, report
from assistant.drafting.arrange import Arranger
from assistant.drafting.composer import Composer
from assistant.drafting.paper import Draft, DraftKind
from assistant.drafting.plan import read_plan
from assistant.drafting.similar import Similar, similar
from corpus.search import Filters
from corpus.store import Corpus

PRECEDENTS = 6
"""How many similar cases a draft uses if the user chose none."""
_COMPOSERS: dict[DraftKind, Callable[[Composer], str]] = {
    DraftKind.CONSULTATION: consultation.compose,
    DraftKind.REPORT: report.compose,
    DraftKind.REHEARSAL: rehearsal.compose,
}


def draft(
    kind: DraftKind,
    description: str,
    corpus: Corpus,
    filters: Filters = Filters(),
    chosen: Sequence[Similar] | None = None,
    arranger: Arranger | None = None,
) -> Draft:
    """Draft a paper on a planned case; complete without a chat model.

    Args:
        kind: which paper.
        description: of the planned case; nothing else counts as its facts.
        corpus: lends precedents.
        filters: only precedents that pass them.
        chosen: the precedents it is to stand on, as `similar` found them; the nearest ones where None.
        arranger: lays out the writer's sentences and chooses what is quoted; by words where None.
    """
    cases = similar(description, corpus, filters, PRECEDENTS) if chosen is None else chosen
    paper = Composer(kind, read_plan(description), cases, corpus, filters, arranger or Arranger())
    title = _COMPOSERS[kind](paper)
    return paper.finish(title)
