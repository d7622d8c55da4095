"""The register's tables.

A document's `id` is new with every version of it and never used again, so an index that knows an id knows its
content; `generation` is that of the change that last touched it.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()


def _of_document(**options: Any) -> Column[int]:
    return Column("document", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, **options)


state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "register", String, nullable=False, comment="Identifies this register; indexes of another are refused"
    ),
    Column("generation", Integer, nullable=False),
    Column(
        "embedder",
        String,
        comment="Name of the embedder whose vectors are held; null before the first document",
    ),
    Column("dimension", Integer),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("generation", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("municipality", String, index=True),
    Column("council", String),
    Column("meeting", String),
    Column("held_on", Date),
    Column("number", String),
    Column("issued_on", Date),
    Column("consultation_number", String),
    Column("consulted_on", Date),
    Column("title", String),
    Column("ocr", Boolean, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("members", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("unsure", JSON, nullable=False, server_default="[]"),
    Column("confidence", JSON, nullable=False, server_default="{}"),
    sqlite_autoincrement=True,
)

turns = Table(
    "turns",
    metadata,
    _of_document(primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("speaker", String),
    Column("role", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("mark", JSON(none_as_null=True)),
    Column("case", Integer),
    Column("heading", String, nullable=False),
    sqlite_with_rowid=False,
)

cases = Table(
    "cases",
    metadata,
    _of_document(primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("title_span", JSON(none_as_null=True)),
    Column("number", String, index=True),
    Column("department", String),
    Column("outcome", String, index=True),
    Column("outcome_span", JSON(none_as_null=True)),
    Column("attachments", JSON, nullable=False),
    Column("member_requests", JSON, nullable=False),
    Column("questions", JSON, nullable=False),
    Column("votes", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("unsure", JSON, nullable=False, server_default="[]"),
    Column("confidence", JSON, nullable=False, server_default="{}"),
    sqlite_with_rowid=False,
)

case_articles = Table(
    "case_articles",
    metadata,
    _of_document(primary_key=True),
    Column("case", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("reference", String, nullable=False, index=True),
    Column("law", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    _of_document(primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("case", Integer),
    Column("articles", JSON, nullable=False),
    Column("searched", Text, nullable=False),
    sqlite_with_rowid=False,
)

vectors = Table(
    "vectors",
    metadata,
    _of_document(primary_key=True),
    Column("embedder", String, nullable=False),
    Column("dimension", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False, comment="float32, little-endian, passages x dimension"),
)

originals = Table(
    "originals",
    metadata,
    _of_document(primary_key=True),
    Column("data", LargeBinary, nullable=False, comment="The file's bytes, zlib"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "name",
        String,
        nullable=False,
        index=True,
        comment="Of the document: a correction outlives its versions",
    ),
    Column("case", Integer, comment="Ordinal of the case when it was corrected; null: of the document"),
    Column("case_title", String, comment="Title of that case as read, by which it is found again"),
    Column("field", String, nullable=False),
    Column("value", String),
    Column("author", String, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("turn", Integer, comment="Ordinal of the turn when it was corrected; null: not of a turn"),
    Column("words", Text, comment="What the document says where the value stands, by which it is found again"),
    Column("place", Integer, comment="Offset at which those words stood"),
    Column(
        "council", String, index=True, comment="Whose document it was: its others are read by what it teaches"
    ),
    Column("undone_by", String, comment="Who took it back; null: it is in force"),
    Column("undone_at", DateTime(timezone=True)),
)

opinions = Table(
    "opinions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, index=True, comment="Of the document"),
    Column("case", Integer, comment="Ordinal of the case; null: of the document"),
    Column("region", JSON(none_as_null=True), comment="Of that case, by which it is known to be the same"),
    Column("field", String, nullable=False),
    Column("value", String, comment="As read: an opinion on another value holds no more"),
    Column("agrees", Boolean, nullable=False),
    Column("suggestion", String, comment="What the second reader takes the value for"),
    Column("points", JSON, nullable=False, comment="Where in the text it pointed"),
    Column("reader", String, nullable=False, comment="Who: the chat model as the settings name it"),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("wording", String, nullable=False, comment="Digest of the text that was read"),
)
