"""Correction by hand of misread values: the form beside a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import Document, Outcome
from corpus.store import Corpus

NOT_STATED = "記載なし"


@dataclass(frozen=True, slots=True)
class Form:
    """The values of the form."""

    author: str
    municipality: str
    held_on: str
    """ISO 8601, or empty."""
    case: int | None
    """Ordinal of the case whose title and outcome the form holds."""
    title: str
    outcome: str
    """The outcome's Japanese name, or NOT_STATED."""


def filled(document: Document, case: int | None) -> Form:
    """The form with the document's present values."""
    header = document.header
    chosen = document.cases[case] if case is not None else None
    return Form(
        author="",
        municipality=header.municipality or "",
        held_on=header.held_on.isoformat() if header.held_on else "",
        case=case,
        title=chosen.title if chosen else "",
        outcome=chosen.outcome.value if chosen and chosen.outcome else NOT_STATED,
    )


def outcomes() -> list[str]:
    """The choices for the outcome."""
    return [NOT_STATED, *(outcome.value for outcome in Outcome)]


def problems(form: Form) -> list[str]:
    """The errors that prevent saving, as Japanese sentences."""
    found = []
    if not form.author.strip():
        found.append("訂正した人の名前を入力してください。")
    if form.held_on.strip() and not _is_date(form.held_on.strip()):
        found.append("開催日は 2022-01-21 のように入力してください。")
    if form.case is not None and not form.title.strip():
        found.append("案件名を入力してください。")
    return found


def save(form: Form, document: Document, corpus: Corpus) -> Sequence[str]:
    """Save the values that differ from the document's; returns the names of the corrected fields."""
    before, name, author = filled(document, form.case), document.header.name, form.author.strip()
    saved = []
    for field, label in (("municipality", "自治体"), ("held_on", "開催日")):
        value = getattr(form, field).strip()
        if value != getattr(before, field):
            corpus.correct(name, field, value or None, author)
            saved.append(label)
    if form.case is not None:
        if form.title.strip() != before.title:
            corpus.correct(name, "title", form.title.strip(), author, form.case)
            saved.append("案件名")
        if form.outcome != before.outcome:
            value = None if form.outcome == NOT_STATED else form.outcome
            corpus.correct(name, "outcome", value, author, form.case)
            saved.append("結果")
    if saved:
        corpus.refresh()
    return saved


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
