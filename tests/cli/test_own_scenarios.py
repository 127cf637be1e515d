"""Scenarios of the user: in the user's folder, in another folder, and by their path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Desk
from tests.test_library import write


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def team(desk: Desk) -> Path:
    folder = desk.home / "team"
    folder.mkdir()
    write(folder, "mine.yaml")
    return folder


def test_the_folder_of_the_user_is_part_of_the_library_and_is_not_made(desk: Desk) -> None:
    folder = desk.home / "data" / "service-simulator" / "scenarios"
    desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="q\n")
    assert not folder.exists()
    folder.mkdir()
    write(folder, "mine.yaml")
    write(folder, "wrong-dish.yaml")
    picked = desk.run("play", "--text", "--trainee", "Ana", typed="mine\nq\n")
    assert "  5. Cold tea: A cold cup.\n" in picked.stdout
    taken = f"  ! {folder / 'wrong-dish.yaml'}: Another scenario is already named “wrong-dish”."
    assert taken in picked.stdout
    assert "# Cold tea\n" in picked.stdout
    assert "# The wrong dish\n" in desk.run("play", "wrong-dish", "--text", typed="q\n").stdout


@pytest.mark.parametrize("way", ["option", "variable", "path"])
def test_every_command_takes_a_name_or_a_path(desk: Desk, team: Path, way: str) -> None:
    name, option = "mine", ["--scenarios", "team"]
    if way == "path":
        name, option = "team/mine.yaml", []
    if way == "variable":
        desk.environ["SIMULATOR_SCENARIOS"] = str(team)
        option = []
    played = desk.run("play", name, *option, "--text", "--trainee", "Ana", typed="1\n1\n")
    assert (played.returncode, played.stderr) == (0, "")
    assert "# How it went" in played.stdout
    (row,) = json.loads(desk.run("scores", "list", "--json").stdout)
    assert row["scenario"] == "mine"
    checked = desk.run("check", name, *option)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "mine.yaml: nothing found." in checked.stdout
    locales = desk.home / "locales" / "el" / "LC_MESSAGES"
    locales.mkdir(parents=True)
    desk.run("translate", "update", *option, "--locales", "locales", "el", name)
    assert (locales / "mine.po").is_file()


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("name", ["mine", "team/mine.yaml"])
def test_pictures_of_an_own_scenario(desk: Desk, name: str) -> None:
    options = ("--scenarios", "team", "--scenario", name, "--size", "640x480")
    done = desk.run("pictures", "shots", *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert (desk.home / "shots" / "01-home.png").is_file()
    assert any("play-first-hello" in x for x in done.stdout.splitlines())


def test_pictures_of_a_story_that_the_first_reply_ends(desk: Desk) -> None:
    (desk.home / "short.yaml").write_text(
        "title: A short call\nchannel: phone\ncustomer: {name: Ana}\nnodes:\n"
        "  call: {line: Wrong number., choices: [{id: bye, say: Goodbye., to: over}]}\n"
        "  over: {ending: lost}\n",
        encoding="utf-8",
    )
    done = desk.run("pictures", "shots", "--scenario", "short.yaml", "--size", "640x480")
    assert (done.returncode, done.stderr) == (0, "")
    assert any("debrief-first" in x for x in done.stdout.splitlines())


def test_a_tutorial_is_offered_to_who_is_new_and_is_no_part_of_the_scores(desk: Desk) -> None:
    desk.environ["SIMULATOR_DATABASE"] = f"sqlite:///{desk.home / 'team.sqlite3'}"
    offer = "New here? 4 shows you how it works, in two minutes.\n"
    assert offer in desk.run("play", "--text", typed="q\n").stdout
    choices = "find-out\nhigh-floor\nten-minutes\n"
    typed = choices.replace("high-floor", "read-booking\nhigh-floor")
    played = desk.run("play", "first-shift", "--text", "--trainee", "Ana", typed=typed)
    assert (played.returncode, played.stderr) == (0, "")
    assert "Tomas is back" in played.stdout
    assert "Empathy" not in played.stdout
    desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="1\n")
    for filters in ((), ("--trainee", "Ana")):
        listed = json.loads(desk.run("scores", "list", "--json", *filters).stdout)
        assert [x["scenario"] for x in listed] == ["wrong-dish"]
        exported = desk.run("scores", "export", *filters).stdout
        assert "first-shift" not in exported
        assert "wrong-dish" in exported
