"""The command line as its users run it: whole processes."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.shipped import ROOT

GOLDEN = ROOT / "tests" / "golden"


class Desk:
    """The machine of one user: its own home folder, and no display."""

    def __init__(self, home: Path) -> None:
        self.home = home
        kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
        self.environ = kept | {
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
        }

    def run(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "simulator", *arguments],
            input=typed,
            capture_output=True,
            encoding="utf-8",
            env=self.environ,
            cwd=self.home,
            timeout=60,
            check=False,
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def golden_input(case: str) -> str:
    return (GOLDEN / case / "input.txt").read_text()


def test_version_loads_nothing(desk: Desk) -> None:
    code = "import sys; sys.argv[1:] = ['--version']; import simulator.__main__ as m; m.run(); print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=desk.environ, check=True
    )
    version, _, modules = done.stdout.partition("\n")
    assert version == "simulator, version 0.1.0"
    assert not {"click", "yaml", "pygame", "sqlalchemy", "babel"} & set(modules.split())


@pytest.mark.parametrize(
    "command",
    [[], ["play"], ["check"], ["scores"], ["scores", "list"], ["scores", "export"], ["pictures"]],
)
def test_every_command_has_help(desk: Desk, command: list[str]) -> None:
    done = desk.run(*command, "--help")
    assert done.returncode == 0
    if command and command != ["scores"]:
        assert "Example: simulator" in done.stdout


def test_check_is_light(desk: Desk) -> None:
    code = (
        "import sys; from simulator.bootstrap import main;"
        f"main(['check', {str(ROOT / 'scenarios' / 'wrong-dish.yaml')!r}]); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=desk.environ, check=True
    )
    assert not {"pygame", "sqlalchemy", "transitions"} & set(done.stdout.split())


def test_a_script_plays_to_the_end_and_hr_gets_the_sheet(desk: Desk) -> None:
    case = "not-as-described--proactive"
    done = desk.run(
        "play", "not-as-described", "--text", "--trainee", "Ana", typed=golden_input(case)
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Proactivity: 100.0" in done.stdout
    exported = desk.run("scores", "export", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(exported.stdout.removeprefix("\ufeff"))))
    sheet = json.loads((GOLDEN / case / "sheet.json").read_text())
    assert [(x["trainee"], x["status"]) for x in rows] == [("Ana", "finished")]
    assert rows[0]["total"] == f"{sheet['total'] / 1000:.3f}"


def test_the_briefing_comes_before_anything_is_asked(desk: Desk) -> None:
    done = desk.run("play", "wrong-dish", "--text", "--trainee", "Ana")
    assert done.stdout.startswith("# The wrong dish\nFriday, 19:40")
    assert done.returncode == 0


def test_at_the_end_of_its_input_the_attempt_waits_and_goes_on(desk: Desk) -> None:
    lines = golden_input("wrong-dish--reactive").splitlines(keepends=True)
    whole = desk.run("play", "wrong-dish", "--text", "--trainee", "Whole", typed="".join(lines))
    for start in range(0, len(lines), 5):
        part = "".join(lines[start : start + 5])
        done = desk.run("play", "wrong-dish", "--text", "--trainee", "Parts", typed=part)
        assert done.returncode == 0
    assert whole.stdout.rpartition("# How it went")[2] == done.stdout.rpartition("# How it went")[2]
    rows = json.loads(desk.run("scores", "list", "--json").stdout)
    own = {"attempt", "trainee", "trainee_id", "started", "ended", "duration", "code"}
    figures = [{k: v for k, v in x.items() if k not in own} for x in rows]
    assert len(rows) == 2
    assert figures[0] == figures[1]


def test_killed_in_the_middle_of_a_play_nothing_is_lost(desk: Desk) -> None:
    lines = golden_input("wrong-dish--proactive").splitlines(keepends=True)
    for _ in range(3):
        playing = subprocess.Popen(
            [sys.executable, "-m", "simulator", "play", "wrong-dish", "--text", "--trainee", "Ana"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=desk.environ,
            text=True,
        )
        assert playing.stdin is not None
        assert playing.stdout is not None
        playing.stdin.write(lines.pop(0) + lines.pop(0))
        playing.stdin.flush()
        seen = 0
        while seen < 3:  # The first scene, and one scene after each reply.
            seen += playing.stdout.readline().startswith("  1. ")
        playing.send_signal(signal.SIGKILL)
        playing.wait()
        playing.stdin.close()
        playing.stdout.close()
    done = desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="".join(lines))
    assert "is not one of" not in done.stdout
    assert len(json.loads(desk.run("scores", "list", "--json").stdout)) == 1
    assert '"total"' in (GOLDEN / "wrong-dish--proactive" / "sheet.json").read_text()


def test_without_a_display_the_text_player_starts_and_says_so(desk: Desk) -> None:
    done = desk.run("play", typed="1\nq\n")
    assert done.stdout.startswith("No window can be opened here")
    assert "Friday, 19:40" in done.stdout or "#" in done.stdout
    assert done.returncode == 0


def test_check_prints_findings_like_a_good_compiler(desk: Desk) -> None:
    broken = (
        (ROOT / "scenarios" / "wrong-dish.yaml").read_text().replace("to: gather", "to: gathr", 1)
    )
    (desk.home / "broken.yaml").write_text(broken)
    done = desk.run("check", "broken.yaml")
    lines = done.stdout.splitlines()
    place = next(x for x in broken.splitlines() if "to: gathr" in x)
    number = broken.splitlines().index(place) + 1
    column = place.index("gathr") + 1
    assert lines[0].startswith(f"broken.yaml:{number}:{column}: error SC012 undefined-node")
    assert lines[2] == f"  {number} | {place}"
    assert lines[3].endswith(" " * (column - 1) + "^^^^^")
    assert "gather" in lines[4]
    assert done.returncode == 1
    found = json.loads(desk.run("check", "broken.yaml", "--json").stdout)
    assert (found[0]["code"], found[0]["line"], found[0]["column"]) == ("SC012", number, column)


def test_clean_files_check_clean(desk: Desk) -> None:
    files = [str(x) for x in sorted((ROOT / "scenarios").glob("*.yaml")) if x.stem != "concepts"]
    done = desk.run("check", *files)
    assert done.returncode == 0
    assert done.stdout.count("nothing found") == len(files)


def test_hostile_files_get_a_finding_quickly_and_no_traceback(desk: Desk) -> None:
    bombs = {
        "bomb.yaml": b"a: &a [x,x]\n"
        + b"".join(b"b%d: &b%d [*a,*a]\n" % (x, x) for x in range(99)),
        "deep.yaml": b"[" * 10_000,
        "binary.yaml": bytes(range(256)) * 50,
        "utf16.yaml": "title: Café".encode("utf-16"),
        "latin.yaml": "title: Café".encode("latin-1"),
        "empty.yaml": b"",
    }
    for name, data in bombs.items():
        (desk.home / name).write_bytes(data)
    with (desk.home / "giant.yaml").open("wb") as giant:
        giant.truncate(100 * 1024 * 1024)
    for name in [*bombs, "giant.yaml", "nowhere.yaml", "."]:
        done = desk.run("check", name)
        assert done.returncode == 1, name
        assert "SC0" in done.stdout, name
        assert "Traceback" not in done.stderr, name
        played = desk.run("play", name, "--text", "--trainee", "Ana")
        assert played.returncode == 1, name
        assert "Traceback" not in played.stderr, name


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["scores", "list", "--since", "yesterday"], 2, "not a date"),
        (
            ["scores", "list", "--since", "2026-02-01", "--until", "2026-01-01"],
            2,
            "later than the last",
        ),
        (["scores", "export", "--output", "no/such/folder/x.csv"], 1, "cannot be written"),
        (["scores", "list", "--database", "mysql://me:secret@host/db"], 1, "cannot be used"),
        (
            ["play", "wrong-dish", "--text", "--language", "tlh"],
            2,
            "The language “tlh” is not available",
        ),
        (["play", "wrong-dish", "--text", "--trainee", " \t "], 2, "at least one letter"),
        (["pictures", "shots", "--size", "big"], 2, "not a size"),
        (["pictures", "shots", "--size", "9" * 5000 + "x480"], 2, "not a size"),
        (["play", "wrong-dsh", "--text"], 1, "Did you mean “wrong-dish”?"),
        (["check", "nothing-such"], 1, "The library has: "),
        (["pictures", "shots", "--scenario", "nothing-such"], 1, "no scenario “nothing-such”"),
        (["play", "--scenarios", "no/such/folder", "--text"], 2, "does not exist"),
    ],
)
def test_bad_input_gets_a_clear_message(
    desk: Desk, arguments: list[str], code: int, said: str
) -> None:
    done = desk.run(*arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_filters_pick_attempts(desk: Desk) -> None:
    for trainee in ("Ana", "Ben"):
        desk.run("play", "wrong-dish", "--text", "--trainee", trainee, typed="1\n")
    today = time.strftime("%Y-%m-%d", time.gmtime())
    assert "1 attempt." in desk.run("scores", "list", "--trainee", "Ben").stdout
    assert "2 attempts." in desk.run("scores", "list", "--since", today, "--until", today).stdout
    assert "0 attempts." in desk.run("scores", "list", "--until", "2020-01-01").stdout
    assert "0 attempts." in desk.run("scores", "list", "--scenario", "dark-screen").stdout


def test_another_database_by_option_and_by_environment(desk: Desk) -> None:
    url = f"sqlite:///{desk.home / 'team.sqlite3'}"
    desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", "--database", url, typed="1\n")
    assert "0 attempts." in desk.run("scores", "list").stdout
    desk.environ["SIMULATOR_DATABASE"] = url
    assert "1 attempt." in desk.run("scores", "list").stdout


def test_giving_up_is_scored(desk: Desk) -> None:
    done = desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="1\nx\n")
    assert "# How it went" in done.stdout
