"""Revision 0007: the cohort of an attempt, and the team and the site of its trainee at the time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# With it a machine can add the attempts of a trainee without seeing the names of all others.
_PERSON = """
CREATE FUNCTION simulator_person(wanted text, fresh text)
RETURNS TABLE (id integer, key text) LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
AS $$
    INSERT INTO trainees AS known (name, key) VALUES (wanted, fresh)
    ON CONFLICT (name) DO UPDATE SET key = coalesce(known.key, excluded.key)
    RETURNING known.id, known.key
$$
"""


def upgrade() -> None:
    """Adds the columns, which stay empty for what is stored already, and indexes for lists."""
    labels = ("cohort", "team", "site")
    for name in labels:
        op.add_column("attempts", sa.Column(name, sa.Text))
    for name in ("scenario", *labels):
        op.create_index(f"ix_attempts_{name}_started_id", "attempts", [name, "started", "id"])
    op.create_index(
        "ix_attempts_trainee_id_scenario_started_id",
        "attempts",
        ["trainee_id", "scenario", "started", "id"],
    )
    op.drop_index("ix_attempts_trainee_id_scenario", "attempts")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_PERSON)
