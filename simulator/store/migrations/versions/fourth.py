"""Revision 0004: a key for the hashes of a name, and whether the times were measured."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the columns; they stay empty for what is stored already."""
    op.add_column("trainees", sa.Column("key", sa.Text))
    op.add_column("attempts", sa.Column("measured", sa.Boolean))
