"""The values of documents and cases that a person should check."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the lists; nothing that was read before is marked."""
    for table in ("documents", "cases"):
        op.add_column(table, sa.Column("unsure", sa.JSON, nullable=False, server_default="[]"))
