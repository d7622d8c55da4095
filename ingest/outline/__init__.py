"""The structure of a document: header, members, turns, cases, passages."""

from ingest.outline.document import outline

__all__ = ["outline"]
