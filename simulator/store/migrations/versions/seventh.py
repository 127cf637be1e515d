"""Revision 0007: the team and the site of a trainee, and the cohort of an attempt."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the columns, which stay empty for what is stored already, and indexes for lists."""
    op.add_column("trainees", sa.Column("team", sa.Text))
    op.add_column("trainees", sa.Column("site", sa.Text))
    op.add_column("attempts", sa.Column("cohort", sa.Text))
    for name in ("scenario", "cohort"):
        op.create_index(f"ix_attempts_{name}_started_id", "attempts", [name, "started", "id"])
