"""Revision 0001: the tables of trainees, attempts and events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# PostgreSQL orders texts by the rules of a language, unless it is told to order by characters.
_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_DATE = sa.String(20).with_variant(sa.String(20, collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the tables and their indexes."""
    op.create_table(
        "trainees",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trainees"),
        sa.UniqueConstraint("name", name="uq_trainees_name"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("trainee_id", sa.Integer, nullable=False),
        sa.Column("scenario", sa.Text, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("rubric", sa.Text, nullable=False),
        sa.Column("rubric_edition", sa.Integer, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("started", _DATE, nullable=False),
        sa.Column("ended", sa.String(20)),
        sa.Column("empathy", sa.Integer),
        sa.Column("proactivity", sa.Integer),
        sa.Column("response", sa.Integer),
        sa.Column("recovery", sa.Integer),
        sa.Column("outcome", sa.Integer),
        sa.Column("total", sa.Integer),
        sa.Column("passed", sa.Boolean),
        sa.Column("interpretable", sa.Boolean),
        sa.Column("criticals", sa.Text),
        sa.Column("stage", sa.Integer),
        sa.Column("harassment", sa.Integer),
        sa.Column("experience", sa.Integer),
        sa.Column("expectation", sa.Integer),
        sa.Column("ending_outcome", sa.Text),
        sa.Column("ending", sa.Text),
        sa.Column("abandoned", sa.Boolean),
        sa.Column("turns", sa.Integer),
        sa.Column("timed_out", sa.Integer),
        sa.Column("kept", sa.Integer),
        sa.Column("broken", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainees.id"], name="fk_attempts_trainee_id"),
    )
    op.create_index("ix_attempts_started_id", "attempts", ["started", "id"])
    op.create_index("ix_attempts_trainee_id_scenario", "attempts", ["trainee_id", "scenario"])
    op.create_table(
        "events",
        sa.Column("attempt_id", _ID, nullable=False),
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "seq", name="pk_events"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_events_attempt_id"),
        sqlite_with_rowid=False,
    )
