"""What `store.sql` needs from a kind of database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Engine, Insert, Table
    from sqlalchemy.engine.interfaces import DBAPICursor

    from simulator.errors import StoreReason


class Backend(Protocol):
    """One open database.

    Attributes:
        place: The database as error messages name it, without a password.
        engine: Runs queries and migrations. A connection with the execution option `writes=True`
            locks out other writers when its transaction begins.
        driver_error: The base class of the exceptions that the driver raises.
    """

    place: str
    engine: Engine
    driver_error: type[Exception]

    def begin(self) -> DBAPICursor:
        """Begins a transaction that writes, on a cursor of the driver itself.

        All such transactions use one connection that stays open. The transaction locks out other
        writers, and is durable once it is committed.

        Raises:
            StoreError: missing: the database was deleted or replaced since it was opened.
        """

    def commit(self) -> None:
        """Ends the transaction and makes its changes durable."""

    def roll_back(self) -> None:
        """Ends the transaction, if it has not ended yet, and undoes its changes."""

    def insert_if_absent(self, table: Table) -> Insert:
        """An INSERT that does nothing if a row with the same key exists."""

    def reason(self, error: BaseException) -> StoreReason:
        """The `StoreError.reason` for an exception of the driver."""

    def opened(self) -> None:
        """Notes which database was opened, once its tables are there."""

    def close(self) -> None:
        """Closes every connection. The next use opens them again."""
