"""A held case in the place of a planned one."""

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
    """The case with an identifier as the command line prints it, and its document.

    Raises:
        NotHeldError: there is none.
    """
    name, _, number = identifier.rpartition("#")
    document = corpus.document(name)
    if not number.isdecimal() or not 0 < int(number) <= len(document.cases):
        raise NotHeldError(f"「{identifier}」という案件は保管されていません。")
    return document, document.cases[int(number) - 1]


def description_of(document: Document, case: Case) -> str:
    """A held case as a description: its name, its office and what was told of it, without what came of it.

    Of minutes that is what the executive said, of a report the parts that outline the consultation.
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
    """Whether a line is the case's heading once more, with its number and its office."""
    return squeeze(fold(title)) in squeeze(fold(said)) and len(said) < len(title) + _BESIDE_TITLE
