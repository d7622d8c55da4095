"""What a document holds once it has been read: header, turns, cases, passages.

All spans are character offsets into `Document.text`; `text[start:end]` is the quote, to the letter.
Values that a document does not state are None, never guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """The role in which somebody speaks."""

    CHAIR = "会長"
    MEMBER = "委員"
    EXECUTIVE = "実施機関"
    SECRETARIAT = "事務局"
    COUNCIL = "審議会"
    """A decision of the council, or a report's own text."""
    UNKNOWN = "不明"


ASKING = frozenset({"質問", "質疑", "問", "質", "Q"})
ANSWERING = frozenset({"回答", "答弁", "応答", "答", "A"})
"""Marks of questions and of answers, in records that label turns by their function and not by their speaker."""


class DocumentKind(StrEnum):
    """What kind of record a document is."""

    MINUTES = "会議録"
    SUMMARY = "会議概要"
    REPORT = "答申"
    OTHER = "その他"


class CaseKind(StrEnum):
    """What kind of agenda item a case is."""

    CONSULTATION = "諮問"
    REPORT_CONFIRMATION = "答申確認"
    NOTIFICATION = "報告"
    OTHER = "その他"


class Outcome(StrEnum):
    """How a case ended in this document."""

    APPROVED = "承認"
    APPROVED_WITH_CONDITIONS = "条件付き承認"
    REFUSED = "不承認"
    CONTINUED = "継続審議"
    REDELIBERATION = "再審議"
    NOT_REACHED = "未審議"
    NOTED = "了承"
    REPORTED = "報告"
    UPHELD = "妥当"
    PARTLY_REVOKED = "一部取消"
    REVOKED = "取消"
    OTHER = "その他"


PENDING = frozenset({Outcome.CONTINUED, Outcome.REDELIBERATION, Outcome.NOT_REACHED})
"""Outcomes after which a further decision is due."""
REVIEWED = frozenset({Outcome.UPHELD, Outcome.PARTLY_REVOKED, Outcome.REVOKED})
"""Outcomes of the review of a decision."""
INDECISIVE = frozenset({Outcome.OTHER, Outcome.REPORTED})
"""Outcomes that give way to any other that is stated beside them."""


class AttachmentKind(StrEnum):
    """How binding an attachment to the council's decision is."""

    CONDITION = "条件"
    REQUEST = "要望"
    DEMAND = "求め"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of character offsets into a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of text with one speaker; narrative and report text are turns whose speaker is None."""

    ordinal: int
    speaker: str | None
    """As the document marks it, letter-spacing closed: 会長, 近藤宏一委員, 事務局. None where nothing marks it."""
    role: Role
    span: Span
    """What is said, without the mark."""
    mark: Span | None
    """The speaker's mark, where there is one."""
    case: int | None
    """Ordinal of the case under which it stands."""
    heading: str
    """The headings above it, outermost first, joined with ' › '; empty at top level."""

    @property
    def function(self) -> str:
        """The function that the mark names in place of a speaker, without its number (問 for 問1); empty for a speaker."""
        return (self.speaker or "").rstrip("0123456789") if self.role is Role.UNKNOWN else ""

    @property
    def may_ask(self) -> bool:
        """Whether a question in this turn is the council's."""
        return self.role in (Role.MEMBER, Role.CHAIR) or self.function in ASKING

    @property
    def may_answer(self) -> bool:
        """Whether this turn can answer a question of the council."""
        return self.role in (Role.EXECUTIVE, Role.SECRETARIAT) or self.function in ANSWERING


@dataclass(frozen=True, slots=True)
class ArticleUse:
    """An article as a document refers to it."""

    reference: str
    """第N条[のM][第P項][第I号], half-width digits."""
    law: str | None
    """The ordinance or law in full where the document names it: 吹田市個人情報保護条例."""
    span: Span


