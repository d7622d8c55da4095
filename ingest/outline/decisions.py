"""Reads the outcome of a case from the turns that speak for the council."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from corpus.language import fold, sentences, squeeze
from corpus.model import (
    INDECISIVE,
    PENDING,
    REVIEWED,
    AttachmentKind,
    CaseKind,
    Outcome,
    Role,
    Span,
    Turn,
    Vote,
)
from ingest.outline.agenda import Item
from ingest.outline.attaching import attached_kind
from ingest.outline.case_attachments import read_attachments
from ingest.outline.council import DRAFT, presiding, speaks_for_council
from ingest.outline.headings import Heading
from ingest.outline.outcomes import OutcomeReading, classify, conditioned, read_outcome, votes
from ingest.outline.polarity import WITHDRAWN
from ingest.rules import rule

_ASKS_ASSENT = rule("decisions.asks_assent")
_ASSENT = rule("decisions.assent")
_BARE_ASSENT = rule("decisions.bare_assent")
_ASSENT_WITHIN = 80
"""Characters after the question that are searched for the assent, speakers' marks included."""
_TO_BE_DECIDED = frozenset({CaseKind.CONSULTATION, CaseKind.REPORT_CONFIRMATION})
_REVIEW = rule("decisions.review")
_NEXT_MEETING = rule("decisions.next_meeting")
_ADDED = rule("decisions.added")
_NUMBER = rule("decisions.number")
_OTHER_ITEM = rule("decisions.other_item")
_CLOSES = rule("decisions.closes")
_REPORTS = rule("decisions.reports")
_ONLY_POINTS = rule("decisions.only_points")
_FOUND_SOUND = rule("decisions.found_sound")
_LONGEST_DECISION = 600
"""Most characters between the proposal and the sentence that decides on it."""


def is_of_next_meeting(sentence: str) -> bool:
    """Whether a sentence announces the next meeting."""
    return _NEXT_MEETING.find(squeeze(fold(sentence))) is not None


def is_review(heading: Heading) -> bool:
    """Whether a decision of the executive is under review: only then can it be upheld or revoked."""
    return bool(_REVIEW.find(heading.key))


@dataclass(frozen=True, slots=True)
class _Subject:
    """The case to decide. It rejects outcomes of sentences on other cases or of an impossible kind."""

    kind: CaseKind
    number: str | None
    ordinal: str
    """Its number in the agenda; empty if unknown."""
    is_review: bool
    """Whether a decision of the executive is under review: only then can it be upheld or revoked."""
    is_procedure: bool
    """Whether it is procedure, such as the date of the next meeting."""

    def allows(self, outcome: Outcome, said: str) -> bool:
        """Whether a sentence, given without white space, can state the outcome of this case."""
        if (outcome in REVIEWED and not self.is_review) or (
            outcome is Outcome.REPORTED and self.kind in _TO_BE_DECIDED
        ):
            return False
        if _ADDED.find(said) or (_NEXT_MEETING.find(said) and not self.is_procedure):
            return False
        named = [a or b for a, b in _OTHER_ITEM.pattern.findall(said)]
        if outcome in PENDING and named and self.ordinal not in named:
            return False
        numbers = _NUMBER.pattern.findall(said)
        return not (numbers and self.number is not None and not any(n in self.number for n in numbers))

    def read(self, sentence: str) -> Outcome | None:
        """The outcome that a sentence states. Unless a decision is under review, 妥当 means approval."""
        outcome = classify(sentence)
        if outcome is Outcome.UPHELD and not self.is_review:
            conditional = attached_kind(sentence) is AttachmentKind.CONDITION
            return Outcome.APPROVED_WITH_CONDITIONS if conditional else Outcome.APPROVED
        return outcome

    def is_strong(self, outcome: Outcome, said: str) -> bool:
        """Whether the sentence is a decision by itself; 「特に意見なし」, 「異議なし」 and 「報告があった」 are weaker evidence."""
        if outcome in INDECISIVE:
            return WITHDRAWN.find(said) is not None
        return not (outcome is Outcome.NOTED and "了" not in said) and not _BARE_ASSENT.find(said)


def _last(
    text: str,
    turns: Sequence[Turn],
    subject: _Subject,
    openings: Collection[int],
    eligible: Callable[[Turn], bool],
) -> OutcomeReading | None:
    """The last decision in the eligible turns, else the last weak evidence of an outcome."""
    weak: OutcomeReading | None = None
    for turn in reversed(turns):
        if not eligible(turn):
            continue
        for span in reversed(sentences(text, turn.span)):
            if span.start in openings:
                continue
            said = squeeze(fold(span.of(text)))
            outcome = classify(span.of(text))
            if outcome is Outcome.UPHELD and _FOUND_SOUND.find(said):
                outcome = subject.read(span.of(text))
            if outcome is None or not subject.allows(outcome, said):
                continue
            if subject.is_strong(outcome, said):
                near = weak is None or weak.span.start - span.end <= _LONGEST_DECISION
                assented = weak is not None and weak.outcome not in INDECISIVE
                return OutcomeReading(outcome, span) if near or not assented else weak
            reported = outcome is Outcome.REPORTED and subject.kind is CaseKind.NOTIFICATION
            if weak is None or (weak.outcome is Outcome.OTHER and reported):
                weak = OutcomeReading(outcome, span)
    return weak


def _draft(text: str, turns: Sequence[Turn], kind: CaseKind) -> OutcomeReading | None:
    """The outcome in the wording of the report (答申), if that is read out."""
    for turn in reversed(turns):
        if turn.role not in (Role.SECRETARIAT, Role.CHAIR):
            continue
        quoted = DRAFT.find(text, turn.span.start, turn.span.end)
        if quoted is not None:
            found = read_outcome(text, Span(quoted.start() + 1, quoted.end() - 1), kind)
            if found is not None:
                return found
    return None


