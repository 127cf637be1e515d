"""A database with a few attempts, and ways to spoil one cell or some bytes of it."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from simulator.attempt.edition import Edition
from simulator.bootstrap import main
from simulator.store.sql import SqlStore
from tests.attempt.players import TEXT, begin, finish, step
from tests.shipped import program, shipped

IDS = ("a" * 32, "b" * 32, "c" * 32)
WAITING = IDS[1]

NAUGHTY: tuple[object, ...] = (
    None, "", " ", "text", "5", "-1", 0, 1, -1, 2, 5, 10**18, 1.5, 1e308, float("inf"), float("-inf"),
    "1" + "0" * 300, b"", b"\0", b"\xff\xfe", b"text", "\x1b[31mred", "\u202eback", "a\0b", "[]", "{}",
    "[" * 5000, '{"type":"went-on","node":"a","node":"b"}', '{"a":' * 5000, "2026-03-09T14:05:00Z",
    "2026-02-31T14:05:00Z", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z", "x" * 30_000, b"x" * 30_000,
)  # fmt: skip
"""Values that a cell gets."""
SAME = "the stored value as a blob"
BROKEN = "text that is no UTF-8"
LARGE = "a large blob"
SPECIAL = (SAME, BROKEN, LARGE)


class Cell(NamedTuple):
    """One cell of a database."""

    table: str
    column: str
    row: tuple[tuple[str, object], ...]


class Said(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def make(file: Path) -> None:
    """Writes a database with two ended attempts and one that waits."""
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        finish(begin(store, Edition(shipped("wrong-dish")), IDS[0], seed=3))
        step(begin(store, Edition(program(TEXT)), WAITING))
        finish(begin(store, Edition(program(TEXT)), IDS[2]))
    with raw(file) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def raw(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


def cells(file: Path) -> list[Cell]:
    """Every cell of every table."""
    found = []
    with raw(file) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            info = connection.execute(f"PRAGMA table_info({table})").fetchall()
            keys = [x[1] for x in info if x[5]] or [x[1] for x in info]
            for row in connection.execute(f"SELECT {', '.join(keys)} FROM {table}").fetchall():  # noqa: S608 - our own names
                where = tuple(zip(keys, row, strict=True))
                found += [Cell(table, x[1], where) for x in info]
    return found


def spoil(file: Path, cell: Cell, value: object) -> bool:
    """Writes a value into a cell; returns whether the cell then holds something else."""
    where = " AND ".join(f"{key} = ?" for key, _ in cell.row)
    keys = [x for _, x in cell.row]
    form = {
        SAME: f"CAST({cell.column} AS BLOB)",
        BROKEN: "CAST(x'41ff42' AS TEXT)",
        LARGE: "zeroblob(30000000)",
    }.get(str(value), "?")
    given = [] if form != "?" else [value]
    look = f"SELECT quote(substr({cell.column}, 1, 99)), typeof({cell.column}), length({cell.column}) FROM {cell.table}"  # noqa: S608 - our own names
    with raw(file) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.text_factory = bytes
        before = connection.execute(look).fetchall()
        try:
            connection.execute(
                f"UPDATE {cell.table} SET {cell.column} = {form} WHERE {where}",  # noqa: S608 - our own names
                [*given, *keys],
            )
        except (sqlite3.IntegrityError, sqlite3.DataError):
            return False
        return connection.execute(look).fetchall() != before


def said(file: Path, *arguments: str, typed: str = "") -> Said:
    """Runs a command in this process; an exception of the command ends the test."""
    out, err, given = io.BytesIO(), io.BytesIO(), io.BytesIO(typed.encode())
    streams = [io.TextIOWrapper(x, encoding="utf-8", newline="") for x in (given, out, err)]
    stdin, sys.stdin = sys.stdin, streams[0]
    try:
        with contextlib.redirect_stdout(streams[1]), contextlib.redirect_stderr(streams[2]):
            code = main([*arguments, "--database", f"sqlite:///{file}"])
    finally:
        sys.stdin = stdin
    for stream in streams[1:]:
        stream.flush()
    return Said(code, out.getvalue().decode(), err.getvalue().decode())


def rows(file: Path) -> dict[str, dict[str, Any]]:
    """The rows of the list, by the id of the attempt."""
    return {x["attempt"]: x for x in json.loads(said(file, "scores", "list", "--json").out)}
