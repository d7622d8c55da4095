"""What a second reader says of values in doubt."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table; nothing has been read a second time yet."""
    op.create_table(
        "opinions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("case", sa.Integer),
        sa.Column("region", sa.JSON),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("value", sa.String),
        sa.Column("agrees", sa.Boolean, nullable=False),
        sa.Column("suggestion", sa.String),
        sa.Column("points", sa.JSON, nullable=False),
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wording", sa.String, nullable=False),
    )
    op.create_index("ix_opinions_name", "opinions", ["name"])
