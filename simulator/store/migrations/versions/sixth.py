"""Revision 0006: what trainees think of their own attempts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    """Adds an empty table."""
    op.create_table(
        "reflections",
        sa.Column("attempt_id", _ID, nullable=False),
        sa.Column("judged", sa.Text),
        sa.Column("plan_when", sa.Text),
        sa.Column("plan_then", sa.Text),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_reflections_attempt_id"),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_reflections"),
    )
