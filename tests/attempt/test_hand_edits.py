"""Edits by hand that read as the same value, or that contradict nothing else, are named, too."""

# ruff: noqa: S608 - the tests know what they put in

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.audit import chain
from simulator.audit.verify import Verifier
from simulator.store.sql import SqlStore
from tests.attempt.players import ID, OTHER
from tests.attempt.test_verify import change, rewritten

if TYPE_CHECKING:
    pass


def kinds(store: SqlStore, id_: str = ID) -> list[tuple[str, str | int | None]]:
    """Kind and place of each fault of an attempt; the other attempt has none."""
    verify = Verifier(store)
    found = {x.id: verify(x) for x in store.attempts()}
    assert len(found) == 2
    assert all(not faults for key, faults in found.items() if key != id_)
    return [(x.kind, x.field if x.seq is None else x.seq) for x in found[id_]]


HEADER = ("language", "started", "ended", "digest")
LOGGED = ("scenario", "rubric", "ending", "ending_outcome", "criticals")


@pytest.mark.parametrize("column", HEADER)
def test_a_blob_equal_to_the_text_is_named(store: SqlStore, file: Path, column: str) -> None:
    change(file, f"UPDATE attempts SET {column} = CAST({column} AS BLOB) WHERE id = '{ID}'")
    assert ("header", column) in kinds(store)


@pytest.mark.parametrize("column", LOGGED)
def test_a_blob_equal_to_a_text_of_the_log_is_named(
    store: SqlStore, file: Path, column: str
) -> None:
    change(file, f"UPDATE attempts SET {column} = CAST({column} AS BLOB) WHERE id = '{ID}'")
    assert kinds(store) == [("figure", column)]


@pytest.mark.parametrize("value", ["2", "'yes'", "x'01'", "9e999", "1e300", "-1"])
@pytest.mark.parametrize("column", ["passed", "interpretable", "abandoned", "total", "kept"])
def test_a_number_of_another_kind_is_named(
    store: SqlStore, file: Path, column: str, value: str
) -> None:
    if (column, value) not in {("total", "2"), ("kept", "2")}:
        change(file, f"UPDATE attempts SET {column} = {value} WHERE id = '{ID}'")
        assert kinds(store) == [("figure", column)]
        (attempt,) = store.find(ID)
        assert attempt.damaged_columns == (column,)


def test_a_figure_of_an_attempt_that_waits_is_named(store: SqlStore, file: Path) -> None:
    change(file, f"UPDATE attempts SET empathy = 5, passed = 1 WHERE id = '{OTHER}'")
    assert kinds(store, OTHER) == [("cell", "empathy"), ("cell", "passed")]


@pytest.mark.parametrize(
    ("position", "values", "kind"),
    [
        (0, {"seed": -1}, "changed"),
        (0, {"seed": 10**18}, "impossible"),
        (0, {"seed": 10**300}, "changed"),
        (2, {"share": -5}, "changed"),
        (2, {"share": 2**63}, "unlike"),
        (2, {"share": 10**300}, "unlike"),
        (2, {"share": 2000, "rapid": True}, "unlike"),
    ],
)
def test_a_value_that_no_clock_gives_is_named_although_the_chain_fits(
    store: SqlStore, file: Path, position: int, values: dict[str, object], kind: str
) -> None:
    bodies = [chain.body(x) for x in store.events(OTHER)]
    plain = json.loads(bodies[position])
    assert plain.keys() >= values.keys()
    bodies[position] = json.dumps(plain | values, separators=(",", ":"), sort_keys=True)
    rewritten(file, OTHER, bodies, sealed=True)
    assert kinds(store, OTHER) == [(kind, position)]


def test_text_that_reads_as_the_same_event_is_named(store: SqlStore, file: Path) -> None:
    bodies = [chain.body(x) for x in store.events(OTHER)]
    for same in (f" {bodies[1]}", bodies[1].replace("{", '{"elapsed":7,', 1)):
        rewritten(file, OTHER, [bodies[0], same, *bodies[2:]], sealed=True)
        assert kinds(store, OTHER) == [("changed", 1)]


def test_an_end_before_the_start_is_named(store: SqlStore, file: Path) -> None:
    change(file, f"UPDATE attempts SET ended = '2001-01-01T00:00:00Z' WHERE id = '{ID}'")
    assert ("order", "ended") in kinds(store)


def test_stray_events_are_orphans_whatever_their_position_and_type(
    store: SqlStore, file: Path
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for id_ in ("stray", b"\xff", "other"):
            row = [id_, 5, "felt", "{}", "x"]
            connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", row)
    assert store.audit.orphans() == ("other", "stray", "x'ff'")


def test_an_attempt_whose_trainee_is_gone_is_listed_and_named(store: SqlStore, file: Path) -> None:
    change(file, f"UPDATE attempts SET trainee_id = 99 WHERE id = '{ID}'")
    assert kinds(store) == [("header", "trainee")]
    assert store.audit.orphans() == (ID,)


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("INSERT INTO trainees (name) VALUES ('Nobody')", ("unused", "trainees 2")),
        ("UPDATE trainees SET key = x'00'", ("cell", "trainees 1 key")),
        ("UPDATE trainees SET name = CAST(name AS BLOB)", ("cell", "trainees 1 name")),
        ("UPDATE editions SET body = body || ' '", ("edition", "editions 1")),
        ("UPDATE editions SET body = x'00'", ("cell", "editions 1 body")),
        ("UPDATE editions SET digest = x'00'", ("cell", "editions 1 digest")),
        ("UPDATE alembic_version SET version_num = 'x'", ("cell", "alembic_version version_num")),
    ],
)
def test_damage_outside_the_attempts_is_named(
    store: SqlStore, file: Path, command: str, fault: tuple[str, str]
) -> None:
    assert list(store.audit.faults()) == []
    change(file, command)
    assert [(x.kind, x.place) for x in store.audit.faults()] == [fault]


def test_a_damaged_page_of_an_index_is_named(store: SqlStore, file: Path) -> None:
    store.close()
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_attempts_trainee_id_scenario_started_id'"
        ((page,),) = connection.execute(query).fetchall()
        ((size,),) = connection.execute("PRAGMA page_size").fetchall()
    content = bytearray(file.read_bytes())
    content[(page - 1) * size + 3 : (page - 1) * size + 5] = b"\0\1"  # One entry in place of two.
    file.write_bytes(content)
    with closing(SqlStore(f"sqlite:///{file}", reading=True)) as reader:
        assert len(list(reader.attempts())) == 2
        found = list(reader.audit.faults())
    assert {x.kind for x in found} == {"page"}
