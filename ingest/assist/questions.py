"""What a second reader is asked of a value in doubt, and in which form it answers."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from string import Template
from typing import Literal

from corpus.datafile import Table, read_table
from corpus.model import AttachmentKind, Case, CaseKind, DocumentKind, Outcome

Form = Literal["choice", "day", "articles", "words"]
"""How a value is pointed at: by a line with a word of a closed list, by a line that holds one day or all articles, or by a
line with words of it."""


class Question(Table):
    """What is asked of one value."""

    question: str
    form: Form

    def of(self, case: Case | None) -> str:
        """The question in words, about a case where there is one."""
        return Template(self.question).safe_substitute(title=case.title if case else "")


class _Wording(Table):
    forms: dict[Form, str]
    document: dict[str, Question]
    case: dict[str, Question]


@cache
def _wording() -> _Wording:
    return read_table(files("prompts").joinpath("assist.toml"), _Wording)


def asked(case: Case | None) -> Mapping[str, Question]:
    """The values of a document, or of a case, that a second reader is asked about; the division into cases is none."""
    return _wording().document if case is None else _wording().case


def choices(field: str, case: Case | None) -> Sequence[str]:
    """The closed list that a value is of; empty where it is of none."""
    kinds: type[StrEnum] = DocumentKind if case is None else CaseKind
    lists: Mapping[str, type[StrEnum]] = {"kind": kinds, "outcome": Outcome, "attachments": AttachmentKind}
    return [each.value for each in lists.get(field, ())]


def form_of(question: Question, listed: Sequence[str]) -> str:
    """The form of the answer, as the model is shown it."""
    return _wording().forms[question.form].replace("$choices", "、".join(listed))
