"""A name that was erased leaves nothing behind, and a name that was swapped is still named."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from simulator.audit.fingerprint import changed
from simulator.scenario.digest import sha256_hex
from simulator.store.sql import SqlStore
from tests.store.examples import LOG, SUMMARY, attempt

ONE, BEN = attempt(), attempt("b", trainee="Ben")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "attempts.sqlite3"
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        store.begin(ONE, LOG)
        store.begin(BEN, LOG)
    return file


def run(file: Path, *commands: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        return [x for command in commands for x in connection.execute(command).fetchall()]


def named(file: Path) -> list[tuple[str, ...]]:
    with closing(SqlStore(f"sqlite:///{file}", reading=True)) as store:
        return [store.changed(x) for x in store.attempts()]


def test_each_trainee_has_a_key_and_keeps_it(file: Path) -> None:
    keys = run(file, "SELECT key FROM trainees ORDER BY id")
    assert len(set(keys)) == 2
    assert all(isinstance(x, str) and len(x) == 64 for (x,) in keys)
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        store.begin(attempt("c"), LOG)
    assert run(file, "SELECT key FROM trainees ORDER BY id") == keys
    assert named(file) == [(), (), ()]


def test_a_guess_cannot_be_confirmed_without_the_key(file: Path) -> None:
    (header,) = (json.loads(str(x)) for (x,) in run(file, f"SELECT header FROM attempts WHERE id = '{ONE.id}'"))  # noqa: S608 - our own id  # fmt: skip
    guess = json.dumps([ONE.id, "trainee", "Ana"])
    assert header["trainee"] not in sha256_hex(guess.encode())
    ((key,),) = run(file, "SELECT key FROM trainees WHERE name = 'Ana'")
    assert "trainee" not in changed(json.dumps(header), ONE, key)
    assert "trainee" in changed(json.dumps(header), ONE, "other")
    assert "trainee" in changed(json.dumps(header), ONE, None)


@pytest.mark.parametrize(
    "swap",
    [
        ["UPDATE trainees SET name = 'x' WHERE id = 1", "UPDATE trainees SET name = 'Ana' WHERE id = 2", "UPDATE trainees SET name = 'Ben' WHERE id = 1"],
        ["UPDATE attempts SET trainee_id = 3 - trainee_id"],
    ],
)  # fmt: skip
def test_a_swapped_name_is_named(file: Path, swap: list[str]) -> None:
    run(file, *swap)
    assert named(file) == [("trainee",), ("trainee",)]


def test_a_trainee_of_an_older_version_gets_a_key_and_the_old_hash_still_counts(file: Path) -> None:
    unkeyed = sha256_hex(json.dumps([ONE.id, "trainee", "Ana"]).encode())[:16]
    run(
        file,
        f"UPDATE attempts SET header = json_set(header, '$.trainee', '{unkeyed}') WHERE id = '{ONE.id}'",  # noqa: S608 - our own words
        "UPDATE trainees SET key = NULL WHERE name = 'Ana'",
    )
    assert named(file) == [(), ()]
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        store.begin(attempt("c"), LOG)
    assert named(file) == [(), (), ()]
    run(file, "UPDATE trainees SET name = 'Eve' WHERE name = 'Ana'")
    assert named(file) == [("trainee",), (), ("trainee",)]


def test_what_is_deleted_is_overwritten(file: Path) -> None:
    name = "Zoë-Unforgettable"
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        store.begin(attempt("d", trainee=name), LOG)
        with store._writing as cursor:
            cursor.execute("PRAGMA secure_delete")
            assert cursor.fetchone() == (1,)
            cursor.execute("DELETE FROM events WHERE attempt_id = ?", [attempt("d").id])
            cursor.execute("DELETE FROM attempts WHERE id = ?", [attempt("d").id])
            cursor.execute("DELETE FROM trainees WHERE name = ?", [name])
    assert name.encode() not in file.read_bytes()


def test_times_that_were_not_measured_are_stored_once_and_covered(file: Path) -> None:
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        assert run(file, "SELECT measured FROM attempts") == [(None,), (None,)]
        for _ in range(2):
            store.unmeasure(ONE.id)
        store.finish(ONE.id, "2026-03-09T14:20:00Z", SUMMARY)
        assert [x.measured for x in store.attempts()] == [False, True]
        assert [store.changed(x) for x in store.attempts()] == [(), ()]
        run(file, f"UPDATE attempts SET measured = iif(id = '{ONE.id}', NULL, 0)")  # noqa: S608 - our own id
        assert [store.changed(x) for x in store.attempts()] == [("measured",), ("measured",)]


@pytest.mark.skipif(os.name == "nt", reason="other rights there")
def test_only_the_owner_may_read_a_new_database(tmp_path: Path) -> None:
    new = tmp_path / "folder" / "attempts.sqlite3"
    before = os.umask(0o022)
    try:
        with closing(SqlStore(f"sqlite:///{new}")) as store:
            store.begin(ONE, LOG)
            modes = {x.stat().st_mode & 0o777 for x in new.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == {0o600}
    assert new.parent.stat().st_mode & 0o777 == 0o700
