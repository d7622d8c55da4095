"""How a case ended: which of its turns speak for the council, and what they say."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from corpus.document import Attachment, CaseKind, Outcome, Role, Span, Turn, Vote
from corpus.text import fold, sentences, squeeze
from ingest.outline.outcomes import OutcomeReading, attachments, classify, read_outcome, votes

_DRAFT = re.compile(r"「[^「」]{0,40}答申(?:[^「」]|「[^「」]*」)*」")
_ASKS_ASSENT = re.compile(
    r"(?:と(?:いう|する)?こと|もの|の)?(?:で|に|と|として|について)?(?:、)?(?:(?:ご|御)?異議(?:は|が)?(?:ありません|ございません|ない)|よろしい|よい|良い|いかが)(?:です|でしょう|ございましょう)?か。?$"
)
_ASSENT = re.compile(
    r"異議(?:な[しく]|ありません|はない|ございません)|了承|承知|賛成|結構です|よい。|はい。|意見なし"
)
_ASSENT_WITHIN = 80
"""Characters after the question in which the assent stands, marks included."""
_CLOSES = re.compile(r"(?:報告|質疑|質問|説明|本件|この件).{0,16}(?:終わ|終了|以上)|以上で.{0,16}(?:報告|説明)")
_REPORTS = re.compile(r"説明|報告")
_ASKS = re.compile(
    r"(?:て|で)(?:いただきたい|頂きたい|もらいたい|ほしい|欲しい|いただければ|いただけないか|いただけません|ください)"
    r"|(?:お願い|要望)(?:したい|します|する|いたします|できれば)|(?:望|のぞ)(?:む|みます|ましい)|されたい。?$"
)
_ASKS_TO_HEAR = re.compile(
    r"(?:説明|教え|伺|聞か|聞き|確認させ|(?:ご|御)?(?:意見|発言|質問)|(?:ご|御)覧|審議(?:を|に)|退席|退室|入室|始め).{0,12}$"
)


def _speaks_for_council(turn: Turn) -> bool:
    return turn.role in (Role.CHAIR, Role.COUNCIL) or turn.speaker is None


def _last(
    text: str, turns: Sequence[Turn], kind: CaseKind, eligible: Callable[[Turn], bool]
) -> OutcomeReading | None:
    """The outcome that the last of the eligible turns states; one that decides something goes first."""
    weak: OutcomeReading | None = None
    for turn in reversed(turns):
        if not eligible(turn) or (found := read_outcome(text, turn.span, kind)) is None:
            continue
        if found.outcome not in (Outcome.OTHER, Outcome.REPORTED):
            return found
        weak = weak or found
    return weak


def _draft(text: str, turns: Sequence[Turn], kind: CaseKind) -> OutcomeReading | None:
    """What the wording of the report says, where it is read out."""
    for turn in reversed(turns):
        if turn.role not in (Role.SECRETARIAT, Role.CHAIR):
            continue
        quoted = _DRAFT.search(text, turn.span.start, turn.span.end)
        if quoted is not None:
            found = read_outcome(text, Span(quoted.start() + 1, quoted.end() - 1), kind)
            if found is not None:
                return found
    return None


def _assent(text: str, turns: Sequence[Turn]) -> OutcomeReading | None:
    """A decision that is put as a question and met with assent."""
    for turn in reversed(turns):
        if turn.role not in (Role.CHAIR, Role.MEMBER, Role.SECRETARIAT):
            continue
        for span in reversed(sentences(text, turn.span)):
            asked = squeeze(fold(span.of(text)))
            stem = _ASKS_ASSENT.sub("", asked)
            if stem == asked or not _ASSENT.search(squeeze(text[span.end : span.end + _ASSENT_WITHIN])):
                continue
            outcome = classify(f"{stem}こととする。")
            if outcome is not None and outcome is not Outcome.OTHER:
                return OutcomeReading(outcome, span)
    return None


def _reported(text: str, turns: Sequence[Turn]) -> OutcomeReading | None:
    """The sentence that shows that a report was made and nothing decided."""
    for turn in reversed(turns):
        if _speaks_for_council(turn) and turn.role is not Role.UNKNOWN:
            for span in reversed(sentences(text, turn.span)):
                if _CLOSES.search(squeeze(span.of(text))):
                    return OutcomeReading(Outcome.REPORTED, span)
    for turn in turns:
        for span in sentences(text, turn.span):
            if turn.role is not Role.MEMBER and _REPORTS.search(span.of(text)):
                return OutcomeReading(Outcome.REPORTED, span)
    return None


def read_decision(
    text: str, turns: Sequence[Turn], kind: CaseKind, headings: Collection[int]
) -> OutcomeReading | None:
    """How a case ended.

    What stands under a deciding heading or is told as a decision goes first, then the report's wording, then the chair and
    plain narrative, from the end; then a question met with assent.

    Args:
        text: the document's text.
        turns: those of the case.
        kind: of the case.
        headings: offsets at which turns begin that only hold a heading.
    """
    said = [turn for turn in turns if turn.span.start not in headings]
    decided = _last(text, said, kind, lambda turn: turn.role is Role.COUNCIL)
    if decided is None or decided.outcome is Outcome.OTHER:
        decided = _draft(text, said, kind) or decided
    if decided is None:
        decided = _last(text, said, kind, _speaks_for_council)
    if decided is None or decided.outcome in (Outcome.OTHER, Outcome.REPORTED):
        decided = _assent(text, said) or decided
    if decided is None and kind is CaseKind.NOTIFICATION:
        decided = _reported(text, said)
    return decided


def _councils_words(reading: OutcomeReading | None, turns: Sequence[Turn]) -> Iterator[Span]:
    for turn in turns:
        if turn.role is Role.COUNCIL:
            yield turn.span
        elif reading is not None and turn.span.start <= reading.span.start < turn.span.end:
            yield Span(reading.span.start, turn.span.end)


def read_attachments(
    text: str, reading: OutcomeReading | None, turns: Sequence[Turn]
) -> tuple[Attachment, ...]:
    """What the council attached: in its decisions, and after the outcome in the turn that holds it."""
    return tuple(found for span in _councils_words(reading, turns) for found in attachments(text, span))


def read_requests(text: str, turns: Sequence[Turn]) -> tuple[Span, ...]:
    """What single members asked for, explanations aside."""
    found = []
    for turn in turns:
        if turn.role is not Role.MEMBER or turn.speaker is None:
            continue
        for span in sentences(text, turn.span):
            said = squeeze(span.of(text))
            asks = _ASKS.search(said)
            if asks is not None and not _ASKS_TO_HEAR.search(said[: asks.start()]):
                found.append(span)
    return tuple(found)


def read_votes(text: str, turns: Sequence[Turn]) -> tuple[Vote, ...]:
    """The votes that the chair or the record states."""
    return tuple(vote for turn in turns if _speaks_for_council(turn) for vote in votes(text, turn.span))
