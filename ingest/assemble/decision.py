"""How a case ended (placeholder until the sentence models are merged)."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import sentences
from corpus.model import AttachmentKind, Outcome, Span
from ingest.labels.label import LabelledLine, Voice
from ingest.outline.polarity import classify


@dataclass(frozen=True, slots=True)
class Attached:
    """Something that the council attached to its decision."""

    kind: AttachmentKind
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Decision:
    """How a case ended."""

    outcome: Outcome | None
    span: Span | None
    confidence: float
    runner_up: Outcome | None
    attachments: tuple[Attached, ...]
    attachments_confidence: float = 1.0


def decide(lines: Sequence[LabelledLine], text: str, genre: str) -> Decision:
    """The last sentence that decides."""
    for labelled in reversed(lines):
        if labelled.voice in (Voice.MEMBER, Voice.EXECUTIVE, Voice.APPLICANT):
            continue
        for span in reversed(list(sentences(text, labelled.line.span))):
            if (outcome := classify(span.of(text))) is not None:
                return Decision(outcome, span, 0.7, None, ())
    return Decision(None, None, 0.5, None, ())
