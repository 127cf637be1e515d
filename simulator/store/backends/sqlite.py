"""The backend for SQLite: opening a file, durable transactions, and the meaning of error codes."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from sqlalchemy import Integer, create_engine, event, literal_column
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import StaticPool

from simulator.errors import StoreError
from simulator.files.writing import claim, make_folder
from simulator.store.backends.reading import open_for_reading, private_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import URL, ColumnElement, Connection, FromClause, Insert, Table
    from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

    from simulator.reasons import StoreReason

DRIVERS: Final = ("sqlite", "sqlite+pysqlite")
"""The driver names in database URLs that this backend accepts."""
_MOST_MESSAGES: Final = 20
"""How many damaged places of a file are named."""
_OPTIONS: Final = frozenset({"timeout"})
_FILE_OPTIONS: Final = frozenset({"uri", "mode", "cache", "immutable", "nolock", "psow", "vfs"})
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


def options_of(url: URL) -> frozenset[str]:
    """The options that a database URL may have; a path has fewer than an SQLite URI (`file:`)."""
    is_uri = (url.database or "").startswith("file:")
    return _OPTIONS | _FILE_OPTIONS if is_uri else _OPTIONS


class SqliteBackend:
    """One SQLite file; implements `store.backend.Backend`.

    Args:
        url: The URL of the file for SQLAlchemy.
        place: The path of the file.
        busy: The time to wait while another process writes, in seconds.
        reading: Whether the file is only read: it must exist, and no byte of it changes. Otherwise
            a missing file and its folder are created.

    Raises:
        StoreError: The folder cannot be created.
    """

    driver_error: type[Exception] = sqlite3.Error
    copies = True

    def __init__(self, url: URL, place: str, busy: float, *, reading: bool = False) -> None:
        self.place = place
        self._reading = reading and _is_file(url.database)
        if self._reading:
            self._read_from(partial(open_for_reading, place, busy))
        else:
            _make_folder(url.database, place)
            self.engine = create_engine(url, connect_args={"timeout": busy})
            event.listen(self.engine, "connect", _prepare)
            event.listen(self.engine, "begin", _begin)
        self._file: _FileIdentity | None = None
        self._writer: PoolProxiedConnection | None = None
        self._cursor: sqlite3.Cursor

    def opened(self) -> None:
        """Remembers the identity of the file, to detect later that it was replaced."""
        self._file = _identity(self.place)

    def before_migration(self) -> None:
        """Prepares to change the tables; a file that is only read is copied first."""
        if not self._reading:
            return
        with closing(self.engine.raw_connection()) as pooled:
            copy = private_copy(cast("sqlite3.Connection", pooled.driver_connection))
        self.engine.dispose()
        self._read_from(lambda: copy)

    def back_up(self, revision: str) -> None:
        """Keeps a copy of the file beside it, which only this user can read.

        The transaction of the migration is open, so no other process writes meanwhile.
        """
        if self._reading or not _is_file(str(self.place)):
            return
        copy = Path(f"{self.place}.{revision}.backup")
        draft = copy.with_name(f"{copy.name}.draft")
        try:
            draft.unlink(missing_ok=True)
            claim(draft)
            with (
                closing(self.engine.raw_connection()) as pooled,
                closing(sqlite3.connect(draft)) as target,
            ):
                cast("sqlite3.Connection", pooled.driver_connection).backup(target)
            draft.replace(copy)
        except OSError as error:
            reason = _FOLDER_REASONS.get(error.errno or 0, "medium")
            raise StoreError(reason, self.place, str(error)) from error

    def _read_from(self, connect: Callable[[], sqlite3.Connection]) -> None:
        """Reads from one connection, which is opened at its first use."""
        self.engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
        event.listen(self.engine, "begin", _begin)

    def close(self) -> None:
        """Closes every connection; SQLite then writes its write-ahead log into the file."""
        if self._writer is not None:
            # After an error, the cursor would keep the connection open.
            self._cursor.close()
            self._writer.close()
            self._writer = None
        self.engine.dispose()

    def begin(self) -> DBAPICursor:
        """Begins a writing transaction and returns a cursor of the database driver.

        If the file was deleted or replaced, SQLite would still write to the old file, which nobody
        can open any more. Therefore this method checks the identity of the file first.

        Raises:
            StoreError: `missing`: the file was deleted or replaced.
        """
        if self._file is not None and _identity(self.place) != self._file:
            raise StoreError("missing", self.place, "deleted or replaced")
        if self._writer is None:
            self._writer = self.engine.raw_connection()
            self._cursor = cast("sqlite3.Cursor", self._writer.cursor())
        # After a plain BEGIN, the first write would fail, not wait, while another process writes.
        self._cursor.execute("BEGIN IMMEDIATE")
        return cast("DBAPICursor", self._cursor)

    def lock(self, table: Table, key: str) -> None:
        """Does nothing: a writing transaction blocks all other writers."""

    def commit(self) -> None:
        """Ends the writing transaction and makes its changes durable."""
        self._cursor.execute("COMMIT")

    def roll_back(self) -> None:
        """Undoes the changes of the writing transaction, unless it has already ended."""
        # After some errors, such as a full disk, SQLite has already rolled back.
        if self._writer is None or not self._cursor.connection.in_transaction:
            return
        try:
            self._cursor.execute("ROLLBACK")
        except sqlite3.Error:
            # Closing the connection also rolls back. The next transaction opens a new connection.
            self._writer.invalidate()
            self._writer = None

    def insert_if_absent(self, table: Table) -> Insert:
        """An INSERT into a table that does nothing if a row with the same key exists."""
        return insert(table).on_conflict_do_nothing()

    def row_number(self, table: FromClause) -> ColumnElement[int]:
        """The number of a row, which SQLite keeps for every table but `events`."""
        return literal_column(f'"{cast("Table", table).name}".rowid', Integer)

    @contextmanager
    def bounded(self, connection: Connection, octets: int) -> Iterator[None]:
        """A context manager in which reading a longer text or blob is an error."""
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        before = driver.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, octets)
        try:
            yield
        finally:
            driver.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, before)

    def concerns_a_value(self, error: DBAPIError) -> bool:
        """Whether one value could not be read, because it is too long or no text in UTF-8."""
        code = getattr(error.orig, "sqlite_errorcode", None)
        return code == sqlite3.SQLITE_TOOBIG or (
            code is None and "decode" in str(error.orig).casefold()
        )

    def integrity(self, connection: Connection) -> tuple[str, ...]:
        """What SQLite finds wrong in the pages and indexes of the file, at most 20 messages."""
        found = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_MESSAGES})").scalars()
        return tuple(str(x) for x in found.all() if x != "ok")

    def reason(self, error: BaseException) -> StoreReason:
        """The reason of a `StoreError` for an exception of the database driver."""
        code = getattr(error, "sqlite_errorcode", None)
        return "damaged" if code is None else _REASONS.get(code & 0xFF, "damaged")


class _FileIdentity(NamedTuple):
    """The identity of a file, which does not depend on its path.

    Attributes:
        device: The number of the device that contains the file.
        inode: The number of the file on the device.
    """

    device: int
    inode: int


def _identity(place: str) -> _FileIdentity | None:
    """The identity of the file at a path; None if there is no such file."""
    try:
        status = os.stat(place)  # noqa: PTH116 - Path takes three times as long
    except (OSError, ValueError):
        return None
    return _FileIdentity(status.st_dev, status.st_ino)


def _is_file(name: str | None) -> bool:
    """Whether a database in a URL is a path, and neither a database in memory nor an SQLite URI."""
    return bool(name) and name != ":memory:" and not str(name).startswith("file:")


def _make_folder(name: str | None, place: str) -> None:
    """Creates a database file and its folder for this user only, unless they exist.

    SQLite gives the files that it keeps beside the database the same permissions.

    Args:
        name: The path of the file in the database URL; None for a database in memory.
        place: The path of the file for error messages.

    Raises:
        StoreError: The folder cannot be created.
    """
    if not name or not _is_file(name):
        return
    try:
        make_folder(Path(name).parent)
        with suppress(OSError):  # SQLite says better why it cannot create the file.
            claim(Path(name))
    except (OSError, ValueError) as error:
        code = error.errno if isinstance(error, OSError) else None
        reason = _FOLDER_REASONS.get(code or 0, "missing")
        raise StoreError(reason, place, str(error)) from error


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Sets the options of a new connection: explicit transactions, durable writes, foreign keys."""
    # With another isolation level, the driver begins transactions itself, and too late.
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
        # What was deleted is overwritten with zeros.
        cursor.execute("PRAGMA secure_delete = ON")
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    """Begins a transaction of SQLAlchemy, which blocks other writers if the option says so."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
