"""Whose words in the turns of a case are the council's."""

from collections.abc import Iterator, Sequence

from corpus.model import Role, Span, Turn
from ingest.rules import rule

DRAFT = rule("council.draft")


def speaks_for_council(turn: Turn) -> bool:
    """Whether it is the chair's, the record's own or told as the council's."""
    return turn.role in (Role.CHAIR, Role.COUNCIL) or (turn.speaker is None and turn.role is Role.UNKNOWN)


def presiding(turns: Sequence[Turn], before: int) -> list[Span]:
    """What is said for the council up to an offset, in order."""
    return [
        Span(turn.span.start, min(turn.span.end, before))
        for turn in turns
        if speaks_for_council(turn) and turn.span.start < before
    ]


def councils_words(text: str, decision: Span | None, turns: Sequence[Turn]) -> Iterator[Span]:
    """What is the council's in a case: turns told as its own, and what follows the decision in the turn that holds it."""
    for turn in turns:
        if turn.role is Role.COUNCIL:
            yield turn.span
        elif decision is not None and turn.span.start <= decision.start < turn.span.end:
            draft = DRAFT.find(text, turn.span.start, turn.span.end)
            within = draft is not None and draft.end() > decision.start
            yield Span(decision.start, draft.end() - 1 if draft is not None and within else turn.span.end)
