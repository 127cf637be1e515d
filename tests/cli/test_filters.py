"""The options that choose attempts, as their users type them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_commands import Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Three attempts: two of Ana, one of them left; and one of Ben that waits."""
    desk = Desk(tmp_path_factory.mktemp("played"))
    labels = ("--team", "Bar", "--site", "Αθήνα", "--cohort", "spring")
    play = ("play", "wrong-dish", "--text", "--trainee")
    desk.run(*play, "Ana", *labels, "--mode", "assessment", typed="1\nx\n")
    desk.run(*play, "Ana", "--mode", "assessment", typed="1\nx\n")
    desk.environ["SIMULATOR_TEAM"] = "Kitchen"
    desk.run(*play, "Ben", typed="1\n")
    del desk.environ["SIMULATOR_TEAM"]
    return desk


def listed(desk: Desk, *options: str) -> list[dict[str, object]]:
    done = desk.run("scores", "list", "--json", *options)
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 3),
        (("--team", "Bar"), 1),
        (("--team", "Kitchen"), 1),
        (("--site", "Αθήνα", "--cohort", "spring"), 1),
        (("--cohort", "autumn"), 0),
        (("--mode", "assessment"), 2),
        (("--first",), 2),
        (("--later",), 1),
        (("--passed",), 0),
        (("--flag", "left"), 2),
        (("--without", "left", "--without", "waiting"), 0),
        (("--flag", "waiting", "--flag", "unmeasured"), 1),
        (("--edition", "3", "--language", "en"), 3),
        (("--edition", "1"), 0),
    ],
)
def test_each_filter_chooses(played: Desk, options: tuple[str, ...], count: int) -> None:
    assert len(listed(played, *options)) == count
    exported = played.run("scores", "export", *options).stdout
    assert exported.count("\n") == count + 1


def test_pages_in_an_order(played: Desk) -> None:
    names = [x["trainee"] for x in listed(played, "--sort", "trainee", "--reverse")]
    assert names == ["Ben", "Ana", "Ana"]
    page = played.run("scores", "list", "--sort", "trainee", "--limit", "2", "--page", "2")
    assert page.stdout.endswith("1 of 3 attempts.\n")
    assert "Ben" in page.stdout


def test_a_label_that_is_no_name_is_refused(played: Desk) -> None:
    done = played.run("play", "--text", "--team", "a\x07b", typed="q\n")
    assert (done.returncode, "--team" in done.stderr) == (2, True)


def test_an_unknown_flag_is_named_with_the_known_ones(played: Desk) -> None:
    done = played.run("scores", "list", "--flag", "lost")
    assert done.returncode == 2
    assert "'waiting'" in done.stderr


def test_a_verification_of_some_attempts_is_none_of_the_whole_database(
    played: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "attempts.sqlite3"
    shutil.copy(next(played.home.rglob("attempts.sqlite3")), file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO trainees (name) VALUES ('nobody')")
        connection.commit()
    verify = ("scores", "verify", "--database", f"sqlite:///{file}")
    assert played.run(*verify).returncode == 1
    for options in (("--not-passed",), ("--later",), ("--flag", "left")):
        assert played.run(*verify, *options).returncode == 0


def test_a_summary_hides_small_groups_and_leaves_out_what_is_no_result(played: Desk) -> None:
    done = played.run("scores", "summary", "--by", "team", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert played.run("scores", "summary").stdout.startswith("Scenario  People  Results")
