"""Revision 0005: the mode of an attempt, its number, and what a retake goes back to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the columns; they stay empty for what is stored already."""
    op.add_column("attempts", sa.Column("mode", sa.Text))
    op.add_column("attempts", sa.Column("number", sa.Integer))
    op.add_column("attempts", sa.Column("branch_of", sa.String(32)))
    op.add_column("attempts", sa.Column("branch_turn", sa.Integer))
