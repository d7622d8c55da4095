"""What was decided in a region of a text: its outcome, and how it was voted."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.language import number, sentences
from corpus.model import INDECISIVE, REVIEWED, Attachment, AttachmentKind, CaseKind, Outcome, Span, Vote
from ingest.outline.polarity import classify
from ingest.rules import rule

__all__ = [
    "OutcomeReading",
    "classify",
    "combine",
    "conditioned",
    "read_conclusion",
    "read_outcome",
    "votes",
]

_RULINGS = frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS, Outcome.REFUSED})


@dataclass(frozen=True, slots=True)
class OutcomeReading:
    """An outcome with the sentence or sentences that state it."""

    outcome: Outcome
    span: Span


def combine(outcomes: Iterable[Outcome]) -> Outcome:
    """One outcome for several conclusions of a case (① ② ③); at least one is needed.

    Beside a refusal, an approval that hangs on conditions still says how the rest may go on; a plain one leaves a mixed
    result.
    """
    found = set(outcomes)
    if len(found) == 1:
        return found.pop()
    if found <= REVIEWED:
        return Outcome.PARTLY_REVOKED
    if found <= _RULINGS and Outcome.APPROVED_WITH_CONDITIONS in found:
        return Outcome.APPROVED_WITH_CONDITIONS
    return Outcome.OTHER


def read_outcome(text: str, span: Span, kind: CaseKind) -> OutcomeReading | None:
    """The outcome that the region states.

    The last decisive sentence counts, together with the decisive sentences right before it (numbered
    conclusions). 「報告があった」 and procedural resolutions count only where nothing stronger stands there.
    Where a council that was consulted has 「特に意見なし」, it approves.
    """
    read = [(s, classify(s.of(text))) for s in sentences(text, span)]
    decided = [i for i, (_, o) in enumerate(read) if o is not None and o not in INDECISIVE]
    if not decided:
        decided = [i for i, (_, o) in enumerate(read) if o is not None]
    if not decided:
        return None
    last = first = decided[-1]
    while first - 1 in decided:
        first -= 1
    outcome = combine(o for _, o in read[first : last + 1] if o is not None)
    if outcome is Outcome.NOTED and kind is CaseKind.CONSULTATION and "了" not in read[last][0].of(text):
        outcome = Outcome.APPROVED
    return OutcomeReading(outcome, Span(read[first][0].start, read[last][0].end))


def read_conclusion(text: str, span: Span, *, first: bool = False) -> OutcomeReading | None:
    """The outcome that a report's conclusion states; all its decisive sentences count together.

    Args:
        text: the document's text.
        span: the conclusion.
        first: the region holds more than a conclusion: only the first run of decisive sentences counts.
    """
    read = [(s, classify(s.of(text))) for s in sentences(text, span)]
    decided = [i for i, (_, o) in enumerate(read) if o is not None and o not in INDECISIVE]
    if not decided:
        return None
    if any(read[i][1] in REVIEWED for i in decided):
        decided = [i for i in decided if read[i][1] in REVIEWED]
    if first:
        decided = [i for place, i in enumerate(decided) if i - place == decided[0]]
    outcome = combine(o for i in decided if (o := read[i][1]) is not None)
    return OutcomeReading(outcome, Span(read[decided[0]][0].start, read[decided[-1]][0].end))


def conditioned(outcome: Outcome, attached: Iterable[Attachment]) -> Outcome:
    """An approval to which the council attached a condition is a conditional one."""
    if outcome is Outcome.APPROVED and any(a.kind is AttachmentKind.CONDITION for a in attached):
        return Outcome.APPROVED_WITH_CONDITIONS
    return outcome


_COUNTED = rule("outcomes.counted")
_UNANIMOUS = rule("outcomes.unanimous")
_MAJORITY = rule("outcomes.majority")


def _count(written: str | None) -> int | None:
    return None if written is None else number(unicodedata.normalize("NFKC", written))


def votes(text: str, span: Span) -> tuple[Vote, ...]:
    """The votes that the region reports: counted, unanimous or by majority."""
    found = []
    for match in _COUNTED.pattern.finditer(text, span.start, span.end):
        for_, against = _count(match["for"]), _count(match["against"])
        found.append(Vote(Span(*match.span()), unanimous=against == 0, for_=for_, against=against))
    for told, unanimous in ((_UNANIMOUS, True), (_MAJORITY, False)):
        found += [Vote(Span(*m.span()), unanimous) for m in told.pattern.finditer(text, span.start, span.end)]
    return tuple(sorted(found, key=lambda vote: vote.span))
