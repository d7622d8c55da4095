"""The sources of a chat model: passages with their headers, sanitised, under random keys that no document can know.

A document's text is data. It reaches the model on one line, without invisible characters and without marks that could
pass for a key, a role or a turn of the conversation.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
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

    key: str
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

    def shown(self) -> str:
        """The passage as the model sees it."""
        header, citation = self.header, self.citation
        day = f"（{to_japanese(header.dated)}）" if header.dated else ""
        name = f"{header.council or header.municipality or ''}{header.meeting or header.number or ''}"
        who = f"{citation.speaker or '話者の記載なし'}（役割: {citation.role.value}）"
        if self.tells:
            who = "記録の本文（発言でも決定でもない）"
        if self.decides:
            who = "審議会の決定"
        lines = [f"[{self.key}] {harmless(name)}{day}{header.kind.value}"]
        if self.case is not None:
            known = self.case.outcome.value if self.decides and self.case.outcome else ""
            lines.append(f"案件: {harmless(self.case.title)}" + (f" 結論: {known}" if known else ""))
        return "\n".join([*lines, f"だれの言葉か: {harmless(who)}", f"本文: {harmless(self.body)}"])


def gather(citations: Iterable[Citation], document_of: Callable[[str], Document]) -> tuple[Source, ...]:
    """Give every citation a key; a key is random, and no passage holds it.

    Args:
        citations: in the order of their worth; one whose place an earlier one covers is left out.
        document_of: the document of a name.
    """
    chosen: list[Citation] = []
    for citation in citations:
        if not any(c.document == citation.document and c.span.covers(citation.span) for c in chosen):
            chosen.append(citation)
    taken = {c.quote for c in chosen}
    sources = []
    for citation in chosen:
        document = document_of(citation.document)
        case = _case(document, citation)
        key = _key(taken)
        taken.add(key)
        sources.append(Source(key, citation, document.header, case, _decides(document, case, citation)))
    return tuple(sources)


def fit(sources: Sequence[Source], room: int, count: Callable[[str], int]) -> tuple[Source, ...]:
    """The sources, best first, that a model's window has room for.

    Args:
        sources: best first.
        room: tokens.
        count: tokens of a text.
    """
    fitting = []
    for source in sources:
        size = count(source.shown()) + 2
        if size <= room:
            fitting.append(source)
            room -= size
    return tuple(fitting)


def harmless(text: str) -> str:
    """Sanitise a text: one line, without invisible characters, tags and brackets that mean something to a model."""
    visible = "".join(c for c in TAG.sub("", text) if not invisible(c))
    return " ".join(visible.translate(_MARKS).split())


def invisible(character: str) -> bool:
    """Whether a character cannot be seen: zero-width, a tag, a selector, a control character."""
    kind = unicodedata.category(character)
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return selector or kind == "Cf" or (kind == "Cc" and not character.isspace())


def _key(taken: Collection[str]) -> str:
    while True:
        letters = [secrets.choice(_LETTERS), secrets.choice(_DIGITS)]
        letters += [secrets.choice(_LETTERS + _DIGITS) for _ in range(KEY_LENGTH - 2)]
        key = "".join(letters)
        if not any(key in text for text in taken):
            return key


def _case(document: Document, citation: Citation) -> Case | None:
    if citation.case_id is None:
        return None
    number = int(citation.case_id.rpartition("#")[2])
    return document.cases[number - 1] if 0 < number <= len(document.cases) else None


def _decides(document: Document, case: Case | None, citation: Citation) -> bool:
    """Whether a citation holds a decision or an attachment; the question put to the council, or a party's words, are none."""
    if citation.role is Role.UNKNOWN and sum(_meet(t.span, citation.span) for t in document.turns) > 1:
        return False  # what several say, the council's decision among it
    if case is not None:
        told = [a.span for a in case.attachments] + ([case.outcome_span] if case.outcome_span else [])
        if any(_meet(span, citation.span) for span in told):
            return True
        if any(_meet(span, citation.span) for span in case.questions):
            return False
    if citation.role is not Role.COUNCIL:
        return False
    turn = next((t for t in document.turns if _meet(t.span, citation.span)), None)
    return turn is None or not _OTHERS.search(turn.heading.rpartition("›")[2])


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