def _assent(text: str, turns: Sequence[Turn]) -> OutcomeReading | None:
    """The outcome of a proposal put as a question that the members assent to."""
    for turn in reversed(turns):
        if turn.role not in (Role.CHAIR, Role.MEMBER, Role.SECRETARIAT):
            continue
        for span in reversed(sentences(text, turn.span)):
            asked = squeeze(fold(span.of(text)))
            stem = _ASKS_ASSENT.pattern.sub("", asked)
            if stem == asked or not _ASSENT.find(squeeze(text[span.end : span.end + _ASSENT_WITHIN])):
                continue
            outcome = classify(f"{stem}する。")
            if outcome is not None and outcome is not Outcome.OTHER:
                return OutcomeReading(outcome, span)
    return None


def _reported(text: str, turns: Sequence[Turn], heading: Heading) -> OutcomeReading | None:
    """The sentence that shows that a report (報告) was made and nothing was decided, else the heading."""
    for turn in reversed(turns):
        if speaks_for_council(turn) and turn.role is not Role.UNKNOWN:
            for span in reversed(sentences(text, turn.span)):
                if _CLOSES.find(squeeze(span.of(text))):
                    return OutcomeReading(Outcome.REPORTED, span)
    for turn in turns:
        for span in sentences(text, turn.span):
            if turn.role is not Role.MEMBER and _REPORTS.find(span.of(text)):
                return OutcomeReading(Outcome.REPORTED, span)
    return OutcomeReading(Outcome.REPORTED, Span(heading.start, heading.span.end)) if turns else None


def read_decision(
    text: str, turns: Sequence[Turn], item: Item, openings: Collection[int]
) -> OutcomeReading | None:
    """Read the outcome of a case.

    Sources in order of precedence: turns with the council's role, the report's wording where it is read out, the chair and
    the narrative, a question with assent. Each is read from the end.

    Args:
        text: the document's text.
        turns: those of the case.
        item: what the case is about.
        openings: offsets at which headings and announcements begin; these name what is dealt with and decide nothing.
    """
    said = [turn for turn in turns if turn.mark is not None or turn.span.start not in openings]
    subject = _Subject(
        item.kind,
        item.heading.number,
        item.heading.ordinal,
        is_review(item.heading),
        not item.is_substantive,
    )
    decided = _last(text, said, subject, openings, lambda turn: turn.role is Role.COUNCIL)
    if decided is None or decided.outcome in INDECISIVE:
        decided = _draft(text, said, item.kind) or decided
    if decided is None or decided.outcome in INDECISIVE:
        decided = _last(text, said, subject, openings, speaks_for_council) or decided
    if decided is None or decided.outcome in INDECISIVE or _BARE_ASSENT.find(_folded(text, decided.span)):
        decided = _assent(text, said) or decided
    if decided is None and item.kind is CaseKind.NOTIFICATION:
        decided = _reported(text, turns, item.heading)
    return _settled(text, _with_words(text, decided, said, subject), said, item.kind)


def _with_words(
    text: str, reading: OutcomeReading | None, turns: Sequence[Turn], subject: _Subject
) -> OutcomeReading | None:
    """Extend a decision that only refers to the proposal before it, 「異議なしと認め、そのように答申します」, by the proposal."""
    if reading is None:
        return None
    said = _folded(text, reading.span)
    if not (_ONLY_POINTS.find(said) or _BARE_ASSENT.find(said)):
        return reading
    for place, span in enumerate(reversed(presiding(turns, reading.span.start))):
        cut = sentences(text, span)
        put = place == 0 or any(_ASKS_ASSENT.find(squeeze(fold(s.of(text)))) for s in cut)
        for sentence in reversed(cut if put else []):
            outcome = subject.read(sentence.of(text))
            near = reading.span.end - sentence.start <= _LONGEST_DECISION
            put_to_them = _folded(text, sentence)
            if outcome is None or not (near and subject.allows(outcome, put_to_them)):
                continue
            if subject.is_strong(outcome, put_to_them):
                return OutcomeReading(outcome, Span(sentence.start, reading.span.end))
    return reading


def _folded(text: str, span: Span) -> str:
    return squeeze(fold(span.of(text)))


def _settled(
    text: str, reading: OutcomeReading | None, turns: Sequence[Turn], kind: CaseKind
) -> OutcomeReading | None:
    """Make an approval with conditions a conditional one, and give the absence of comments (意見なし) its meaning.

    Without comments a consultation is approved, and anything else counts as reported.
    """
    if reading is None:
        return None
    if reading.outcome is Outcome.APPROVED:
        asked = _assent(text, turns)
        if asked is not None and asked.outcome is Outcome.APPROVED_WITH_CONDITIONS:
            return asked
    attached = conditioned(reading.outcome, read_attachments(text, reading, turns))
    if attached is not reading.outcome:
        return OutcomeReading(attached, reading.span)
    if reading.outcome is Outcome.NOTED and "了" not in reading.span.of(text):
        silent = Outcome.APPROVED if kind is CaseKind.CONSULTATION else Outcome.REPORTED
        return OutcomeReading(silent, reading.span)
    return reading


def read_votes(text: str, turns: Sequence[Turn]) -> tuple[Vote, ...]:
    """The votes that the chair or the narrative states."""
    return tuple(vote for turn in turns if speaks_for_council(turn) for vote in votes(text, turn.span))
