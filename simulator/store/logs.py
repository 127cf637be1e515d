"""Reads event logs and single values, which a damaged database can hold in any type and length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from simulator.audit import chain
from simulator.errors import LogError
from simulator.store.schema import attempts, events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from simulator.session.event import Event
    from simulator.store.backend import Backend

LONGEST: Final = 64_000_000
"""The largest number of bytes in an event or an edition that is read."""
_MOST: Final = 2**62
"""More events than any database holds."""


def read_cell(backend: Backend, connection: Connection, query: Select[Any]) -> object:
    """The one value that a query selects; None if there is none, or b"" if it cannot be read.

    Args:
        backend: The database.
        connection: An open reading transaction.
        query: Selects one column of at most one row.
    """
    try:
        with backend.bounded(connection, LONGEST):
            return connection.execute(query).scalars().first()
    except DBAPIError as error:
        if not backend.concerns_a_value(error):
            raise
        return b""


def read_events(backend: Backend, connection: Connection, attempt: str) -> tuple[Event, ...]:
    """The event log of an attempt, in order, after its hash chain was checked.

    Args:
        backend: The database.
        connection: An open reading transaction.
        attempt: The id of the attempt.

    Raises:
        LogError: An event is missing, was added or was changed.
    """
    own = attempts.c.id == attempt
    length, head_hash = (
        read_cell(backend, connection, select(x).where(own))
        for x in (attempts.c.length, attempts.c.head_hash)
    )
    query = (
        select(events.c.seq, events.c.kind, events.c.body, events.c.chain)
        .where(events.c.attempt_id == attempt)
        .order_by(events.c.seq)
        # One more than there should be shows that events were added.
        .limit(length + 1 if isinstance(length, int) and 0 <= length < _MOST else None)
    )
    try:
        with backend.bounded(connection, LONGEST):
            rows = [chain.StoredEvent._make(x) for x in connection.execute(query)]
    except DBAPIError as error:
        if not backend.concerns_a_value(error):
            raise
        raise LogError(_first_unreadable(backend, connection, query)) from error
    return chain.read_log(attempt, rows, length=length, head_hash=head_hash)


def _first_unreadable(backend: Backend, connection: Connection, query: Select[Any]) -> int:
    """The position in the log of the first row that cannot be read."""
    position = 0
    try:
        with backend.bounded(connection, LONGEST):
            while connection.execute(query.limit(1).offset(position)).all():
                position += 1
    except DBAPIError:
        pass
    return position
