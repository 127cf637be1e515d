"""What a command does when a stream or a signal ends it: exit code, words, and nothing else."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.chance import SEED
from tests.chance import chance as seeded
from tests.console.processes import environ, shell
from tests.shipped import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full and bash")

DISH = str(ROOT / "scenarios" / "wrong-dish.yaml")
COMMANDS = (
    "--version",
    "--help",
    "scores list",
    "scores list --json",
    "scores verify",
    "scores export",
    "scores export --output march.csv",
    "translate status el ui",
    f"check {DISH}",
    f"check --json {DISH}",
    "play wrong-dish --text --trainee Ana",
)
PLAYING = [sys.executable, "-m", "simulator", "play", "wrong-dish", "--text", "--trainee", "Ana"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_one_line_and_exit_code_1(tmp_path: Path, command: str) -> None:
    done = shell(tmp_path, f"simulator {command} > /dev/full")
    assert done.returncode == 1
    assert done.stderr == b"The output cannot be written: No space left on device.\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_output_is_one_line_and_exit_code_1(tmp_path: Path, command: str) -> None:
    done = shell(tmp_path, f"simulator {command} >&-")
    assert done.returncode == 1
    assert done.stderr == b"The output cannot be written, because it is closed.\n"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("streams", ["<&- 2>&-", "2> /dev/full"])
def test_a_command_needs_no_input_and_no_error_output(
    tmp_path: Path, command: str, streams: str
) -> None:
    done = shell(tmp_path, f"simulator {command} {streams}")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("reader", ["true", "head -1"])
def test_a_reader_that_wants_no_more_is_a_success(
    tmp_path: Path, command: str, reader: str
) -> None:
    done = shell(tmp_path, f"simulator {command} | {reader}; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (0, b"")


def test_without_any_stream_the_database_stays_whole(tmp_path: Path) -> None:
    for _ in range(2):
        done = shell(tmp_path, "simulator play wrong-dish --text --trainee Ana <&- >&- 2>&-")
        assert done.returncode == 1
    verified = shell(tmp_path, "simulator scores verify")
    assert b"1 attempt verified.\nNothing differs" in verified.stdout


def test_errors_have_their_exit_code_without_a_stream_to_say_them_on(tmp_path: Path) -> None:
    assert shell(tmp_path, "simulator check nothing-such 2>&-").returncode == 1
    assert shell(tmp_path, "simulator scores list --since never >&- 2>&-").returncode == 2


def test_an_input_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    done = shell(tmp_path, "simulator play wrong-dish --text --trainee Ana 0> write-only")
    assert (done.returncode, done.stderr) == (
        1,
        b"The input cannot be read, because it is closed.\n",
    )


def wait_for(playing: subprocess.Popen[bytes], words: bytes) -> None:
    assert playing.stdout is not None
    while words not in playing.stdout.readline():
        assert playing.poll() is None


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
@pytest.mark.parametrize("times", [1, 2])
def test_a_play_that_a_signal_ends_waits(
    tmp_path: Path, number: signal.Signals, code: int, times: int
) -> None:
    with subprocess.Popen(
        PLAYING,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ(tmp_path),
        cwd=tmp_path,
    ) as playing:
        wait_for(playing, b"Look up: Slip")
        for _ in range(times):
            playing.send_signal(number)
            time.sleep(0.2)
        said, wrong = playing.communicate(timeout=30)
    assert (playing.returncode, wrong) == (code, b"")
    assert b"is saved. Play it again with the same name to continue." in said
    assert b"not finished" in shell(tmp_path, "simulator scores list").stdout


@pytest.mark.parametrize("question", ["Which one?", "What is your name?"])
@pytest.mark.parametrize("end", ["ctrl-c", "ctrl-d"])
def test_a_question_on_a_terminal_can_be_left(tmp_path: Path, question: str, end: str) -> None:
    command = [*PLAYING[:4], "--text"]
    if question == "What is your name?":
        command.insert(4, "wrong-dish")
    ours, theirs = pty.openpty()
    asking = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environ(tmp_path),
        start_new_session=True,
    )
    os.close(theirs)
    said = b""
    while question.encode() not in said:
        said += os.read(ours, 4096)
    if end == "ctrl-c":
        asking.send_signal(signal.SIGINT)
    else:
        time.sleep(0.1)
        os.write(ours, b"\x04")
    with suppress(OSError):
        while part := os.read(ours, 4096):
            said += part
            if b"Look up: Slip" in said:  # Without a name, a guest plays.
                os.write(ours, b"\x04")
    os.close(ours)
    assert asking.wait(timeout=30) == (130 if end == "ctrl-c" else 0)
    assert b"Traceback" not in said


def test_a_signal_that_is_ignored_from_the_start_stays_ignored(tmp_path: Path) -> None:
    script = "trap '' HUP; (sleep 0.5; kill -HUP $$) & exec " + " ".join(PLAYING) + " < <(sleep 2)"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, env=environ(tmp_path), timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_ctrl_c_at_any_moment_prints_nothing_of_python(tmp_path: Path) -> None:
    """The signal comes as soon as the program listens to signals, or later."""
    moments = seeded()
    started = tmp_path / "started"
    code = (
        "import pathlib, runpy\n"
        "from simulator.console import ending\n"
        f"ending._occupy_standard_descriptors = pathlib.Path({str(started)!r}).touch\n"
        "runpy.run_module('simulator', run_name='__main__')\n"
    )
    commands = (["check", DISH], ["scores", "list"], PLAYING[3:], ["--help"])
    for number in range(24):
        command = commands[number % len(commands)]
        started.unlink(missing_ok=True)
        with subprocess.Popen(
            [sys.executable, "-c", code, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environ(tmp_path),
        ) as process:
            while not started.exists():
                time.sleep(0.001)
            time.sleep(moments.random() * 0.4)
            process.send_signal(signal.SIGINT)
            _, wrong = process.communicate(timeout=30)
        case = f"seed {SEED}, number {number}, {command}"
        assert process.returncode in (0, 130), case
        assert wrong == b"", case
