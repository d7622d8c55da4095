"""What the council attached to its decision of a case of minutes, wherever in the case's turns it is said."""

from collections.abc import Sequence

from corpus.language import sentences
from corpus.model import Attachment, AttachmentKind, Outcome, Role, Span, Turn
from ingest.outline.attaching import (
    attached_kind,
    attachments,
    is_for_the_council,
    is_ordered,
    pointed_at,
    points_elsewhere,
)
from ingest.outline.council import councils_words, presiding, speaks_for_council
from ingest.outline.outcomes import OutcomeReading, classify

_PUT_OFF = frozenset({Outcome.CONTINUED, Outcome.REDELIBERATION})


def read_attachments(
    text: str, reading: OutcomeReading | None, turns: Sequence[Turn]
) -> tuple[Attachment, ...]:
    """What the council attached: in its decisions, after the outcome in the turn that holds it, and where that points."""
    named = _in_the_councils_name(text, turns)
    if reading is None:
        told = [a for span in councils_words(text, None, turns) for a in attachments(text, span)]
        return _in_order((*told, *named))
    decision = sentences(text, reading.span)[-1]
    found = [a for span in councils_words(text, decision, turns) for a in attachments(text, span)]
    before = presiding(turns, decision.start)
    pointed: tuple[Attachment, ...] = ()
    if reading.span.start < decision.start:
        pointed = pointed_at(text, [s for s in before if s.end > reading.span.start])
    elif points_elsewhere(decision.of(text)):
        listed = any(a.kind is AttachmentKind.CONDITION and a.span.start > decision.start for a in found)
        pointed = () if listed else pointed_at(text, before, attached_kind(decision.of(text)))
        if listed or pointed:
            found = [a for a in found if a.span != decision]
    else:
        pointed = _demanded_before(text, decision, turns)
        if reading.outcome in _PUT_OFF:
            pointed = (*pointed, *_awaited(text, decision, turns))
    return _in_order((*pointed, *named, *found))


def _in_order(found: Sequence[Attachment]) -> tuple[Attachment, ...]:
    return tuple(sorted({a.span: a for a in found}.values(), key=lambda a: a.span))


def _in_the_councils_name(text: str, turns: Sequence[Turn]) -> tuple[Attachment, ...]:
    """What whoever presides, or the record, says that the council attaches, wherever in the case."""
    return tuple(
        found
        for turn in turns
        if speaks_for_council(turn)
        for found in attachments(text, turn.span)
        if is_for_the_council(found.span.of(text)) and not points_elsewhere(found.span.of(text))
    )


def _demanded_before(text: str, decision: Span, turns: Sequence[Turn]) -> tuple[Attachment, ...]:
    """What the chair demands in the same breath, before the sentence that decides, or in putting the case off."""
    return tuple(
        found
        for turn in turns
        if turn.role is Role.CHAIR and turn.span.start < decision.start
        for found in attachments(text, Span(turn.span.start, min(turn.span.end, decision.start)))
        if found.kind is AttachmentKind.DEMAND
        and (decision.start < turn.span.end or classify(found.span.of(text)) in _PUT_OFF)
    )


def _awaited(text: str, decision: Span, turns: Sequence[Turn]) -> tuple[Attachment, ...]:
    """What the executive is to bring to the next meeting, as the chair words it before putting the case off."""
    return tuple(
        Attachment(AttachmentKind.DEMAND, sentence)
        for turn in turns
        if turn.role is Role.CHAIR and turn.span.start < decision.start < turn.span.end
        for sentence in sentences(text, Span(turn.span.start, decision.start))
        if is_ordered(sentence.of(text))
    )
