"""The roles of a PostgreSQL database: machines of trainees, and readers of score sheets.

Nobody but the owner of the tables can change or delete what is stored: a machine adds attempts, and
only goes on with its own until they have ended; HR adds reviews. Reflections are read by nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.errors import StoreError
from simulator.store.backends.postgresql import PostgresBackend
from simulator.store.schema import SUMMARY, attempts

if TYPE_CHECKING:
    from simulator.store.backend import Backend
    from simulator.store.transaction import WriteTransaction

MACHINE: Final = "simulator_trainee"
"""The role of the machines on which trainees play."""
READER: Final = "simulator_hr"
"""The role of those who read score sheets."""

_SEEN: Final = ("attempts", "events", "trainees", "signatures", "reviews")
"""The tables of which a role sees some rows."""
_TABLES: Final = (*_SEEN, "editions", "reflections")
_CHANGING: Final = (
    *("ended", "measured", "length", "seal", "header"),
    *(x.name for x in SUMMARY),
)
"""The columns that an attempt gets while it is played."""


class SqlRoles:
    """The roles of one database.

    Args:
        backend: The open database.
        writing: Its writing transaction.
    """

    def __init__(self, backend: Backend, writing: WriteTransaction) -> None:
        self._backend = backend
        self._writing = writing

    def make(self) -> None:
        """Makes the roles, or makes them again.

        Raises:
            StoreError: The database is a file, or the user may not do this.
        """
        if not isinstance(self._backend, PostgresBackend):
            raise StoreError("refused", self._backend.place, "no server")
        with self._writing as cursor:
            for statement in role_statements():
                cursor.execute(statement)


def role_statements() -> tuple[str, ...]:
    """The SQL statements that make the roles and grant them their rights; they can be repeated."""
    own = "added_by = session_user"
    own_attempt = f"EXISTS (SELECT FROM attempts a WHERE a.id = attempt_id AND a.{own})"
    own_person = f"EXISTS (SELECT FROM attempts a WHERE a.trainee_id = trainees.id AND a.{own})"
    columns = ", ".join(x for x in _CHANGING if x in _names())
    statements = [_role(MACHINE), _role(READER)]
    statements += [
        "ALTER TABLE attempts ADD COLUMN IF NOT EXISTS added_by name DEFAULT session_user",
        "CREATE INDEX IF NOT EXISTS ix_attempts_added_by ON attempts (added_by, trainee_id)",
        f"REVOKE ALL ON {', '.join(_TABLES)} FROM {MACHINE}, {READER}",
        "REVOKE ALL ON FUNCTION simulator_person FROM PUBLIC",
        f"GRANT SELECT ON alembic_version TO {MACHINE}, {READER}",
        f"GRANT SELECT ON attempts, events, trainees, editions, signatures, reviews TO {READER}",
        f"GRANT SELECT, INSERT ON attempts, events, editions, signatures TO {MACHINE}",
        f"GRANT SELECT ON trainees, reviews TO {MACHINE}",
        f"GRANT INSERT ON reviews TO {READER}",
        f"GRANT USAGE ON SEQUENCE reviews_id_seq TO {READER}",
        f"GRANT UPDATE ({columns}) ON attempts TO {MACHINE}",
        f"GRANT SELECT, INSERT, UPDATE ON reflections TO {MACHINE}",
        f"GRANT EXECUTE ON FUNCTION simulator_person TO {MACHINE}",
    ]
    for table in (*_SEEN, "reflections"):
        statements.append(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    for table in _SEEN:
        statements += _policy("reads", table, f"FOR SELECT TO {READER} USING (true)")
    statements += _policy("adds", "reviews", f"FOR INSERT TO {READER} WITH CHECK (true)")
    to = f"TO {MACHINE}"
    statements += _policy("own", "reviews", f"FOR SELECT {to} USING ({own_attempt})")
    statements += _policy("own", "attempts", f"FOR SELECT {to} USING ({own})")
    statements += _policy("adds", "attempts", f"FOR INSERT {to} WITH CHECK ({own})")
    plays = f"FOR UPDATE {to} USING ({own} AND ended IS NULL) WITH CHECK ({own})"
    statements += _policy("plays", "attempts", plays)
    statements += _policy("own", "events", f"FOR SELECT {to} USING ({own_attempt})")
    statements += _policy("adds", "events", f"FOR INSERT {to} WITH CHECK ({own_attempt})")
    statements += _policy("own", "trainees", f"FOR SELECT {to} USING ({own_person})")
    statements += _policy("own", "signatures", f"FOR SELECT {to} USING ({own_attempt})")
    statements += _policy("adds", "signatures", f"FOR INSERT {to} WITH CHECK ({own_attempt})")
    reflects = f"FOR ALL {to} USING ({own_attempt}) WITH CHECK ({own_attempt})"
    statements += _policy("own", "reflections", reflects)
    return tuple(statements)


def _names() -> frozenset[str]:
    """The names of the columns of `attempts` in the database."""
    return frozenset(x.name for x in attempts.columns)


def _role(name: str) -> str:
    missing = f"IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}')"
    return f"DO $$ BEGIN {missing} THEN CREATE ROLE {name} NOLOGIN; END IF; END $$"


def _policy(name: str, table: str, rule: str) -> tuple[str, str]:
    """The statements that make a policy anew."""
    full = f"simulator_{name}"
    return (
        f"DROP POLICY IF EXISTS {full} ON {table}",
        f"CREATE POLICY {full} ON {table} {rule}",
    )
