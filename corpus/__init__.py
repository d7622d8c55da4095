"""The corpus: documents with their cases, passages and vectors, and the search over them. Imports nothing of ours.

The names in `__all__` are stable; other names may change.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.errors import IndexMismatchError, NotHeldError, SenreiError, SettingsError, UnreadableError
    from corpus.model import (
        ArticleUse,
        Attachment,
        AttachmentKind,
        Case,
        CaseKind,
        Document,
        DocumentKind,
        Header,
        Outcome,
        Passage,
        Person,
        Role,
        Span,
        Turn,
        Vote,
        case_id,
    )
    from corpus.search import CaseHit, Filters, PassageHit, Query
    from corpus.settings import Settings, load_settings
    from corpus.store import Corpus, Counts

__all__ = [
    "ArticleUse",
    "Attachment",
    "AttachmentKind",
    "Case",
    "CaseHit",
    "CaseKind",
    "Corpus",
    "Counts",
    "Document",
    "DocumentKind",
    "Filters",
    "Header",
    "IndexMismatchError",
    "NotHeldError",
    "Outcome",
    "Passage",
    "PassageHit",
    "Person",
    "Query",
    "Role",
    "SenreiError",
    "Settings",
    "SettingsError",
    "Span",
    "Turn",
    "UnreadableError",
    "Vote",
    "case_id",
    "load_settings",
]

_ROOMS = ("errors", "model", "settings", "search", "store")


def __getattr__(name: str) -> object:
    # Loaded when first asked for: whoever needs only the errors, or how to fold a text, must not pay for the indexes.
    if name in __all__:
        for room in _ROOMS:
            module = import_module(f"{__name__}.{room}")
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
