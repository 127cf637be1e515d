"""The backend for PostgreSQL: connections, durable transactions, and the meaning of error codes."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import Text, create_engine, event, literal_column
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.pool import NullPool

from simulator.errors import MissingLibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg
    from sqlalchemy import URL, ColumnElement, Connection, FromClause, Insert, Table
    from sqlalchemy.engine.interfaces import DBAPICursor
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import PoolProxiedConnection

    from simulator.reasons import StoreReason

DRIVERS: Final = ("postgresql", "postgres", "postgresql+psycopg")
"""The driver names in database URLs that this backend accepts."""
OPTIONS: Final = frozenset(
    {"host", "port", "connect_timeout", "sslmode", "sslrootcert", "sslcert", "sslkey", "passfile",
     "options", "target_session_attrs", "service"}
)  # fmt: skip
"""The options that a database URL may have; they are those of the driver."""
_CONNECT_SECONDS: Final = 10
_MIGRATION_LOCK: Final = 0x5E21_1CE5
"""The number of the lock that is held while the tables are changed; any fixed number will do."""

# The first characters of an SQLSTATE decide; the longest match counts.
_REASONS: Final[dict[str, StoreReason]] = {
    "08": "unreachable",
    "28": "denied",
    "3D": "missing",
    "42501": "denied",
    "25006": "read-only",
    "40": "locked",
    "55P03": "locked",
    "53100": "full",
    "53": "unreachable",
    "57": "unreachable",
    "58": "medium",
    "XX": "damaged",
    "22": "refused",
    "23": "refused",
    "42": "refused",
}


class PostgresBackend:
    """A PostgreSQL database; implements `store.backend.Backend`.

    Args:
        url: The URL of the database for SQLAlchemy.
        place: The URL for error messages, without a password.
        busy: The time to wait while another process writes, in seconds.
        reading: Whether the database is only read; PostgreSQL then refuses every change.

    Raises:
        MissingLibraryError: The driver, psycopg, is not installed.
    """

    copies = False

    def __init__(self, url: URL, place: str, busy: float, *, reading: bool = False) -> None:
        try:
            import psycopg  # noqa: PLC0415 - an extra, and slow to load
        except ImportError as error:
            raise MissingLibraryError("postgresql") from error
        self.driver_error: type[Exception] = psycopg.Error
        self.place = place
        settings = [f"-c lock_timeout={round(busy * 1000)}", "-c timezone=UTC"]
        if reading:
            settings.append("-c default_transaction_read_only=on")
        given = url.query.get("options", "")
        arguments = {
            "connect_timeout": url.query.get("connect_timeout", str(_CONNECT_SECONDS)),
            "options": " ".join((str(given), *settings)).strip(),
            "application_name": "service-simulator",
        }
        self.engine = create_engine(
            url.set(drivername="postgresql+psycopg").difference_update_query(("options",)),
            connect_args=arguments,
            poolclass=NullPool if reading else None,
            pool_pre_ping=not reading,
        )
        event.listen(self.engine, "begin", _begin)
        self._writer: PoolProxiedConnection | None = None
        self._cursor: psycopg.Cursor

    def opened(self) -> None:
        """Does nothing: a server has no file that could be replaced."""

    def before_migration(self) -> None:
        """Does nothing: who may change the tables is a matter of the roles of the server."""

    def back_up(self, revision: str) -> None:
        """Does nothing: backups of a server are a matter of whoever runs it."""
        del revision

    def close(self) -> None:
        """Closes every connection."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self.engine.dispose()

    def begin(self) -> DBAPICursor:
        """Begins a writing transaction and returns a cursor of the driver.

        A connection that was lost is opened again.
        """
        if self._writer is None:
            self._writer = self.engine.raw_connection()
            self._cursor = cast("psycopg.Cursor", self._writer.cursor())
        # The driver begins the transaction with the first statement.
        return cast("DBAPICursor", self._cursor)

    def lock(self, table: Table, key: str) -> None:
        """Makes other writers wait who lock the row with the same key, until the end.

        Args:
            table: A table whose primary key is one text.
            key: The key of the row; the row need not exist yet.
        """
        self._cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))", (table.name, key)
        )

    def commit(self) -> None:
        """Ends the writing transaction and makes its changes durable."""
        self._cursor.connection.commit()

    def roll_back(self) -> None:
        """Undoes the changes of the writing transaction, unless it has already ended."""
        if self._writer is None:
            return
        connection = self._cursor.connection
        if not connection.closed and connection.info.transaction_status == 0:
            return
        with suppress(self.driver_error):
            connection.rollback()
        if connection.closed:
            self._writer.invalidate()
            self._writer = None

    def insert_if_absent(self, table: Table) -> Insert:
        """An INSERT into a table that does nothing if a row with the same key exists."""
        return insert(table).on_conflict_do_nothing()

    def row_number(self, table: FromClause) -> ColumnElement[str]:
        """The place of a row in its table, which holds until the row is changed."""
        place: ColumnElement[str] = literal_column(f'"{cast("Table", table).name}".ctid')
        return sql_cast(place, Text)

    @contextmanager
    def bounded(self, connection: Connection, octets: int) -> Iterator[None]:
        """Does nothing: PostgreSQL has checked each value when it was stored."""
        del connection, octets
        yield

    def concerns_a_value(self, error: DBAPIError) -> bool:
        """Always false: PostgreSQL has checked each value when it was stored."""
        del error
        return False

    def integrity(self, connection: Connection) -> tuple[str, ...]:
        """Nothing: PostgreSQL checks its own files."""
        del connection
        return ()

    def reason(self, error: BaseException) -> StoreReason:
        """The reason of a `StoreError` for an exception of the driver.

        An error without an SQLSTATE is one of the connection.
        """
        state = getattr(error, "sqlstate", None) or "08"
        known = (state[:length] for length in (5, 2))
        return next((_REASONS[x] for x in known if x in _REASONS), "refused")


def _begin(connection: Connection) -> None:
    """Makes other migrations wait, if the transaction is one that changes the tables."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
