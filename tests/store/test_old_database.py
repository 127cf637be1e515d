"""A database of an older version is continued, scored, explained, verified and exported unchanged."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.shipped import ROOT

OLD = Path(__file__).parent / "old"
SHOWN = [x.stem.removeprefix("show-") for x in sorted((OLD / "expected").glob("show-*.json"))]
DATE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("old") / "attempts.sqlite3"
    shutil.copy(OLD / file.name, file)
    return file


@pytest.fixture(scope="module")
def played_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database after both unfinished attempts were played to their end."""
    file = tmp_path_factory.mktemp("played-on") / "attempts.sqlite3"
    shutil.copy(OLD / file.name, file)
    for scenario, trainee, rest in (
        ("dark-screen", "Ελένη Λήμα", "dark-screen-rest.txt"),
        (str(OLD / "tea.yaml"), "Ana", "tea-rest.txt"),
    ):
        typed = (OLD / rest).read_bytes()
        out = said(file, "play", scenario, "--trainee", trainee, "--text", typed=typed)
        if rest.startswith("tea"):
            # The edition that was played, not the present file.
            assert "And my biscuit is missing." in out.decode()
    return file


COLUMNS = (
    "published",
    "measured",
    "damaged",
    "mode",
    "attempt_number",
    "first_attempt",
    "branch_of",
    "cohort",
    "team",
    "site",
    "trainee_id",
    "duration",
    "set_aside",
    "code",
    "title",
)
NEW = (
    rf',\s+"(?:{"|".join(COLUMNS)})": [^,\s]+'
    r"|,(?:yes|no),(?:yes|no),,practice,\d*,(?:yes|no)?,,,,,\d+,\d*,(?:yes|no),[^,\r]*,[^,\r]*(?=\r)"
).encode()
"""What the older version did not print: new columns, and that a text is not published."""


def said(file: Path, *arguments: str, typed: bytes = b"") -> bytes:
    """The output of a command, without what the older version did not print."""
    text = all_said(file, *arguments, typed=typed)
    return re.sub(NEW, b"", text).replace(f",{','.join(COLUMNS)}\r".encode(), b"\r")


def all_said(file: Path, *arguments: str, typed: bytes = b"") -> bytes:
    """The output of a command."""
    home = str(file.parent)
    folders = {f"XDG_{x}_HOME": home for x in ("CACHE", "CONFIG", "DATA")}
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments, "--database", f"sqlite:///{file}"],
        check=True,
        cwd=ROOT,
        env=os.environ | folders | {"HOME": home, "SIMULATOR_LANGUAGE": "en"},
        input=typed,
        stdout=subprocess.PIPE,
    ).stdout


def expected(name: str) -> bytes:
    return (OLD / "expected" / name).read_bytes()


def test_every_attempt_is_listed(database: Path) -> None:
    assert said(database, "scores", "list", "--json") == expected("list.json")


def test_every_attempt_verifies(database: Path) -> None:
    assert said(database, "scores", "verify", "--json") == expected("verify.json")


def test_the_export_is_the_same(database: Path) -> None:
    assert said(database, "scores", "export") == expected("export.csv")


@pytest.mark.parametrize("attempt", SHOWN)
def test_every_score_is_explained(database: Path, attempt: str) -> None:
    shown = said(database, "scores", "show", attempt, "--explain", "--json")
    assert shown == expected(f"show-{attempt}.json")


def ends() -> dict[str, str]:
    """The dates at which the older version ended the two unfinished attempts."""
    before, after = (json.loads(expected(f"{x}list.json")) for x in ("", "later-"))
    pairs = zip(before, after, strict=True)
    return {y["attempt"]: y["ended"] for x, y in pairs if x["ended"] is None}


def without_ends(text: bytes, dates: set[str]) -> str:
    """The text without these dates, which differ between two plays."""
    return re.sub(DATE, lambda x: "ENDED" if x[0] in dates else x[0], text.decode("utf-8"))


def test_what_waited_is_played_on_and_scored_the_same(played_on: Path) -> None:
    old = ends()
    assert len(old) == 2
    listed = json.loads(said(played_on, "scores", "list", "--json"))
    new = {x["attempt"]: x["ended"] for x in listed if x["attempt"] in old}
    commands = {
        "later-list.json": ["list", "--json"],
        "later-verify.json": ["verify", "--json"],
        "later-export.csv": ["export"],
        **{f"later-show-{x}.json": ["show", x, "--explain", "--json"] for x in old},
    }
    for name, command in commands.items():
        shown = without_ends(said(played_on, "scores", *command), set(new.values()))
        assert shown == without_ends(expected(name), set(old.values())), name


def test_published_and_measured_are_known_of_old_attempts_too(
    database: Path, played_on: Path
) -> None:
    def marks(file: Path) -> list[tuple[str, bool, bool]]:
        rows = json.loads(all_said(file, "scores", "list", "--json"))
        return [(x["scenario"], x["published"], x["measured"]) for x in rows]

    before = marks(database)
    assert len(before) == 8
    assert all(published == (scenario != "tea") for scenario, published, _ in before)
    assert all(measured for _, _, measured in before)
    after = marks(played_on)
    assert [x for x, y in zip(after, before, strict=True) if x != y] == [
        ("dark-screen", True, False),
        ("tea", False, False),
    ]


def test_the_logs_of_what_was_played_on_are_the_same(played_on: Path) -> None:
    with closing(sqlite3.connect(played_on)) as connection:
        rows = connection.execute("SELECT id, length, seal FROM attempts ORDER BY started")
        logs = "".join("|".join(map(str, x)) + "\n" for x in rows)
    assert logs.encode() == expected("later-logs.txt")
