"""A store that is opened for reading changes no byte, whatever state the files are in."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from simulator.errors import StoreError
from simulator.store.cells import ATTEMPTS, StoredRow
from simulator.store.paging import after
from simulator.store.schema import attempts
from simulator.store.sql import BATCH, SqlStore
from tests.store.examples import LOG, attempt
from tests.store.test_upgrade import STEPS, fill, upgrade

ONE = attempt()
Files = dict[str, tuple[bytes, int]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "a b #é"
    folder.mkdir()
    return folder / "attempts.sqlite3"


@pytest.fixture
def killed(file: Path) -> Path:
    """A database whose writer was killed: part of the content stands in the write-ahead log."""
    code = (
        "import os, signal, sys\n"
        "from simulator.store.sql import SqlStore\n"
        "from tests.store.examples import LOG, attempt\n"
        "SqlStore(sys.argv[1]).begin(attempt(), LOG)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code, f"sqlite:///{file}"], cwd=root, check=False)
    assert sorted(x.name for x in file.parent.iterdir()) == [
        file.name + ending for ending in ("", "-shm", "-wal")
    ]
    return file


def state(file: Path) -> Files:
    """Content and date of each file in the folder of a database."""
    return {x.name: (x.read_bytes(), x.stat().st_mtime_ns) for x in file.parent.iterdir()}


def ids(file: Path) -> list[str]:
    """The ids of the attempts in a database, whose logs are read, too."""
    with closing(SqlStore(f"sqlite:///{file}", busy=0.05, reading=True)) as store:
        found = [x.id for x in store.attempts()]
        for id_ in found:
            store.events(id_)
    return found


def write(file: Path) -> None:
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        store.begin(ONE, LOG)


def test_a_closed_database(file: Path) -> None:
    write(file)
    before = state(file)
    assert ids(file) == [ONE.id]
    assert state(file) == before


def test_a_database_left_by_a_killed_writer(killed: Path) -> None:
    before = state(killed)
    assert ids(killed) == [ONE.id]
    assert state(killed) == before


@pytest.mark.parametrize("lost", ["-shm", "-wal"])
def test_a_database_that_was_copied_without_all_its_files(killed: Path, lost: str) -> None:
    Path(f"{killed}{lost}").unlink()
    before = state(killed)
    if lost == "-shm":
        assert ids(killed) == [ONE.id]
    else:
        assert ids(killed) in ([], [ONE.id])
    assert state(killed) == before


def test_a_database_in_use(file: Path) -> None:
    with closing(SqlStore(f"sqlite:///{file}")) as writer:
        writer.begin(ONE, LOG)
        before = {k: v for k, v in state(file).items() if not k.endswith("-shm")}
        assert ids(file) == [ONE.id]
        assert {k: v for k, v in state(file).items() if not k.endswith("-shm")} == before
        writer.begin(attempt("b"), LOG)
        assert ids(file) == [ONE.id, attempt("b").id]


def test_a_reader_that_waits_sees_what_is_written_and_writers_close(file: Path) -> None:
    with closing(SqlStore(f"sqlite:///{file}")) as writer:
        writer.begin(ONE, LOG)
        with closing(SqlStore(f"sqlite:///{file}", reading=True)) as reader:
            assert len(list(reader.attempts())) == 1
            writer.begin(attempt("b"), LOG)
            assert len(list(reader.attempts())) == 2
            writer.close()
            assert len(list(reader.attempts())) == 2
            writer.begin(attempt("c"), LOG)
            assert len(list(reader.attempts())) == 3


@pytest.mark.parametrize("steps", range(1, len(STEPS)))
def test_an_older_database_is_read_as_it_is(file: Path, steps: int) -> None:
    upgrade(file, *STEPS[:1])
    fill(file)
    upgrade(file, *STEPS[1:steps])
    before = state(file)
    assert len(ids(file)) == 2
    assert state(file) == before


def test_an_interrupted_change_in_a_journal_is_not_seen(file: Path, tmp_path: Path) -> None:
    write(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("DELETE FROM events")
        connection.execute("DELETE FROM attempts")
        connection.execute("CREATE TABLE big (x)")
        connection.executemany("INSERT INTO big VALUES (?)", [("x" * 999,)] * 99)
        left = tmp_path / "left"
        shutil.copytree(file.parent, left)
    here = left / file.name
    assert Path(f"{here}-journal").exists()
    before = state(here)
    assert ids(here) == [ONE.id]
    assert state(here) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
@pytest.mark.parametrize("mode", [0o400, 0o600])
def test_a_folder_that_cannot_be_written(file: Path, mode: int) -> None:
    write(file)
    before = state(file)
    file.chmod(mode)
    file.parent.chmod(0o500)
    try:
        assert ids(file) == [ONE.id]
    finally:
        file.parent.chmod(0o700)
        file.chmod(0o600)
    assert state(file) == before


def test_a_file_that_is_not_there_is_not_made(file: Path) -> None:
    for missing in (file, file / "below", file.parent):
        with pytest.raises(StoreError) as raised:
            ids(missing)
        assert raised.value.reason == "missing"
    assert list(file.parent.iterdir()) == []


def test_an_empty_file_has_no_attempts(file: Path) -> None:
    file.touch()
    assert ids(file) == []
    assert file.read_bytes() == b""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_named_pipe_is_refused(file: Path) -> None:
    os.mkfifo(file)
    with pytest.raises(StoreError) as raised:
        ids(file)
    assert raised.value.reason == "refused"


def test_nothing_can_be_written(file: Path) -> None:
    write(file)
    before = state(file)
    with (
        closing(SqlStore(f"sqlite:///{file}", reading=True)) as store,
        pytest.raises(StoreError, match="read-only"),
    ):
        store.begin(attempt("b"), LOG)
    assert state(file) == before


def test_the_next_batch_is_found_in_the_index_at_once(file: Path) -> None:
    write(file)
    with closing(SqlStore(f"sqlite:///{file}", reading=True)) as store, store._reading() as reading:
        row = StoredRow(attempt=ONE, row=1, key=(ONE.started, ONE.id))
        for last in (row, replace(row, key=None)):
            query = ATTEMPTS.where(after(store._backend, last))
            query = query.order_by(attempts.c.started, attempts.c.id).limit(9)
            text = query.compile(store._backend.engine, compile_kwargs={"literal_binds": True})
            plan = reading.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").all()
            found = [x[3] for x in plan]
            wanted = "(started,id)>(?,?)" if last.key else "started>?"
            index = f"SEARCH attempts USING INDEX ix_attempts_started_id ({wanted})"
            assert found[0] == index, found
            assert not any("TEMP B-TREE" in x for x in found)


def test_a_list_goes_on_after_a_start_that_cannot_be_read(file: Path) -> None:
    """The last row of a batch has a key that cannot be read, or is NULL in a foreign table."""
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        for number in range(BATCH + 3):
            store.begin(attempt(f"{number:x}"), LOG[:1])
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        last = f"{BATCH - 1:x}".rjust(32, "0")
        for value in ("'2026-03-09T14:05:00Z' || hex(zeroblob(20000))", "x'ff'", "-1"):
            connection.execute(f"UPDATE attempts SET started = {value} WHERE id = '{last}'")  # noqa: S608 - our own values
            with closing(SqlStore(f"sqlite:///{file}", reading=True)) as reader:
                found = list(reader.attempts())
            assert len({x.id for x in found}) == len(found) == BATCH + 3
            assert [x.id for x in found if x.damaged] == [last]
