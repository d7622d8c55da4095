"""What single members, or the chair, ask of the executive and the secretariat; it binds nobody."""

from collections.abc import Collection, Sequence

from corpus.language import fold, sentences, squeeze
from corpus.model import Attachment, Role, Span, Turn
from ingest.rules import rule

_ASKS = rule("requests.asks")
_ASKS_TO_HEAR = rule("requests.asks_to_hear")
_ONLY_MENTIONED = rule("requests.only_mentioned")
_LEAST = 14
"""Characters, white space aside, from which a sentence says what it asks for."""
_CHAIRS_OWN = rule("requests.chairs_own")


def read_requests(text: str, turns: Sequence[Turn], attached: Collection[Attachment] = ()) -> tuple[Span, ...]:
    """The requests in a case's turns, in order; what the council attached is left out.

    Args:
        text: the document's text.
        turns: those of the case.
        attached: what the council attached to its decision.
    """
    taken = {attachment.span for attachment in attached}
    return tuple(
        Span(span.end - len(span.of(text).lstrip("・•- \u3000")), span.end)
        for turn in turns
        if turn.role in (Role.MEMBER, Role.CHAIR)
        for span in sentences(text, turn.span)
        if span not in taken and _requests(squeeze(fold(span.of(text))), turn.role)
    )


def _requests(said: str, role: Role) -> bool:
    """Whether a sentence without white space asks for something to be done."""
    if len(said) < _LEAST or (role is Role.CHAIR and _CHAIRS_OWN.find(said)):
        return False
    return any(
        not _ASKS_TO_HEAR.find(said[: asks.start()])
        and not _ONLY_MENTIONED.find(said, asks.end())
        and not _quoted(said, asks.start())
        for asks in _ASKS.pattern.finditer(said)
    )


def _quoted(said: str, at: int) -> bool:
    return said.count("「", 0, at) > said.count("」", 0, at)
