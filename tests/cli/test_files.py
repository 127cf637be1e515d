"""What commands do with files of every kind: read, written, cut off and in the way."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_commands import Desk, golden_input
from tests.shipped import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no files of these kinds there")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def play(desk: Desk, **environ: str) -> subprocess.CompletedProcess[str]:
    desk.environ |= environ
    typed = golden_input("wrong-dish--proactive")
    return desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed=typed)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def status(path: Path) -> None:
    path.symlink_to("/proc/self/status")


@pytest.mark.parametrize("make", [pipe, zero, loop, status, Path.mkdir])
@pytest.mark.parametrize("options", [[], ["--write-ids"]])
def test_check_names_what_is_no_file(desk: Desk, make: object, options: list[str]) -> None:
    assert callable(make)
    make(desk.home / "case.yaml")
    done = desk.run("check", *options, "case.yaml")
    assert done.returncode == 1
    assert "case.yaml:1:1: error SC0" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("make", [pipe, zero, loop, Path.mkdir])
def test_a_folder_of_scenarios_with_other_things_in_it_is_still_read(
    desk: Desk, make: object
) -> None:
    assert callable(make)
    folder = desk.home / "data" / "service-simulator" / "scenarios"
    folder.mkdir(parents=True)
    make(folder / "case.yaml")
    shutil.copy(ROOT / "tests" / "golden" / "cold-soup.yaml", folder)
    assert desk.run("check", "cold-soup").returncode == 0
    assert desk.run("play", "cold-soup", "--text", "--trainee", "Ana").returncode == 0


def test_everything_of_this_user_is_private_whatever_the_umask(desk: Desk) -> None:
    before = os.umask(0)
    try:
        assert play(desk).returncode == 0
        assert desk.run("scores", "export", "--output", "scores.csv").returncode == 0
    finally:
        os.umask(before)
    mine = [x for x in desk.home.rglob("*") if x.name != "home"]
    assert {x.suffix for x in mine} >= {".sqlite3", ".json", ".key", ".csv", ".mo"}
    assert {str(x): oct(mode(x)) for x in mine if x.is_file() and mode(x) != 0o600} == {}
    assert {str(x): oct(mode(x)) for x in mine if x.is_dir() and mode(x) != 0o700} == {}


def test_what_an_older_version_left_open_is_closed(desk: Desk) -> None:
    assert play(desk).returncode == 0
    folders = [desk.home / x / "service-simulator" for x in ("data", "config", "cache")]
    files = [folders[0] / "attempts.sqlite3", folders[1] / "settings.json"]
    for path in (*folders, *files):
        path.chmod(0o755)
    assert desk.run("--help").returncode == 0
    assert [mode(x) for x in folders] == [0o700] * 3
    assert [mode(x) & 0o077 for x in files] == [0, 0]


def test_an_export_keeps_the_permissions_that_its_file_had(desk: Desk) -> None:
    (desk.home / "scores.csv").write_bytes(b"")
    (desk.home / "scores.csv").chmod(0o640)
    assert desk.run("scores", "export", "--output", "scores.csv").returncode == 0
    assert mode(desk.home / "scores.csv") == 0o640


def test_a_killed_export_leaves_nothing_that_the_next_one_does_not_remove(desk: Desk) -> None:
    assert play(desk).returncode == 0
    out = desk.home / "out"
    out.mkdir()
    command = [sys.executable, "-m", "simulator", "scores", "export", "--output", "out/scores.csv"]
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(6):
        export = subprocess.Popen(
            command, env=desk.environ, cwd=desk.home, stdout=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.2, 0.6))
        export.send_signal(signal.SIGKILL)
        export.wait()
    assert desk.run("scores", "export", "--output", "out/scores.csv").returncode == 0
    assert [x.name for x in out.iterdir()] == ["scores.csv"]
    assert (out / "scores.csv").read_text("utf-8-sig").count("\n") == 2


def test_a_pipe_that_nobody_reads_is_named(desk: Desk) -> None:
    os.mkfifo(desk.home / "pipe")
    done = desk.run("scores", "export", "--output", "pipe")
    assert done.returncode == 1
    assert done.stderr == "Error: pipe cannot be written: no program reads from this pipe.\n"


def test_pictures_on_a_full_disk_leave_no_broken_file_and_one_line(desk: Desk) -> None:
    code = (
        # Python would leave cut bytecode behind, which no later start can load.
        "import resource, signal, sys; sys.dont_write_bytecode = True;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000));"
        "from simulator.bootstrap import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "pictures", "shots", "--size", "640x480"],
        capture_output=True,
        text=True,
        env=desk.environ,
        cwd=desk.home,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Error: shots cannot be written: ")
    left = list((desk.home / "shots").iterdir())
    assert all(x.read_bytes().endswith(b"IEND\xaeB`\x82") for x in left)


@pytest.mark.parametrize("rubbish", ["msgid", '\ufeff"', 'msgid ""\nmsgstr "Plural-Forms: 0/0"'])
def test_a_broken_translation_of_the_interface_costs_one_line(desk: Desk, rubbish: str) -> None:
    folder = desk.home / "data" / "service-simulator" / "locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "ui.po").write_text(rubbish, "utf-8")
    desk.environ["SIMULATOR_LANGUAGE"] = "de"
    for _ in range(2):
        done = desk.run("scores", "list")
        assert (done.returncode, done.stdout) == (0, "0 attempts.\n")
        assert done.stderr.startswith(f"{folder / 'ui.po'}, line ")
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "environ",
    [
        {"LANG": "fr FR", "LC_ALL": "\udcff", "LANGUAGE": ":::zh_CN:el"},
        {"LC_ALL": "../../x", "LANGUAGE": "\udcff:zh_CN"},
        {"LC_ALL": "x" * 5000},
        {"SIMULATOR_LANGUAGE": "\udcffzh"},
        {"TZ": "Nowhere/Bad"},
        {"TZ": ":/etc/passwd"},
        {"TZ": "/"},
        {"TZ": "waits"},
        {"COLUMNS": "9" * 5000},
        {"XDG_DATA_HOME": "relative", "XDG_CACHE_HOME": "relative", "XDG_CONFIG_HOME": "relative"},
        {"XDG_CACHE_HOME": "/dev/null", "XDG_CONFIG_HOME": "/dev/null"},
        {"XDG_CACHE_HOME": "/proc", "XDG_CONFIG_HOME": "/proc/self/status"},
        {"HOME": ""},
        {"HOME": "relative"},
    ],
    ids=range(14),
)
def test_odd_surroundings_do_not_keep_anybody_from_playing(
    desk: Desk, environ: dict[str, str]
) -> None:
    os.mkfifo(desk.home / "waits")
    done = play(desk, **environ)
    assert (done.returncode, done.stderr) == (0, "")
    done = desk.run("scores", "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (desk.home / "relative").exists() or environ["HOME"] == "relative"


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("zh-Hans", "上错的菜"),
        ("ZH-hans-cn", "上错的菜"),
        ("zh_CN", "上错的菜"),
        ("el_GR.UTF-8", "Το λάθος πιάτο"),  # noqa: RUF001 - Greek
        ("en-GB", "The wrong dish"),
        ("EN", "The wrong dish"),
    ],
)
def test_a_tag_is_understood_wherever_a_language_is_taken(
    desk: Desk, wanted: str, title: str
) -> None:
    def first_line(*options: str) -> str:
        done = desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", *options)
        return done.stdout.partition("\n")[0]

    settings = desk.home / "config" / "service-simulator" / "settings.json"
    settings.parent.mkdir(parents=True)
    lines = [first_line("--language", wanted)]
    settings.write_text(json.dumps({"language": wanted}))
    lines.append(first_line())
    settings.unlink()
    for name in ("SIMULATOR_LANGUAGE", "LC_ALL"):
        desk.environ[name] = wanted
        lines.append(first_line())
        del desk.environ[name]
        settings.unlink(missing_ok=True)
    assert lines == [f"# {title}"] * 4
