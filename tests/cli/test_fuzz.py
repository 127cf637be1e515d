"""Command lines of odd values: every one ends with an exit code and words, never a traceback."""

from __future__ import annotations

import contextlib
import io
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.bootstrap import main
from tests.chance import SEED
from tests.chance import chance as seeded
from tests.shipped import ROOT

IN_PROCESS, AS_PROCESS = 400, 8

NAUGHTY = (
    "",
    " ",
    "-",
    "--",
    "-1",
    "0",
    "1e400",
    "9" * 400,
    "nan",
    "inf",
    "٣",
    "x" * 5000,
    "/",
    ".",
    "..",
    "../..",
    "a b",
    "~",
    "%s%n{0}{x}",
    "'\"`$(id)",
    "\\",
    "*?[",
    "\x1b[2J",
    "\x07",
    "\x7f",
    "\u202e",
    "\udcff\udcfe",
    "a\nb",
    "é" * 200,
    "Ελένη",
    "林",
    "😀",
    "ZZZZ-99-99",
    "2026-02-30",
    "2026-W05-1",
    "20260230",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "zh-Hant",
    "fr FR",
    "x-private",
    "en-US-u-ca-buddhist",
    "wrong-dish",
    "wrong-dish.yaml",
    "loop",
    "loop.yaml",
    "folder",
    "folder.yaml",
    "empty.yaml",
    "bytes.yaml",
    "pipe",
    "/dev/null",
    "/dev/full",
    "no/such/folder/x",
    "database.sqlite3",
    "sqlite:///database.sqlite3",
    "sqlite:///database.sqlite3?timeout=abc",
    "sqlite:///database.sqlite3?timeout=nan",
    "sqlite:///database.sqlite3?uri=maybe",
    "sqlite:///database.sqlite3?what=ever",
    "sqlite:///file:database.sqlite3?mode=rw&uri=true",
    "sqlite:///file:database.sqlite3?vfs=none&uri=true",
    "sqlite:///folder",
    "sqlite:///empty.yaml",
    "sqlite:///bytes.yaml",
    "sqlite:///loop",
    "sqlite:///no/such/x.db",
    "sqlite:///" + "x" * 5000,
    "sqlite:///\udcff.db",
    "sqlite://host/x",
    "mysql://me:secret@host/db",
    "://",
    "sqlite:///%zz",
)
COMMANDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("play",): ("--trainee", "--language", "--time", "--seed", "--scenarios", "--database"),
    ("check",): ("--scenarios",),
    ("scores", "list"): ("--trainee", "--scenario", "--since", "--until", "--database"),
    ("scores", "show"): ("--database",),
    ("scores", "verify"): ("--trainee", "--scenario", "--since", "--until", "--database"),
    ("scores", "export"): ("--trainee", "--since", "--format", "--output", "--database"),
    ("pictures",): ("--language", "--size", "--text-size", "--scenarios"),
    ("translate", "status"): ("--locales", "--scenarios"),
    ("translate", "update"): ("--scenarios",),
}
FLAGS = ("--json", "--explain", "--new", "--help", "--no-such-option")


def command_line(chance: random.Random) -> list[str]:
    """A command with naughty values; it never draws pictures, and translates only a copy."""
    command = chance.choice([*COMMANDS])
    line = [*command]
    for option in COMMANDS[command]:
        if chance.random() < 0.35:
            line += [option, chance.choice(NAUGHTY)]
    line += [x for x in FLAGS if chance.random() < 0.07]
    line += [chance.choice(NAUGHTY) for _ in range(chance.choice((0, 1, 1, 1, 2)))]
    match command:
        case ("play",):
            line += ["--text"]
        case ("pictures",):
            line += ["--scenario", chance.choice([x for x in NAUGHTY if x != "wrong-dish"])]
        case ("translate", "update"):
            line += ["--locales", "locales"]
        case _:
            pass
    return line


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with odd files; it is also the home of the user."""
    monkeypatch.chdir(tmp_path)
    for kind in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    for name in ("folder", "folder.yaml", "locales"):
        (tmp_path / name).mkdir()
    (tmp_path / "empty.yaml").touch()
    (tmp_path / "bytes.yaml").write_bytes(bytes(range(256)))
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


def run_inside(line: list[str], typed: str = "1\n@\n1 @9s\nq\n") -> tuple[int, str]:
    """The exit code of a command and what it prints, in this process."""
    printed = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(x, encoding="utf-8") for x in printed)
    keyboard = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
    before, sys.stdin = sys.stdin, keyboard
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(line)
    finally:
        sys.stdin = before
    return code, "".join(x.getvalue().decode() for x in printed)


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes")
def test_any_command_line_ends_in_words(home: Path) -> None:
    chance = seeded()
    database = home / "database.sqlite3"
    assert (
        run_inside(["play", "wrong-dish", "--text", "--database", f"sqlite:///{database}"])[0] == 0
    )
    for number in range(IN_PROCESS):
        line = command_line(chance)
        case = f"seed {SEED}, number {number}: {line!r}"
        try:
            code, said = run_inside(line)
        except Exception as error:
            raise AssertionError(case) from error
        assert code in (0, 1, 2), case
        assert said or "--json" in line, case
        assert "\x1b" not in said, case
        assert database.read_bytes().startswith(b"SQLite format 3\0"), case


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes")
@pytest.mark.parametrize("folder", ["usual", "odd \udcff\udcfe?#%41"])
def test_any_command_line_as_a_process_ends_in_words(home: Path, folder: str) -> None:
    chance = seeded()
    home = home / folder
    home.mkdir()
    (home / "locales").mkdir()
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(home)}
    lines = [["play", "wrong-dish", "--text", "--trainee", "Ana"], ["scores", "verify"]]
    lines += [command_line(chance) for _ in range(AS_PROCESS - len(lines))]
    for number, line in enumerate(lines):
        done = subprocess.run(
            [sys.executable, "-m", "simulator", *line],
            input=b"1\n\xff\xfe\x00\nq\n",
            capture_output=True,
            env=environ,
            cwd=home,
            timeout=60,
            check=False,
        )
        case = f"seed {SEED}, number {number}: {line!r}: {done.stderr!r}"
        assert done.returncode in ((0,) if number < 2 else (0, 1, 2)), case
        assert b"Traceback" not in done.stderr, case
        assert b"\x1b" not in done.stdout + done.stderr, case
