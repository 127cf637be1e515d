"""SQLite: opening a file, durable transactions, and the meaning of error codes."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from sqlalchemy import create_engine, event
from sqlalchemy.dialects.sqlite import insert

from simulator.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Insert, Table
    from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

    from simulator.errors import StoreReason

DRIVERS: Final = ("sqlite", "sqlite+pysqlite")
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
    sqlite3.SQLITE_CONSTRAINT: "refused",
    sqlite3.SQLITE_MISMATCH: "refused",
}
_FOLDER_REASONS: Final[dict[int, StoreReason]] = {
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.EROFS: "read-only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
}


class SqliteBackend:
    """One SQLite file; see `store.backend.Backend`. Its folder is made if there is none.

    Args:
        url: The file as SQLAlchemy names it.
        place: The file as error messages name it.
        busy: Seconds to wait for another process that writes.

    Raises:
        StoreError: The folder cannot be made.
    """

    driver_error: type[Exception] = sqlite3.Error

    def __init__(self, url: URL, place: str, busy: float = BUSY_SECONDS) -> None:
        self.place = place
        _make_folder(url.database, place)
        self.engine = create_engine(url, connect_args={"timeout": busy})
        event.listen(self.engine, "connect", _prepare)
        event.listen(self.engine, "begin", _begin)
        self._file: _FileIdentity | None = None
        self._writer: PoolProxiedConnection | None = None
        self._cursor: sqlite3.Cursor

    def opened(self) -> None:
        """Notes which file was opened."""
        self._file = _identity(self.place)

    def close(self) -> None:
        """Closes every connection; SQLite then merges its write-ahead log into the file."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self.engine.dispose()

    def begin(self) -> DBAPICursor:
        """Begins a transaction that writes, on the driver's cursor.

        A file that was deleted or replaced would still accept writes that nobody could read.

        Raises:
            StoreError: missing: the file was deleted or replaced.
        """
        if self._file is not None and _identity(self.place) != self._file:
            raise StoreError("missing", self.place, "deleted or replaced")
        if self._writer is None:
            self._writer = self.engine.raw_connection()
            self._cursor = cast("sqlite3.Cursor", self._writer.cursor())
        # Not BEGIN: a transaction that reads first and then writes fails instead of waiting.
        self._cursor.execute("BEGIN IMMEDIATE")
        return cast("DBAPICursor", self._cursor)

    def commit(self) -> None:
        """Ends the transaction and makes its changes durable."""
        self._cursor.execute("COMMIT")

    def roll_back(self) -> None:
        """Ends the transaction, if it has not ended yet, and undoes its changes."""
        # After some errors, such as a full disk, SQLite has already rolled back.
        if self._writer is None or not self._cursor.connection.in_transaction:
            return
        try:
            self._cursor.execute("ROLLBACK")
        except sqlite3.Error:
            # Closing the connection rolls back, too; the next transaction opens another one.
            self._writer.invalidate()
            self._writer = None

    def insert_if_absent(self, table: Table) -> Insert:
        """An INSERT that does nothing if a row with the same key exists."""
        return insert(table).on_conflict_do_nothing()

    def reason(self, error: BaseException) -> StoreReason:
        """The `StoreError.reason` for an exception of the driver."""
        code = getattr(error, "sqlite_errorcode", None)
        return "damaged" if code is None else _REASONS.get(code & 0xFF, "damaged")


class _FileIdentity(NamedTuple):
    """A file, whatever its name: its device and its number there."""

    device: int
    inode: int


def _identity(place: str) -> _FileIdentity | None:
    try:
        about = os.stat(place)  # noqa: PTH116 - Path takes three times as long
    except (OSError, ValueError):
        return None
    return _FileIdentity(about.st_dev, about.st_ino)


def _make_folder(name: str | None, place: str) -> None:
    if not name or name == ":memory:" or name.startswith("file:"):
        return
    try:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        code = error.errno if isinstance(error, OSError) else None
        reason = _FOLDER_REASONS.get(code or 0, "missing")
        raise StoreError(reason, place, str(error)) from error


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # Otherwise the driver begins transactions itself: late, and not for every statement.
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
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
