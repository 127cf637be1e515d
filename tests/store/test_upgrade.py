"""A database of each earlier version is upgraded without losing anything."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from msgspec.structs import asdict, replace
from sqlalchemy import create_engine

from simulator.audit import chain
from simulator.errors import DamagedLogError
from simulator.store.migrations.versions import (
    eighth,
    fifth,
    first,
    fourth,
    second,
    seventh,
    sixth,
    third,
)
from simulator.store.schema import HEAD
from simulator.store.sql import SqlStore
from tests.store.examples import LOG, SUMMARY, attempt

WAITING, ENDED = attempt("a"), attempt("b", trainee="Ben")
_HEADER = (
    "id", "scenario", "edition", "digest", "rubric", "rubric_edition", "language", "started"
)  # fmt: skip


@contextmanager
def raw(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


STEPS = (first, second, third, fourth, fifth, sixth, seventh, eighth)


def test_every_earlier_edition_is_tried() -> None:
    assert [x.revision for x in STEPS][-1] == HEAD


@pytest.fixture(params=range(1, len(STEPS)))
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database that an earlier version of the program wrote."""
    file = tmp_path / "attempts.sqlite3"
    upgrade(file, *STEPS[:1])
    fill(file)
    upgrade(file, *STEPS[1 : request.param])
    return file


def structure(file: Path) -> list[tuple[object, ...]]:
    """The statements that made the tables of a database."""
    with raw(file) as connection:
        return list(connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name"))


def upgrade(file: Path, *steps: ModuleType) -> None:
    engine = create_engine(f"sqlite:///{file}")
    for step in steps:
        with engine.begin() as connection:
            with Operations.context(MigrationContext.configure(connection)):
                step.upgrade()
            connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
            connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (step.revision,))
    engine.dispose()


def fill(file: Path) -> None:
    """Writes one unfinished and one ended attempt into the tables of the first version."""
    with raw(file) as connection:
        for number, (one, log) in enumerate(((WAITING, LOG[:3]), (ENDED, LOG)), start=1):
            connection.execute("INSERT INTO trainees VALUES (?, ?)", [number, one.trainee])
            header = {x: getattr(one, x) for x in _HEADER} | {"trainee_id": number}
            names, places = ", ".join(header), ", ".join("?" * len(header))
            connection.execute(
                f"INSERT INTO attempts ({names}) VALUES ({places})",  # noqa: S608 - our own names
                [*header.values()],
            )
            before = one.id
            for seq, event in enumerate(log):
                body = chain.body(event)
                before = chain.link(before, body)
                row = [one.id, seq, event.kind, body, before]
                connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", row)
        values = {**asdict(SUMMARY), "criticals": "safety,privacy", "ended": "2026-03-09T14:20:00Z"}
        places = ", ".join(f"{x} = :{x}" for x in values)
        connection.execute(
            f"UPDATE attempts SET {places} WHERE id = :id",  # noqa: S608 - our own names
            {**values, "id": ENDED.id},
        )


def test_nothing_is_lost_and_what_waits_goes_on(file: Path) -> None:
    with raw(file) as connection:
        before = list(connection.execute("SELECT * FROM events"))
    for _ in range(2):
        with closing(SqlStore(f"sqlite:///{file}")) as store:
            assert [x.id for x in store.attempts()] == [WAITING.id, ENDED.id]
            (ended,) = store.find(ENDED.id)
            assert ended.summary == SUMMARY
            assert store.events(ENDED.id) == LOG
            assert store.waiting("Ana", "tea") == replace(WAITING, first=True, person=1)
            assert store.edition(WAITING.digest) is None
    with raw(file) as connection:
        assert list(connection.execute("SELECT * FROM events")) == before
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [(HEAD,)]
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        store.append(WAITING.id, 3, LOG[3:])
        store.finish(WAITING.id, "2026-03-10T10:00:00Z", SUMMARY)
        assert store.events(WAITING.id) == LOG


def test_older_logs_and_headers_get_hashes(file: Path) -> None:
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        assert [store.changed(x) for x in store.attempts()] == [(), ()]
    with raw(file) as connection:
        connection.execute("DELETE FROM events WHERE seq > 1")
        connection.execute("UPDATE attempts SET started = '2020-01-01T00:00:00Z'")
        connection.execute("UPDATE trainees SET name = 'Cleo' WHERE name = 'Ben'")
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        for id_ in (WAITING.id, ENDED.id):
            with pytest.raises(DamagedLogError) as raised:
                store.events(id_)
            assert (raised.value.seq, raised.value.what) == (2, "missing")
        found = [store.changed(x) for x in store.attempts()]
        assert found == [("started",), ("trainee", "started")]


def test_attempts_continued_after_an_upgrade_get_hashes(file: Path) -> None:
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        store.append(WAITING.id, 3, LOG[3:])
        store.finish(WAITING.id, "2026-03-10T10:00:00Z", SUMMARY)
        store.begin(attempt("c"), LOG)
        store.finish(attempt("c").id, "2026-03-10T10:00:00Z", SUMMARY)
        assert [store.changed(x) for x in store.attempts()] == [(), (), ()]


def test_an_upgrade_that_is_interrupted_leaves_the_database_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = structure(file)
    monkeypatch.setattr(MigrationContext, "stamp", stop)
    with pytest.raises(KeyboardInterrupt):
        SqlStore(f"sqlite:///{file}")
    monkeypatch.undo()
    assert structure(file) == before
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        assert store.events(ENDED.id) == LOG


def test_a_copy_is_kept_beside_before_the_tables_change(file: Path) -> None:
    before = structure(file)
    with raw(file) as connection:
        rows = list(connection.execute("SELECT id, scenario, started FROM attempts"))
    SqlStore(f"sqlite:///{file}").close()
    (copy,) = file.parent.glob("*.backup")
    assert copy.name.startswith("attempts.sqlite3.000")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert structure(copy) == before
    with raw(copy) as connection:
        assert list(connection.execute("SELECT id, scenario, started FROM attempts")) == rows
    content = copy.read_bytes()
    SqlStore(f"sqlite:///{file}").close()
    assert copy.read_bytes() == content
    assert [x.name for x in file.parent.glob("*.draft")] == []


def test_neither_a_new_database_nor_a_command_that_reads_makes_a_copy(file: Path) -> None:
    SqlStore(f"sqlite:///{file}", reading=True).close()
    SqlStore(f"sqlite:///{file.parent / 'new.sqlite3'}").close()
    assert list(file.parent.glob("*.backup")) == []


def test_threads_may_open_new_databases_at_once(tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            SqlStore(f"sqlite:///{tmp_path / f'{number % 3}.sqlite3'}").close()
        except BaseException as error:  # noqa: BLE001 - the test names it
            failed.append(error)

    threads = [threading.Thread(target=work, args=(x,)) for x in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
