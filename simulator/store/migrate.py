"""Creates the tables of this program in a database, or upgrades older tables."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from sqlalchemy import LargeBinary, Text, cast, column, inspect, select, table

from simulator.errors import StoreError
from simulator.store.schema import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from simulator.reasons import StoreReason
    from simulator.store.backend import Backend

    Begin = Callable[[], AbstractContextManager[Connection]]

_ONE_AT_A_TIME: Final = Lock()
"""The steps of Alembic use one connection of the whole process, so two threads take turns."""
_ADDED: Final = (
    ("0002", ("editions", "body")),
    ("0003", ("attempts", "header")),
    ("0004", ("attempts", "measured")),
    ("0005", ("attempts", "mode")),
    ("0006", ("reflections", "judged")),
    ("0007", ("attempts", "cohort")),
    ("0008", ("signatures", "signer")),
)
"""A table and a column that each migration added."""


def migrate_schema(read: Begin, write: Begin, backend: Backend, *, reading: bool) -> None:
    """Creates the tables in an empty database, or upgrades older tables.

    A database with up-to-date tables is not changed.

    Args:
        read: Opens a reading transaction.
        write: Opens a writing transaction, which blocks other writers.
        backend: The database.
        reading: Whether the database is only read; a backend that makes no copies is not changed.

    Raises:
        StoreError: `newer`: a newer version of this program made the tables. `refused`: another
            program made the tables. `missing` or `older`: there are no tables, or an earlier
            version made them, and they may not be changed.
    """
    place = backend.place
    with read() as connection:
        revision = _revision(connection, place)
    if revision == HEAD:
        return
    if reading and not backend.copies:
        reason: StoreReason = "missing" if revision is None else "older"
        raise StoreError("newer" if (revision or "") > HEAD else reason, place, revision or "-")
    with write() as connection:
        # Another process may have upgraded the tables since the check above.
        revision = _revision(connection, place)
        if revision is not None and revision < HEAD:
            backend.back_up(revision)
        if revision != HEAD:
            _upgrade(connection, revision, place)


def _revision(connection: Connection, place: str) -> str | None:
    """The revision of the newest applied migration; None for an empty database.

    If the number of the revision is damaged, the columns of the tables tell the revision.

    Raises:
        StoreError: `refused`: another program made the tables.
    """
    inspector = inspect(connection)
    tables = set(inspector.get_table_names())
    if not tables:
        return None
    stored: list[object] = []
    if "alembic_version" in tables:
        # As bytes, because a damaged number can be text in no known encoding.
        version = cast(column("version_num", Text), LargeBinary)
        stored += map(
            bytes, connection.scalars(select(version).select_from(table("alembic_version")))
        )
    if not stored and tables <= {"alembic_version"}:
        return None
    if not tables >= {"attempts", "events", "trainees"} or "alembic_version" not in tables:
        raise StoreError("refused", place, ", ".join(sorted(tables)[:5]))
    (number,) = stored if len(stored) == 1 else (None,)
    if isinstance(number, bytes) and re.fullmatch(rb"\d{4}", number):
        return number.decode()
    columns = {(x, y["name"]) for x in tables for y in inspector.get_columns(x)}
    applied = [revision for revision, column in _ADDED if column in columns]
    return applied[-1] if applied else "0001"


def _upgrade(connection: Connection, revision: str | None, place: str) -> None:
    # Alembic is imported only here: the import is slow, and most starts need no migration.
    from alembic.config import Config  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.operations import Operations  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", _escaped(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    known = {x.revision for x in script.walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError("newer", place, revision)
    context = MigrationContext.configure(connection)
    todo = list(script.iterate_revisions("head", revision or "base"))
    with _ONE_AT_A_TIME, Operations.context(context):
        for step in reversed(todo):
            step.module.upgrade()
            context.stamp(script, step.revision)


def _escaped(path: Path) -> str:
    """A path as text for the settings of Alembic, where a single `%` would start a variable."""
    return str(path).replace("%", "%%")
