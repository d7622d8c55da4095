"""The tables of the first release."""

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, and the one row of `state`."""
    state = op.create_table(
        "state",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "register",
            sa.String,
            nullable=False,
            comment="Identifies this register; indexes of another are refused",
        ),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column(
            "embedder",
            sa.String,
            comment="Name of the embedder whose vectors are held; null before the first document",
        ),
        sa.Column("dimension", sa.Integer),
    )
    op.bulk_insert(state, [{"id": 1, "register": token_hex(16), "generation": 0}])
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, nullable=False, unique=True),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("municipality", sa.String, index=True),
        sa.Column("council", sa.String),
        sa.Column("meeting", sa.String),
        sa.Column("held_on", sa.Date),
        sa.Column("number", sa.String),
        sa.Column("issued_on", sa.Date),
        sa.Column("consultation_number", sa.String),
        sa.Column("consulted_on", sa.Date),
        sa.Column("title", sa.String),
        sa.Column("ocr", sa.Boolean, nullable=False),
        sa.Column("flags", sa.JSON, nullable=False),
        sa.Column("evidence", sa.JSON, nullable=False),
        sa.Column("pages", sa.JSON, nullable=False),
        sa.Column("members", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "turns",
        _of_document(),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("speaker", sa.String),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("mark", sa.JSON),
        sa.Column("case", sa.Integer),
        sa.Column("heading", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cases",
        _of_document(),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("title_span", sa.JSON),
        sa.Column("number", sa.String, index=True),
        sa.Column("department", sa.String),
        sa.Column("outcome", sa.String, index=True),
        sa.Column("outcome_span", sa.JSON),
        sa.Column("attachments", sa.JSON, nullable=False),
        sa.Column("member_requests", sa.JSON, nullable=False),
        sa.Column("questions", sa.JSON, nullable=False),
        sa.Column("votes", sa.JSON, nullable=False),
        sa.Column("evidence", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_articles",
        _of_document(),
        sa.Column("case", sa.Integer, primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("reference", sa.String, nullable=False, index=True),
        sa.Column("law", sa.String),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "passages",
        _of_document(),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("case", sa.Integer),
        sa.Column("articles", sa.JSON, nullable=False),
        sa.Column("searched", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vectors",
        _of_document(),
        sa.Column("embedder", sa.String, nullable=False),
        sa.Column("dimension", sa.Integer, nullable=False),
        sa.Column(
            "data",
            sa.LargeBinary,
            nullable=False,
            comment="float32, little-endian, passages x dimension",
        ),
    )
    op.create_table(
        "originals",
        _of_document(),
        sa.Column("data", sa.LargeBinary, nullable=False, comment="The file's bytes, zlib"),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "name",
            sa.String,
            nullable=False,
            index=True,
            comment="Of the document: a correction outlives its versions",
        ),
        sa.Column(
            "case", sa.Integer, comment="Ordinal of the case when it was corrected; null: of the document"
        ),
        sa.Column("case_title", sa.String, comment="Title of that case as read, by which it is found again"),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("value", sa.String),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def _of_document() -> sa.Column[int]:
    """Primary key of a row, or part of it, that goes with its document."""
    return sa.Column(
        "document", sa.Integer, sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
