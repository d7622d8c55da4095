"""Correction by hand of what was read: any value of a document, of a case or of a turn, in the form beside the document."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.workspace.markup import render
from corpus.doubts import called
from corpus.errors import NotHeldError
from corpus.model import CaseKind, Document, DocumentKind, Outcome, Role
from corpus.register import CASE_FIELDS, DOCUMENT_FIELDS, TURN_FIELDS, written
from corpus.store import Corpus

OF_DOCUMENT = "document"
_SHOWN = 24
"""Characters of a turn by which it is told from others."""
_HINTS = {
    "held_on": "2022-01-21 のように",
    "issued_on": "2022-01-21 のように",
    "consulted_on": "2022-01-21 のように",
    "cases": "1行に1案件、「12-58 件名」のように、本文の行の番号で",
    "lines": "はじめと終わりの行を 12-58 のように",
    "articles": "第12条第2項 のように、「、」で区切って",
    "attachments": "1行に1つ、「条件: 原文の文」のように",
    "outcome_quote": "原文のとおりに",
    "outcome": "・".join(Outcome),
    "role": "・".join(Role),
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a correction is about: the document, one of its cases or one of its turns."""

    case: int | None = None
    turn: int | None = None

    @property
    def fields(self) -> Sequence[str]:
        """The values that can be corrected."""
        return (
            TURN_FIELDS if self.turn is not None else CASE_FIELDS if self.case is not None else DOCUMENT_FIELDS
        )


def target(key: str) -> Target:
    """The target behind a choice of `targets`."""
    part, _, number = key.partition(" ")
    return Target(int(number) if part == "case" else None, int(number) if part == "turn" else None)


def targets(document: Document) -> list[tuple[str, str]]:
    """The choices for what is corrected, each with its key."""
    cases = [(f"案件 {case.ordinal + 1} {case.title}", f"case {case.ordinal}") for case in document.cases]
    turns = [
        (
            f"発言 {turn.ordinal + 1} {turn.speaker or '話者なし'}: {turn.span.of(document.text)[:_SHOWN]}",
            f"turn {turn.ordinal}",
        )
        for turn in document.turns
    ]
    return [("資料", OF_DOCUMENT), *cases, *turns]


def fields(key: str) -> list[tuple[str, str]]:
    """The choices for the value of a target, each with its field."""
    return [(called(field), field) for field in target(key).fields]


def present(document: Document, key: str, field: str) -> str:
    """The present value as the form holds it; empty where the document does not say."""
    chosen = target(key)
    return written(document, field, chosen.case, chosen.turn) or ""


def hint(key: str, field: str) -> str:
    """How the value is written."""
    if field == "kind":
        return "・".join(DocumentKind if target(key).case is None else CaseKind)
    return _HINTS.get(field, "")


def form(document: Document, key: str) -> dict[str, dict[str, str]]:
    """The present value of each field of a target, and how it is written, as the page's script fills the form."""
    return {
        field: {"value": present(document, key, field), "hint": hint(key, field)}
        for field in target(key).fields
    }


def save(name: str, key: str, field: str, value: str, author: str, corpus: Corpus) -> str | None:
    """Keep a correction; return why not, as a Japanese sentence, where it cannot be kept."""
    if not author.strip():
        return "訂正した人の名前を入力してください。"
    chosen = target(key)
    try:
        corpus.correct(name, field, value.strip() or None, author.strip(), chosen.case, chosen.turn)
    except (ValueError, NotHeldError) as error:
        return f"訂正できません。{error}"
    corpus.refresh()
    return None


def kept_html(name: str, corpus: Corpus) -> str:
    """The corrections in force for a document, each with the button that takes it back."""
    return render("kept", kept=corpus.corrections(name), called=called)