@dataclass(frozen=True, slots=True)
class Attachment:
    """A condition, request or demand of the council."""

    kind: AttachmentKind
    span: Span


@dataclass(frozen=True, slots=True)
class Vote:
    """A counted vote; None where the document gives no number."""

    span: Span
    unanimous: bool
    for_: int | None = None
    against: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One agenda item: what is listed, compared and cited."""

    ordinal: int
    title: str
    kind: CaseKind
    span: Span
    """The region that deals with it, from its heading to its outcome."""
    title_span: Span | None = None
    number: str | None = None
    """Number of the consultation: 諮問第76号."""
    department: str | None = None
    articles: tuple[ArticleUse, ...] = ()
    """The provisions on which its decision turns."""
    outcome: Outcome | None = None
    outcome_span: Span | None = None
    attachments: tuple[Attachment, ...] = ()
    member_requests: tuple[Span, ...] = ()
    """What single members asked for; never the council's condition."""
    questions: tuple[Span, ...] = ()
    """諮問事項: what the council is asked to decide."""
    votes: tuple[Vote, ...] = ()
    evidence: Mapping[str, Span] = field(default_factory=dict)
    """Field name to the span that proves it (department, number, kind)."""
    unsure: tuple[str, ...] = ()
    """Names of the values that a person should check: title, kind, department, articles, outcome, attachments."""
    confidence: Mapping[str, float] = field(default_factory=dict)
    """Name of a value to the probability that it is right, 0 to 1, where the reading tells one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A few sentences of one turn: the unit of indexing and retrieval."""

    ordinal: int
    span: Span
    turn: int
    case: int | None
    articles: tuple[str, ...]
    """References that stand in it or that it resolves to (同条, 第2項), as 第N条… without the law."""
    searched: str
    """The text that is indexed as the body: 本件 and the like resolved, otherwise the shown text."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on an attendance or member list."""

    name: str
    role: Role
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says of itself."""

    name: str
    """The name it is held under: the file's path below the folder that was taken in."""
    kind: DocumentKind
    municipality: str | None
    council: str | None
    meeting: str | None
    """第74回, 令和3年度第2回."""
    held_on: date | None
    """Day of the meeting; None for a report."""
    number: str | None
    """Number of the report: 答申第12号."""
    issued_on: date | None = None
    """Day of the report."""
    consultation_number: str | None = None
    consulted_on: date | None = None
    title: str | None = None
    ocr: bool = False
    flags: tuple[str, ...] = ()
    """What looks wrong in the source, in Japanese, as written there: 平成30年8月28月: 日付として読めません."""
    evidence: Mapping[str, Span] = field(default_factory=dict)
    """Field name to the span that proves it."""
    fictional: bool = False
    """Whether it is one of the project's own samples; the register tells, never the document."""
    unsure: tuple[str, ...] = ()
    """Names of the values that a person should check: kind, municipality, council, meeting, held_on; `cases` where the
    division into cases is in doubt."""
    confidence: Mapping[str, float] = field(default_factory=dict)
    """Name of a value, `cases` among them, to the probability that it is right, 0 to 1, where the reading tells one."""

    @property
    def dated(self) -> date | None:
        """The day that places the document in time: of the meeting, else of the report, else of the consultation."""
        return self.held_on or self.issued_on or self.consulted_on


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is held. Turns, cases and passages are in order; their ordinals are their indices."""

    header: Header
    text: str
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""
    pages: tuple[int, ...] = ()
    """Offsets at which pages begin; empty where the format has none."""
    members: tuple[Person, ...] = ()
    turns: tuple[Turn, ...] = ()
    cases: tuple[Case, ...] = ()
    passages: tuple[Passage, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The number, from 1, of the page that holds `offset`; None where the format has no pages."""
        number = sum(start <= offset for start in self.pages)
        return number or None


def case_id(document: str, ordinal: int) -> str:
    """The identifier that the command line prints for a case."""
    return f"{document}#{ordinal + 1}"
