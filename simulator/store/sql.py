"""The store in an SQL database, which implements `attempt.ports.Store`."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Select, func, select

from simulator.audit import chain, fingerprint
from simulator.errors import DamagedLogError, LogError, StoreError
from simulator.store.auditing import SqlAudit
from simulator.store.cells import ATTEMPTS, read_rows
from simulator.store.logs import read_cell, read_events
from simulator.store.migrate import migrate_schema
from simulator.store.opening import BUSY_SECONDS, open_backend
from simulator.store.paging import after, is_behind
from simulator.store.people import SqlPeople
from simulator.store.receiving import SqlReceiver
from simulator.store.reflections import SqlReflections
from simulator.store.reviewing import SqlReviews
from simulator.store.roles import SqlRoles
from simulator.store.rows import chained_rows, header_row, summary_row
from simulator.store.schema import attempts, editions, trainees
from simulator.store.selection import conditions, order_by
from simulator.store.signing import sign
from simulator.store.statements import Statements
from simulator.store.transaction import WriteTransaction, store_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Unpack

    from sqlalchemy import URL, Connection
    from sqlalchemy.engine.interfaces import DBAPICursor

    from simulator.attempt.ports import AttemptFilter, Order
    from simulator.attempt.record import Attempt
    from simulator.scoring.summary import Summary
    from simulator.session.event import Event
    from simulator.store.signing import Signer

BATCH: Final = 500
"""The maximum number of attempts that one query reads."""


class SqlStore:
    """A store in an SQL database. Each method is one transaction, but `attempts` is several.

    Args:
        url: The URL of the database for SQLAlchemy, such as `sqlite:///attempts.sqlite3` or
            `postgresql://hr@scores.example/attempts`.
        busy: The time to wait while another process writes, in seconds.
        reading: Whether the database is only read. It must exist, and nothing of it changes: tables
            of an older version are upgraded in a private copy, or not read if it is on a server.
        new_key: Returns a new random key for the name of a trainee.
        signer: Signs attempts when they end; None: they are not signed.

    Raises:
        StoreError: The database cannot be opened.
        MissingLibraryError: The driver for this kind of database is not installed.
    """

    def __init__(
        self,
        url: str | URL,
        *,
        busy: float = BUSY_SECONDS,
        reading: bool = False,
        new_key: Callable[[], str] = token_hex,
        signer: Signer | None = None,
    ) -> None:
        self._new_key = new_key
        self._signer = signer
        self._backend = open_backend(url, busy, reading=reading)
        self._place = self._backend.place
        self._writing = WriteTransaction(self._backend)
        try:
            migrate_schema(self._reading, self._migrating, self._backend, reading=reading)
        except (StoreError, TypeError, ValueError, OverflowError) as error:
            self.close()
            if isinstance(error, StoreError):
                raise
            raise StoreError("refused", self._place, str(error)) from error
        self._backend.opened()

    def close(self) -> None:
        """Closes the connections to the database."""
        self._backend.close()

    @cached_property
    def reflections(self) -> SqlReflections:
        """What trainees think of their own attempts."""
        return SqlReflections(self._backend, self._writing, self._reading)

    @cached_property
    def reviews(self) -> SqlReviews:
        """What reviewers say about attempts."""
        return SqlReviews(self._backend, self._writing, self._reading)

    @cached_property
    def audit(self) -> SqlAudit:
        """Finds what no list of attempts shows."""
        return SqlAudit(self._backend, self._reading)

    @cached_property
    def roles(self) -> SqlRoles:
        """The roles of a database on a server."""
        return SqlRoles(self._backend, self._writing)

    @cached_property
    def people(self) -> SqlPeople:
        """Finds and erases trainees."""
        return SqlPeople(self._backend, self._writing, self._reading, self._new_key)

    @cached_property
    def receiver(self) -> SqlReceiver:
        """Receives attempts that were played elsewhere."""
        return SqlReceiver(self._writing, self._reading, self._statements, self._trainee)

    @cached_property
    def _statements(self) -> Statements:
        return Statements(self._backend)

    def save_edition(self, digest: str, body: str) -> None:
        """Stores the text of an edition durably, unless the store already has this digest."""
        query = select(editions.c.digest).where(editions.c.digest == digest)
        with self._reading() as connection:
            known = connection.execute(query).scalar_one_or_none()
        if known is None:
            with self._writing as cursor:
                self._statements.add_edition.run(cursor, digest=digest, body=body)

    def edition(self, digest: str) -> str | None:
        """The stored text of an edition; None if the store has no edition with this digest."""
        query = select(editions.c.body).where(editions.c.digest == digest)
        with self._reading() as connection:
            body = read_cell(self._backend, connection, query)
        # A body that is no text, or cannot be read, is another text than that of the digest.
        return body if body is None or isinstance(body, str) else ""

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        """Stores a new attempt with its first events; see `attempt.ports.PlayStore`."""
        if "\0" in attempt.trainee:
            raise StoreError("refused", self._place, "NUL")
        values = header_row(attempt)
        with self._writing as cursor:
            values["trainee_id"], key = self._trainee(cursor, attempt.trainee)
            values["fingerprint"] = fingerprint.of_attempt(attempt, key)
            self._statements.add_attempt.run(cursor, **values)
            self._add_events(cursor, attempt.id, 0, attempt.id, events)

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        """Adds events to the log of an attempt; see `attempt.ports.PlayStore`."""
        with self._writing as cursor:
            self._backend.lock(attempts, attempt)
            head_hash, stored = self._stored_from(cursor, attempt, start)
            for seq, (text, event) in enumerate(zip(stored, events, strict=False), start):
                if text != chain.body(event):
                    raise StoreError("elsewhere", self._place, f"{attempt[:8]}/{seq}")
            new = events[len(stored) :]
            self._add_events(cursor, attempt, start + len(stored), head_hash, new)

    def finish(self, attempt: str, ended: str, summary: Summary) -> None:
        """Stores the end of an attempt and its scores; a second call changes nothing."""
        with self._writing as cursor:
            self._backend.lock(attempts, attempt)
            self._statements.end_of.run(cursor, attempt=attempt)
            rows = cursor.fetchall()
            if not rows:
                raise DamagedLogError(self._place, attempt, 0, what="missing")
            ((stored_end, without_end),) = rows
            if stored_end is None:
                values = summary_row(summary) | {
                    "ended": ended,
                    "fingerprint": fingerprint.with_end(without_end, attempt, ended),
                }
                self._statements.set_end.run(cursor, attempt=attempt, **values)
                if self._signer is not None:
                    sign(self._statements, cursor, attempt, self._signer)

    def unmeasure(self, attempt: str) -> None:
        """Stores that a script made replies of an attempt; see `attempt.ports.PlayStore`."""
        with self._writing as cursor:
            self._backend.lock(attempts, attempt)
            self._statements.end_of.run(cursor, attempt=attempt)
            for _, before in cursor.fetchall():
                marked = fingerprint.unmeasured(before, attempt)
                self._statements.set_unmeasured.run(
                    cursor, attempt=attempt, measured=False, fingerprint=marked
                )

    def waiting(self, trainee: str, scenario: str) -> Attempt | None:
        """The newest unfinished attempt of a trainee at a scenario; None if there is none."""
        query = (
            ATTEMPTS.where(
                trainees.c.name == trainee,
                attempts.c.scenario == scenario,
                attempts.c.ended.is_(None),
            )
            .order_by(attempts.c.started.desc(), attempts.c.id.desc())
            .limit(1)
        )
        with self._reading() as connection:
            rows = read_rows(self._backend, connection, query)
        return rows[0].attempt if rows else None

    def events(self, attempt: str) -> tuple[Event, ...]:
        """The event log of an attempt, in order, after its hash chain was checked."""
        try:
            with self._reading() as connection:
                return read_events(self._backend, connection, attempt)
        except LogError as error:
            raise DamagedLogError(
                self._place, attempt, error.seq, error.kind, error.what
            ) from error

    def changed(self, attempt: Attempt) -> tuple[str, ...]:
        """The names of the header fields that do not match their stored fingerprint."""
        own = attempts.c.id == attempt.id
        with self._reading() as connection:
            stored, key = (
                read_cell(self._backend, connection, query.where(own))
                for query in (
                    select(attempts.c.fingerprint),
                    select(trainees.c.key).select_from(attempts.join(trainees)),
                )
            )
        return fingerprint.changed(stored, attempt, key)

    def find(self, prefix: str) -> tuple[Attempt, ...]:
        """The attempts whose id starts with a prefix, ordered by id; at most two."""
        id_ = attempts.c.id
        query = ATTEMPTS.where(id_ >= prefix, id_ < prefix + "\U0010ffff").order_by(id_).limit(2)
        with self._reading() as connection:
            return tuple(x.attempt for x in read_rows(self._backend, connection, query))

    def attempts(self, **wanted: Unpack[AttemptFilter]) -> Iterator[Attempt]:
        """The attempts that match every filter, oldest start first; see `AttemptReader`.

        The method reads batches of `BATCH` attempts, each in its own transaction. A slow reader
        therefore never blocks a writer, and the memory use does not depend on the number of
        attempts.
        """
        query = self._matching(ATTEMPTS, **wanted)
        return self._batches(query.order_by(attempts.c.started, attempts.c.id).limit(BATCH))

    def page(
        self,
        order: Order,
        *,
        reverse: bool = False,
        limit: int,
        offset: int = 0,
        **wanted: Unpack[AttemptFilter],
    ) -> tuple[Attempt, ...]:
        """Some of the attempts that match every filter, in an order; see `AttemptReader`."""
        query = self._matching(ATTEMPTS, **wanted)
        query = query.order_by(*order_by(order, reverse=reverse)).limit(limit).offset(offset)
        with self._reading() as connection:
            return tuple(x.attempt for x in read_rows(self._backend, connection, query))

    def count(self, **wanted: Unpack[AttemptFilter]) -> int:
        """The number of attempts that match every filter; see `AttemptReader`."""
        counting = select(func.count()).select_from(attempts.outerjoin(trainees))
        query = self._matching(counting, **wanted)
        with self._reading() as connection:
            return cast("int", connection.execute(query).scalar_one())

    def _matching(self, query: Select[Any], **wanted: Unpack[AttemptFilter]) -> Select[Any]:
        """A query with the conditions of filters.

        Raises:
            StoreError: `refused`: `since` or `until` is not a date.
        """
        try:
            return query.where(*conditions(**wanted))
        except ValueError as error:
            raise StoreError("refused", self._place, str(error)) from error

    def _batches(self, query: Select[Any]) -> Iterator[Attempt]:
        """All attempts of a query, read in batches.

        Args:
            query: A query for one batch, ordered by start and id.
        """
        next_batch, last = query, None
        while True:
            with self._reading() as connection:
                rows = read_rows(self._backend, connection, next_batch)
            for row in rows:
                yield row.attempt
            if len(rows) < BATCH:
                return
            if last is not None and is_behind(rows[-1], last):
                raise StoreError("damaged", self._place, "ix_attempts_started_id")
            last = rows[-1]
            next_batch = query.where(after(self._backend, last))

    def _trainee(self, cursor: DBAPICursor, name: str) -> tuple[int, str]:
        """The id and the key of a trainee in the table of trainees.

        A new trainee is added, and a trainee of an older version gets a key.
        """
        person = self._statements.person
        if person is not None:
            person.run(cursor, sought=name, key=self._new_key())
            return cast("tuple[int, str]", cursor.fetchall()[0])
        self._statements.find_trainee.run(cursor, sought=name)
        rows = cursor.fetchall()
        if not rows:
            self._statements.add_trainee.run(cursor, name=name, key=self._new_key())
        elif not rows[0][1]:
            self._statements.set_key.run(cursor, sought=name, key=self._new_key())
        else:
            return cast("tuple[int, str]", rows[0])
        self._statements.find_trainee.run(cursor, sought=name)
        return cast("tuple[int, str]", cursor.fetchall()[0])

    def _stored_from(self, cursor: DBAPICursor, attempt: str, start: int) -> tuple[str, list[str]]:
        """The stored end of a log.

        Args:
            cursor: The cursor of the writing transaction.
            attempt: The id of the attempt.
            start: The position of the first event to return, from 0.

        Returns:
            The hash of the last stored event, and the texts of the events from `start` on.

        Raises:
            DamagedLogError: An event from `start - 1` on is missing.
        """
        first = max(0, start - 1)
        self._statements.events_from.run(cursor, attempt=attempt, first=first)
        rows = cursor.fetchall()
        if not rows or [seq for seq, _, _ in rows] != [*range(first, first + len(rows))]:
            raise DamagedLogError(self._place, attempt, start, what="missing")
        return rows[-1][2], [body for seq, body, _ in rows if seq >= start]

    def _add_events(
        self, cursor: DBAPICursor, attempt: str, start: int, before: str, new: Sequence[Event]
    ) -> None:
        """Adds events to the end of a log; no events change nothing.

        Args:
            cursor: The cursor of the writing transaction.
            attempt: The id of the attempt.
            start: The position of the first new event in the log, from 0.
            before: The hash of the last stored event; the id of the attempt if there is none.
            new: The new events, in order.
        """
        rows = chained_rows(attempt, start, before, new)
        if rows:
            self._statements.add_event.run_each(cursor, rows)
            self._statements.set_head.run(
                cursor, attempt=attempt, length=start + len(rows), head_hash=rows[-1][-1]
            )

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A reading transaction of SQLAlchemy; see `_connected` for its errors."""
        with self._connected() as connection, connection.begin():
            yield connection

    @contextmanager
    def _migrating(self) -> Iterator[Connection]:
        """A writing transaction of SQLAlchemy for migrations; see `_connected` for its errors."""
        with self._translated():
            self._backend.before_migration()
        with self._connected() as connection:
            writer = connection.execution_options(writes=True)
            with writer.begin():
                yield writer

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection of SQLAlchemy; see `_translated` for its errors."""
        with self._translated(), self._backend.engine.connect() as connection:
            yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """A context manager that translates the errors of the database.

        Raises:
            StoreError: The database raised an error inside the `with` block.
        """
        try:
            yield
        except Exception as error:
            translated = store_error(error, self._backend)
            if translated is error:
                raise
            raise translated from error
