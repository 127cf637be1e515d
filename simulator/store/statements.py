"""The SQL statements that save a play, compiled once to text.

To run a statement through SQLAlchemy takes longer than SQLite needs for it, so the compiled text is
run on a cursor of the database driver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import bindparam, insert, select, text, update

from simulator.attempt.record import Attempt
from simulator.store.cells import ATTEMPTS
from simulator.store.schema import SUMMARY, attempts, editions, events, signatures, trainees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Insert, Select, TextClause, Update
    from sqlalchemy.engine.interfaces import DBAPICursor, Dialect

    from simulator.store.backend import Backend

HEADER_KEYS: Final = (
    *(x for x in Attempt.__struct_fields__ if x in attempts.c and x != "ended"),
    "trainee_id",
    "fingerprint",
)
"""The keys of the columns of `attempts` that are filled when an attempt begins."""

WHOLE_KEYS: Final = (*HEADER_KEYS, "ended", *(x.name for x in SUMMARY), "length", "head_hash")
"""The keys of all columns of `attempts` that an attempt has when it has ended."""

SqlValue: TypeAlias = str | int | bool | None
"""A value that every database driver accepts as a parameter."""


class Statement:
    """One statement, compiled for one kind of database, to be run on a cursor of the driver.

    Args:
        statement: The statement; every value in it is a named parameter.
        dialect: The SQLAlchemy dialect of the database.
        columns: For an INSERT, the keys of the columns to fill, which are also the names of the
            parameters.
    """

    def __init__(
        self, statement: Select[Any] | Insert | Update | TextClause, dialect: Dialect, *columns: str
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns or None)
        self._text = compiled.string
        self._order = compiled.positiontup
        self._columns = columns

    def run(self, cursor: DBAPICursor, **values: SqlValue) -> None:
        """Runs the statement; the cursor then holds the rows of the result.

        Args:
            cursor: A cursor of the database driver.
            **values: The value of each parameter by its name.
        """
        if self._order is None:
            cursor.execute(self._text, values)
        else:
            cursor.execute(self._text, [values[x] for x in self._order])

    def run_each(self, cursor: DBAPICursor, rows: Sequence[Sequence[SqlValue]]) -> None:
        """Runs an INSERT once for each row.

        Args:
            cursor: A cursor of the database driver.
            rows: For each row, the values in the order of the columns.
        """
        if self._order is None:
            columns = self._columns
            cursor.executemany(self._text, [dict(zip(columns, row, strict=True)) for row in rows])
        else:
            cursor.executemany(self._text, rows)


class Statements:
    """All statements that save a play, compiled for one kind of database.

    Attributes:
        find_trainee: Selects the id and the key of the trainee whose name is `sought`.
        add_trainee: Inserts a trainee by `name` with a `key`, unless the trainee exists.
        person: Selects the id and the key of the trainee whose name is `sought`, who is added with
            a `key` if there is none; None: the database has no function for it.
        set_key: Updates the `key` of the trainee whose name is `sought`.
        add_edition: Inserts an edition, unless its digest exists.
        add_attempt: Inserts the header of an attempt.
        add_whole: Inserts the whole row of an attempt that has ended, unless its id exists.
        whole: Selects the cells of an `attempt`, the length of its log and its last hash.
        add_signature: Inserts the signature of an attempt, unless it has one.
        add_event: Inserts an event.
        events_from: Selects `seq`, `body` and `chain` of the events of an `attempt` from the
            position `first` on, in order.
        set_head: Updates `length` and `head_hash` of an `attempt`.
        end_of: Selects `ended` and `fingerprint` of an `attempt`.
        set_end: Updates `ended`, `fingerprint` and the summary of an `attempt`.
        set_unmeasured: Updates `measured` and `fingerprint` of an `attempt`.
    """

    def __init__(self, backend: Backend) -> None:
        dialect = backend.engine.dialect
        id_ = attempts.c.id == bindparam("attempt")
        self.find_trainee = Statement(
            select(trainees.c.id, trainees.c.key).where(trainees.c.name == bindparam("sought")),
            dialect,
        )
        self.add_trainee = Statement(backend.insert_if_absent(trainees), dialect, "name", "key")
        self.person = (
            Statement(text("SELECT id, key FROM simulator_person(:sought, :key)"), dialect)
            if dialect.name == "postgresql"
            else None
        )
        self.set_key = Statement(
            update(trainees)
            .where(trainees.c.name == bindparam("sought"))
            .values(key=bindparam("key")),
            dialect,
        )
        self.add_edition = Statement(
            backend.insert_if_absent(editions), dialect, *editions.c.keys()
        )
        self.add_attempt = Statement(insert(attempts), dialect, *HEADER_KEYS)
        self.add_whole = Statement(backend.insert_if_absent(attempts), dialect, *WHOLE_KEYS)
        self.whole = Statement(
            ATTEMPTS.add_columns(attempts.c.length, attempts.c.head_hash).where(id_), dialect
        )
        self.add_signature = Statement(
            backend.insert_if_absent(signatures), dialect, *signatures.c.keys()
        )
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
        mark = ("measured", "fingerprint")
        self.set_unmeasured = Statement(
            update(attempts).where(id_).values({x: bindparam(x) for x in mark}), dialect
        )
        end = ("ended", "fingerprint", *(x.name for x in SUMMARY))
        self.set_end = Statement(
            update(attempts).where(id_).values({x: bindparam(x) for x in end}), dialect
        )
