"""The editions that were played, and the length and last hash of each log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table; attempts that have ended get the end of the log that they have."""
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
