"""Finds what is damaged in a database outside the attempts that a list shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import LargeBinary, Text, cast, column, exists, select, table
from sqlalchemy.exc import DBAPIError

from simulator.attempt.record import DatabaseFault
from simulator.scenario.digest import sha256_hex, utf8_bytes
from simulator.store.cells import LONGEST, readable
from simulator.store.logs import read_cell
from simulator.store.schema import HEAD, attempts, editions, events, trainees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Column, Connection, Select, Table

    from simulator.store.backend import Backend

_VERSION: Final = column("version_num", Text)
_VERSIONS: Final = table("alembic_version", _VERSION)


def orphan_ids(backend: Backend, connection: Connection) -> tuple[str, ...]:
    """The ids of the attempts whose header or trainee is missing, sorted.

    Args:
        backend: The database.
        connection: An open reading transaction.
    """
    without_trainee = select(attempts.c.id).where(
        ~exists().where(trainees.c.id == attempts.c.trainee_id)
    )
    found: set[str] = set()
    for query in (_events_without_header(), without_trainee):
        with backend.bounded(connection, LONGEST):
            try:
                ids = connection.scalars(query).all()
            except DBAPIError:
                ids = connection.scalars(select(cast(query.subquery().c[0], LargeBinary))).all()
        found.update(x if isinstance(x, str) else readable(x) for x in ids)
    return tuple(sorted(found))


def _events_without_header() -> Select[Any]:
    """Selects the ids that occur in the table of events only.

    The query jumps in the index from one id to the next, and does not read each event.
    """
    first = select(events.c.attempt_id.label("id")).order_by(events.c.attempt_id).limit(1)
    ids = select(first.subquery().c.id).cte("ids", recursive=True)
    later = (
        select(events.c.attempt_id)
        .where(events.c.attempt_id > ids.c.id)
        .order_by(events.c.attempt_id)
        .limit(1)
        .scalar_subquery()
    )
    # A plain UNION also ends if a damaged index leads back to an id.
    ids = ids.union(select(later).where(ids.c.id.is_not(None)))
    return select(ids.c.id).where(ids.c.id.is_not(None), ~exists().where(attempts.c.id == ids.c.id))


def database_faults(backend: Backend, connection: Connection) -> Iterator[DatabaseFault]:
    """Everything that is damaged outside the attempts; one damaged table does not hide another.

    Args:
        backend: The database.
        connection: An open reading transaction.
    """
    checks: tuple[Callable[[Backend, Connection], Iterator[DatabaseFault]], ...] = (
        _pages,
        _version,
        _trainees,
        _editions,
    )
    for check in checks:
        try:
            yield from check(backend, connection)
        except (DBAPIError, UnicodeDecodeError) as error:
            detail = str(error.orig) if isinstance(error, DBAPIError) else type(error).__name__
            yield DatabaseFault(kind="page", place="", detail=detail)


def _pages(backend: Backend, connection: Connection) -> Iterator[DatabaseFault]:
    for message in backend.integrity(connection):
        yield DatabaseFault(kind="page", place="", detail=message)


def _version(backend: Backend, connection: Connection) -> Iterator[DatabaseFault]:
    version = read_cell(backend, connection, select(_VERSION).select_from(_VERSIONS))
    if version != HEAD:
        place = "alembic_version version_num"
        yield DatabaseFault(kind="cell", place=place, detail=readable(version))


def _trainees(backend: Backend, connection: Connection) -> Iterator[DatabaseFault]:
    for row in _rows(backend, connection, trainees):
        name = _value(backend, connection, trainees.c.name, row)
        if not isinstance(name, str) or not name:
            yield _cell_fault(trainees.c.name, row, name)
        key = _value(backend, connection, trainees.c.key, row)
        if not isinstance(key, str | None) or key == "":
            yield _cell_fault(trainees.c.key, row, key)
    unused = select(trainees.c.id).where(~exists().where(attempts.c.trainee_id == trainees.c.id))
    for id_ in connection.scalars(unused).all():
        yield DatabaseFault(kind="unused", place=f"trainees {id_}", detail="")


def _editions(backend: Backend, connection: Connection) -> Iterator[DatabaseFault]:
    for row in _rows(backend, connection, editions):
        digest = _value(backend, connection, editions.c.digest, row)
        if not isinstance(digest, str):
            yield _cell_fault(editions.c.digest, row, digest)
            continue
        body = _value(backend, connection, editions.c.body, row)
        if not isinstance(body, str):
            yield _cell_fault(editions.c.body, row, body)
        elif sha256_hex(utf8_bytes(body)) != digest:
            yield DatabaseFault(kind="edition", place=f"editions {row}", detail=digest)


def _rows(backend: Backend, connection: Connection, of: Table) -> list[int]:
    """The numbers of all rows of a table."""
    return list(connection.scalars(select(backend.row_number(of)).select_from(of)))


def _value(backend: Backend, connection: Connection, cell: Column[Any], row: int) -> object:
    query = select(cell).where(backend.row_number(cell.table) == row)
    return read_cell(backend, connection, query)


def _cell_fault(cell: Column[Any], row: int, value: object) -> DatabaseFault:
    place = f"{cell.table.name} {row} {cell.name}"
    return DatabaseFault(kind="cell", place=place, detail=readable(value))
