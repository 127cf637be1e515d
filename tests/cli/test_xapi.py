"""`scores export --format xapi` and `scores send`: whole processes and a record store."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_commands import Desk, golden_input
from tests.reports.xapi.record_keeper import USER, Keeper, fault_of, keeper


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A machine with two finished attempts and one that waits."""
    desk = Desk(tmp_path)
    for trainee, case in (("Ana", "reactive"), ("Ben", "proactive")):
        desk.run(
            "play",
            "wrong-dish",
            "--text",
            "--trainee",
            trainee,
            typed=golden_input(f"wrong-dish--{case}"),
        )
    desk.run("play", "not-as-described", "--text", "--trainee", "Ana", typed="1\n1\n")
    (tmp_path / "key").write_text(USER)
    (tmp_path / "key").chmod(0o600)
    return desk


@pytest.fixture
def lrs() -> Iterator[Keeper]:
    with keeper() as server:
        yield server


def send(desk: Desk, url: str, *more: str) -> subprocess.CompletedProcess[str]:
    return desk.run("scores", "send", "--to", url, "--key-file", "key", *more)


def change(desk: Desk, statement: str) -> None:
    (file,) = (desk.home / "data").rglob("*.sqlite3")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(statement)


def test_what_is_exported_is_what_is_sent(desk: Desk, lrs: Keeper) -> None:
    done = desk.run("scores", "export", "--format", "xapi")
    assert done.returncode == 0
    assert done.stderr == "Attempts without statements, because they are not finished: 1.\n"
    exported = json.loads(done.stdout)
    assert [fault_of(x) for x in exported] == [""] * len(exported)
    assert not [x for x in ("Ana", "Ben", "mbox") if x in done.stdout]
    people = {x["actor"]["account"]["name"] for x in exported}
    assert len(people) == 2
    sent = send(desk, lrs.url)
    assert (sent.returncode, sent.stderr) == (0, done.stderr)
    assert sent.stdout == f"Statements taken by the record store: {len(exported)}.\n"
    assert list(lrs.statements.values()) == exported
    assert send(desk, lrs.url).returncode == 0
    assert list(lrs.statements.values()) == exported


def test_a_file_is_private_and_filtered_and_named_as_asked(desk: Desk) -> None:
    done = desk.run(
        *("scores", "export", "--format", "xapi", "--output", "x.json", "--trainee", "Ben"),
        *("--activity-base", "https://acme.example/t", "--account-home", "https://hr.example"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 score sheet written to x.json.\n"
    assert (desk.home / "x.json").stat().st_mode & 0o777 == 0o600
    found = json.loads((desk.home / "x.json").read_text())
    assert {x["actor"]["account"]["homePage"] for x in found} == {"https://hr.example"}
    assert all(x["object"]["id"].startswith("https://acme.example/t/scenarios/") for x in found)


@pytest.mark.parametrize("command", [["send", "--to", "http://localhost"], ["export"]])
def test_what_is_no_iri_is_refused(desk: Desk, command: list[str]) -> None:
    done = desk.run("scores", *command, "--activity-base", "acme training")
    assert done.returncode == 2
    assert "“acme training” is no address like" in done.stderr


def test_the_key_of_the_pseudonyms_is_private_and_stays(desk: Desk) -> None:
    first = desk.run("scores", "export", "--format", "xapi").stdout
    (key,) = (desk.home / "config").rglob("pseudonyms.key")
    assert key.stat().st_mode & 0o777 == 0o600
    assert desk.run("scores", "export", "--format", "xapi").stdout == first
    done = desk.run("scores", "export", "--output", str(key))
    assert done.returncode == 2
    key.write_bytes(b"short")
    done = desk.run("scores", "export", "--format", "xapi")
    assert done.returncode == 1
    assert str(key) in done.stderr
    assert "Traceback" not in done.stderr
    assert key.read_bytes() == b"short"


def test_the_key_of_the_record_store_is_never_printed(desk: Desk, lrs: Keeper) -> None:
    desk.environ["SIMULATOR_RECORD_STORE_KEY"] = "hr:wröng-secret"
    done = desk.run("scores", "send", "--to", lrs.url)
    assert done.returncode == 1
    assert "does not accept this user and password" in done.stderr
    assert "secret" not in done.stdout + done.stderr
    assert "--key TEXT" not in desk.run("scores", "send", "--help").stdout
    (desk.home / "key").chmod(0o644)
    done = send(desk, lrs.url)
    assert (done.returncode, done.stdout) == (1, "")
    assert "chmod 600 key" in done.stderr
    assert lrs.statements == {}


def test_errors_have_a_cure_and_no_traceback(desk: Desk, lrs: Keeper) -> None:
    for url, words in (
        ("lrs.example", "is no address of a record store"),
        ("http://lrs.example/xapi", "would not be encrypted"),
        ("https://hr:secret@lrs.example/xapi", "without a user and a password"),
    ):
        done = send(desk, url)
        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr
        assert "secret" not in done.stderr
    lrs.troubles, lrs.headers_sent = [302], {"Location": "http://127.0.0.1:1/x"}
    done = send(desk, lrs.url)
    assert done.returncode == 1
    assert "sends us on to another address (http://127.0.0.1:1/x)" in done.stderr
    lrs.troubles = [404]
    assert "is no record store" in send(desk, lrs.url).stderr


def test_the_words_of_a_server_cannot_command_the_terminal(desk: Desk, lrs: Keeper) -> None:
    lrs.troubles, lrs.headers_sent = [302], {"Location": "https://x.example/\x1b]0;x\x07"}
    assert not {"\x1b", "\x07"} & set(send(desk, lrs.url).stderr)


def test_a_changed_attempt_is_named_and_not_sent(desk: Desk, lrs: Keeper) -> None:
    change(desk, "UPDATE attempts SET total = 99999 WHERE total IS NOT NULL AND rowid = 1")
    done = send(desk, lrs.url)
    assert done.returncode == 1
    assert "not as they were written: 1." in done.stderr
    assert len({x["context"]["registration"] for x in lrs.statements.values()}) == 1


def test_a_refused_statement_is_named(desk: Desk, lrs: Keeper) -> None:
    exported = json.loads(desk.run("scores", "export", "--format", "xapi").stdout)
    lrs.refuse = {exported[4]["id"]}
    done = send(desk, lrs.url)
    assert done.returncode == 1
    assert f"refused the statement {exported[4]['id']}: " in done.stderr
    assert len(lrs.statements) == len(exported) - 1


def test_a_killed_delivery_is_completed_by_the_next_one(desk: Desk, lrs: Keeper) -> None:
    exported = json.loads(desk.run("scores", "export", "--format", "xapi").stdout)
    lrs.largest = 60_000  # so that it takes several requests
    lrs.troubles = [None, None, "cut-after", *[503] * 20]
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "scores", "send", "--to", lrs.url, "--key-file", "key"],
        env=desk.environ,
        cwd=desk.home,
    )
    end = time.monotonic() + 30
    while not lrs.statements and time.monotonic() < end:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.wait()
    lrs.troubles = []
    assert 0 < len(lrs.statements) < len(exported)
    done = send(desk, lrs.url)
    assert done.returncode == 0
    assert lrs.statements == {x["id"]: x for x in exported}


@pytest.mark.parametrize("language", ["el", "zh_Hans"])
def test_errors_are_translated(desk: Desk, language: str) -> None:
    english = send(desk, "x").stderr
    desk.environ["SIMULATOR_LANGUAGE"] = language
    assert send(desk, "x").stderr not in ("", english)
