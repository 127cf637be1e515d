"""The store in an SQL database; see `attempt.ports.Store`."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Select, and_, make_url, or_, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from simulator.attempt.record import Attempt
from simulator.audit import chain, fingerprint
from simulator.errors import DamagedLogError, LogError, StoreError
from simulator.store import period
from simulator.store.backends import sqlite
from simulator.store.migrate import migrate_schema
from simulator.store.rows import attempt_from, summary_row
from simulator.store.schema import SUMMARY, attempts, editions, events, trainees
from simulator.store.statements import Statements
from simulator.store.transaction import WriteTransaction, store_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPICursor

    from simulator.scoring.summary import Summary
    from simulator.session.event import Event
    from simulator.store.backend import Backend
    from simulator.store.statements import SqlValue

BATCH: Final = 500
"""Attempts read in one query."""
_HEADER: Final = [attempts.c[x] for x in Attempt.__struct_fields__ if x in attempts.c]
_ATTEMPTS: Final[Select[Any]] = select(*_HEADER, trainees.c.name.label("trainee"), *SUMMARY).join(
    trainees
)


class SqlStore:
    """Attempts in an SQL database; each method is one transaction.

    Args:
        url: The database as SQLAlchemy names it, such as `sqlite:///attempts.sqlite3`.
        busy: Seconds to wait while another process writes.

    Raises:
        StoreError: The database cannot be opened.
    """

    def __init__(self, url: str, *, busy: float = sqlite.BUSY_SECONDS) -> None:
        self._backend = _open(url, busy)
        self._place = self._backend.place
        self._writing = WriteTransaction(self._backend)
        try:
            migrate_schema(self._reading, self._changing, self._place)
        except StoreError:
            self.close()
            raise
        self._backend.opened()

    def close(self) -> None:
        """Closes the connections to the database."""
        self._backend.close()

    @cached_property
    def _statements(self) -> Statements:
        return Statements(self._backend)

    def save_edition(self, digest: str, body: str) -> None:
        """Stores the text of an edition durably; a text that is already there stays unchanged."""
        query = select(editions.c.digest).where(editions.c.digest == digest)
        with self._reading() as connection:
            known = connection.execute(query).scalar_one_or_none()
        if known is None:
            with self._writing as cursor:
                self._statements.add_edition.run(cursor, digest=digest, body=body)

    def edition(self, digest: str) -> str | None:
        """The stored text of an edition; None if there is none."""
        query = select(editions.c.body).where(editions.c.digest == digest)
        with self._reading() as connection:
            body = connection.execute(query).scalar_one_or_none()
        return None if body is None else str(body)  # SQLite stores any type in any column.

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        """Stores a new attempt with its first events, durably."""
        if "\0" in attempt.trainee:
            raise StoreError("refused", self._place, "NUL")
        values = {x.name: getattr(attempt, x.name) for x in _HEADER}
        values["fingerprint"] = fingerprint.of_attempt(attempt)
        with self._writing as cursor:
            values["trainee_id"] = self._trainee(cursor, attempt.trainee)
            self._statements.add_attempt.run(cursor, **values)
            self._add(cursor, attempt.id, 0, attempt.id, events)

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        """Adds events to an attempt, durably; see `attempt.ports.PlayStore`."""
        with self._writing as cursor:
            before, there = self._tail(cursor, attempt, start)
            for seq, (stored, event) in enumerate(zip(there, events, strict=False), start):
                if stored != chain.body(event):
                    raise StoreError("elsewhere", self._place, f"{attempt[:8]}/{seq}")
            if len(there) < len(events):
                self._add(cursor, attempt, start + len(there), before, events[len(there) :])

    def finish(self, attempt: str, ended: str, summary: Summary) -> None:
        """Stores the end of an attempt and its scores; a second call changes nothing."""
        with self._writing as cursor:
            self._statements.end_of.run(cursor, attempt=attempt)
            rows = cursor.fetchall()
            if not rows:
                raise DamagedLogError(self._place, attempt, 0, what="missing")
            ((known, mark),) = rows
            if known is None:
                values = summary_row(summary) | {
                    "ended": ended,
                    "fingerprint": fingerprint.with_end(mark, attempt, ended),
                }
                self._statements.set_end.run(cursor, attempt=attempt, **values)

    def waiting(self, trainee: str, scenario: str) -> Attempt | None:
        """The newest attempt of a trainee at a scenario that has not ended; None if none waits."""
        query = (
            _ATTEMPTS.where(
                trainees.c.name == trainee,
                attempts.c.scenario == scenario,
                attempts.c.ended.is_(None),
            )
            .order_by(attempts.c.started.desc(), attempts.c.id.desc())
            .limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else attempt_from(row)

    def events(self, attempt: str) -> tuple[Event, ...]:
        """The event log of an attempt, in order, its chain of hashes verified."""
        query = (
            select(events.c.seq, events.c.kind, events.c.body, events.c.chain)
            .where(events.c.attempt_id == attempt)
            .order_by(events.c.seq)
        )
        head = select(attempts.c.length, attempts.c.head_hash).where(attempts.c.id == attempt)
        with self._reading() as connection:
            rows = [chain.StoredEvent._make(x) for x in connection.execute(query).all()]
            end = connection.execute(head).one_or_none()
        length, head_hash = (0, None) if end is None else (end.length, end.head_hash)
        try:
            return chain.read_log(str(attempt), rows, length=length, head_hash=head_hash)
        except LogError as error:
            raise DamagedLogError(
                self._place, attempt, error.seq, error.kind, error.what
            ) from error

    def changed(self, attempt: Attempt) -> tuple[str, ...]:
        """Names of the header fields that differ from their stored fingerprint."""
        query = select(attempts.c.fingerprint).where(attempts.c.id == attempt.id)
        with self._reading() as connection:
            mark = connection.execute(query).scalar_one_or_none()
        return fingerprint.changed(mark, attempt)

    def orphans(self) -> tuple[str, ...]:
        """Ids of attempts whose header or trainee is missing, sorted."""
        headless = select(events.c.attempt_id).where(
            events.c.seq == 0, events.c.attempt_id.not_in(select(attempts.c.id))
        )
        nameless = select(attempts.c.id).where(attempts.c.trainee_id.not_in(select(trainees.c.id)))
        with self._reading() as connection:
            found = [x for query in (headless, nameless) for x in connection.scalars(query)]
        return tuple(sorted(map(str, found)))

    def find(self, prefix: str) -> tuple[Attempt, ...]:
        """The attempts whose id starts with the prefix, by id; at most two."""
        own = attempts.c.id
        query = _ATTEMPTS.where(own >= prefix, own < prefix + "\U0010ffff").order_by(own).limit(2)
        with self._reading() as connection:
            return tuple(attempt_from(x) for x in connection.execute(query))

    def attempts(
        self,
        *,
        scenario: str | None = None,
        trainee: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Attempt]:
        """The attempts that pass every filter, oldest start first.

        They are read in batches: a slow reader blocks no writer, and ten years of attempts need
        no more memory than one day.

        Args:
            scenario: A scenario's id.
            trainee: A trainee's name, exactly as stored.
            since: The earliest start, ISO 8601.
            until: The latest start, ISO 8601, included; a bare date includes the whole day.
        """
        query = _ATTEMPTS
        try:
            if since is not None:
                query = query.where(attempts.c.started >= period.since(since))
            if until is not None:
                query = query.where(attempts.c.started <= period.until(until))
        except ValueError as error:
            raise StoreError("refused", self._place, str(error)) from error
        if scenario is not None:
            query = query.where(attempts.c.scenario == scenario)
        if trainee is not None:
            query = query.where(trainees.c.name == trainee)
        return self._batches(query.order_by(attempts.c.started, attempts.c.id).limit(BATCH))

    def _batches(self, query: Select[Any]) -> Iterator[Attempt]:
        after = query
        while True:
            with self._reading() as connection:
                rows = connection.execute(after).all()
            for row in rows:
                yield attempt_from(row)
            if len(rows) < BATCH:
                return
            last = rows[-1]
            after = query.where(
                or_(
                    attempts.c.started > last.started,
                    and_(attempts.c.started == last.started, attempts.c.id > last.id),
                )
            )

    def _trainee(self, cursor: DBAPICursor, name: str) -> int:
        """The number of a trainee; a new trainee gets one."""
        self._statements.find_trainee.run(cursor, name=name)
        rows = cursor.fetchall()
        if not rows:
            self._statements.add_trainee.run(cursor, name=name)
            self._statements.find_trainee.run(cursor, name=name)
            rows = cursor.fetchall()
        return cast("int", rows[0][0])

    def _tail(self, cursor: DBAPICursor, attempt: str, start: int) -> tuple[str, list[str]]:
        """The hash of the last event of an attempt, and the texts of its events from `start` on."""
        first = max(0, start - 1)
        self._statements.events_from.run(cursor, attempt=attempt, first=first)
        rows = cursor.fetchall()
        if not rows or [seq for seq, _, _ in rows] != [*range(first, first + len(rows))]:
            raise DamagedLogError(self._place, attempt, start, what="missing")
        return rows[-1][2], [body for seq, body, _ in rows if seq >= start]

    def _add(
        self, cursor: DBAPICursor, attempt: str, start: int, before: str, log: Sequence[Event]
    ) -> None:
        """Adds events, of which the first is number `start` and follows the hash `before`."""
        rows: list[tuple[SqlValue, ...]] = []
        for seq, event in enumerate(log, start):
            body = chain.body(event)
            before = chain.link(before, body)
            rows.append((attempt, seq, event.kind, body, before))
        if rows:
            self._statements.add_event.run_each(cursor, rows)
            self._statements.set_head.run(
                cursor, attempt=attempt, length=start + len(rows), head_hash=before
            )

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A transaction of SQLAlchemy that reads."""
        with self._connected() as connection, connection.begin():
            yield connection

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """A transaction of SQLAlchemy that changes tables."""
        with self._connected() as connection:
            writer = connection.execution_options(writes=True)
            with writer.begin():
                yield writer

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection of SQLAlchemy, whose errors are raised as `StoreError`."""
        try:
            with self._backend.engine.connect() as connection:
                yield connection
        except Exception as error:
            raised = store_error(error, self._backend)
            if raised is error:
                raise
            raise raised from error


def _open(url: str, busy: float) -> Backend:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError("refused", _without_password(url), "URL") from error
    place = _without_password(str(parsed.set(query={})))
    if parsed.drivername not in sqlite.DRIVERS:
        raise StoreError("refused", place, parsed.drivername)
    try:
        return sqlite.SqliteBackend(parsed, parsed.database or place, busy)
    except SQLAlchemyError as error:
        raise StoreError("refused", place, type(error).__name__) from error


def _without_password(url: str) -> str:
    """A URL that is safe to show, even if its password has signs that it should not have.

    >>> _without_password("what://me:se@cr/et@there:x/db")
    'what://***@there:x/db'
    """
    return re.sub(r"//.*@", "//***@", url, flags=re.DOTALL)
