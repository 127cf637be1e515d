"""A database of the first tables goes on with all that is in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine

from simulator.errors import DamagedLogError
from simulator.store import chain
from simulator.store.migrations.versions import first
from simulator.store.schema import HEAD
from simulator.store.sql import SqlStore
from tests.store.examples import FIGURES, LOG, attempt

WAITING, ENDED = attempt("a"), attempt("b", trainee="Ben")


@contextmanager
def raw(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database as the first edition of the program left it."""
    file = tmp_path / "attempts.sqlite3"
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            first.upgrade()
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
    engine.dispose()
    with raw(file) as connection:
        for number, (one, log) in enumerate(((WAITING, LOG[:3]), (ENDED, LOG)), start=1):
            connection.execute("INSERT INTO trainees VALUES (?, ?)", [number, one.trainee])
            connection.execute(
                "INSERT INTO attempts (id, trainee_id, scenario, edition, digest, rubric,"
                " rubric_edition, language, started) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    one.id,
                    number,
                    one.scenario,
                    one.edition,
                    one.digest,
                    one.rubric,
                    one.rubric_edition,
                    one.language,
                    one.started,
                ],
            )
            before = one.id
            for seq, event in enumerate(log):
                body = chain.body(event)
                before = chain.link(before, body)
                row = [one.id, seq, event.kind, body, before]
                connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", row)
        values = {**FIGURES, "criticals": "safety,privacy", "ended": "2026-03-09T14:20:00Z"}
        places = ", ".join(f"{x} = :{x}" for x in values)
        connection.execute(
            f"UPDATE attempts SET {places} WHERE id = :id",  # noqa: S608 - our own names
            {**values, "id": ENDED.id},
        )
    return file


def test_nothing_is_lost_and_what_waits_goes_on(file: Path) -> None:
    with raw(file) as connection:
        before = list(connection.execute("SELECT * FROM events"))
    for _ in range(2):
        with closing(SqlStore(f"sqlite:///{file}")) as store:
            assert [x.id for x in store.attempts()] == [WAITING.id, ENDED.id]
            (ended,) = store.find(ENDED.id)
            assert ended.figures == FIGURES
            assert store.events(ENDED.id) == LOG
            assert store.waiting("Ana", "tea") == WAITING
            assert store.edition(WAITING.digest) is None
    with raw(file) as connection:
        assert list(connection.execute("SELECT * FROM events")) == before
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [(HEAD,)]
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        store.append(WAITING.id, 3, LOG[3:])
        store.finish(WAITING.id, "2026-03-10T10:00:00Z", FIGURES)
        assert store.events(WAITING.id) == LOG


def test_the_end_of_older_logs_is_watched_from_now_on(file: Path) -> None:
    SqlStore(f"sqlite:///{file}").close()
    with raw(file) as connection:
        connection.execute("DELETE FROM events WHERE seq > 3")
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        with pytest.raises(DamagedLogError) as raised:
            store.events(ENDED.id)
        assert (raised.value.seq, raised.value.what) == (4, "missing")
        assert store.events(WAITING.id) == LOG[:3]


def test_an_upgrade_that_is_interrupted_leaves_the_database_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(MigrationContext, "stamp", stop)
    with pytest.raises(KeyboardInterrupt):
        SqlStore(f"sqlite:///{file}")
    monkeypatch.undo()
    with raw(file) as connection:
        tables = {x for (x,) in connection.execute("SELECT name FROM sqlite_master")}
        assert "editions" not in tables
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        assert store.events(ENDED.id) == LOG
