"""Opens the backend for the kind of database in a URL."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from simulator.errors import StoreError
from simulator.store.backends import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import URL

    from simulator.store.backend import Backend

# SQLAlchemy logs an error that it raises, too, and without a handler Python would print it.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())

BUSY_SECONDS: Final = 5
"""The default time to wait while another process writes, in seconds."""


def open_backend(url: str | URL, busy: float, *, reading: bool) -> Backend:
    """The backend for the kind of database in a URL.

    Args:
        url: The URL of the database for SQLAlchemy.
        busy: The time to wait while another process writes, in seconds.
        reading: Whether the database is only read.

    Raises:
        StoreError: `refused`: the URL is malformed, or names a kind of database that this program
            does not support. Another reason: the folder of the file cannot be created.
        MissingLibraryError: The driver for this kind of database is not installed.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError("refused", _without_password(str(url)), "URL") from error
    place = _place(parsed)
    on_server = parsed.drivername in postgresql.DRIVERS
    if not on_server and parsed.drivername not in sqlite.DRIVERS:
        raise StoreError("refused", place, parsed.drivername)
    options = postgresql.OPTIONS if on_server else sqlite.options_of(parsed)
    unknown = sorted(parsed.query.keys() - options)
    if unknown:
        raise StoreError("refused", place, f"?{unknown[0]}")
    try:
        if on_server:
            return postgresql.PostgresBackend(parsed, place, busy, reading=reading)
        parsed.get_dialect()().create_connect_args(parsed)  # Reads the values of the options.
        return sqlite.SqliteBackend(parsed, parsed.database or place, busy, reading=reading)
    except (SQLAlchemyError, TypeError, ValueError) as error:
        raise StoreError("refused", place, str(error)) from error


def _place(url: URL) -> str:
    """A URL for error messages, without its options; the path of a file that is no text."""
    try:
        return _without_password(str(url.set(query={})))
    except UnicodeEncodeError:
        return str(url.database)


def _without_password(url: str) -> str:
    """A URL without user name and password, even if the password has characters that need escaping.

    >>> _without_password("what://me:se@cr/et@there:x/db")
    'what://***@there:x/db'
    """
    return re.sub(r"//.*@", "//***@", url, flags=re.DOTALL)
