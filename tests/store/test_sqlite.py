"""Failures that a store in a file survives."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from msgspec.structs import replace
from sqlalchemy import create_engine

from simulator.errors import StoreError
from simulator.store.backends.sqlite import SqliteBackend
from simulator.store.schema import HEAD, metadata
from simulator.store.sql import SqlStore
from tests.store.examples import LOG, attempt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ONE = attempt()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "attempts.sqlite3"


@contextmanager
def opened(file: Path | str, busy: float = 0.05) -> Iterator[SqlStore]:
    with closing(SqlStore(f"sqlite:///{file}", busy=busy)) as store:
        yield store


@contextmanager
def raw(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


def reason_of(file: Path | str) -> str:
    with pytest.raises(StoreError) as raised, opened(file):
        pass
    return raised.value.reason


def test_every_append_is_there_in_another_process(file: Path) -> None:
    with opened(file) as writer, opened(file) as reader:
        writer.begin(ONE, LOG[:2])
        assert reader.events(ONE.id) == LOG[:2]
        writer.append(ONE.id, 2, LOG[2:])
        assert reader.events(ONE.id) == LOG


def test_writes_are_durable(file: Path) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with opened(file) as store:
        with store._reading() as connection:
            told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
        with store._writing as cursor:
            for name in names:
                cursor.execute(f"PRAGMA {name}")
                told += cursor.fetchone() or ()
    assert told == ["wal", 2, 1, 50] * 2


@pytest.mark.parametrize("appends", [1, 7, 40])
def test_a_killed_writer_loses_no_event_that_was_reported_as_saved(
    file: Path, appends: int
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", f"sqlite:///{file}"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with process:
        assert process.stdout is not None
        kept = [int(process.stdout.readline()) for _ in range(appends)][-1]
        process.kill()
    with opened(file) as store:
        log = store.events(ONE.id)
        assert len(log) >= kept
        assert len(log) % 2 == 1
        store.append(ONE.id, len(log), LOG[4:])
        assert store.events(ONE.id)[:-1] == log


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET body = replace(body, '812', '100') WHERE seq = 2",
        "DELETE FROM events WHERE seq = 1",
        "DELETE FROM events WHERE seq = 0",
        "UPDATE events SET chain = 'x' WHERE seq = 4",
        "UPDATE events SET seq = 9 WHERE seq = 4",
        "DELETE FROM events",
    ],
)
def test_a_changed_log_is_damaged(file: Path, change: str) -> None:
    with opened(file) as store:
        store.begin(ONE, LOG)
        with raw(file) as connection:
            connection.execute(change)
        with pytest.raises(StoreError) as raised:
            store.events(ONE.id)
    assert raised.value.reason == "damaged"


def test_a_log_cannot_be_lent_to_another_attempt(file: Path) -> None:
    with opened(file) as store:
        store.begin(ONE, LOG)
        store.begin(attempt("b"), LOG[:1])
        with raw(file) as connection:
            connection.execute("DELETE FROM events WHERE attempt_id = ?", [attempt("b").id])
            connection.execute("UPDATE events SET attempt_id = ?", [attempt("b").id])
        with pytest.raises(StoreError, match="damaged"):
            store.events(attempt("b").id)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert reason_of(tmp_path / "file" / "attempts.sqlite3") == "missing"
    assert reason_of(tmp_path / "file" / "below" / "attempts.sqlite3") == "missing"
    assert reason_of(tmp_path) == "missing"


def test_a_database_that_can_only_be_read(file: Path) -> None:
    with opened(file) as store:
        store.begin(ONE, LOG)
    with opened(f"file:{file}?mode=ro&uri=true") as store:
        assert store.events(ONE.id) == LOG
        with pytest.raises(StoreError) as raised:
            store.begin(attempt("b"), LOG)
    assert raised.value.reason == "read-only"


def test_a_database_on_a_medium_that_cannot_change(file: Path) -> None:
    with opened(file) as store:
        store.begin(ONE, LOG)
    with opened(f"file:{file}?immutable=1&uri=true") as store:
        assert store.events(ONE.id) == LOG


def test_another_writer_holds_it_up(file: Path) -> None:
    with opened(file) as store, raw(file) as other:
        store.begin(ONE, LOG[:2])
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as raised:
            store.append(ONE.id, 2, LOG[2:])
        assert raised.value.reason == "locked"
        assert store.events(ONE.id) == LOG[:2]
        other.execute("ROLLBACK")
        store.append(ONE.id, 2, LOG[2:])
        assert store.events(ONE.id) == LOG


def test_a_database_that_another_program_keeps_to_itself(file: Path) -> None:
    with raw(file) as other:
        other.execute("CREATE TABLE x (y)")
        other.execute("BEGIN EXCLUSIVE")
        assert reason_of(file) == "locked"


def test_a_full_medium(file: Path) -> None:
    with opened(file) as store:
        store.begin(ONE, LOG[:2])
        with store._writing as cursor:
            cursor.execute("PRAGMA max_page_count = 1")
        with pytest.raises(StoreError) as raised:
            store.append(ONE.id, 2, LOG[2:4] * 500)
        assert raised.value.reason == "full"
        assert store.events(ONE.id) == LOG[:2]


def test_something_that_is_no_database(file: Path) -> None:
    file.write_text("Dear diary, today I learned what a page header is. " * 40)
    before = file.read_bytes()
    assert reason_of(file) == "damaged"
    assert file.read_bytes() == before


def test_a_damaged_database(file: Path) -> None:
    with opened(file) as store:
        store.begin(ONE, LOG)
    content = bytearray(file.read_bytes())
    content[100:] = b"\x55" * (len(content) - 100)
    file.write_bytes(bytes(content))
    assert reason_of(file) == "damaged"


def test_a_newer_database(file: Path) -> None:
    with opened(file):
        pass
    with raw(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert reason_of(file) == "newer"


def test_a_database_of_another_program(file: Path) -> None:
    with raw(file) as connection:
        connection.execute("CREATE TABLE recipes (soup TEXT)")
    assert reason_of(file) == "refused"
    with raw(file) as connection:
        names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert names == [("recipes",)]


def test_an_older_database_is_brought_up_to_date(file: Path) -> None:
    """The database contains only the empty table of the migrations."""
    with raw(file) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
    with opened(file) as store:
        store.begin(ONE, LOG)
    with raw(file) as connection:
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [(HEAD,)]


def test_migrations_lead_to_the_tables(file: Path) -> None:
    with opened(file):
        pass
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_alembic_is_not_imported_for_a_database_that_is_up_to_date(file: Path) -> None:
    code = (
        "import sys; from simulator.store.sql import SqlStore;"
        "SqlStore(sys.argv[1]); print('alembic' in sys.modules)"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code, f"sqlite:///{file}"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert told == ["True", "False"]


def test_two_first_starts_at_once(file: Path) -> None:
    code = "import sys; from simulator.store.sql import SqlStore; SqlStore(sys.argv[1])"
    command = [sys.executable, "-c", code, f"sqlite:///{file}"]
    starts = [subprocess.Popen(command) for _ in range(3)]
    assert [x.wait() for x in starts] == [0, 0, 0]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:sec@ret@there/db?password=secret",
        "mysql+pymysql://me:secret@there/db",
        "nonsense",
        "",
        "what://me:secret@there:x/db",
    ],
)
def test_another_kind_of_database_is_refused_and_no_password_shown(url: str) -> None:
    with pytest.raises(StoreError) as raised:
        SqlStore(url)
    error = raised.value
    assert error.reason == "refused"
    for secret in ("secret", "ret@"):
        assert secret not in f"{error} {error.place} {error.detail}"


class Unwilling:
    """A cursor that fails at the given SQL commands, such as `COMMIT`."""

    def __init__(self, cursor: sqlite3.Cursor, *commands: str) -> None:
        self._cursor = cursor
        self._commands = commands

    def execute(self, command: str, values: Sequence[str | int] = ()) -> object:
        if command in self._commands:
            raise sqlite3.OperationalError(command)
        return self._cursor.execute(command, values)

    def __getattr__(self, name: str) -> object:
        return getattr(self._cursor, name)


@pytest.mark.parametrize("failing", [("COMMIT",), ("COMMIT", "ROLLBACK")])
def test_after_a_commit_that_fails_nothing_is_stored_and_the_next_one_works(
    file: Path, monkeypatch: pytest.MonkeyPatch, failing: tuple[str, ...]
) -> None:
    with opened(file) as store:
        store.begin(ONE, LOG[:2])
        backend = store._backend
        assert isinstance(backend, SqliteBackend)
        with monkeypatch.context() as patch:
            patch.setattr(backend, "_cursor", Unwilling(backend._cursor, *failing))
            with pytest.raises(StoreError, match="damaged"):
                store.append(ONE.id, 2, LOG[2:])
        assert store.events(ONE.id) == LOG[:2]
        store.append(ONE.id, 2, LOG[2:])
        assert store.events(ONE.id) == LOG


def test_threads_write_one_after_the_other(file: Path) -> None:
    ids = [f"{x:032x}" for x in range(40)]
    with opened(file) as store, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda x: store.begin(replace(ONE, id=x), LOG), ids))
        assert [store.events(x) for x in ids] == [LOG] * len(ids)
