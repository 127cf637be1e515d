"""Revision 0002: a table of editions, and the length and last hash of each log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the table and the columns, and fills the columns for attempts that have ended."""
    op.create_table(
        "editions",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_editions"),
    )
    op.add_column("attempts", sa.Column("length", sa.Integer))
    op.add_column("attempts", sa.Column("seal", sa.String(64)))
    op.execute(
        "UPDATE attempts SET "
        "length = (SELECT count(*) FROM events WHERE attempt_id = attempts.id), "
        "seal = (SELECT chain FROM events WHERE attempt_id = attempts.id "
        "ORDER BY seq DESC LIMIT 1) "
        "WHERE ended IS NOT NULL"
    )
