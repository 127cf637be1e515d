"""Revision 0003: the length and last hash of unfinished logs, and a fingerprint of each header."""

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
    """Adds the column of fingerprints, and computes all values for the stored attempts."""
    op.add_column("attempts", sa.Column("header", sa.Text))
    op.execute(
        "UPDATE attempts SET "
        "length = (SELECT count(*) FROM events WHERE attempt_id = attempts.id), "
        "seal = (SELECT chain FROM events WHERE attempt_id = attempts.id "
        "ORDER BY seq DESC LIMIT 1) "
        "WHERE ended IS NULL"
    )
    connection = op.get_bind()
    stored = connection.execute(
        sa.text(
            "SELECT attempts.id, name AS trainee, digest, language, started, ended "
            "FROM attempts JOIN trainees ON trainees.id = trainee_id"
        )
    )
    values = [{"id": row.id, "fingerprint": _fingerprint(row)} for row in stored]
    if values:
        update = sa.text("UPDATE attempts SET header = :fingerprint WHERE id = :id")
        connection.execute(update, values)


def _fingerprint(row: sa.Row[Any]) -> str:
    """The fingerprint of a header in the form of this revision.

    The function repeats `audit.fingerprint` on purpose: a migration must not change when the
    program does.

    Args:
        row: The id and the fields in `_FIELDS` of an attempt.
    """
    hashes: dict[str, str] = {}
    for name in _FIELDS:
        field = [row.id, name, getattr(row, name)]
        text = json.dumps(field, ensure_ascii=False, default=repr)
        hashes[name] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return json.dumps(hashes, sort_keys=True, separators=(",", ":"))
