"""Uses a case from the corpus as the description of a planned case."""

import re

from corpus.errors import NotHeldError
from corpus.language import fold, squeeze
from corpus.model import Case, Document, DocumentKind, Role
from corpus.store import Corpus

_TELLING = (Role.EXECUTIVE, Role.SECRETARIAT, Role.UNKNOWN)
_OUTLINE = re.compile(r"概要|経緯|経過|内容|説明|趣旨|目的|諮問")
_LONGEST = 12_000
_BESIDE_TITLE = 40


def find_case(identifier: str, corpus: Corpus) -> tuple[Document, Case]:
    """Find a case, and its document, by the identifier that the command line prints.

    Raises:
        NotHeldError: there is none.
    """
    name, _, number = identifier.rpartition("#")
    document = corpus.document(name)
    if not number.isdecimal() or not 0 < int(number) <= len(document.cases):
        raise NotHeldError(f"「{identifier}」という案件は保管されていません。")
    return document, document.cases[int(number) - 1]


def description_of(document: Document, case: Case) -> str:
    """Describe a case of the corpus by its title, its department and how it was explained, without its outcome.

    The explanation is what the executive said in minutes, and the sections that outline the consultation in a report.
    """
    turns = [t for t in document.turns if t.case == case.ordinal and t.span != case.title_span]
    if document.header.kind is DocumentKind.REPORT:
        told = [t for t in turns if _OUTLINE.search(fold(t.heading))] or turns
    else:
        told = [t for t in turns if t.role in _TELLING]
    lines = [f"件名：{case.title}", f"担当：{case.department}" if case.department else ""]
    words = (turn.span.of(document.text).strip() for turn in told)
    lines += [said for said in words if not _repeats(said, case.title)]
    return "\n".join(dict.fromkeys(filter(None, lines)))[:_LONGEST]


def _repeats(said: str, title: str) -> bool:
    """Whether a line only repeats the case's title, with a number or a department beside it."""
    return squeeze(fold(title)) in squeeze(fold(said)) and len(said) < len(title) + _BESIDE_TITLE
