"""Corrections of every value, which are found again by what the document says, teach its council, and can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; what was corrected before stays in force and teaches nothing."""
    for table in ("documents", "cases"):
        op.add_column(table, sa.Column("confidence", sa.JSON, nullable=False, server_default="{}"))
    for column in (
        sa.Column("turn", sa.Integer),
        sa.Column("words", sa.Text),
        sa.Column("place", sa.Integer),
        sa.Column("council", sa.String),
        sa.Column("undone_by", sa.String),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
    ):
        op.add_column("corrections", column)
    op.create_index("ix_corrections_council", "corrections", ["council"])
