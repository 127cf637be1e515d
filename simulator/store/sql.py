"""The store in an SQL database; see `attempt.ports.Store`."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Select, and_, bindparam, insert, make_url, or_, select, update
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError

from simulator.attempt.record import Attempt
from simulator.audit import chain, header
from simulator.errors import DamagedLogError, LogError, StoreError
from simulator.store import period, sqlite
from simulator.store.migrate import migrate
from simulator.store.schema import SUMMARY, attempts, editions, events, trainees

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from simulator.session.event import Event

BATCH: Final = 500
"""Attempts read at a time."""
_HEADER: Final = [attempts.c[x] for x in Attempt.__struct_fields__ if x in attempts.c]
_ATTEMPTS: Final[Select[Any]] = select(*_HEADER, trainees.c.name.label("trainee"), *SUMMARY).join(
    trainees
)
# Those of a step, built once: building costs as much as running.
_TAIL: Final = (
    select(events.c.seq, events.c.body, events.c.chain)
    .where(events.c.attempt_id == bindparam("own"), events.c.seq >= bindparam("first"))
    .order_by(events.c.seq)
)
_EVENTS: Final = insert(events)
_END: Final = (
    update(attempts)
    .where(attempts.c.id == bindparam("own"))
    .values(length=bindparam("length"), seal=bindparam("seal"))
)


class SqlStore:
    """Attempts in an SQL database; each method is one transaction.

    Args:
        url: As SQLAlchemy writes it, such as `sqlite:///attempts.sqlite3`.
        busy: Seconds to wait while another process writes.

    Raises:
        StoreError: It cannot be opened.
    """

    def __init__(self, url: str, *, busy: float = sqlite.BUSY_SECONDS) -> None:
        try:
            parsed = make_url(url)
        except (ArgumentError, ValueError) as error:
            raise StoreError("refused", _without_password(url), "URL") from error
        self._place = _without_password(str(parsed.set(query={})))
        if parsed.drivername not in ("sqlite", "sqlite+pysqlite"):
            raise StoreError("refused", self._place, parsed.drivername)
        self._place = parsed.database or self._place
        with self._told():
            self._engine = sqlite.open_engine(parsed, self._place, busy)
        self._file: tuple[int, int] | None = None
        try:
            migrate(self._reading, self._writing, self._place)
        except StoreError:
            self.close()
            raise
        self._file = sqlite.identity(self._place)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def keep_edition(self, digest: str, body: str) -> None:
        """Keeps the text of an edition, durably; one that is there stays as it is."""
        if self.edition(digest) is None:
            new = insert(editions).prefix_with("OR IGNORE")  # Another process may be faster.
            with self._writing() as connection:
                connection.execute(new.values(digest=digest, body=body))

    def edition(self, digest: str) -> str | None:
        """The text of an edition, as it is kept; None if there is none."""
        query = select(editions.c.body).where(editions.c.digest == digest)
        with self._reading() as connection:
            body = connection.execute(query).scalar_one_or_none()
        return None if body is None else str(body)  # SQLite keeps anything in any column.

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        """Keeps a new attempt with its first events, durably."""
        if "\0" in attempt.trainee:
            raise StoreError("refused", self._place, "NUL")
        values = {x.name: getattr(attempt, x.name) for x in _HEADER}
        with self._writing() as connection:
            values["trainee_id"] = _trainee(connection, attempt.trainee)
            values["header"] = header.first_note(attempt)
            connection.execute(insert(attempts).values(values))
            self._add(connection, attempt.id, 0, attempt.id, events)

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        """Adds events to an attempt, durably.

        Adding again what is there already changes nothing. Something else stands there if the
        attempt goes on in another window; what was written first counts.
        """
        with self._writing() as connection:
            before, there = self._tail(connection, attempt, start)
            for seq, (kept, event) in enumerate(zip(there, events, strict=False), start):
                if kept != chain.body(event):
                    raise StoreError("elsewhere", self._place, f"{attempt[:8]}/{seq}")
            if len(there) < len(events):
                self._add(connection, attempt, start + len(there), before, events[len(there) :])

    def finish(self, attempt: str, ended: str, figures: Mapping[str, object]) -> None:
        """Notes the ending and the score sheet's summary; the first time counts."""
        values: dict[str, Any] = {x.name: figures.get(x.name) for x in SUMMARY}
        criticals = values["criticals"] or ()
        values |= {"criticals": ",".join(criticals), "ended": ended}
        with self._writing() as connection:
            there = select(attempts.c.ended, attempts.c.header).where(attempts.c.id == attempt)
            row = connection.execute(there).one_or_none()
            if row is None:
                raise DamagedLogError(self._place, attempt, 0, what="missing")
            if row.ended is None:
                values["header"] = header.last_note(row.header, attempt, ended)
                connection.execute(update(attempts).where(attempts.c.id == attempt).values(values))

    def waiting(self, trainee: str, scenario: str) -> Attempt | None:
        """The newest attempt of a trainee at a scenario that has not ended."""
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
        return None if row is None else _attempt(row)

    def events(self, attempt: str) -> tuple[Event, ...]:
        """The event log of an attempt, in order, its chain verified."""
        query = (
            select(events.c.seq, events.c.kind, events.c.body, events.c.chain)
            .where(events.c.attempt_id == attempt)
            .order_by(events.c.seq)
        )
        end = select(attempts.c.length, attempts.c.seal).where(attempts.c.id == attempt)
        with self._reading() as connection:
            rows = [(x.seq, x.kind, x.body, x.chain) for x in connection.execute(query)]
            kept = connection.execute(end).one_or_none()
        length, seal = (0, None) if kept is None else (kept.length, kept.seal)
        try:
            return chain.verified(str(attempt), rows, length=length, seal=seal)
        except LogError as error:
            raise DamagedLogError(
                self._place, attempt, error.seq, error.kind, error.what
            ) from error

    def changed(self, attempt: Attempt) -> tuple[str, ...]:
        """The fields of a header that are not as they were written."""
        query = select(attempts.c.header).where(attempts.c.id == attempt.id)
        with self._reading() as connection:
            note = connection.execute(query).scalar_one_or_none()
        return header.changed(note, attempt)

    def strays(self) -> tuple[str, ...]:
        """Ids of attempts of which only the events are there, or all but the trainee."""
        headless = select(events.c.attempt_id).where(
            events.c.seq == 0, events.c.attempt_id.not_in(select(attempts.c.id))
        )
        nameless = select(attempts.c.id).where(attempts.c.trainee_id.not_in(select(trainees.c.id)))
        with self._reading() as connection:
            found = [x for query in (headless, nameless) for x in connection.scalars(query)]
        return tuple(sorted(map(str, found)))

    def find(self, start: str) -> tuple[Attempt, ...]:
        """Attempts whose id starts so, by id; two at the most, which is one too many."""
        own = attempts.c.id
        query = _ATTEMPTS.where(own >= start, own < start + "\U0010ffff").order_by(own).limit(2)
        with self._reading() as connection:
            return tuple(_attempt(x) for x in connection.execute(query))

    def attempts(
        self,
        *,
        scenario: str | None = None,
        trainee: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Attempt]:
        """Attempts by their start, oldest first.

        Read in batches: a slow reader holds up nobody, and ten years of attempts need no more
        memory than a day's.

        Args:
            scenario: Only of this one.
            trainee: Only of this one.
            since: ISO 8601, included.
            until: ISO 8601, included; a bare date counts as a whole.
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
                yield _attempt(row)
            if len(rows) < BATCH:
                return
            last = rows[-1]
            after = query.where(
                or_(
                    attempts.c.started > last.started,
                    and_(attempts.c.started == last.started, attempts.c.id > last.id),
                )
            )

    def _tail(self, connection: Connection, attempt: str, start: int) -> tuple[str, list[str]]:
        """The last hash of an attempt, and the texts of its events from `start` on."""
        first = max(0, start - 1)
        rows = connection.execute(_TAIL, {"own": attempt, "first": first}).all()
        if not rows or [x.seq for x in rows] != [*range(first, first + len(rows))]:
            raise DamagedLogError(self._place, attempt, start, what="missing")
        return rows[-1].chain, [x.body for x in rows if x.seq >= start]

    @staticmethod
    def _add(
        connection: Connection, attempt: str, start: int, before: str, log: Sequence[Event]
    ) -> None:
        rows: list[dict[str, object]] = []
        for seq, event in enumerate(log, start):
            text = chain.body(event)
            before = chain.link(before, text)
            rows.append(
                {
                    "attempt_id": attempt,
                    "seq": seq,
                    "kind": event.kind,
                    "body": text,
                    "chain": before,
                }
            )
        if rows:
            connection.execute(_EVENTS, rows)
            end = {"own": attempt, "length": start + len(rows), "seal": before}
            connection.execute(_END, end)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._told(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._file is not None and sqlite.identity(self._place) != self._file:
            raise StoreError("missing", self._place, "deleted or replaced")
        with self._told(), self._engine.connect() as connection:
            writer = connection.execution_options(writes=True)
            with writer.begin():
                yield writer

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns what the database says into a `StoreError`."""
        try:
            yield
        except IntegrityError as error:
            raise StoreError("refused", self._place, str(error.orig)) from error
        except DBAPIError as error:
            raise StoreError(sqlite.reason(error), self._place, str(error.orig)) from error
        except (SQLAlchemyError, UnicodeEncodeError, OverflowError) as error:
            raise StoreError("refused", self._place, type(error).__name__) from error


def _trainee(connection: Connection, name: str) -> int:
    """The number of a trainee, who is noted if new."""
    query = select(trainees.c.id).where(trainees.c.name == name)
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        added = connection.execute(insert(trainees).values(name=name)).inserted_primary_key
        found = added[0] if added else None
    return cast("int", found)


def _attempt(row: Row[Any]) -> Attempt:
    values = dict(row._mapping)  # noqa: SLF001 - its public name has an underscore
    figures = {x.name: values.pop(x.name) for x in SUMMARY}
    if values["ended"] is None:
        return Attempt(**values)
    criticals = figures["criticals"]
    named = isinstance(criticals, str) and criticals != ""
    figures["criticals"] = tuple(criticals.split(",")) if named else ()
    return Attempt(**values, figures=figures)


def _without_password(url: str) -> str:
    """A URL that is safe to show, even if its password has signs that it should not have.

    >>> _without_password("what://me:se@cr/et@there:x/db")
    'what://***@there:x/db'
    """
    return re.sub(r"//.*@", "//***@", url, flags=re.DOTALL)
