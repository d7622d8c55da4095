"""How an answer names a place, an outcome and who speaks."""

from corpus.fictional import MARK
from corpus.language import to_japanese
from corpus.model import AttachmentKind, Case, DocumentKind, Header, Role

BINDING = {
    AttachmentKind.CONDITION: "条件",
    AttachmentKind.REQUEST: "要望",
    AttachmentKind.DEMAND: "求め",
}


def place(header: Header) -> str:
    """Council, meeting and day, as far as the document states them."""
    council = header.council or header.municipality or header.name
    meeting = header.meeting or (header.number or "答申" if header.kind is DocumentKind.REPORT else "")
    day = header.held_on or header.issued_on
    named = f"{council} {meeting}{f'（{to_japanese(day)}）' if day else ''}".strip()
    return f"{MARK}{named}" if header.fictional else named


def outcome_word(case: Case) -> str:
    """The outcome in the register's word; where the document does not say, that."""
    return case.outcome.value if case.outcome else "記載なし"


def who(speaker: str | None, role: Role) -> str:
    """Who speaks, with the role where the mark does not say it."""
    if speaker is None:
        return {Role.COUNCIL: "審議会", Role.UNKNOWN: "記載"}.get(role, role.value)
    return speaker if role is Role.UNKNOWN or role.value in speaker else f"{speaker}（{role.value}）"
