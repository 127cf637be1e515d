"""The statements of a play, compiled once: SQLAlchemy would take longer to run them than SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import bindparam, insert, select, update

from simulator.attempt.record import Attempt
from simulator.store.schema import SUMMARY, attempts, editions, events, trainees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Insert, Select, Update
    from sqlalchemy.engine.interfaces import DBAPICursor, Dialect

    from simulator.store.backend import Backend

HEADER_KEYS: Final = (
    *(x for x in Attempt.__struct_fields__ if x in attempts.c and x != "ended"),
    "trainee_id",
    "fingerprint",
)
"""The columns that are filled when an attempt begins."""

SqlValue: TypeAlias = str | int | bool | None
"""A value as every driver takes it."""


class Statement:
    """One statement in the words of one database, to be run on the driver's own cursor.

    Args:
        statement: The statement; every value in it is a named parameter.
        dialect: The kind of database.
        columns: For an INSERT, the keys of the columns to fill; their names are the parameters.
    """

    def __init__(
        self, statement: Select[Any] | Insert | Update, dialect: Dialect, *columns: str
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns or None)
        self._text = compiled.string
        self._order = compiled.positiontup
        self._columns = columns

    def run(self, cursor: DBAPICursor, **values: SqlValue) -> None:
        """Runs the statement with these parameters; the cursor then has its rows."""
        if self._order is None:
            cursor.execute(self._text, values)
        else:
            cursor.execute(self._text, [values[x] for x in self._order])

    def run_each(self, cursor: DBAPICursor, rows: Sequence[Sequence[SqlValue]]) -> None:
        """Runs an INSERT once with each row of values, which are in the order of its columns."""
        if self._order is None:
            columns = self._columns
            cursor.executemany(self._text, [dict(zip(columns, x, strict=True)) for x in rows])
        else:
            cursor.executemany(self._text, rows)


class Statements:
    """All statements that write attempts, in the words of one kind of database."""

    def __init__(self, backend: Backend) -> None:
        dialect = backend.engine.dialect
        id_ = attempts.c.id == bindparam("attempt")
        self.find_trainee = Statement(
            select(trainees.c.id).where(trainees.c.name == bindparam("name")), dialect
        )
        self.add_trainee = Statement(backend.insert_if_absent(trainees), dialect, "name")
        self.add_edition = Statement(
            backend.insert_if_absent(editions), dialect, *editions.c.keys()
        )
        self.add_attempt = Statement(insert(attempts), dialect, *HEADER_KEYS)
        self.add_event = Statement(insert(events), dialect, *events.c.keys())
        self.events_from = Statement(
            select(events.c.seq, events.c.body, events.c.chain)
            .where(events.c.attempt_id == bindparam("attempt"), events.c.seq >= bindparam("first"))
            .order_by(events.c.seq),
            dialect,
        )
        self.set_head = Statement(
            update(attempts).where(id_).values({x: bindparam(x) for x in ("length", "head_hash")}),
            dialect,
        )
        self.end_of = Statement(
            select(attempts.c.ended, attempts.c.fingerprint).where(id_), dialect
        )
        end = ("ended", "fingerprint", *(x.name for x in SUMMARY))
        self.set_end = Statement(
            update(attempts).where(id_).values({x: bindparam(x) for x in end}), dialect
        )
