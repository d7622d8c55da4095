"""What a chat model is given of documents, and what its words may rest on.

A document's text is data. It reaches the model on one line, without invisible characters and without marks that could
pass for a key, a role or a turn of the conversation; cases stand under random keys that no document can know.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import Citation
from corpus.language import to_japanese
from corpus.model import Case, Document, Header, Role, Span

KEY_LENGTH = 4
_LETTERS = "BCDFGHJKMNPQRTVWXZ"
_DIGITS = "2346789"
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,20}>")
_MARKS = str.maketrans(
    {"<": "＜", ">": "＞", "[": "〔", "]": "〕", "|": "｜", "`": "‘", "#": "＃", "{": "｛", "}": "｝"}
)
_OTHERS = re.compile(r"主張|説明|概要|経緯|趣旨|陳述|意見(?:書|陳述)|諮問(?:の|事項|内容)")
"""Headings in a report under which it tells what others said."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that may be cited."""

    citation: Citation
    header: Header
    case: Case | None
    decides: bool
    """Whether it holds what the council decided or attached to its decision."""

    @property
    def tells(self) -> bool:
        """Whether it is the record's own text, and not what one person said."""
        return self.citation.role in (Role.UNKNOWN, Role.COUNCIL)

    @property
    def body(self) -> str:
        """The passage as the document holds it."""
        return self.citation.quote

    @property
    def place(self) -> str:
        """What the register says of it: council, meeting, days, numbers, case, speaker, outcome."""
        header, case, citation = self.header, self.case, self.citation
        days = [to_japanese(d) for d in (header.held_on, header.issued_on, header.consulted_on) if d]
        parts = [header.municipality, header.council, header.meeting, header.number, header.consultation_number]
        parts += [
            header.title,
            header.kind.value,
            citation.speaker,
            citation.role.value,
            citation.formal,
            *days,
        ]
        if case is not None:
            parts += [case.title, case.number, case.department]
            parts += [f"{use.law or ''}{use.reference}" for use in case.articles]
            if self.decides and case.outcome is not None:
                parts.append(case.outcome.value)
        return "\n".join(part for part in parts if part)


def source_of(citation: Citation, document: Document) -> Source:
    """A citation as a source of what may be said."""
    case = _case(document, citation)
    return Source(citation, document.header, case, _decides(document, case, citation))


def harmless(text: str) -> str:
    """Sanitise a text: one line, without invisible characters, tags and brackets that mean something to a model."""
    visible = "".join(c for c in TAG.sub("", text) if not invisible(c))
    return " ".join(visible.translate(_MARKS).split())


def invisible(character: str) -> bool:
    """Whether a character cannot be seen: zero-width, a tag, a selector, a control character."""
    kind = unicodedata.category(character)
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return selector or kind == "Cf" or (kind == "Cc" and not character.isspace())


def new_key(taken: Iterable[str], text: str) -> str:
    """A random key; neither one of those taken nor in the text of the document for which it stands."""
    held = frozenset(taken)
    while True:
        letters = [secrets.choice(_LETTERS), secrets.choice(_DIGITS)]
        letters += [secrets.choice(_LETTERS + _DIGITS) for _ in range(KEY_LENGTH - 2)]
        key = "".join(letters)
        if key not in held and key not in text:
            return key


def _case(document: Document, citation: Citation) -> Case | None:
    if citation.case_id is None:
        return None
    number = int(citation.case_id.rpartition("#")[2])
    return document.cases[number - 1] if 0 < number <= len(document.cases) else None


def _decides(document: Document, case: Case | None, citation: Citation) -> bool:
    """Whether a citation holds a decision or an attachment; the question put to the council, or a party's words, are none."""
    if citation.role is Role.UNKNOWN and sum(meet(t.span, citation.span) for t in document.turns) > 1:
        return False  # what several say, the council's decision among it
    if case is not None:
        if any(meet(span, citation.span) for span in deciding(case)):
            return True
        if any(meet(span, citation.span) for span in case.questions):
            return False
    if citation.role is not Role.COUNCIL:
        return False
    turn = next((t for t in document.turns if meet(t.span, citation.span)), None)
    return turn is None or not _OTHERS.search(turn.heading.rpartition("›")[2])


def deciding(case: Case) -> list[Span]:
    """Where a case is ruled on, and where something is attached to the ruling."""
    return [*([case.outcome_span] if case.outcome_span else []), *(a.span for a in case.attachments)]


def meet(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a.start < b.end and b.start < a.end
