"""While the store fails, the play continues; when the store works again, all events are saved."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.attempt.edition import Edition
from simulator.errors import StoreError
from simulator.store.backends.sqlite import SqliteBackend
from simulator.store.memory import MemoryStore
from simulator.store.sql import SqlStore
from tests.attempt.players import begin, finish, resume, step
from tests.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

ID = "a" * 32
EDITION = cache(lambda: Edition(shipped("dark-screen")))


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    with closing(SqlStore(f"sqlite:///{file}", busy=0)) as store:
        yield store


@pytest.fixture
def other(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


def pragma(store: SqlStore, command: str) -> None:
    """Runs an SQL command on the writing connection."""
    backend = store._backend
    assert isinstance(backend, SqliteBackend)
    assert backend._writer is not None
    backend._writer.cursor().execute(f"PRAGMA {command}")


BREAKS: dict[str, tuple[Callable[[SqlStore, sqlite3.Connection], object], ...]] = {
    "full": (
        lambda store, _: pragma(store, "max_page_count = 1"),
        lambda store, _: pragma(store, "max_page_count = 1000000"),
    ),
    "read-only": (
        lambda store, _: pragma(store, "query_only = ON"),
        lambda store, _: pragma(store, "query_only = OFF"),
    ),
    "locked": (
        lambda _, other: other.execute("BEGIN IMMEDIATE"),
        lambda _, other: other.execute("ROLLBACK"),
    ),
    "damaged": (
        lambda _, other: other.execute("ALTER TABLE events RENAME TO lost"),
        lambda _, other: other.execute("ALTER TABLE lost RENAME TO events"),
    ),
}


@pytest.mark.parametrize("reason", BREAKS)
def test_it_goes_on_and_catches_up(store: SqlStore, other: sqlite3.Connection, reason: str) -> None:
    fail, mend = BREAKS[reason]
    wanted = finish(begin(MemoryStore(), EDITION()))
    play = begin(store, EDITION())
    step(play)
    stored = store.events(ID)
    fail(store, other)
    while play.unsaved is None:
        stored = tuple(play.session.log)
        step(play)
    assert play.unsaved.reason == reason
    for _ in range(3):
        step(play)
    mend(store, other)
    assert store.events(ID) == stored
    step(play)
    assert store.events(ID) == tuple(play.session.log)
    assert play.save() is None
    finish(play)
    assert store.events(ID) == tuple(wanted.session.log)
    (attempt,) = store.attempts()
    assert attempt.summary == wanted.sheet().summary()


@pytest.mark.parametrize("reason", BREAKS)
def test_played_to_the_end_without_a_store_nothing_stored_is_harmed(
    store: SqlStore, other: sqlite3.Connection, reason: str
) -> None:
    fail, mend = BREAKS[reason]
    play = begin(store, EDITION())
    step(play)
    fail(store, other)
    finish(play)
    assert play.debrief().sheet.total is not None
    assert play.unsaved is not None
    mend(store, other)
    log = store.events(ID)
    assert log == tuple(play.session.log)[: len(log)]
    # As if the program had been closed: the attempt continues from its last saved event.
    assert finish(resume(store, EDITION())).session.log == play.session.log


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted there")
@pytest.mark.parametrize("instead", [None, b"", b"another"])
def test_a_missing_database_is_reported(store: SqlStore, file: Path, instead: bytes | None) -> None:
    play = begin(store, EDITION())
    kept = file.rename(file.with_name("elsewhere"))
    if instead is not None:
        file.write_bytes(instead)
    step(play)
    assert play.unsaved is not None
    assert (play.unsaved.reason, play.unsaved_replies) == ("missing", 1)
    kept.replace(file)
    assert play.save() is None
    assert list(store.events(ID)) == play.session.log


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits of a process")
def test_a_medium_that_takes_no_more_bytes(store: SqlStore, file: Path) -> None:
    """The operating system refuses to write, because the process has a limit on file size."""
    begin(store, EDITION())
    store.close()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, _play_with_little_room(file).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert pipe.read() == "medium, then all kept"
    os.waitpid(child, 0)
    assert list(store.events(ID)) == finish(begin(MemoryStore(), EDITION())).session.log


def _play_with_little_room(file: Path) -> str:
    import resource  # noqa: PLC0415 - there is none on some systems

    store = SqlStore(f"sqlite:///{file}")
    play = resume(store, EDITION())
    step(play)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    finish(play)
    reason = play.unsaved.reason if play.unsaved else "no trouble"
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    return f"{reason}, then {'all kept' if play.save() is None else 'not kept'}"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_can_only_be_read(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError) as raised:
            SqlStore(f"sqlite:///{tmp_path / 'attempts.sqlite3'}")
    finally:
        tmp_path.chmod(0o700)
    assert raised.value.reason in {"missing", "read-only"}
