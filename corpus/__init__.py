"""The corpus: documents with their cases, passages and vectors, and the search over them. Imports nothing of ours.

The names in `__all__` are stable; other names may change.
"""

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
