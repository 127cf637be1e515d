"""Transactions that write, and database errors as `StoreError`."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from simulator.errors import StoreError

if TYPE_CHECKING:
    from types import TracebackType

    from sqlalchemy.engine.interfaces import DBAPICursor

    from simulator.store.backend import Backend


class WriteTransaction:
    """A context manager for a transaction that writes, durable when the block ends.

    It can be entered again and again; one thread at a time writes. It is a class because a
    generator would take a tenth of the time of a stored choice.

    Args:
        backend: The open database.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._turn = Lock()

    def __enter__(self) -> DBAPICursor:
        """Begins the transaction.

        Returns:
            The driver's cursor, to run statements on.

        Raises:
            StoreError: The database cannot be written.
        """
        self._turn.acquire()
        try:
            return self._backend.begin()
        except BaseException as error:
            self._end()
            self._raise_translated(error)
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Commits the transaction; rolls it back if the block or the commit fails.

        Raises:
            StoreError: The database has refused a statement or the commit.
        """
        try:
            if error is None:
                self._backend.commit()
        except Exception as refused:
            self._raise_translated(refused)
            raise
        finally:
            self._end()
        self._raise_translated(error)

    def _end(self) -> None:
        """Undoes what was not committed, and lets the next thread write."""
        try:
            self._backend.roll_back()
        finally:
            self._turn.release()

    def _raise_translated(self, error: BaseException | None) -> None:
        """Raises the `StoreError` for an error of the database; any other error is left alone."""
        if isinstance(error, Exception):
            translated = store_error(error, self._backend)
            if translated is not error:
                raise translated from error


def store_error(error: Exception, backend: Backend) -> Exception:
    """The `StoreError` for an error of the database; any other error as it is."""
    match error:
        case DBAPIError():
            reason = backend.reason(error.orig or error)
            return StoreError(reason, backend.place, str(error.orig))
        case SQLAlchemyError() | UnicodeEncodeError() | OverflowError():
            return StoreError("refused", backend.place, type(error).__name__)
        case _ if isinstance(error, backend.driver_error):
            return StoreError(backend.reason(error), backend.place, str(error))
        case _:
            return error
