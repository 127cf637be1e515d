"""What is particular to SQLite: opening a file, durable writes, and its error codes."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import create_engine, event

from simulator.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import ConnectionPoolEntry

    from simulator.errors import StoreReason

BUSY_SECONDS: Final = 5
_REASONS: Final[dict[int, StoreReason]] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_AUTH: "read-only",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_CANTOPEN: "missing",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "medium",
    sqlite3.SQLITE_TOOBIG: "refused",
}
_FOLDER_REASONS: Final[dict[int, StoreReason]] = {
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.EROFS: "read-only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
}


def reason(error: DBAPIError) -> StoreReason:
    """The reason of a `StoreError` for what SQLite said."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return "damaged" if code is None else _REASONS.get(code & 0xFF, "damaged")


def open_engine(url: URL, place: str, busy: float = BUSY_SECONDS) -> Engine:
    """An engine on a file; its folder is made if it is not there.

    Args:
        url: Where it is.
        place: The same for people.
        busy: Seconds to wait for another process that writes.

    Raises:
        StoreError: The folder cannot be made.
    """
    name = url.database
    if name and name != ":memory:" and not name.startswith("file:"):
        try:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            code = error.errno if isinstance(error, OSError) else None
            why = _FOLDER_REASONS.get(code or 0, "missing")
            raise StoreError(why, place, str(error)) from error
    engine = create_engine(url, connect_args={"timeout": busy})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def identity(place: str) -> tuple[int, int] | None:
    """Which file stands at a place: one that was deleted goes on being written unseen."""
    try:
        about = Path(place).stat()
    except (OSError, ValueError):
        return None
    return about.st_dev, about.st_ino


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver is to leave transactions to us: its own start too late and not at every command.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                raise
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes its turn at once: a reader that turns writer would not wait but fail.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
