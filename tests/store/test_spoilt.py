"""A spoilt cell costs itself and is named; spoilt bytes end in words, never in a traceback."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import textwrap
from pathlib import Path

import pytest

from tests.attempt.players import TEXT
from tests.chance import SEED
from tests.chance import chance as seeded
from tests.store.spoilt import (
    IDS,
    LARGE,
    NAUGHTY,
    SPECIAL,
    Cell,
    cells,
    make,
    rows,
    said,
    spoil,
)

CASES = int(os.environ.get("SIMULATOR_TEST_CASES", "12"))
"""The number of random cases of each test; the variable SIMULATOR_TEST_CASES gives more."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("whole") / "attempts.sqlite3"
    make(file)
    return file


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SIMULATOR_LANGUAGE", "en")
    for folder in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder))


READING = (
    ("list",),
    ("list", "--json"),
    ("list", "--trainee", "Ana", "--since", "2020-01-01"),
    *(("show", x, *more) for x in IDS for more in ((), ("--explain",), ("--explain", "--json"))),
    ("export",),
    ("verify",),
    ("verify", "--json"),
)


def affected(cell: Cell) -> set[str]:
    """The ids of the attempts whose row in a list may differ."""
    if cell.table == "attempts":
        return {str(x) for _, x in cell.row}
    return set(IDS) if cell.table == "trainees" else set()


def digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def try_case(whole: Path, file: Path, cell: Cell, value: object) -> None:
    shutil.copy(whole, file)
    if not spoil(file, cell, value):
        return
    before, wanted = digest(file), rows(whole)
    for command in READING:
        done = said(file, "scores", *command)
        assert done.code in {0, 1}, (command, done)
        assert "Traceback" not in done.err
        if command[0] in {"list", "export"}:
            assert done.code == 0, (command, done.err)
        if command[0] == "verify":
            assert done.code == 1, (command, done.out[-500:])
    found = rows(file)
    for row in (*found.values(), *wanted.values()):
        del row["first_attempt"]  # It follows from the other attempts.
    spared = set(IDS) - affected(cell)
    assert {x: found[x] for x in spared} == {x: wanted[x] for x in spared}
    assert len(found) == len(wanted)
    verified = json.loads(said(file, "scores", "verify", "--json").out)
    assert {x["attempt"] for x in verified} >= spared
    assert digest(file) == before
    assert [x.name for x in file.parent.glob("attempts*")] == [file.name]
    own = file.with_name("test.yaml")
    own.write_text(textwrap.dedent(TEXT), encoding="utf-8")
    done = said(file, "play", str(own), "--text", "--trainee", "Ana", typed="1\n1\n")
    assert done.code in {0, 1}, done
    assert "Traceback" not in done.err
    assert len(rows(file)) >= len(wanted)


def test_a_whole_database_is_fine(whole: Path) -> None:
    assert len(rows(whole)) == len(IDS)
    for command in READING:
        assert said(whole, "scores", *command).code == 0


def test_one_spoilt_cell(whole: Path, tmp_path: Path) -> None:
    rng = seeded()
    every, values = cells(whole), [*NAUGHTY, *(x for x in SPECIAL if x != LARGE)]
    by_column: dict[tuple[str, str], list[Cell]] = {}
    for cell in every:
        by_column.setdefault((cell.table, cell.column), []).append(cell)
    for number in range(CASES):
        column = rng.choice(sorted(by_column))
        cell, value = rng.choice(by_column[column]), rng.choice(values)
        shown = value if value is None or len(str(value)) < 50 else f"{str(value)[:50]}..."
        try:
            try_case(whole, tmp_path / "attempts.sqlite3", cell, value)
        except Exception as error:
            error.add_note(f"SIMULATOR_TEST_SEED={SEED}, case {number}: {cell} = {shown!r}")
            raise


@pytest.mark.parametrize("value", SPECIAL)
def test_values_that_look_right_or_cannot_be_read(
    whole: Path, tmp_path: Path, value: object
) -> None:
    """A blob of the same bytes, text in no encoding, and one too large, in a cell that lists show."""
    cell = next(x for x in cells(whole) if (x.table, x.column) == ("attempts", "language"))
    try_case(whole, tmp_path / "attempts.sqlite3", cell, value)


def test_a_damaged_row_is_named_with_its_column(whole: Path, tmp_path: Path) -> None:
    file = tmp_path / "attempts.sqlite3"
    shutil.copy(whole, file)
    cell = next(x for x in cells(whole) if (x.table, x.column) == ("attempts", "empathy"))
    assert spoil(file, cell, float("inf"))
    (id_,) = affected(cell)
    assert rows(file)[id_]["empathy"] is None
    assert rows(file)[id_]["damaged"] == "empathy"
    for command in (("list",), ("list", "--json"), ("show", id_), ("export",)):
        done = said(file, "scores", *command)
        assert f"Attempt {id_}: the database holds an impossible value in empathy" in done.err
    assert "[damaged: empathy]" in said(file, "scores", "list").out
    assert "empathy: stored Infinity" in said(file, "scores", "verify").out


def damage(content: bytearray, rng: random.Random) -> str:
    """Changes some bytes, cuts the end, or swaps two pages; returns what was done."""
    match rng.randrange(3):
        case 0:
            for _ in range(rng.choice((1, 10, 500))):
                content[rng.randrange(len(content))] = rng.randrange(256)
            return "bytes"
        case 1:
            del content[rng.randrange(len(content)) :]
            return "cut"
        case _:
            size = int.from_bytes(content[16:18])
            one, two = (rng.randrange(len(content) // size) * size for _ in range(2))
            first, second = content[one : one + size], content[two : two + size]
            content[one : one + size], content[two : two + size] = second, first
            return "swapped"


def test_spoilt_bytes_end_in_words(whole: Path, tmp_path: Path) -> None:
    rng = seeded()
    file, good = tmp_path / "attempts.sqlite3", whole.read_bytes()
    own = file.with_name("test.yaml")
    own.write_text(textwrap.dedent(TEXT), encoding="utf-8")
    for number in range(CASES):
        content = bytearray(good)
        what = damage(content, rng)
        file.write_bytes(content)
        try:
            for command in READING:
                done = said(file, "scores", *command)
                assert done.code in {0, 1}, (command, done)
                assert "Traceback" not in done.err
            assert file.read_bytes() == content
            done = said(file, "play", str(own), "--text", "--trainee", "Ana", typed="1\n1\n")
            assert done.code in {0, 1}, done
        except Exception as error:
            error.add_note(f"SIMULATOR_TEST_SEED={SEED}, case {number}: {what}")
            raise
