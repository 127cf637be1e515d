"""A person gets everything, is erased without a trace, and the trail says who did it."""

from __future__ import annotations

import csv
import json
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from simulator.attempt.reflection import Plan
from simulator.store.sql import SqlStore
from tests.cli.test_commands import Desk
from tests.postgres import new_database
from tests.store.examples import LOG, SUMMARY, attempt

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Zebra Quagga"
ENDED = "2026-03-10T10:00:00Z"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'team.sqlite3'}"
    return new_database()


@pytest.fixture
def desk(tmp_path: Path, url: str) -> Desk:
    """Two attempts of one trainee, who wrote a plan, and one of another."""
    desk = Desk(tmp_path)
    desk.environ["SIMULATOR_DATABASE"] = url
    play = ("play", "wrong-dish", "--text", "--trainee")
    for name in (NAME, NAME, "Ben"):
        desk.run(*play, name, typed="1\nx\n")
    with closing(SqlStore(url)) as store:
        first = next(iter(store.attempts(trainee=NAME)))
        store.reflections.save_judged(first.id, {0: "bad"})
        store.reflections.save_plan(first.id, Plan(when="okapi asks", then="I answer"))
    return desk


def figures(url: str) -> list[tuple[object, ...]]:
    with closing(SqlStore(url, reading=True)) as store:
        return [
            (x.id, x.scenario, x.summary, x.first, x.person, store.events(x.id))
            for x in store.attempts()
        ]


def test_a_person_gets_everything(desk: Desk) -> None:
    done = desk.run("trainee", "export", NAME, "--output", "mine")
    assert (done.returncode, done.stderr) == (0, "")
    folder = desk.home / "mine"
    everything = json.loads((folder / "trainee.json").read_text())
    assert [x["trainee"] for x in everything] == [NAME, NAME]
    assert all(len(x["events"]) > 2 for x in everything)
    assert {"0": "bad"} in [x["judged"] for x in everything]
    assert {"when": "okapi asks", "then": "I answer"} in [x["plan"] for x in everything]
    assert "Ben" not in (folder / "trainee.json").read_text()
    with (folder / "trainee.csv").open(encoding="utf-8-sig") as stream:
        assert [x["trainee"] for x in csv.DictReader(stream)] == [NAME, NAME]
    assert {stat.S_IMODE(x.stat().st_mode) for x in folder.iterdir()} == {0o600}


def test_an_erased_person_leaves_figures_and_a_clean_verification(desk: Desk, url: str) -> None:
    before = figures(url)
    done = desk.run("trainee", "erase", NAME, "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert figures(url) == before
    verified = desk.run("scores", "verify")
    assert (verified.returncode, "Nothing differs" in verified.stdout) == (0, True)
    rows = json.loads(desk.run("scores", "list", "--json").stdout)
    names = sorted(x["trainee"] for x in rows)
    assert names[0] == "Ben"
    assert names[1] == names[2]
    assert names[1].startswith("erased-")
    with closing(SqlStore(url, reading=True)) as store:
        for header in store.attempts():
            assert store.reflections.plan(header.id) is None
            assert store.reflections.judged(header.id) == {}


def test_nothing_of_an_erased_person_is_left_in_any_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("play", "wrong-dish", "--text", "--trainee", NAME, typed="1\nx\n")
    settings = next((tmp_path / "config").rglob("settings.json"), None)
    if settings is None:
        settings = tmp_path / "config" / "service-simulator" / "settings.json"
        settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"trainee": NAME, "guided": NAME}))
    file = next(tmp_path.rglob("attempts.sqlite3"))
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        (one,) = store.attempts()
        store.reflections.save_plan(one.id, Plan(when="okapi asks", then="I answer"))
    assert desk.run("trainee", "erase", NAME, "--yes").returncode == 0
    for path in (x for x in tmp_path.rglob("*") if x.is_file()):
        content = path.read_bytes()
        assert b"Zebra" not in content, path
        assert b"okapi" not in content, path


def test_a_person_is_asked_before_somebody_is_erased(desk: Desk, url: str) -> None:
    before = desk.run("scores", "list").stdout
    for typed in ("no\n", "", "Yes\n"):
        done = desk.run("trainee", "erase", NAME, typed=typed)
        assert done.returncode == 1
        assert "Type yes to go on" in done.stdout
        assert desk.run("scores", "list").stdout == before
    assert desk.run("trainee", "erase", NAME, typed="yes\n").returncode == 0
    assert NAME not in desk.run("scores", "list").stdout
    del url


def test_nobody_of_this_name(desk: Desk) -> None:
    done = desk.run("trainee", "erase", "Nobody", "--yes")
    assert (done.returncode, done.stdout) == (1, "There is no attempt of Nobody.\n")


def test_who_has_not_played_for_long_is_retired(tmp_path: Path, url: str) -> None:
    desk = Desk(tmp_path)
    desk.environ["SIMULATOR_DATABASE"] = url
    now = datetime.now(UTC)
    with closing(SqlStore(url)) as store:
        for id_, name, days in (("a", "Old", 400), ("b", "Both", 400), ("c", "Both", 10)):
            started = (now - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
            store.begin(replace(attempt(id_, trainee=name), started=started), LOG)
            store.finish(attempt(id_).id, ENDED, SUMMARY)
    for count in (1, 0):
        done = desk.run("trainee", "retire", "--older-than", "365", "--yes")
        assert (done.returncode, done.stdout) == (0, f"Names erased: {count}.\n")
    with closing(SqlStore(url, reading=True)) as store:
        names = {x.trainee for x in store.attempts()}
    assert "Both" in names
    assert "Old" not in names
    assert len(names) == 2


def test_the_trail_says_who_did_what_and_no_name(desk: Desk) -> None:
    desk.run("scores", "verify")
    desk.run("scores", "export", "--trainee", NAME, "--output", "scores.csv")
    desk.run("trainee", "export", NAME, "--output", "mine")
    desk.run("trainee", "erase", NAME, "--yes")
    entries = json.loads(desk.run("trail", "--json").stdout)
    assert [(x["what"], x["attempts"]) for x in entries] == [
        ("scores verify", 3),
        ("scores export csv", 2),
        ("trainee export", 2),
        ("trainee erase", 2),
    ]
    assert all(x["who"] and x["at"].endswith("Z") for x in entries)
    people = [x["trainees"] for x in entries]
    assert people[0] == []
    assert people[1] == people[2] == people[3] != []
    text = next(desk.home.rglob("trail.jsonl"))
    assert NAME not in text.read_text()
    assert stat.S_IMODE(text.stat().st_mode) == 0o600
    assert "trainee erase" in desk.run("trail").stdout


def test_a_spoilt_trail_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    trail = tmp_path / "data" / "service-simulator" / "trail.jsonl"
    trail.parent.mkdir(parents=True)
    trail.write_bytes(b'{"at":"x","who":"Ana","what":"scores verify","attempts":1}\n\xff\n[1]\n{')
    done = desk.run("trail")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "x  Ana  scores verify  1\n"


def test_no_copy_of_the_name_stays_in_the_file_of_the_database(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        for number in range(30):
            store.begin(attempt(f"{number:x}", trainee=NAME), LOG)
        assert store.people.erase(NAME, "erased-1") == 30
        assert store.people.erase(NAME, "erased-2") == 0
    assert b"Zebra" not in file.read_bytes()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM trainees").fetchone() == (1,)
