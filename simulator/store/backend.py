"""The protocol through which `store.sql` uses one kind of database, such as SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import ColumnElement, Connection, Engine, FromClause, Insert, Table
    from sqlalchemy.engine.interfaces import DBAPICursor
    from sqlalchemy.exc import DBAPIError

    from simulator.reasons import StoreReason


class Backend(Protocol):
    """One open database.

    Attributes:
        place: The path or URL of the database for error messages, without a password.
        engine: The SQLAlchemy engine for queries and migrations. If a connection has the execution
            option `writes=True`, its transaction blocks other writers from the beginning.
        driver_error: The base class of the exceptions that the database driver raises.
        copies: Whether a database that is only read is copied before its tables are upgraded. If
            not, tables of an older version cannot be read.
    """

    place: str
    engine: Engine
    driver_error: type[Exception]
    copies: bool

    def begin(self) -> DBAPICursor:
        """Begins a writing transaction and returns a cursor of the database driver.

        All writing transactions use one connection that stays open. The changes are durable after
        `commit`. A transaction blocks all other writers, or those that `lock` the same key.

        Raises:
            StoreError: `missing`: the database was deleted or replaced since it was opened.
        """

    def lock(self, table: Table, key: str) -> None:
        """Makes other writing transactions wait that lock the same key, until the end of this one.

        Args:
            table: The table that the key belongs to.
            key: The key of a row, which need not exist yet.
        """

    def commit(self) -> None:
        """Ends the writing transaction and makes its changes durable."""

    def roll_back(self) -> None:
        """Undoes the changes of the writing transaction, unless it has already ended."""

    def insert_if_absent(self, table: Table) -> Insert:
        """An INSERT into a table that does nothing if a row with the same key exists."""

    def row_number(self, table: FromClause) -> ColumnElement[Any]:
        """A number or text that belongs to one row of a table, whatever its cells hold."""

    def bounded(self, connection: Connection, octets: int) -> AbstractContextManager[None]:
        """A context manager in which reading a longer value is an error, and takes no memory."""

    def concerns_a_value(self, error: DBAPIError) -> bool:
        """Whether an error says that one value cannot be read, and the database is readable."""

    def integrity(self, connection: Connection) -> tuple[str, ...]:
        """What the database program finds damaged in its file; a bounded number of messages."""

    def reason(self, error: BaseException) -> StoreReason:
        """The reason of a `StoreError` for an exception of the database driver."""

    def before_migration(self) -> None:
        """Prepares to change the tables.

        A database that was opened for reading is copied, and the copy is used from now on.
        """

    def back_up(self, revision: str) -> None:
        """Keeps a copy of a file beside it, before its tables are changed.

        Args:
            revision: The revision of the tables, which is part of the name of the copy.
        """

    def opened(self) -> None:
        """Remembers the identity of the database; called after its tables were created."""

    def close(self) -> None:
        """Closes every connection; the next use opens a connection again."""
