"""The length and last hash of waiting logs, and a fingerprint of each header."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from typing import Any

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_FIELDS = ("trainee", "digest", "language", "started", "ended")


def upgrade() -> None:
    """Adds both for the attempts that are there."""
    op.add_column("attempts", sa.Column("header", sa.Text))
    op.execute(
        "UPDATE attempts SET "
        "length = (SELECT count(*) FROM events WHERE attempt_id = attempts.id), "
        "seal = (SELECT chain FROM events WHERE attempt_id = attempts.id "
        "ORDER BY seq DESC LIMIT 1) "
        "WHERE ended IS NULL"
    )
    connection = op.get_bind()
    there = connection.execute(
        sa.text(
            "SELECT attempts.id, name AS trainee, digest, language, started, ended "
            "FROM attempts JOIN trainees ON trainees.id = trainee_id"
        )
    )
    notes = [{"id": row.id, "note": _note(row)} for row in there]
    if notes:
        connection.execute(sa.text("UPDATE attempts SET header = :note WHERE id = :id"), notes)


def _note(row: sa.Row[Any]) -> str:
    """The fingerprint as this revision wrote it; the program may write another one later."""
    hashes: dict[str, str] = {}
    for name in _FIELDS:
        plain = [row.id, name, getattr(row, name)]
        text = json.dumps(plain, ensure_ascii=False, default=repr)
        hashes[name] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return json.dumps(hashes, sort_keys=True, separators=(",", ":"))
