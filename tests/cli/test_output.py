"""Where a command may write, and that a command that reads writes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import Desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has other links")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    found.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="1\n")
    return found


def database(desk: Desk) -> Path:
    return desk.home / "data" / "service-simulator" / "attempts.sqlite3"


_KEPT = {"cache.key", "trail.jsonl"}


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file but caches, the key that seals them, and the audit trail."""
    return {
        str(x.relative_to(folder)): (x.stat().st_mtime_ns, x.read_bytes())
        for x in folder.rglob("*")
        if x.is_file() and "cache" not in x.parts and x.name not in _KEPT
    }


@pytest.mark.parametrize(
    "name",
    [
        "itself",
        "symlink",
        "hard link",
        "-wal",
        "-shm",
        "settings",
        "scenario",
        "YAML",
        "another database",
    ],
)
def test_an_export_never_replaces_what_the_program_needs(desk: Desk, name: str) -> None:
    file = database(desk)
    match name:
        case "symlink":
            file = desk.home / "link.csv"
            file.symlink_to(database(desk))
        case "hard link":
            file = desk.home / "hard.csv"
            os.link(database(desk), file)
        case "-wal" | "-shm":
            file = file.with_name(file.name + name)
        case "settings":
            file = desk.home / "config" / "service-simulator" / "settings.json"
        case "scenario" | "YAML":
            file = desk.home / f"mine.{'YAML' if name == 'YAML' else 'yaml'}"
            file.write_text("title: Mine")
        case "another database":
            file = desk.home / "march.csv"
            file.write_bytes(database(desk).read_bytes())
        case _:
            pass
    before = state(desk.home)
    done = desk.run("scores", "export", "--output", str(file))
    assert done.returncode == 2
    assert f"“{file}” is a database, a settings file, a scenario or a translation" in done.stderr
    assert state(desk.home) == before


def test_an_earlier_export_is_replaced(desk: Desk) -> None:
    for _ in range(2):
        done = desk.run("scores", "export", "--output", "march.csv")
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["loop", "folder", "folder/x/y.csv", "file/x.csv", "x" * 300])
def test_an_output_that_cannot_be_written_is_named(desk: Desk, name: str) -> None:
    (desk.home / "loop").symlink_to("loop")
    (desk.home / "folder").mkdir()
    (desk.home / "file").touch()
    done = desk.run("scores", "export", "--output", name)
    assert done.returncode in (1, 2)
    assert name in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["list", "show x", "verify", "export"])
def test_reading_a_database_that_is_not_there_makes_none(desk: Desk, command: str) -> None:
    before = state(desk.home)
    url = f"sqlite:///{desk.home / 'mistyped.sqlite3'}"
    done = desk.run("scores", *command.split(), "--database", url)
    assert (done.returncode, done.stdout) == (1, "")
    assert "mistyped.sqlite3" in done.stderr
    assert state(desk.home) == before


@pytest.mark.parametrize("command", ["list", "list --json", "verify", "export", "show a"])
def test_a_command_that_reads_changes_no_file(desk: Desk, command: str) -> None:
    (desk.home / "empty.sqlite3").touch()
    (desk.home / "foreign.sqlite3").write_bytes(b"Dear diary, today was a quiet day. " * 200)
    before = state(desk.home)
    for name in (database(desk), "empty.sqlite3", "foreign.sqlite3", "data"):
        done = desk.run("scores", *command.split(), "--database", f"sqlite:///{name}")
        assert done.returncode in (0, 1)
        assert "Traceback" not in done.stderr
    assert state(desk.home) == before


@pytest.mark.parametrize("command", ["list", "verify"])
def test_a_new_user_has_no_attempts_and_no_files(tmp_path: Path, command: str) -> None:
    done = Desk(tmp_path).run("scores", command)
    assert (done.returncode, done.stderr) == (0, "")
    assert state(tmp_path) == {}


@pytest.mark.parametrize("display", [":987", "nowhere.invalid:0"])
def test_where_no_display_answers_the_text_player_starts(tmp_path: Path, display: str) -> None:
    desk = Desk(tmp_path)
    desk.environ["DISPLAY"] = display
    done = desk.run("play", "wrong-dish", "--trainee", "Ana", typed="q\n")
    assert done.stdout.startswith(
        "No window can be opened here, so the scenario is played as text.\n"
    )
    assert done.returncode == 0


def test_a_name_in_a_python_script_follows_the_rule_of_names(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("play", "wrong-dish", "--text", "--trainee", "Ανά Λίμα", typed="1\n")
    code = "import simulator; print(*(x.trainee for x in simulator.attempts(trainee=' Ανα\\u0301  Λίμα')))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=desk.environ, check=True
    )
    assert done.stdout == "Ανά Λίμα\n"


def test_a_python_script_reads_a_database_of_any_name(tmp_path: Path) -> None:
    desk, name = Desk(tmp_path), "a%20b?c.sqlite3"
    desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="1\n")
    made = next(tmp_path.rglob("*.sqlite3"))
    (tmp_path / name).write_bytes(made.read_bytes())
    code = f"import simulator; print(*(x.trainee for x in simulator.attempts({str(tmp_path / name)!r})))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=desk.environ, check=True
    )
    assert done.stdout == "Ana\n"
